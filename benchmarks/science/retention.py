"""How often the limits of a retention projection hold.

    python -m benchmarks.science.retention

Cohorts of 300 and 1,000 customers, seven periods seen and eight projected, drawn from either law: how
often the 90 % limits hold the true share at the last age seen, half way and at the horizon; the mean
miss at the horizon of each law alone and of the weighted one.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.special import betaln

from leadline_science.checks import Floats
from leadline_science.retention import Cohort, Law, project_retention

SEEN, AHEAD = 7, 8


@dataclass(frozen=True)
class Truth:
    """α, β and c of a beta-discrete-Weibull; c = 1 is the shifted beta-geometric."""

    alpha: float
    beta: float
    shape: float

    @property
    def shares(self) -> Floats:
        """The share staying after 0, 1, … periods."""
        ages = np.arange(SEEN + AHEAD + 1.0) ** self.shape
        logs = betaln(self.alpha, self.beta + ages) - betaln(self.alpha, self.beta)
        return np.asarray(np.exp(logs), dtype=np.float64)

    def cohort(self, size: int, random: np.random.Generator) -> Cohort:
        """What is seen of `size` customers."""
        left = random.multinomial(size, -np.diff(self.shares, append=0.0))
        return Cohort((float(size), *(size - np.cumsum(left[:SEEN])).astype(float).tolist()))


TRUTHS = (
    Truth(0.7, 1.2, 1.0),
    Truth(0.67, 3.8, 1.0),
    Truth(1.5, 12.0, 1.0),
    Truth(0.5, 0.9, 1.4),
    Truth(0.6, 2.5, 0.7),
)


def held(truth: Truth, size: int, runs: int) -> tuple[list[float], list[float]]:
    """Coverage at three ages, and the mean miss (points) of sBG, BdW and the weighted projection."""
    random = np.random.Generator(np.random.PCG64(1))
    ages, shares = (SEEN, SEEN + AHEAD // 2, SEEN + AHEAD), truth.shares
    rows, misses = [], []
    for seed in range(runs):
        cohort = truth.cohort(size, random)
        found = project_retention([cohort], ahead=AHEAD, draws=600, seed=seed)
        rows.append([found.at(age).low <= shares[age] <= found.at(age).high for age in ages])
        alone = [project_retention([cohort], ahead=AHEAD, law=law, draws=100) for law in Law]
        misses.append([abs(each.curve[-1].share - shares[-1]) for each in (*alone, found)])
    return np.mean(rows, axis=0).tolist(), (100 * np.mean(misses, axis=0)).tolist()


def main() -> None:
    """Print one line per truth and size."""
    print(
        "alpha, beta, c    customers   held at 7, 11, 15       missed: sBG, BdW, weighted (points)"
    )
    for truth, size in product(TRUTHS, (300, 1000)):
        coverage, misses = held(truth, size, 150)
        shown = "  ".join(f"{each:.3f}" for each in coverage)
        print(
            f"{truth.alpha:4.2f} {truth.beta:5.2f} {truth.shape:4.1f}  {size:8d}   {shown}   ",
            *(f"{m:5.2f}" for m in misses),
        )


if __name__ == "__main__":
    main()
