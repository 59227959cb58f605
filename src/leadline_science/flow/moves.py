"""The path of items through states: cumulative flow, time in state, flow efficiency."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, at_least, finite
from leadline_science.refusals import NoData, OutOfRange


@dataclass(frozen=True)
class Move:
    """`item` entered `state` at `at` (days from any origin)."""

    item: str
    at: float
    state: str


@dataclass(frozen=True, kw_only=True)
class CumulativeFlow(Answer):
    """`inside[s][t]`: items in `states[s]` at `times[t]`. `entered[s][t]`: items that were by then
    in `states[s]` or a later one, as the bands of the diagram, first state on top."""

    times: tuple[float, ...]
    states: tuple[str, ...]
    inside: tuple[tuple[int, ...], ...]
    entered: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class StateTime:
    """Days that items spent in `state`: in all, and the mean and median of those that were there.
    `visits` counts entries; more visits than items means work came back."""

    state: str
    items: int
    visits: int
    days: float
    mean: float
    median: float


@dataclass(frozen=True, kw_only=True)
class TimeInState(Answer):
    """One line per state, in the order of `states` where given, else of first entry."""

    states: tuple[StateTime, ...]


@dataclass(frozen=True, kw_only=True)
class FlowEfficiency(Answer):
    """`share` = active days / all days, over finished items; `by_item` the same for each item."""

    share: float
    active_days: float
    days: float
    items: tuple[str, ...]
    by_item: tuple[float, ...]


CUMULATIVE = Method("flow.cumulative_flow", "1", "Where does work pile up?", CumulativeFlow)
IN_STATE = Method("flow.time_in_state", "1", "In which state does time go by?", TimeInState)
EFFICIENCY = Method(
    "flow.efficiency", "1", "Which part of the time is worked on an item?", FlowEfficiency
)


def cumulative_flow(
    moves: Iterable[Move], *, states: Sequence[str], times: Sequence[float]
) -> CumulativeFlow:
    """Items per state at each of `times` (rising). `states` in the order of the work.

    A move to a state not in `states` takes the item out of the picture.
    """
    at = finite("times", times)
    at_least("time", at, 1)
    if np.any(np.diff(at) <= 0):
        raise OutOfRange("The times do not rise.", "Sort them, each once.")
    change = {state: np.zeros(len(at) + 1) for state in states}
    for path in _paths(moves).values():
        _count(path, change, at)
    inside = np.array([np.cumsum(change[state])[:-1] for state in states])
    entered = np.cumsum(inside[::-1], axis=0)[::-1]
    return CumulativeFlow(
        **CUMULATIVE.stamp,
        assumptions=("An item is in the state that it entered last.",),
        warnings=_came_back(entered),
        times=tuple(at.tolist()),
        states=tuple(states),
        inside=_whole(inside),
        entered=_whole(entered),
    )


def _count(path: Sequence[Move], change: dict[str, Floats], times: Floats) -> None:
    seen = np.searchsorted(times, [move.at for move in path], side="left")
    for move, first, after in zip(path, seen, [*seen[1:], len(times)], strict=True):
        if move.state in change:
            change[move.state][first] += 1
            change[move.state][after] -= 1


def _whole(counts: Floats) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(int(each) for each in row) for row in counts)


def _came_back(entered: Floats) -> tuple[str, ...]:
    if np.any(np.diff(entered, axis=1) < 0):
        return ("Some items went back or left: bands fall in places.",)
    return ()


def time_in_state(moves: Iterable[Move], *, until: float) -> TimeInState:
    """Days per state; the last state of each item runs to `until`. Raises `NoData`, `OutOfRange`."""
    stays: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for item, path in _paths(moves).items():
        for move, days in _stays(path, until):
            stays[move.state][item].append(days)
    return TimeInState(
        **IN_STATE.stamp,
        assumptions=(f"The last state of each item lasts until day {until:g}.",),
        states=tuple(_state(state, by_item) for state, by_item in stays.items()),
    )


def _state(state: str, by_item: dict[str, list[float]]) -> StateTime:
    days = np.array([sum(stays) for stays in by_item.values()])
    visits = sum(len(stays) for stays in by_item.values())
    return StateTime(
        state, len(days), visits, float(days.sum()), float(days.mean()), float(np.median(days))
    )


def flow_efficiency(
    moves: Iterable[Move], *, active: Iterable[str], waiting: Iterable[str], done: Iterable[str]
) -> FlowEfficiency:
    """Active time over active and waiting time, of items now in one of the `done` states.

    Time in other states (the backlog) counts for neither. Raises `NoData` when no item is done.
    """
    working, idle, over = set(active), set(waiting), set(done)
    found: dict[str, tuple[float, float]] = {}
    for item, path in _paths(moves).items():
        if path[-1].state in over:
            stays = _stays(path, path[-1].at)
            worked = sum(days for move, days in stays if move.state in working)
            waited = sum(days for move, days in stays if move.state in idle)
            found[item] = (worked, worked + waited)
    counted = {item: days for item, days in found.items() if days[1] > 0}
    if not counted:
        raise NoData(
            "No done item spent time in these states.", "Name the states of work in progress."
        )
    return _efficiency(counted, len(found) - len(counted))


def _efficiency(counted: dict[str, tuple[float, float]], without: int) -> FlowEfficiency:
    worked, total = (sum(days) for days in zip(*counted.values(), strict=True))
    return FlowEfficiency(
        **EFFICIENCY.stamp,
        assumptions=("An item in an active state is worked on all the time: an upper bound.",),
        warnings=(f"{without} done items spent no time in these states.",) if without else (),
        share=worked / total,
        active_days=worked,
        days=total,
        items=tuple(counted),
        by_item=tuple(part / whole for part, whole in counted.values()),
    )


def _paths(moves: Iterable[Move]) -> dict[str, list[Move]]:
    paths: dict[str, list[Move]] = defaultdict(list)
    for move in moves:
        paths[move.item].append(move)
    if not paths:
        raise NoData("There are no moves.", "Give at least one.")
    finite("times of moves", (move.at for path in paths.values() for move in path))
    return {item: sorted(path, key=lambda move: move.at) for item, path in paths.items()}


def _stays(path: Sequence[Move], until: float) -> list[tuple[Move, float]]:
    if path[-1].at > until:
        raise OutOfRange(f"{path[-1].item} moved after day {until:g}.", "Give a later `until`.")
    ends = [*(move.at for move in path[1:]), until]
    return [(move, end - move.at) for move, end in zip(path, ends, strict=True)]
