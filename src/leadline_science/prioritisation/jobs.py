"""Jobs with a cost of delay and a duration."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.checks import amounts
from leadline_science.prioritisation.model import Number, above_zero, column, none_negative
from leadline_science.refusals import NotNamed, OutOfRange
from leadline_science.uncertainty.estimates import Estimate
from leadline_science.uncertainty.sampling import Columns
from leadline_science.uncertainty.units import NUMBER


@dataclass(frozen=True)
class Job:
    """`cost_of_delay` per time, `duration` above 0 in that time, and the jobs it waits for."""

    name: str
    cost_of_delay: Number
    duration: Number
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Numbers:
    """Expected cost of delay and duration per job; `columns` where any is an estimate."""

    weights: list[float]
    durations: list[float]
    unit: str
    columns: Columns | None = None


def numbers_of(names: Sequence[str], jobs: Sequence[Job]) -> Numbers:
    """The numbers of `jobs`. Raises `OutOfRange`, `Negative`, `UnitsDiffer`."""
    costs, times = [job.cost_of_delay for job in jobs], [job.duration for job in jobs]
    plain_costs, plain_times = _plain(costs), _plain(times)
    if len(plain_costs) < len(jobs) or len(plain_times) < len(jobs):
        return _estimated(names, costs, times)
    weights, durations = amounts("cost of delay", plain_costs), amounts("duration", plain_times)
    if not durations.all():
        at = int(np.flatnonzero(durations == 0)[0])
        raise OutOfRange(f"{names[at]} takes no time.", "Give a duration above 0.")
    return Numbers(weights.tolist(), durations.tolist(), str(NUMBER))


def _plain(values: Sequence[Number]) -> list[float]:
    return [each for each in values if not isinstance(each, Estimate)]


def _estimated(names: Sequence[str], costs: list[Number], times: list[Number]) -> Numbers:
    cost, duration = column("Cost of delay", names, costs), column("Duration", names, times)
    none_negative("Cost of delay", names, cost)
    above_zero("Duration", names, duration)
    return Numbers(
        [each.mean for each in cost],
        [each.mean for each in duration],
        str(cost.unit.times(duration.unit)),
        {"cost": cost, "time": duration},
    )


def earned(jobs: Sequence[Job], order: Sequence[str], horizon: float) -> float:
    """What plain-numbered jobs earn by `horizon` when each starts earning its rate once finished."""
    by_name = {job.name: job for job in jobs}
    if sorted(order) != sorted(by_name):
        raise NotNamed("The order does not name every job once.", "Name each job once.")
    time = total = 0.0
    for name in order:
        rate, length = by_name[name].cost_of_delay, by_name[name].duration
        time += length.mean if isinstance(length, Estimate) else length
        worth = rate.mean if isinstance(rate, Estimate) else rate
        total += worth * max(horizon - time, 0.0)
    return total
