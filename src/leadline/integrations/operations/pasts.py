"""Sprints of the source: from files of sprints, and files that say what was in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from leadline.delivery.models import Sprint
from leadline.foundation.tabular.words import plain
from leadline.integrations.models import ImportRow, Severity
from leadline.integrations.operations.framing import team_of
from leadline.integrations.plans import Plan
from leadline.integrations.understanding import dates, numbers
from leadline.integrations.understanding.kinds import Kind, Role
from leadline.integrations.understanding.sources import Rules, Source, Trouble

MOST_SPRINTS = 5_000
DONE, CARRIED, RETURNED = "done", "carried", "returned"


@dataclass(frozen=True)
class PastSprint:
    """A sprint of the source. `ref` is what other files call it.

    One that runs has no close, and one that is planned no start either.
    """

    ref: str
    name: str
    starts_on: date
    ends_on: date
    started_at: datetime | None
    closed_at: datetime | None
    goal: str = ""

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


Sprints = dict[str, PastSprint]


def sprints_of(plan: Plan, rules: Rules, today: date) -> tuple[Sprints, list[Trouble]]:
    """The sprints of the source by number and by name, and what was odd about them.

    Of those that are open today, only such come along as the team may have beside each other.
    """
    found: Sprints = {}
    troubles: list[Trouble] = []
    taken = open_days(plan)
    for file in plan.of_role(Role.SPRINTS):
        where = plan.places(file)
        rows = ImportRow.objects.filter(file=file).order_by("number")[:MOST_SPRINTS]
        for row in rows:
            source = Source(file.name, row.number, row.cells, where)
            try:
                sprint = _sprint(source, rules, today)
                _refuse_beside(sprint, taken)
            except (dates.NoDate, ValueError) as error:
                troubles.append(Trouble(row.number, str(Severity.LEFT_OUT), f"The sprint is left out: {error}.", "Put it right in the source, or close the other one, and bring the files again.", file_name=file.name))  # fmt: skip
                continue
            found[sprint.ref.casefold()] = sprint
            found.setdefault(sprint.name.casefold(), sprint)
    return found, troubles


def open_days(plan: Plan) -> list[tuple[str, date, date, bool]]:
    """Name, first and last day of the sprints that the team has open here, and whether it runs."""
    team = team_of(plan)
    rows = Sprint.objects.filter(team=team, closed_at=None) if team else Sprint.objects.none()
    return [(each.name, each.starts_on, each.ends_on, bool(each.started_at)) for each in rows]


def _refuse_beside(sprint: PastSprint, taken: list[tuple[str, date, date, bool]]) -> None:
    """Raise `ValueError` for an open sprint that the team cannot have; note its days otherwise."""
    own = (sprint.name, sprint.starts_on)
    if not sprint.is_open or own in [(name, first) for name, first, _, _ in taken]:
        return
    runs = sprint.started_at is not None
    for name, first, last, other_runs in taken:
        if runs and other_runs:
            raise ValueError(f"it runs, and so does “{name}”, and a team runs one sprint at a time")
        if first <= sprint.ends_on and sprint.starts_on <= last:
            raise ValueError(f"it is open on the same days as “{name}”")
    taken.append((*own, sprint.ends_on, runs))


def _sprint(row: Source, rules: Rules, today: date) -> PastSprint:
    name = row.one(Kind.SPRINT_NAME)[0] or row.one(Kind.SPRINT_ID)[0]
    ref = row.one(Kind.SPRINT_ID)[0] or name
    if not name:
        raise ValueError("it has no name")
    starts, ends, completed = (_day(row, kind, rules) for kind in (Kind.SPRINT_START, Kind.SPRINT_END, Kind.SPRINT_COMPLETED))  # fmt: skip
    ends = ends or completed
    if starts is None or ends is None:
        raise ValueError("it has no start or no end")
    if ends < starts:
        raise ValueError("it ends before it starts")
    begun = _instant(starts, rules) if starts <= today or completed else None
    closed = None if ends >= today and not completed else max(completed or ends, starts)
    return PastSprint(
        ref, name[:120], starts, ends, begun, _instant(closed, rules, last=True) if closed else None,
        row.one(Kind.SPRINT_GOAL)[0][:10_000],
    )  # fmt: skip


def _day(row: Source, kind: Kind, rules: Rules) -> date | None:
    text = row.one(kind)[0]
    return (
        dates.parse(text, rules.order).in_zone(rules.zone).astimezone(rules.zone).date()
        if text
        else None
    )


def _instant(day: date, rules: Rules, last: bool = False) -> datetime:
    """The start of a day, or with `last` a minute before its end, as the workspace's calendar has it."""
    at = datetime.combine(day, time(0), rules.zone)
    return (at + timedelta(hours=23, minutes=59) if last else at).astimezone(UTC)


def stays_of(rows: Sequence[Source], items: Sequence[Source], sprints: Mapping[str, PastSprint], rules: Rules) -> list[dict[str, Any]]:  # fmt: skip
    """In which sprints an item was: by the file that says so, else by the sprint column of the items."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        sprint = sprints.get(row.one(Kind.SPRINT_ID)[0].casefold())
        if sprint:
            found[sprint.ref] = _stay(sprint, outcome_of(row.one(Kind.IN_SPRINT)[0]), _points(row, Kind.POINTS_BEFORE, rules), _points(row, Kind.POINTS, rules))  # fmt: skip
    for row in items:
        for text, _ in row.many(Kind.SPRINT):
            sprint = sprints.get(text.casefold())
            if sprint and sprint.ref not in found and not rows:
                found[sprint.ref] = _stay(sprint, "", None, None)
    return sorted(found.values(), key=lambda stay: stay["from"] or "~")


def _stay(
    sprint: PastSprint, outcome: str, before: str | None, after: str | None
) -> dict[str, Any]:
    return {
        "sprint": sprint.ref, "outcome": outcome, "before": before, "after": after,
        "from": sprint.started_at and sprint.started_at.isoformat(),
        "until": sprint.closed_at and sprint.closed_at.isoformat(),
    }  # fmt: skip


def outcome_of(text: str) -> str:
    """What became of an item in a sprint; empty where the text says nothing."""
    words = plain(text)
    if words in ("completed", "done", "finished", "closed"):
        return DONE
    if "not" in words.split():
        # Written "CompletedInNotherSprint" by one exporter, for "in another".
        return CARRIED
    if "punted" in words or "removed" in words or "returned" in words:
        return RETURNED
    return CARRIED if "completed in" in words else ""


def _points(row: Source, kind: Kind, rules: Rules) -> str | None:
    text = row.one(kind)[0]
    try:
        return str(round(numbers.parse(text, rules.decimal), 2)) if text else None
    except numbers.NoNumber:
        return None
