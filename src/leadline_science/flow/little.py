"""Little's law: work in progress = throughput times cycle time, where it may be used at all."""

from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.flow.counting import average_inside
from leadline_science.flow.spans import Spans
from leadline_science.refusals import NoData, OutOfRange


@dataclass(frozen=True, kw_only=True)
class Little(Answer):
    """Over [start, end], in items and days. `wip`: average in progress; `arrivals` and `departures`
    per day; `cycle_time`: mean of the items that ended inside; `implied` = departures x cycle_time.

    `exact`: the window begins and ends empty, so that wip equals implied. `gap` = implied / wip - 1.
    `usable`: exact, or the gap is within 10 % and neither count nor age of the work grew by a fifth.
    """

    start: float
    end: float
    wip: float
    arrivals: float
    departures: float
    cycle_time: float
    implied: float
    gap: float
    wip_at_start: int
    wip_at_end: int
    exact: bool
    usable: bool


METHOD = Method("flow.little", "1", "Do work in progress, throughput and cycle time agree?", Little)


def littles_law(work: Spans, *, start: float, end: float) -> Little:
    """Both sides of the law over [start, end]. Raises `NoData` when nothing ended inside."""
    if end <= start:
        raise OutOfRange("The window ends before it starts.", "Give the earlier day first.")
    starts, ends, days = work.starts, work.ends, end - start
    ended = (ends > start) & (ends <= end)
    if not ended.any():
        raise NoData("No item ended in the window.", "Choose a longer one.")
    in_progress = float(average_inside(work, start, end).sum()) / days
    cycle = float((ends[ended] - starts[ended]).mean())
    before, after = _open_at(work, start), _open_at(work, end)
    implied = float(ended.sum()) / days * cycle
    # An item that begins as the window opens is not left over from before it.
    exact = not np.any((starts < start) & (ends > start)) and not after
    gap = implied / in_progress - 1
    reasons = _reasons(before, after, gap)
    return Little(
        **METHOD.stamp,
        assumptions=("Every item that begins also ends, and none is lost on the way.",),
        warnings=() if exact else reasons,
        start=start,
        end=end,
        wip=in_progress,
        arrivals=float(((starts >= start) & (starts < end)).sum()) / days,
        departures=float(ended.sum()) / days,
        cycle_time=cycle,
        implied=implied,
        gap=gap,
        wip_at_start=before,
        wip_at_end=after,
        exact=exact,
        usable=exact or len(reasons) == 1,
    )


def _open_at(work: Spans, time: float) -> int:
    return int(((work.starts < time) & (work.ends > time)).sum())


def _reasons(before: int, after: int, gap: float) -> tuple[str, ...]:
    found = {
        "The window does not begin and end empty: the law holds only nearly.": True,
        f"Work in progress went from {before} to {after}: the flow is not steady.": abs(
            after - before
        )
        > 0.2 * max(before, after),
        f"The two sides differ by {gap:.0%}.": abs(gap) > 0.1,
    }
    return tuple(text for text, applies in found.items() if applies)
