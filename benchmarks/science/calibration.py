"""Every statistical figure that the package is held to, found again: what, reach, found, holds.

    python -m benchmarks.science.calibration [--quick] [--data DATA_DIR] [--only TOPIC ...]

Each topic asks the benchmark of its name. The whole takes some twenty-five minutes of CPU; `--quick` tries fewer
cases, so that its figures are rougher and those of chance may miss their reach by chance alone. A figure
without a reach stands beside the one above it. Topics that need data are left out without DATA_DIR.
"""

import argparse
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from math import inf
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from benchmarks.science import (
    charts,
    conjoint,
    conjoint_prior,
    convolution,
    coverage,
    experiments,
    impact,
    portfolio,
    portfolio_instances,
    ranking,
    sequences,
    text,
)
from benchmarks.science.sprints import items, points
from leadline_science.charts.stated import RULES

HORIZON = 4


@dataclass(frozen=True)
class Reach:
    """From `low` to `high`, both included; `digits` after the point in print."""

    low: float = -inf
    high: float = inf
    digits: int = 3

    def __str__(self) -> str:
        low, high = (f"{each:.{self.digits}f}" for each in (self.low, self.high))
        if self.low == -inf:
            return "" if self.high == inf else f"<= {high}"
        return f">= {low}" if self.high == inf else f"{low} - {high}"


@dataclass(frozen=True)
class Figure:
    """What was `found` of something, and where it should lie."""

    what: str
    found: float
    reach: Reach = Reach()

    @property
    def holds(self) -> bool | None:
        """None where nothing is asked."""
        if self.reach == replace(Reach(), digits=self.reach.digits):
            return None
        return bool(self.reach.low <= self.found <= self.reach.high)

    def __str__(self) -> str:
        told = {True: "yes", False: "NO", None: "beside"}[self.holds]
        return f"{self.what:66} {self.reach!s:>14} {self.found:10.{self.reach.digits}f}   {told}"


@dataclass(frozen=True)
class Effort:
    """How much is tried: `quick` or whole; `data`: where sprints and texts are, if anywhere."""

    quick: bool
    data: Path | None = None

    def of(self, whole: int, quick: int) -> int:
        return quick if self.quick else whole


def rankings(effort: Effort) -> Iterator[Figure]:
    """First of all: the memory is the most that the process ever held."""
    bets, draws = (5_000, 2_000) if effort.quick else ranking.ROWS_OF_THE_CLAIM
    ranking.measured(bets, draws)
    what = f"ranking: MB held for {bets} bets x {draws} draws"
    yield Figure(what, ranking.held(), Reach(high=400, digits=0))
    cpu = ranking.measured(5_000, 2_000)[1]
    yield Figure("ranking: CPU s of 5000 bets x 2000 draws", cpu, Reach(high=2.4, digits=2))


def promises(effort: Effort) -> Iterator[Figure]:
    """The bootstrap beside the drift of all other boards, left out one by one."""
    if effort.data is None:
        return
    for name, histories in (("points", points(effort.data)), ("items", items(effort.data))):
        for window in coverage.WINDOWS[: effort.of(3, 1)]:
            for row in coverage.compare(histories, window, HORIZON):
                yield from _promise(
                    f"{name}, {window} sprints known, {row.forecasts} forecasts", row
                )


def _promise(where: str, row: coverage.Coverage) -> Iterator[Figure]:
    asked = row.way in {"drift of the others", "drift as shipped"}
    for level, found, reach in (
        ("P85", row.p85, Reach(0.83, 0.88)),
        ("P95", row.p95, Reach(0.93, 0.97)),
    ):
        yield Figure(f"{level} of {where}: {row.way}", found, reach if asked else Reach())


def convolutions(_: Effort) -> Iterator[Figure]:
    """How many times less CPU than draws."""
    for name, exact, drawn in (
        ("equal weights", convolution.resampled, convolution.draw_resampled),
        ("whole model", convolution.full, convolution.draw_full),
    ):
        found = convolution.compare(name, exact, drawn)
        yield Figure(f"convolution, {name}: times less CPU", found.ratio, Reach(8, digits=1))
        yield Figure(f"convolution, {name}: largest miss of the draws", found.error)


def orders(_: Effort) -> Iterator[Figure]:
    """By cost of delay over duration, with prerequisites."""
    cpu, found = sequences.timed(10_000, sequences.forest)
    yield Figure("CD3: CPU s of a forest of 10000", cpu, Reach(high=0.2))
    yield Figure("CD3: gap of that forest", found.gap, Reach(high=0))


def portfolios(effort: Effort) -> Iterator[Figure]:
    """Large ones at three degrees of tightness, then small ones beside HiGHS alone."""
    for tight in (0.35, 0.5, 0.65)[: effort.of(3, 1)]:
        instance = portfolio_instances.made(5_000, 1, tight=tight)
        found, cpu = portfolio.timed(instance, portfolio.LARGE)
        what = f"portfolio, 5000 bets, room for {tight:.0%}"
        yield Figure(f"{what}: gap", found.gap, Reach(high=0.001, digits=5))
        yield Figure(f"{what}: CPU s", cpu, Reach(high=20, digits=1))
    for seed in range(1, effort.of(10, 1) + 1):
        ours, theirs, _ = portfolio.beside(seed)
        what = f"portfolio, 200 bets, seed {seed}: gap of HiGHS alone less ours"
        yield Figure(what, theirs - ours, Reach(1e-9, digits=4))


def people(effort: Effort) -> Iterator[Figure]:
    """Hierarchical partworths of 300 people."""
    runs = [conjoint.run(seed) for seed in range(effort.of(40, 3))]
    cpu = float(np.median([each.cpu for each in runs]))
    yield Figure("conjoint: CPU s of 4000 draws", cpu, Reach(high=3, digits=2))
    for name in ("means", "spreads"):
        held = float(np.mean([getattr(each, f"{name}_held") for each in runs]))
        what = f"conjoint: 95 % limits of {name}, {len(runs)} studies"
        yield Figure(what, held, Reach(0.93, 0.97))
    small = float(np.mean([each.spreads_held[0] for each in runs]))
    yield Figure("conjoint: 95 % limits of the smallest spread", small)
    shares = np.array([conjoint_prior.ranks(seed) for seed in range(effort.of(100, 20))])
    for name, part in zip(("means", "spreads"), np.split(shares, 2, axis=1), strict=True):
        what = f"conjoint: 95 % limits of {name} drawn from the prior, {part.size} limits"
        yield Figure(what, conjoint_prior.held(part, 0.95), Reach(0.93, 0.97))
    hits = np.mean([each.hits for each in runs], axis=0).tolist()
    for name, share in zip(("each", "plain logit", "true partworths"), hits, strict=True):
        yield Figure(f"conjoint: unseen choices told, {name}", share)


def peeking(effort: Effort) -> Iterator[Figure]:
    """False alarms of twenty looks, and the power that they leave."""
    for row in experiments.peeking(effort.of(20_000, 4_000)):
        what = f"A/B, {row.way}"
        yield Figure(f"{what}: false alarms", row.alarms, _alarms(row.way))
        yield Figure(f"{what}: power", row.power)


def _alarms(way: str) -> Reach:
    if way.startswith("planned"):
        return Reach(0.04, 0.052)
    return Reach(high=0.05) if way.startswith("unplanned") else Reach()


def alarms(effort: Effort) -> Iterator[Figure]:
    """Of process charts: as often as they state."""
    for known in charts.KNOWN if not effort.quick else (charts.BASELINE,):
        for process in (*charts.PROCESSES, *charts.STRANGERS, *charts.OTHERS):
            row = charts.measure(process, effort.of(20_000, 4_000), known)
            for sign in RULES:
                stated, happened = (getattr(each, sign) for each in (row.stated, row.happened))
                told = f"{process}, {known} known, {sign.replace('_', ' ')}"
                what = f"XmR, {told} {happened:.3f}: less than stated"
                yield Figure(what, stated - happened, Reach(-0.02, 0.02))


def effects(effort: Effort) -> Iterator[Figure]:
    """Without an experiment, as the baseline drifts; then with controls that wander themselves."""
    for controls, persistence in impact.CONTROLS.items():
        for drift in impact.DRIFTS:
            for row in impact.measure(drift, effort.of(300, 40), persistence):
                reach = Reach(0.9, 0.98) if row.way == impact.SHIPPED else Reach()
                what = f"effect, {controls} controls, drift {drift:.2f}, {row.way}"
                yield Figure(f"{what}: 95 % held", row.held, reach)


def texts(effort: Effort) -> Iterator[Figure]:
    """In a process of its own, whose linear algebra keeps to one thread from its start."""
    if effort.data is None:
        return
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as own:
        found = own.submit(text.measured, effort.data, effort.of(1, 5)).result()
    for name, agreement in found.agreement:
        reach = Reach(low=0.79) if name == "meaning" else Reach()
        yield Figure(
            f"text: V of 77 themes of {found.questions} questions, by {name}", agreement, reach
        )
    if found.questions:
        what = f"text: s to index 10000 questions by meaning, from {found.questions}"
        yield Figure(what, found.seconds, Reach(high=60, digits=1))
        yield Figure("text: CPU s of the same, shared by the cores", found.cpu, Reach(digits=1))
    by_words = dict(found.recall).get("words")
    for name, recall in found.recall:
        reach = Reach() if name == "words" or by_words is None else Reach(low=by_words)
        yield Figure(f"text: duplicates among the 10 most alike, by {name}", recall, reach)


TOPICS: dict[str, Callable[[Effort], Iterator[Figure]]] = {
    "ranking": rankings,
    "coverage": promises,
    "convolution": convolutions,
    "sequences": orders,
    "experiments": peeking,
    "charts": alarms,
    "conjoint": people,
    "impact": effects,
    "portfolio": portfolios,
    "text": texts,
}


def main() -> None:
    """Print the table, a line as soon as it is known, then how many hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--only", nargs="+", choices=TOPICS, default=list(TOPICS))
    asked = parser.parse_args()
    print(f"{'what':66} {'reach':>14} {'found':>10}   holds")
    effort = Effort(asked.quick, asked.data)
    told = [_shown(each) for topic in asked.only for each in TOPICS[topic](effort)]
    held = [each for each in told if each is not None]
    print(f"\n{sum(held)} of {len(held)} figures hold")


def _shown(figure: Figure) -> bool | None:
    print(figure, flush=True)
    return figure.holds


if __name__ == "__main__":
    main()
