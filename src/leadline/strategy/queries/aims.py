"""Cycles, goals, objectives and key results, by key and with what hangs on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.metrics.models import Reading
from leadline.strategy.models import CheckIn, Cycle, Goal, KeyResult, Objective
from leadline.strategy.queries.progress import Forest, Progress
from leadline.strategy.queries.standing import (
    ResultLine,
    lines,
    reachable,
    reachable_objectives,
)
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

MOST_CYCLES = 200
MOST_OFFERED = 500
MOST_POINTS = 1_000


@dataclass(frozen=True)
class ObjectiveLine:
    """An objective with its progress."""

    objective: Objective
    progress: Progress


@dataclass(frozen=True)
class Point:
    """A value of a key result on a day."""

    on: date
    value: Decimal


def cycles(member: Member) -> Sequence[Cycle]:
    """The newest cycles first; 200 at most."""
    return list(Cycle.objects.select_related("workspace").order_by("-starts_on", "id")[:MOST_CYCLES])  # fmt: skip


def cycle_by_id(member: Member, key: UUID) -> Cycle:
    found: Cycle = one(Cycle.objects.select_related("workspace"), pk=key)
    return found


def current_of(found: Sequence[Cycle], today: date) -> Cycle | None:
    """The shortest cycle that runs today, or else the last one that has begun, or the next."""
    running = [each for each in found if each.starts_on <= today <= each.ends_on]
    if running:
        return min(running, key=lambda each: each.ends_on - each.starts_on)
    begun = [each for each in found if each.starts_on <= today]
    return begun[0] if begun else (found[-1] if found else None)


def quarter_of(day: date) -> tuple[str, date, date]:
    """The name and the ends of the quarter that a day lies in: ("Q3 2026", …)."""
    number = (day.month - 1) // 3
    first = date(day.year, 3 * number + 1, 1)
    after = date(day.year + (number == 3), 3 * ((number + 1) % 4) + 1, 1)
    return f"Q{number + 1} {day.year}", first, after - timedelta(days=1)


def next_quarter(found: Sequence[Cycle], today: date) -> tuple[str, date, date]:
    """The first quarter from today on that is no cycle yet."""
    taken = {(each.starts_on, each.ends_on) for each in found}
    name, first, last = quarter_of(today)
    while (first, last) in taken:
        name, first, last = quarter_of(last + timedelta(days=1))
    return name, first, last


def goals(member: Member) -> Sequence[Goal]:
    """Goals in the order in which they were set; 500 at most."""
    return list(Goal.objects.select_related("workspace", "owner__user").order_by("id")[:MOST_OFFERED])  # fmt: skip


def goal_by_id(member: Member, key: UUID) -> Goal:
    found: Goal = one(Goal.objects.select_related("workspace", "owner__user"), pk=key)
    return found


def objectives() -> Any:
    return reachable_objectives().select_related("workspace", "cycle", "goal", "parent", "product", "owner__user")  # fmt: skip


def objectives_page(
    member: Member, asked: Mapping[str, UUID | None], after: str = "", limit: int = PAGE
) -> "Slice[Objective]":
    """A page of objectives in the order in which they were written; `asked` names what they are tied to."""
    given = {name: key for name, key in asked.items() if key}
    return page_of(objectives().filter(**given), ["id"], after, limit)


def objective_by_id(member: Member, key: UUID) -> Objective:
    found: Objective = one(objectives(), pk=key)
    return found


def offered_objectives(member: Member, cycle: Cycle | None = None) -> Sequence[Objective]:
    """The newest objectives to lie under, those of a cycle first; 500 at most."""
    return list(objectives().order_by("-cycle__starts_on", "id")[:MOST_OFFERED])


def result_by_id(member: Member, key: UUID) -> KeyResult:
    found: KeyResult = one(reachable().select_related("workspace", "objective__cycle", "objective__product", "objective__workspace", "metric", "owner__user"), pk=key)  # fmt: skip
    return found


def result_line(member: Member, result: KeyResult, today: date) -> ResultLine:
    return lines(reachable().filter(pk=result.pk), today)[0]


def results_of(member: Member, objective: Objective, today: date) -> list[ResultLine]:
    """The key results of an objective, in the order in which they were set."""
    return lines(reachable().filter(objective=objective).order_by("id"), today)


def objectives_under(forest: Forest, keys: Sequence[UUID]) -> list[ObjectiveLine]:
    """The named objectives with their progress."""
    rows = objectives().in_bulk(list(keys)[:MOST_OFFERED])
    return [ObjectiveLine(rows[key], forest.of_objective(key)) for key in keys if key in rows]


def check_ins_of(member: Member, result: KeyResult, after: str = "", limit: int = PAGE) -> "Slice[CheckIn]":  # fmt: skip
    """What was said about a key result, newest first."""
    rows = CheckIn.objects.filter(key_result=result).select_related("member__user")
    return page_of(rows, ["-on", "-id"], after, limit)


def check_in_by_id(member: Member, result: KeyResult, key: UUID) -> CheckIn:
    found: CheckIn = one(CheckIn.objects.filter(key_result=result), pk=key)
    found.key_result = result
    return found


def points_of(member: Member, result: KeyResult) -> list[Point]:
    """The values of a key result by day, oldest first, from its metric or its check-ins; a thousand at most."""
    cycle = result.objective.cycle
    if result.metric_id:
        rows = Reading.objects.filter(metric=result.metric_id, on__range=(cycle.starts_on, cycle.ends_on))  # fmt: skip
    else:
        rows = CheckIn.objects.filter(key_result=result, value__isnull=False)
    found = rows.order_by("-on", "-id").values_list("on", "value")[:MOST_POINTS]
    latest = dict(reversed(found))
    return [Point(on, value) for on, value in sorted(latest.items())]
