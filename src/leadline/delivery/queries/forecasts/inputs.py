"""From rows to the inputs of a forecast."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max, Q, QuerySet

from leadline.backlog.models import Item
from leadline.delivery.models import ForecastRun, SprintItem
from leadline.delivery.queries.flow.scope import (
    FlowScope,
    counted,
    excluded,
    in_scope,
    midnight,
    monday,
    zone_of,
)
from leadline.delivery.queries.forecasts.questions import (
    MOST_ITEMS,
    WEEK,
    Inputs,
    KnownWeek,
    Rules,
    Work,
    capacity_ahead,
    key_and_title,
)
from leadline.foundation.refusals import Invalid
from leadline.workspaces.models import Member

LOOKING_AHEAD = 52
EXCLUDED_SHOWN = 500


def open_work(scope: FlowScope, items: "QuerySet[Item] | None" = None) -> "QuerySet[Item]":
    """What is not finished: of the scope, or of the chosen items."""
    rows = in_scope(scope) if items is None else items.exclude(item_kind=Item.Kind.EPIC)
    return rows.filter(finished_at__isnull=True)


def work_of(label: str, rows: "QuerySet[Item]", scope: FlowScope, rules: Rules) -> Work:
    """The chosen items as work, less those left out. Raises `Invalid` when nothing is open."""
    left = rows.exclude(pk__in=list(rules.left_out())).order_by("id")
    found = list(left.values_list("id", "points")[: MOST_ITEMS + 1])
    if not found:
        raise Invalid(f"Nothing is open in {label}.", field="work", remedy="Choose work that is not done.")  # fmt: skip
    if len(found) > MOST_ITEMS:
        raise Invalid(f"More than {MOST_ITEMS} items are open in {label}.", field="work", remedy="Choose fewer.")  # fmt: skip
    amount = sum(float(points or 0) for _, points in found) if scope.in_points else len(found)
    if not amount:
        raise Invalid("None of these items has points.", field="unit", remedy="Count items instead.")  # fmt: skip
    unestimated = sum(points is None for _, points in found) if scope.in_points else 0
    return Work(label, float(amount), tuple(str(key) for key, _ in found), unestimated)


def below(epic: Item) -> "QuerySet[Item]":
    """The items under an epic, five levels down."""
    reach = Q()
    for depth in range(1, 6):
        reach |= Q(**{"__".join(["parent"] * depth): epic})
    rows: QuerySet[Item] = Item.objects.filter(reach)
    return rows


def in_sprint(sprint: Any) -> "QuerySet[Item]":
    """The items of a sprint."""
    stays = SprintItem.objects.filter(sprint=sprint, removed_at=None)
    rows: QuerySet[Item] = Item.objects.filter(pk__in=stays.values("item"))
    return rows


def inputs_of(
    member: Member, scope: FlowScope, rules: Rules, today: date, *, work: Work | None = None,
    until: date | None = None,
) -> Inputs:  # fmt: skip
    """Everything that the answer will rest on, read from the rows of today."""
    weeks, finished = known_weeks(member, scope, rules, today)
    ahead = -(-(until - today).days // 7) if until else 0
    when = work is not None
    return Inputs(
        question=ForecastRun.Question.WHEN if when else ForecastRun.Question.HOW_MANY,
        unit=scope.unit,
        starts_on=today.isoformat(),
        window=rules.window,
        weeks=tuple(weeks),
        counted=tuple(finished),
        excluded=tuple(_excluded(scope, rules)),
        growth=rules.growth,
        weeks_off=tuple(day.isoformat() for day in rules.weeks_off),
        capacity=_capacity(today, until, rules, ahead),
        label=work.label if work else "",
        amount=work.amount if work else 0.0,
        items=work.items if work else (),
        unestimated=work.unestimated if work else 0,
        weeks_ahead=ahead,
        until=until.isoformat() if until else "",
    )


def _capacity(today: date, until: date | None, rules: Rules, ahead: int) -> tuple[float, ...]:
    if until is None:
        return capacity_ahead(today, rules.weeks_off, LOOKING_AHEAD)
    full = capacity_ahead(today, rules.weeks_off, ahead) or (1.0,) * ahead
    over = ahead * 7 - (until - today).days
    return (*full[:-1], round(full[-1] * (7 - over) / 7, 6)) if over else full


def known_weeks(
    member: Member, scope: FlowScope, rules: Rules, today: date
) -> tuple[list[KnownWeek], list[str]]:
    """The whole weeks of the window and the ids of the items finished in them."""
    zone = zone_of(member)
    end = _end_of_history(scope, rules, today, zone)
    start = end - WEEK * rules.window
    from_, until = midnight(start, zone), midnight(end, zone)
    finished = _moments(scope, "finished_at", from_, until, rules)
    opened = _moments(scope, "opened_at", from_, until, rules) if rules.growth else []
    done, new = ([0.0] * rules.window for _ in range(2))
    for moments, sums in ((finished, done), (opened, new)):
        for _, at, points in moments:
            amount = float(points or 0) if scope.in_points else 1.0
            sums[(at.astimezone(zone).date() - start).days // 7] += amount
    first = 0 if _was_finished_before(scope, from_) else _first_positive(done)
    out = rules.weeks_out or {}
    weeks = [
        KnownWeek((start + WEEK * n).isoformat(), done[n], new[n], out.get(start + WEEK * n, ""))
        for n in range(first, rules.window)
    ]
    return weeks, [str(key) for key, _, _ in finished]


def _end_of_history(scope: FlowScope, rules: Rules, today: date, zone: ZoneInfo) -> date:
    """This week's Monday, or the one after the last finish where the window would be empty."""
    last = counted(scope).filter(finished_at__lt=midnight(monday(today), zone))
    finished_at = last.exclude(pk__in=list(rules.left_out())).aggregate(at=Max("finished_at"))["at"]
    if finished_at is None:
        return monday(today)
    after = monday(finished_at.astimezone(zone).date()) + WEEK
    return after if after <= monday(today) - WEEK * rules.window else monday(today)


def _moments(
    scope: FlowScope, column: str, start: datetime, end: datetime, rules: Rules
) -> list[Any]:
    within = {f"{column}__gte": start, f"{column}__lt": end}
    rows = counted(scope).filter(**within).exclude(pk__in=list(rules.left_out()))
    return list(rows.order_by(column, "id").values_list("id", column, "points"))


def _was_finished_before(scope: FlowScope, start: datetime) -> bool:
    return counted(scope).filter(finished_at__lt=start).exists()


def _first_positive(values: Sequence[float]) -> int:
    return next((at for at, value in enumerate(values) if value), len(values))


def _excluded(scope: FlowScope, rules: Rules) -> list[dict[str, str]]:
    run = rules.left_out()
    rows = Item.objects.filter(pk__in=list(run)).select_related("product")
    here = [key_and_title(item) | {"reason": run[str(item.id)], "scope": "run"} for item in rows]
    everywhere = excluded(scope).select_related("item__product")
    general = [
        key_and_title(line.item) | {"reason": line.reason, "scope": "flow"}
        for line in everywhere.order_by("at")[:EXCLUDED_SHOWN]
    ]
    return here + general
