"""Are the draws of hierarchical partworths those of the posterior? Truths drawn from the prior tell.

    python -m benchmarks.science.conjoint_prior [--runs 100]

Simulation-based calibration (Talts et al. 2018): 40 respondents, 8 tasks of 3 alternatives, 3 terms. Where the walk
draws from the posterior, the share of its draws below the truth is uniform whatever the prior is. Means lie within
±2 and spreads below 3, of the truths as of the draws, since a flat mean cannot be drawn.
"""

import argparse

import numpy as np

from benchmarks.science.conjoint import People
from leadline_science.checks import Floats
from leadline_science.conjoint.mixing import effective_draws
from leadline_science.conjoint.population import FREEDOM, WIDE, Population
from leadline_science.conjoint.sampler import walk
from leadline_science.conjoint.study import losers
from leadline_science.conjoint.tasks import grouped

TERMS, RESPONDENTS, TASKS, DRAWS = 3, 40, 8, 4000
FARTHEST, WIDEST = 2.0, 3.0


def truth(random: np.random.Generator) -> Floats:
    """Means, spreads and ties (multivariate t by row: any correlations as likely as others)."""
    spreads = np.full(TERMS, np.inf)
    while (spreads > WIDEST).any():
        spreads = WIDE * np.abs(random.standard_t(FREEDOM, TERMS))
    ties = [
        random.standard_normal(row) / random.chisquare(TERMS + 1 - row) ** 0.5
        for row in range(1, TERMS)
    ]
    return np.concatenate((random.uniform(-FARTHEST, FARTHEST, TERMS), spreads, *ties))


def ranks(seed: int, *, draws: int = DRAWS) -> Floats:
    """The share of draws below the truth, of means then spreads."""
    random = np.random.Generator(np.random.PCG64(seed))
    where = truth(random)
    outward = Population(TERMS).shape(where).outward
    own = random.standard_normal((RESPONDENTS, TERMS)) @ outward[:-1] + outward[-1]
    means, spreads = where[:TERMS], where[TERMS : 2 * TERMS]
    data = grouped(losers(People(means, spreads, own, random).study(tasks=TASKS)))
    found = walk(data, np.zeros(TERMS), RESPONDENTS * np.eye(TERMS), draws=draws, random=random)
    inside = (np.abs(found.means) < FARTHEST).all(axis=1) & (found.spreads < WIDEST).all(axis=1)
    kept = np.hstack((found.means, found.spreads))[inside]
    return np.array([_share(column, at) for column, at in zip(kept.T, where, strict=False)])


def _share(draws: Floats, truth: float) -> float:
    """As if of so many independent draws: neither 0 nor 1."""
    count = effective_draws(draws)
    return float(((draws < truth).mean() * count + 0.5) / (count + 1))


def held(shares: Floats, level: float) -> float:
    """How often the middle `level` of the draws holds the truth."""
    return float((np.abs(shares - 0.5) < level / 2).mean())


def main() -> None:
    """Print a line for means and one for spreads."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=100)
    found = np.array([ranks(seed) for seed in range(parser.parse_args().runs)])
    for name, shares in (("means", found[:, :TERMS]), ("spreads", found[:, TERMS:])):
        counts = np.histogram(shares, 8, (0, 1))[0]
        print(
            f"{name:8} 50 % held {held(shares, 0.5):.3f}, 95 % {held(shares, 0.95):.3f}, "
            f"mean {shares.mean():.3f}; by eighths {counts.tolist()}"
        )


if __name__ == "__main__":
    main()
