"""Progress of objectives and goals: computed from what lies below by stated weights, never typed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from leadline.strategy.models import Goal
from leadline.strategy.queries.standing import (
    reachable,
    reachable_objectives,
    with_value,
    within,
)


class ObjectiveRow(NamedTuple):
    """What of an objective its place and progress need."""

    id: UUID
    parent: UUID | None
    goal: UUID | None
    cycle: UUID
    product: UUID | None
    owner: UUID | None
    weight: int


class ResultRow(NamedTuple):
    """What of a key result progress needs."""

    id: UUID
    objective: UUID
    owner: UUID | None
    weight: int
    baseline: Decimal
    target: Decimal
    value: Decimal | None

    @property
    def share(self) -> float | None:
        if self.value is None:
            return None
        return within(float((self.value - self.baseline) / (self.target - self.baseline)))


@dataclass(frozen=True)
class Progress:
    """The weighted mean of what lies right below, 0 to 1; None where nothing is measured.

    What has no value yet counts as nothing reached. `measured` of `results` key results, at
    whatever depth, have a value.
    """

    share: float | None
    measured: int
    results: int

    @property
    def is_whole(self) -> bool:
        return self.measured == self.results


NOTHING = Progress(None, 0, 0)


@dataclass
class Forest:
    """All objectives and key results by what they lie under, from three queries."""

    goals: Sequence[UUID]
    objectives: dict[UUID, ObjectiveRow]
    results: dict[UUID, ResultRow]
    under_goal: dict[UUID, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    under: dict[UUID, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    of: dict[UUID, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    free: list[UUID] = field(default_factory=list)
    known: dict[UUID, Progress] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Forest":
        rows = reachable_objectives().order_by("id").values_list("id", "parent_id", "goal_id", "cycle_id", "product_id", "owner_id", "weight")  # fmt: skip
        found = with_value(reachable()).order_by("id").values_list("id", "objective_id", "owner_id", "weight", "baseline", "target", "value")  # fmt: skip
        goals = list(Goal.objects.order_by("id").values_list("id", flat=True))
        forest = cls(
            goals,
            {row[0]: ObjectiveRow(*row) for row in rows},
            {row[0]: ResultRow(*row) for row in found},
        )
        forest._plant()
        return forest

    def _plant(self) -> None:
        goals = set(self.goals)
        for row in self.objectives.values():
            if row.parent in self.objectives:
                self.under[row.parent].append(row.id)
            elif row.goal in goals:
                self.under_goal[row.goal].append(row.id)
            else:
                self.free.append(row.id)
        for result in self.results.values():
            self.of[result.objective].append(result.id)

    def of_objective(self, key: UUID) -> Progress:
        """The progress of an objective, from its key results and the objectives under it."""
        if key not in self.known:
            below = [(self.objectives[each].weight, self.of_objective(each)) for each in self.under[key]]  # fmt: skip
            own = [(self.results[each].weight, _of_result(self.results[each])) for each in self.of[key]]  # fmt: skip
            self.known[key] = mean([*own, *below])
        return self.known[key]

    def of_goal(self, key: UUID) -> Progress:
        """The progress of a goal, from the objectives right under it, of whatever cycle."""
        return mean((self.objectives[each].weight, self.of_objective(each)) for each in self.under_goal[key])  # fmt: skip

    def above(self, key: UUID) -> list[UUID]:
        """The objectives above one, the nearest first."""
        found: list[UUID] = []
        parent = self.objectives[key].parent
        while parent in self.objectives and parent not in found:
            found.append(parent)
            parent = self.objectives[parent].parent
        return found


def mean(parts: Iterable[tuple[int, Progress]]) -> Progress:
    """The mean of progress by weight; what has none counts as nothing reached."""
    listed = list(parts)
    measured, results = (sum(getattr(part, name) for _weight, part in listed) for name in ("measured", "results"))  # fmt: skip
    weight = sum(weight for weight, _part in listed)
    if not measured or not weight:
        return Progress(None, measured, results)
    return Progress(sum(w * (part.share or 0.0) for w, part in listed) / weight, measured, results)


def _of_result(row: ResultRow) -> Progress:
    return Progress(row.share, int(row.value is not None), 1)


def forest_of(member: Any) -> Forest:
    """The whole forest of a workspace."""
    return Forest.read()
