"""Next-release problems as portfolios: customers are milestones that need their requirements.

Files and rules: J. Xuan, H. Jiang, Z. Ren, Z. Luo, IEEE Transactions on Software Engineering 38:1195 (2012).
"""

from itertools import islice
from math import floor
from pathlib import Path

from leadline_science.portfolio import Bet, Budget, Horizon, Portfolio

# Best values as recalled from Xuan et al. 2012 and the exact ones of Veerapen et al. 2015; pages not seen again.
PUBLISHED = {
    ("nrp1", 0.3): 1204,
    ("nrp1", 0.5): 1840,
    ("nrp1", 0.7): 2507,
    ("nrp2", 0.3): 4970,
    ("nrp2", 0.5): 8065,
    ("nrp2", 0.7): 11316,
    ("nrp-e1", 0.3): 7919,
    ("nrp-e1", 0.5): 11071,
}


def release(folder: str, name: str, ratio: float) -> Portfolio | None:
    """The problem in a file with `ratio` of all cost, rounded, as its budget; None where the file is missing.

    Rounded down, two of the published values are more than can be had: 1,836 and 11,312 are proved for nrp1 at .5 and
    nrp2 at .7 with budgets of 428 and 3,533.
    """
    kind = "realistic-nrp" if "-" in name else "classic-nrp"
    file = Path(folder) / kind / f"{name}.txt"
    return _read(file.read_text(), ratio) if file.exists() else None


def _read(text: str, ratio: float) -> Portfolio:
    numbers = map(int, text.split())
    costs = [cost for _ in range(next(numbers)) for cost in islice(numbers, next(numbers))]
    waits: dict[int, set[int]] = {}
    for _ in range(next(numbers)):
        before, after = next(numbers), next(numbers)
        waits.setdefault(after, set()).add(before)
    customers = [
        (next(numbers), sorted(set(islice(numbers, next(numbers))))) for _ in range(next(numbers))
    ]
    needed = [
        Bet(
            name=f"R{at}",
            value=0,
            cost=(float(cost),),
            alongside=tuple(f"R{each}" for each in sorted(waits.get(at, ()))),
        )
        for at, cost in enumerate(costs, start=1)
    ]
    wanted = [
        Bet(name=f"C{at}", value=profit, alongside=tuple(f"R{each}" for each in requests))
        for at, (profit, requests) in enumerate(customers, start=1)
    ]
    budget = Budget((float(floor(ratio * sum(costs) + 0.5)),))
    return Portfolio((*needed, *wanted), Horizon(1), budget=budget)
