"""Sprints that were run elsewhere: from files of sprints, and files that say what was in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from leadline.integrations.models import ImportRow, Severity
from leadline.integrations.plans import Plan
from leadline.integrations.understanding import dates, numbers
from leadline.integrations.understanding.drafts import Rules, Source, Trouble
from leadline.integrations.understanding.kinds import Kind, Role
from leadline.integrations.understanding.words import plain

MOST_SPRINTS = 5_000
DONE, CARRIED, RETURNED = "done", "carried", "returned"


@dataclass(frozen=True)
class PastSprint:
    """A sprint of the source. `ref` is what other files call it."""

    ref: str
    name: str
    starts_on: date
    ends_on: date
    started_at: datetime
    closed_at: datetime
    goal: str = ""


Sprints = dict[str, PastSprint]


def past_sprints(plan: Plan, rules: Rules) -> tuple[Sprints, list[Trouble]]:
    """The sprints of the source by number and by name, and what was odd about them."""
    found: Sprints = {}
    troubles: list[Trouble] = []
    for file in plan.of_role(Role.SPRINTS):
        where = plan.places(file)
        rows = ImportRow.objects.filter(file=file).order_by("number")[:MOST_SPRINTS]
        for row in rows:
            source = Source(file.name, row.number, row.cells, where)
            try:
                sprint = _sprint(source, rules)
            except (dates.NoDate, ValueError) as error:
                troubles.append(Trouble(row.number, str(Severity.LEFT_OUT), f"The sprint is left out: {error}.", "Give it a name, a start and an end.", file_name=file.name))  # fmt: skip
                continue
            found[sprint.ref.casefold()] = sprint
            found.setdefault(sprint.name.casefold(), sprint)
    return found, troubles


def _sprint(row: Source, rules: Rules) -> PastSprint:
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
    closed = max(completed or ends, starts)
    return PastSprint(
        ref, name[:120], starts, ends, _instant(starts, rules), _instant(closed, rules, last=True),
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
    return sorted(found.values(), key=lambda stay: stay["from"])


def _stay(
    sprint: PastSprint, outcome: str, before: str | None, after: str | None
) -> dict[str, Any]:
    return {
        "sprint": sprint.ref, "outcome": outcome, "before": before, "after": after,
        "from": sprint.started_at.isoformat(), "until": sprint.closed_at.isoformat(),
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
