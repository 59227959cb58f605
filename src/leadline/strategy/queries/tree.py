"""The tree of a cycle: goals, objectives and key results in reading order, a page at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple
from uuid import UUID

from leadline.foundation.paging import Slice
from leadline.foundation.refusals import Invalid
from leadline.strategy.models import Goal, Objective
from leadline.strategy.queries.progress import Forest, Progress
from leadline.strategy.queries.standing import ResultLine, lines, reachable
from leadline.workspaces.models import Member

Sort = Literal["goal", "objective", "result"]
LINES = 120
"""How many lines of the tree a page shows."""


@dataclass(frozen=True)
class TreeFilters:
    """Conditions that all hold; an empty one asks for nothing."""

    cycle: UUID | None = None
    product: UUID | None = None
    owner: UUID | None = None


class Place(NamedTuple):
    """Where a record stands in the tree; `fits` is false for what is shown only for what lies below it."""

    sort: Sort
    id: UUID
    depth: int
    fits: bool


@dataclass(frozen=True)
class TreeLine:
    """A line of the tree with its record and progress."""

    place: Place
    row: Any
    progress: Progress
    result: ResultLine | None = None
    has_below: bool = False


@dataclass(frozen=True)
class Tree:
    """A page of the tree, and how much there is."""

    page: Slice[TreeLine]
    objectives: int
    results: int
    stale: int
    unmeasured: int


def tree_of(member: Member, today: date, filters: TreeFilters, after: str = "") -> Tree:
    """A page of the tree, from a constant number of queries whatever its size."""
    forest = Forest.read()
    places = list(_Walk(forest, filters).places())
    start = _start(places, after)
    shown = places[start : start + LINES]
    more = str(shown[-1].id) if start + LINES < len(places) else ""
    kept = [place for place in places if place.fits]
    empty = [place for place in kept if place.sort == "result" and forest.results[place.id].value is None]  # fmt: skip
    drawn = _drawn(forest, shown, today)
    return Tree(
        Slice(drawn, more),
        sum(place.sort == "objective" for place in kept),
        sum(place.sort == "result" for place in kept),
        sum(bool(line.result and line.result.is_stale) for line in drawn),
        len(empty),
    )


class _Walk:
    """Walks the forest, keeping what fits and what lies above it."""

    def __init__(self, forest: Forest, filters: TreeFilters) -> None:
        self.forest, self.filters = forest, filters
        self.results = {key for key in forest.results if self._result_fits(key)}
        self.fitting = {key for key in forest.objectives if self._objective_fits(key)}
        self.shown = set(self.fitting)
        for key in [*self.fitting, *(forest.results[each].objective for each in self.results)]:
            if key in forest.objectives:
                self.shown |= {key, *forest.above(key)}

    def places(self) -> Iterator[Place]:
        for goal in self.forest.goals:
            below = [*self._many(self.forest.under_goal[goal], 1)]
            if below or not (self.filters.product or self.filters.owner):
                yield Place("goal", goal, 0, True)
                yield from below
        yield from self._many(self.forest.free, 0)

    def _many(self, keys: list[UUID], depth: int) -> Iterator[Place]:
        for key in keys:
            if key in self.shown:
                yield from self._one(key, depth)

    def _one(self, key: UUID, depth: int) -> Iterator[Place]:
        yield Place("objective", key, depth, key in self.fitting)
        for each in self.forest.of[key]:
            if each in self.results:
                yield Place("result", each, depth + 1, True)
        yield from self._many(self.forest.under[key], depth + 1)

    def _objective_fits(self, key: UUID) -> bool:
        row = self.forest.objectives[key]
        return self._in_place(key) and self.filters.owner in (None, row.owner)

    def _result_fits(self, key: UUID) -> bool:
        row = self.forest.results[key]
        objective = self.forest.objectives.get(row.objective)
        owners = (None, row.owner, objective and objective.owner)
        return objective is not None and self._in_place(row.objective) and self.filters.owner in owners  # fmt: skip

    def _in_place(self, key: UUID) -> bool:
        row, filters = self.forest.objectives[key], self.filters
        return filters.cycle in (None, row.cycle) and filters.product in (None, row.product)


def _start(places: list[Place], after: str) -> int:
    if not after:
        return 0
    for at, place in enumerate(places):
        if str(place.id) == after:
            return at + 1
    raise Invalid("This cursor is of another list.", field="after", remedy="Start again without it.")  # fmt: skip


def _drawn(forest: Forest, shown: list[Place], today: date) -> list[TreeLine]:
    keys: dict[str, list[UUID]] = {"goal": [], "objective": [], "result": []}
    for place in shown:
        keys[place.sort].append(place.id)
    rows: dict[UUID, Any] = {
        **Goal.objects.select_related("workspace", "owner__user").in_bulk(keys["goal"]),
        **Objective.objects.select_related("workspace", "owner__user", "product", "cycle").in_bulk(keys["objective"]),
        **{line.result.pk: line for line in lines(reachable().filter(pk__in=keys["result"]), today)},
    }  # fmt: skip
    return [_line(forest, place, rows[place.id]) for place in shown]


def _line(forest: Forest, place: Place, row: Any) -> TreeLine:
    if place.sort == "result":
        return TreeLine(place, row.result, Progress(row.share, int(row.share is not None), 1), row)
    if place.sort == "goal":
        return TreeLine(place, row, forest.of_goal(place.id), has_below=bool(forest.under_goal[place.id]))  # fmt: skip
    below = bool(forest.under[place.id] or forest.of[place.id])
    return TreeLine(place, row, forest.of_objective(place.id), has_below=below)
