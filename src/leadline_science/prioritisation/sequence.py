"""In which order to do jobs that wait for each other, so that delay costs least."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, at_least, unique, whole
from leadline_science.prioritisation.blocks import Block, delay_cost
from leadline_science.prioritisation.jobs import Job, Numbers, numbers_of
from leadline_science.prioritisation.precedence import components, prerequisites, reduced, within
from leadline_science.prioritisation.sidney import MOST_DECOMPOSED, blocks_of, relaxed
from leadline_science.refusals import TooLarge
from leadline_science.uncertainty.sampling import Sampler

MOST_JOBS = 100_000
MOST_ORDERED = 400_000


@dataclass(frozen=True)
class Placed:
    """A job in its place: `ratio` is that of its `block`, which an enabler inherits from what it enables.

    `position_low`, `position_high`: P5 and P95 of its place in the best order; `first_chance`.
    """

    name: str
    position: int
    block: int
    ratio: float
    start: float
    finish: float
    position_low: int
    position_high: int
    first_chance: float


@dataclass(frozen=True, kw_only=True)
class Sequenced(Answer):
    """`cost`: Σ cost of delay × finish, at the expected numbers; no order costs less than `bound`.

    `optimal`: this is the best order, proved; else it is heuristic. `evpi`: what knowing all numbers
    before choosing the order would save, with its standard error.
    """

    jobs: tuple[Placed, ...]
    cost: float
    bound: float
    optimal: bool
    evpi: float
    evpi_error: float
    draws: int
    unit: str

    @property
    def order(self) -> tuple[str, ...]:
        """The names, first to last."""
        return tuple(job.name for job in self.jobs)

    @property
    def gap(self) -> float:
        """How far the cost may lie above the least possible, as a share of it."""
        return self.cost / self.bound - 1 if self.bound > 0 else 0.0


METHOD = Method("prioritisation.sequence", "1", "In which order does delay cost least?", Sequenced)


@dataclass(frozen=True)
class Order:
    """Blocks first to last."""

    blocks: tuple[Block, ...]

    @property
    def jobs(self) -> list[int]:
        """The jobs first to last."""
        return [job for block in self.blocks for job in block.jobs]


def sequence(jobs: Sequence[Job], *, draws: int | None = None, seed: int = 0) -> Sequenced:
    """The order of least delay cost that keeps every prerequisite.

    Proved optimal when each job waits for at most one other, or is waited for by at most one, and
    where the blocks of several prerequisites are small enough to look at every order.
    `draws`: for estimates; by default 200, fewer for long lists. Raises `Circular`, `NotNamed`.
    """
    at_least("job", jobs, 1)
    whole("the number of jobs", len(jobs), 1, MOST_JOBS)
    given = sorted(jobs, key=lambda job: job.name)
    names = tuple(job.name for job in given)
    unique("job", names)
    before = reduced(prerequisites(names, [job.after for job in given]))
    numbers = numbers_of(names, given)
    weights, durations = numbers.weights, numbers.durations
    best = best_order(weights, durations, before)
    doubt = _doubt(names, numbers, best, before, draws=draws, seed=seed)
    cost = delay_cost(best.jobs, weights, durations)
    return Sequenced(
        **METHOD.stamp,
        seed=seed,
        assumptions=(
            "One job is done at a time, and the cost of its delay grows evenly until it is finished.",
            "Jobs are independent: the order is the best for the expected numbers.",
        ),
        warnings=_warnings(best, sure=doubt.sure),
        jobs=_placed(names, best, weights, durations, doubt),
        cost=cost,
        bound=min(cost, lower_bound(best, weights, durations, before)),
        optimal=all(block.exact for block in best.blocks),
        evpi=float(doubt.savings.mean()),
        evpi_error=float(doubt.savings.std() / doubt.savings.size**0.5),
        draws=doubt.savings.size,
        unit=numbers.unit,
    )


def best_order(
    weights: Sequence[float], durations: Sequence[float], before: Sequence[Sequence[int]]
) -> Order:
    """Blocks of all groups of jobs that hang together, by falling ratio."""
    if all(len(each) < 2 for each in before):
        return Order(tuple(blocks_of(weights, durations, before)))
    found: list[tuple[float, int, Block]] = []
    for members in components(before):
        w, p = [weights[job] for job in members], [durations[job] for job in members]
        ratio = np.inf
        for block in blocks_of(w, p, within(members, before)):
            ratio = min(ratio, block.ratio)
            jobs = tuple(members[at] for at in block.jobs)
            found.append(
                (-ratio, len(found), Block(jobs, block.weight, block.duration, block.exact))
            )
    return Order(tuple(block for *_, block in sorted(found, key=lambda each: each[:2])))


def lower_bound(
    best: Order,
    weights: Sequence[float],
    durations: Sequence[float],
    before: Sequence[Sequence[int]],
) -> float:
    """The least that any order can cost.

    A block of several jobs costs at least half of w(B)·p(B) + Σ w·p (no set that may come first has a
    higher ratio); where blocks were not found by ratio, dropping prerequisites bounds the cost.
    """
    if any(not block.exact and len(block.jobs) > MOST_DECOMPOSED for block in best.blocks):
        order = Order(tuple(relaxed(weights, durations, before))).jobs
        return delay_cost(order, weights, durations)
    bound = time = 0.0
    for block in best.blocks:
        bound += time * block.weight + _within_block(block, weights, durations)
        time += block.duration
    return bound


def _within_block(block: Block, weights: Sequence[float], durations: Sequence[float]) -> float:
    if block.exact:
        return delay_cost(block.jobs, weights, durations)
    own = sum(weights[job] * durations[job] for job in block.jobs)
    return (block.weight * block.duration + own) / 2


@dataclass(frozen=True)
class Doubt:
    """Per draw the saving of the best order, and where each job stands in it (draws × jobs)."""

    savings: Floats
    positions: Floats
    sure: bool


def _doubt(
    names: Sequence[str],
    numbers: Numbers,
    best: Order,
    before: Sequence[Sequence[int]],
    *,
    draws: int | None,
    seed: int,
) -> Doubt:
    sampler = Sampler(names, numbers.columns, seed=seed) if numbers.columns else None
    if sampler is not None and not sampler.certain:
        return _in_doubt(sampler, best, before, draws)
    places = np.empty(len(names))
    places[best.jobs] = np.arange(1, places.size + 1)
    return Doubt(np.zeros(1), places[None, :], sure=True)


def _in_doubt(
    sampler: Sampler, best: Order, before: Sequence[Sequence[int]], draws: int | None
) -> Doubt:
    size = len(sampler.items)
    wanted = _affordable(size, before, draws)
    drawn = sampler.take(0, wanted)
    shape = (wanted, size)
    costs, times = (np.broadcast_to(drawn[name], shape).tolist() for name in ("cost", "time"))
    savings, positions = np.zeros(wanted), np.empty(shape)
    for at, (weights, durations) in enumerate(zip(costs, times, strict=True)):
        order = best_order(weights, durations, before).jobs
        saved = delay_cost(best.jobs, weights, durations) - delay_cost(order, weights, durations)
        savings[at] = max(saved, 0.0)
        positions[at, order] = np.arange(1, size + 1)
    return Doubt(savings, positions, sure=False)


def _affordable(size: int, before: Sequence[Sequence[int]], draws: int | None) -> int:
    tree = all(len(each) < 2 for each in before)
    default = max(20, min(200 if tree else 50, MOST_ORDERED // size))
    wanted = default if draws is None else whole("the number of draws", draws, 2, 100_000)
    if wanted * size > 10 * MOST_ORDERED:
        raise TooLarge(
            f"{wanted * size:,} places would have to be worked out.", "Use fewer draws or jobs."
        )
    return wanted


def _placed(
    names: Sequence[str],
    best: Order,
    weights: Sequence[float],
    durations: Sequence[float],
    doubt: Doubt,
) -> tuple[Placed, ...]:
    ends = np.quantile(doubt.positions, [0.05, 0.95], axis=0, method="inverted_cdf")
    lows, highs = ends.astype(int).tolist()
    first = (doubt.positions == 1).mean(axis=0).tolist()
    placed: list[Placed] = []
    time = 0.0
    for number, block in enumerate(best.blocks, start=1):
        for job in block.jobs:
            start, time = time, time + durations[job]
            where = (len(placed) + 1, number, block.ratio, start, time, lows[job], highs[job])
            placed.append(Placed(names[job], *where, first[job]))
    return tuple(placed)


def _warnings(best: Order, *, sure: bool) -> tuple[str, ...]:
    rough = sum(len(block.jobs) for block in best.blocks if not block.exact)
    found = {
        f"{rough} jobs hang together in too many ways to look at every order: heuristic there, "
        "see the gap.": rough > 0,
        "No number has an interval: the order is shown as if the numbers were sure.": sure,
    }
    return tuple(text for text, applies in found.items() if applies)
