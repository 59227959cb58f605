"""Gaps of portfolios: large ones, small tight ones beside HiGHS alone, and published next-release problems.

python -m benchmarks.science.portfolio large
python -m benchmarks.science.portfolio tight
python -m benchmarks.science.portfolio releases DATA_DIR
"""

import sys
from itertools import product
from time import process_time

from benchmarks.science.portfolio_instances import made
from benchmarks.science.portfolio_releases import PUBLISHED, release
from leadline_science.portfolio import Choice, Portfolio, Work, choose
from leadline_science.portfolio.building.model import build
from leadline_science.portfolio.choice import relative
from leadline_science.portfolio.solving.highs import Cap, solve

LARGE, ENOUGH, TIGHT = Work(55_000, 1e-5), Work(60_000, 1e-3), Work(30_000, 1e-4)

RELEASE = 60_000  # iterations


def timed(portfolio: Portfolio, work: Work, seed: int = 0) -> tuple[Choice, float]:
    """The choice and its CPU seconds."""
    begun = process_time()
    found = choose(portfolio, work=work, seed=seed)
    return found, process_time() - begun


def alone(portfolio: Portfolio, seconds: float) -> tuple[float, float]:
    """Value and bound of HiGHS on the same programme in the same CPU seconds."""
    begun = process_time()
    program = build(portfolio).program
    found = solve(program, Cap(), stop=lambda: process_time() - begun > seconds)
    return (0.0 if found.x is None else program.value(found.x)), found.bound


def large() -> None:
    """5,000 bets, from a third to two thirds of which fit: until .1 % is shown, and for about 20 CPU seconds."""
    for seed, tight in product((1, 2), (0.35, 0.5, 0.65)):
        portfolio = made(5_000, seed, tight=tight)
        soon, first = timed(portfolio, ENOUGH)
        found, seconds = timed(portfolio, LARGE)
        print(
            f"5,000 bets, room for {tight:.0%}, seed {seed}: gap {soon.gap:.3%} after {first:.1f} CPU s; value "
            f"{found.value:,.1f} bound {found.bound:,.1f} gap {found.gap:.3%} after {seconds:.1f} CPU s",
            flush=True,
        )


def tight() -> None:
    """200 bets of which a third fits, ten seeds, beside HiGHS alone in the same time."""
    below = 0
    for seed in range(1, 11):
        ours, theirs, seconds = beside(seed)
        below += ours < theirs
        print(
            f"seed {seed:2}: gap {ours:.2%}, HiGHS alone {theirs:.2%}  {seconds:.1f} CPU s each",
            flush=True,
        )
    print(f"below HiGHS alone on {below} of 10")


def beside(seed: int) -> tuple[float, float, float]:
    """Our gap on a tight instance, that of HiGHS alone in the same CPU seconds, and those seconds."""
    instance = made(200, seed)
    found, seconds = timed(instance, TIGHT)
    value, bound = alone(instance, seconds)
    best = min(bound, found.bound)
    return relative(found.value, best), relative(value, best), seconds


def releases(folder: str) -> None:
    """Next-release problems of Xuan et al., against the best values published."""
    for (name, ratio), best in PUBLISHED.items():
        problem = release(folder, name, ratio)
        if problem is None:
            print(f"{name} {ratio}: not there")
            continue
        found, seconds = timed(problem, Work(RELEASE, 0.0))
        print(
            f"{name} {ratio}: value {found.value:,.0f} published {best:,} bound {found.bound:,.0f} "
            f"gap {found.gap:.2%}{', proved' if found.proved else ''}  {seconds:.1f} CPU s",
            flush=True,
        )


if __name__ == "__main__":
    if sys.argv[1] == "releases":
        releases(sys.argv[2])
    else:
        {"large": large, "tight": tight}[sys.argv[1]]()
