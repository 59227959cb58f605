"""CPU of ordering jobs that wait for each other.

python -m benchmarks.science.sequences
"""

from collections.abc import Callable
from random import Random
from time import process_time

from leadline_science.prioritisation import Job, Sequenced, sequence


def forest(size: int) -> list[Job]:
    """Jobs of which four in five wait for one earlier job."""
    of = Random(1)
    return [
        Job(
            f"{at:05}",
            of.randint(0, 20),
            of.randint(1, 9),
            (f"{of.randrange(at):05}",) if at and of.random() < 0.8 else (),
        )
        for at in range(size)
    ]


def net(size: int) -> list[Job]:
    """Jobs that wait for some of the fifteen before them."""
    of = Random(1)
    return [
        Job(
            f"{at:05}",
            of.randint(0, 9),
            of.randint(1, 9),
            tuple(f"{b:05}" for b in range(max(0, at - 15), at) if of.random() < 0.15),
        )
        for at in range(size)
    ]


def timed(size: int, make: Callable[[int], list[Job]]) -> tuple[float, Sequenced]:
    """CPU seconds, best of three, and the answer."""
    jobs, spent = make(size), []
    for _ in range(3):
        begun = process_time()
        answer = sequence(jobs)
        spent.append(process_time() - begun)
    return min(spent), answer


def report(name: str, size: int, make: Callable[[int], list[Job]]) -> None:
    """Print CPU seconds, and how far the cost may be off."""
    cpu, answer = timed(size, make)
    print(f"{name} {size:6}  {cpu:6.3f} CPU s  optimal {answer.optimal}  gap {answer.gap:.2%}")


def main() -> None:
    """Print all rows."""
    report("forest", 10_000, forest)
    for size in (12, 50, 150, 400, 2000):
        report("net   ", size, net)


if __name__ == "__main__":
    main()
