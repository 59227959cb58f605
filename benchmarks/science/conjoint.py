"""CPU and coverage of hierarchical partworths.

    python -m benchmarks.science.conjoint [--runs 40] [--first 0] [--spreads .2 .5 1 1.5 .2 .5 1 1.5]

300 respondents, 10 tasks of 3 alternatives, 8 terms, 4,000 draws: CPU seconds of one run, how often the
95 % limits hold the population's means and spreads, also by the size of the spread, the independent draws that
the least known of these is worth, and the share of unseen choices told by the hierarchical model, by the plain logit and by the
true partworths. Seeds begin at `--first`.
"""

import argparse
from dataclasses import dataclass
from time import process_time

import numpy as np

from leadline_science.checks import Floats
from leadline_science.conjoint import Choice, Study, hierarchical, logit

UNSEEN = 5


@dataclass(frozen=True)
class People:
    """A population: partworths of each respondent around `means` with standard deviations `spreads`."""

    means: Floats
    spreads: Floats
    points: Floats
    random: np.random.Generator

    @classmethod
    def of(
        cls, seed: int, *, respondents: int = 300, terms: int = 8, spreads: Floats | None = None
    ) -> "People":
        """Means from -1 to 1, spreads from .5 to 1.2 unless given."""
        random = np.random.Generator(np.random.PCG64(seed))
        wide = np.linspace(0.5, 1.2, terms) if spreads is None else spreads
        means = np.linspace(-1, 1, len(wide))
        points = random.normal(means, wide, (respondents, len(wide)))
        return cls(means, wide, points, random)

    def study(self, *, tasks: int = 10, alternatives: int = 3) -> Study:
        """Each answers `tasks` tasks of random offers."""
        count, size = self.points.shape
        rows = self.random.choice([-1.0, 1.0], (count, tasks, alternatives, size))
        worth = np.einsum("rtak,rk->rta", rows, self.points)
        chosen = (worth + self.random.gumbel(size=worth.shape)).argmax(axis=2)
        return Study(
            tuple(f"x{at}" for at in range(size)),
            tuple(
                Choice(
                    tuple(tuple(row) for row in rows[who, at].tolist()),
                    int(chosen[who, at]),
                    f"r{who:04}",
                )
                for who in range(count)
                for at in range(tasks)
            ),
        )


@dataclass(frozen=True)
class Run:
    """What one simulated study gives; `means_held` and `spreads_held` by term."""

    cpu: float
    means_held: tuple[bool, ...]
    spreads_held: tuple[bool, ...]
    effective: float
    hits: tuple[float, float, float]


def run(seed: int, *, draws: int = 4000, spreads: Floats | None = None) -> Run:
    """One study, fitted, and tried on unseen tasks."""
    people = People.of(seed, spreads=spreads)
    study, unseen = people.study(), people.study(tasks=UNSEEN)
    before = process_time()
    found = hierarchical(study, draws=draws, seed=seed)
    cpu = process_time() - before
    lines = found.partworths
    pooled = np.array([each.value for each in logit(study).partworths])
    single = np.array([each.values for each in found.people])
    everyone = np.broadcast_to(pooled, single.shape)
    wide = zip(lines, people.spreads, strict=True)
    return Run(
        cpu,
        tuple(x.low <= t <= x.high for x, t in zip(lines, people.means, strict=True)),
        tuple(x.spread_low <= t <= x.spread_high for x, t in wide),
        found.effective,
        (told(unseen, single), told(unseen, everyone), told(unseen, people.points)),
    )


def told(study: Study, points: Floats) -> float:
    """The share of choices that the highest utility tells."""
    rows = np.array([choice.rows for choice in study.choices])
    own = np.repeat(points, UNSEEN, axis=0)
    best = np.einsum("tak,tk->ta", rows, own).argmax(axis=1)
    return float((best == np.array([choice.chosen for choice in study.choices])).mean())


def main() -> None:
    """Print one line per measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--spreads", type=float, nargs="+", default=np.linspace(0.5, 1.2, 8))
    asked = parser.parse_args()
    spreads = np.asarray(asked.spreads, dtype=np.float64)
    seeds = range(asked.first, asked.first + asked.runs)
    runs = [run(seed, spreads=spreads) for seed in seeds]
    cpu = np.median([each.cpu for each in runs])
    print(f"CPU seconds            {cpu:.2f} (median of {len(runs)})")
    print(f"95 % limits of means   {np.mean([each.means_held for each in runs]):.3f}")
    held = np.array([each.spreads_held for each in runs])
    print(f"95 % limits of spreads {held.mean():.3f}")
    for spread in np.unique(spreads):
        print(f"  of a spread of {spread:.1f}   {held[:, spreads == spread].mean():.3f}")
    print(f"least effective draws  {np.median([each.effective for each in runs]):.0f} (median)")
    hits = np.mean([each.hits for each in runs], axis=0)
    print(
        "unseen choices told    {:.3f} (plain logit {:.3f}, true partworths {:.3f})".format(*hits)
    )


if __name__ == "__main__":
    main()
