"""How the objectives of the cycle that runs today stand, those that are furthest behind first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from leadline.strategy.models import Cycle, Objective
from leadline.strategy.queries.aims import current_of, cycles, objectives
from leadline.strategy.queries.progress import Forest, Progress
from leadline.strategy.queries.standing import State, state_of
from leadline.workspaces.models import Member


@dataclass(frozen=True)
class ObjectiveStanding:
    """An objective beside its plan, which is to be as far as the cycle is."""

    objective: Objective
    progress: Progress
    elapsed: float

    @property
    def way(self) -> float | None:
        return self.progress.share

    @property
    def state(self) -> State:
        return state_of(self.way, self.elapsed)


@dataclass(frozen=True)
class Running:
    """A cycle with those of its objectives that lie under no other one of it."""

    cycle: Cycle
    elapsed: float
    lines: Sequence[ObjectiveStanding]

    @cached_property
    def on_plan(self) -> int:
        return sum(line.state in (State.REACHED, State.AHEAD) for line in self.lines)


def running(member: Member, today: date) -> Running | None:
    """What is pursued today; None where no cycle runs."""
    cycle = current_of(cycles(member), today)
    if cycle is None or not cycle.starts_on <= today <= cycle.ends_on:
        return None
    elapsed = cycle.elapsed(today)
    rows = objectives().filter(cycle=cycle).in_bulk()
    forest = Forest.read()
    tops = [row for row in rows.values() if row.parent_id not in rows]
    found = [ObjectiveStanding(row, forest.of_objective(row.pk), elapsed) for row in tops]
    return Running(cycle, elapsed, sorted(found, key=_urgency))


def _urgency(line: ObjectiveStanding) -> tuple[bool, float, object]:
    """What nobody measured stands after what is behind plan."""
    return line.way is None, line.way or 0.0, line.objective.pk
