"""How often the limits of a fitted diffusion hold.

    python -m benchmarks.science.market

For several diffusions and dispersions: how often the 90 % limits hold p, q, the market, and the
adopters 1, 4 and 8 periods ahead.
"""

from dataclasses import dataclass

import numpy as np

from leadline_science.checks import Floats
from leadline_science.market import adoption
from leadline_science.market.bass import adopted


@dataclass(frozen=True)
class Setting:
    """A true diffusion, the periods seen, and variance over mean of a period's adoptions."""

    innovation: float
    imitation: float
    market: float
    periods: int
    dispersion: float

    def adoptions(self, random: np.random.Generator) -> Floats:
        """Adoptions of the periods seen and eight more."""
        edges = np.arange(self.periods + 9.0)
        expected = self.market * np.diff(adopted(edges, self.innovation, self.imitation))
        return np.round(random.gamma(expected / self.dispersion) * self.dispersion)


SETTINGS = (
    Setting(0.03, 0.38, 10_000, 6, 5),
    Setting(0.03, 0.38, 10_000, 8, 2),
    Setting(0.03, 0.38, 10_000, 12, 20),
    Setting(0.01, 0.5, 5_000, 10, 10),
    Setting(0.05, 0.3, 1_000, 10, 3),
)


def held(setting: Setting, runs: int) -> list[float]:
    """Shares of 90 % limits that hold: p, q, market, then 1, 4 and 8 periods ahead."""
    random = np.random.Generator(np.random.PCG64(1))
    rows: list[list[bool]] = []
    for seed in range(runs):
        given = setting.adoptions(random)
        found = adoption(given[: setting.periods].tolist(), draws=1000, seed=seed)
        totals = np.cumsum(given)[setting.periods :].tolist()
        true = (
            setting.innovation,
            setting.imitation,
            setting.market,
            *(totals[at] for at in (0, 3, 7)),
        )
        limits = (found.innovation, found.imitation, found.market)
        ahead = (found.adopters[at] for at in (0, 3, 7))
        rows.append(
            [x.low <= value <= x.high for x, value in zip((*limits, *ahead), true, strict=True)]
        )
    return list(np.mean(rows, axis=0).tolist())


def main() -> None:
    """Print one line per setting."""
    print("p, q, market, periods, dispersion          p     q   market  ahead 1     4     8")
    for setting in SETTINGS:
        shares = "  ".join(f"{each:.3f}" for each in held(setting, 200))
        print(f"{tuple(vars(setting).values())!s:40s}  {shares}")


if __name__ == "__main__":
    main()
