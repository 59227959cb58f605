"""CPU and coverage of hierarchical partworths.

    python -m benchmarks.science.conjoint [--runs 40]

300 respondents, 10 tasks of 3 alternatives, 8 terms, 4,000 draws: CPU seconds of one run, how often the
95 % limits hold the population's means and spreads, and the share of unseen choices told by the
hierarchical model, by the plain logit and by the true partworths.
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
    def of(cls, seed: int, *, respondents: int = 300, terms: int = 8) -> "People":
        """Means from -1 to 1, spreads from .5 to 1.2."""
        random = np.random.Generator(np.random.PCG64(seed))
        means, spreads = np.linspace(-1, 1, terms), np.linspace(0.5, 1.2, terms)
        points = random.normal(means, spreads, (respondents, terms))
        return cls(means, spreads, points, random)

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
    """What one simulated study gives."""

    cpu: float
    means_held: float
    spreads_held: float
    hits: tuple[float, float, float]


def run(seed: int, *, draws: int = 4000) -> Run:
    """One study, fitted, and tried on unseen tasks."""
    people = People.of(seed)
    study, unseen = people.study(), people.study(tasks=UNSEEN)
    before = process_time()
    found = hierarchical(study, draws=draws, seed=seed)
    cpu = process_time() - before
    lines = found.partworths
    pooled = np.array([each.value for each in logit(study).partworths])
    single = np.array([each.values for each in found.people])
    everyone = np.broadcast_to(pooled, single.shape)
    return Run(
        cpu,
        float(np.mean([x.low <= t <= x.high for x, t in zip(lines, people.means, strict=True)])),
        float(
            np.mean(
                [
                    x.spread_low <= t <= x.spread_high
                    for x, t in zip(lines, people.spreads, strict=True)
                ]
            )
        ),
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
    runs = [run(seed) for seed in range(parser.parse_args().runs)]
    print(
        f"CPU seconds            {np.median([each.cpu for each in runs]):.2f} (median of {len(runs)})"
    )
    print(f"95 % limits of means   {np.mean([each.means_held for each in runs]):.3f}")
    print(f"95 % limits of spreads {np.mean([each.spreads_held for each in runs]):.3f}")
    hits = np.mean([each.hits for each in runs], axis=0)
    print(
        "unseen choices told    {:.3f} (plain logit {:.3f}, true partworths {:.3f})".format(*hits)
    )


if __name__ == "__main__":
    main()
