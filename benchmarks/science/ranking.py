"""CPU and memory of a ranking with chances and the value of perfect information.

python -m benchmarks.science.ranking [BETS DRAWS]
"""

import resource
import sys
from time import process_time

import numpy as np

from leadline_science.prioritisation import Ranking, RiceBet, learn_next, rank, rice
from leadline_science.uncertainty import Estimate, lognormal

SIZES = ((200, 10_000), (5_000, 2_000))
ROWS_OF_THE_CLAIM = (10_000, 10_000)


def bets(number: int) -> list[RiceBet]:
    """Bets whose three inputs are lognormal, as wide as people's are."""
    random = np.random.Generator(np.random.PCG64(1))
    middles = random.lognormal((6.0, 0.0, 1.0), (1.0, 0.5, 0.5), (number, 3)).tolist()
    return [
        RiceBet(f"bet {at}", around(reach), around(impact), around(effort))
        for at, (reach, impact, effort) in enumerate(middles)
    ]


def around(middle: float) -> Estimate:
    return lognormal(middle / 2, middle * 2)


def measured(number: int, draws: int) -> tuple[Ranking, float]:
    """The ranking, and CPU seconds from the numbers said to the answer."""
    begun = process_time()
    answer = rank(rice(bets(number)), top=10, draws=draws)
    return answer, process_time() - begun


def held() -> float:
    """The most memory that the process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: list[str]) -> None:
    """Print CPU seconds and the most memory held."""
    given = [int(each) for each in arguments]
    for number, draws in [(given[0], given[1])] if given else [*SIZES, ROWS_OF_THE_CLAIM]:
        answer, cpu = measured(number, draws)
        print(
            f"{number:6} bets x {draws:6} draws  {cpu:6.2f} CPU s  {held():5.0f} MB held at most  "
            f"EVPI {answer.evpi:.0f} ± {answer.evpi_error:.0f}"
        )
    begun = process_time()
    learn_next(rice(bets(200)), top=10)
    print(f"what to learn next, 200 bets x 2,000 draws  {process_time() - begun:.2f} CPU s")


if __name__ == "__main__":
    main(sys.argv[1:])
