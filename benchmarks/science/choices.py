"""How often the limits of strengths hold, and how many questions well-chosen pairs save.

    python -m benchmarks.science.choices

Three tables from simulated people: 95 % limits of Bradley-Terry strengths; 90 % limits of MaxDiff
utilities with respondents who differ; comparisons needed until the best 5 of 20 are nearly known.
"""

from dataclasses import dataclass, replace

import numpy as np

from leadline_science.checks import Floats
from leadline_science.prioritisation import (
    Duel,
    Task,
    bradley_terry,
    design,
    maxdiff,
    next_pairs,
)

ITEMS = 12
SHOWN = 4


def answer(true: Floats, one: int, other: int, tie: float, random: np.random.Generator) -> Duel:
    """One comparison by Davidson's model."""
    half = float(np.exp((true[one] - true[other]) / 2))
    at = random.random() * (half + 1 / half + tie)
    result = (1, 0, 0) if at < half else (0, 1, 0) if at < half + 1 / half else (0, 0, 1)
    return Duel(f"i{one}", f"i{other}", *result)


def strengths_held(spread: float, comparisons: int, tie: float, runs: int) -> float:
    """The share of 95 % limits that hold the true strength."""
    random = np.random.Generator(np.random.PCG64(1))
    held: list[bool] = []
    for seed in range(runs):
        true = random.normal(0, spread, ITEMS)
        pairs = [random.choice(ITEMS, 2, replace=False).tolist() for _ in range(comparisons)]
        chain = [(at, at + 1) for at in range(ITEMS - 1)]
        duels = [answer(true, one, other, tie, random) for one, other in (*chain, *pairs)]
        found = bradley_terry(duels, draws=100, seed=seed).strengths
        middle = true - true.mean()
        held += [abs(s.ability - middle[int(s.name[1:])]) < 1.96 * s.error for s in found]
    return float(np.mean(held))


@dataclass(frozen=True)
class People:
    """Respondents whose utilities spread by `differ` around `middle`."""

    middle: Floats
    differ: float

    def answers(self, count: int, random: np.random.Generator, seed: int) -> list[Task]:
        """Ten tasks from each of `count` people."""
        plan = design([f"i{at}" for at in range(len(self.middle))], tasks=10 * count, seed=seed)
        found: list[Task] = []
        for who in range(count):
            own = self.middle + random.normal(0, self.differ, len(self.middle))
            found += [_task(s, own, f"r{who}", random) for s in plan[10 * who : 10 * who + 10]]
        return found


def _task(shown: tuple[str, ...], own: Floats, who: str, random: np.random.Generator) -> Task:
    worth = np.array([own[int(name[1:])] for name in shown])
    best = int((worth + random.gumbel(size=SHOWN)).argmax())
    rest = [at for at in range(SHOWN) if at != best]
    worst = rest[int((random.gumbel(size=SHOWN - 1) - worth[rest]).argmax())]
    return Task(shown, shown[best], shown[worst], who)


def utilities_held(differ: float, count: int, runs: int) -> tuple[float, float]:
    """The share of 90 % limits that hold, with and without knowing who answered."""
    random = np.random.Generator(np.random.PCG64(2))
    people = People(random.normal(0, 1, 10), differ)
    everyone = maxdiff(people.answers(1000, random, 0), draws=100, prior_sd=10)
    held: list[tuple[bool, bool]] = []
    for seed in range(runs):
        tasks = people.answers(count, random, seed)
        silent = [replace(task, respondent="") for task in tasks]
        known, unknown = (maxdiff(each, draws=1000, seed=seed) for each in (tasks, silent))
        for item in everyone.items:
            one, other = known.of(item.name), unknown.of(item.name)
            held.append((one.low <= item.score <= one.high, other.low <= item.score <= other.high))
    first, second = np.mean(held, axis=0).tolist()
    return first, second


def questions(clever: bool, seed: int, *, size: int = 20, top: int = 5, most: int = 900) -> int:
    """Comparisons until the doubt about the best `top` of `size` is below 1."""
    random = np.random.Generator(np.random.PCG64(seed))
    true, names = random.normal(0, 1, size), [f"i{at:02}" for at in range(size)]
    duels: list[Duel] = []
    while len(duels) < most:
        found = next_pairs(names, duels, top=top, draws=600, seed=len(duels))
        if found.doubt < 1:
            break
        pairs = [(names.index(each.one), names.index(each.other)) for each in found.pairs]
        if not clever:
            pairs = [tuple(random.choice(size, 2, replace=False).tolist()) for _ in pairs]
        for one, other in pairs:
            told = answer(true, one, other, 0.0, random)
            duels.append(replace(told, one=names[one], other=names[other]))
    return len(duels)


def main() -> None:
    """Print the three tables."""
    print("spread  comparisons  ties  95 % limits held (Bradley-Terry)")
    for spread in (0.5, 1.0, 2.0):
        for comparisons in (80, 200, 400):
            for tie in (0.0, 0.6):
                held = strengths_held(spread, comparisons, tie, 100)
                print(f"{spread:6.1f}  {comparisons:11d}  {tie:4.1f}  {held:.3f}")
    print("\ndiffer  respondents  90 % limits held (MaxDiff)   not knowing who")
    for differ in (0.0, 1.0, 2.0):
        for count in (8, 20, 60):
            known, unknown = utilities_held(differ, count, 50)
            print(f"{differ:6.1f}  {count:11d}  {known:26.3f}   {unknown:15.3f}")
    chosen, random = ([questions(each, seed) for seed in range(8)] for each in (True, False))
    print(
        f"\nquestions to the best 5 of 20: chosen {np.mean(chosen):.0f}, random {np.mean(random):.0f}"
    )


if __name__ == "__main__":
    main()
