"""How a roadmap stood, and what moved since: by how many days, who did it, when, and why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from leadline.foundation.refusals import Invalid
from leadline.roadmap.models import Bar, BarMove, Baseline, Roadmap
from leadline.roadmap.queries.bars import BarLine
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

MOST_BASELINES = 200
DAYS = ("from_on", "until_on", "promised_on")


@dataclass(frozen=True)
class Stood:
    """A bar as it stood: days as text, empty where there were none."""

    id: str
    name: str
    team: str
    bucket: str
    from_on: str
    until_on: str
    promised_on: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)

    def day(self, name: str) -> date | None:
        text = getattr(self, name)
        return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Shift:
    """A bar that moved: by how many days each end and the promise, and every move since with its reason.

    None where one of both days is missing.
    """

    before: Stood
    after: Stood
    starts: int | None
    ends: int | None
    promise: int | None
    moves: Sequence[BarMove]

    @property
    def size(self) -> int:
        return max((abs(each) for each in (self.starts, self.ends, self.promise) if each is not None), default=0)  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """A roadmap beside what it was."""

    moved: Sequence[Shift]
    added: Sequence[Stood]
    dropped: Sequence[Stood]
    same: int

    @property
    def later(self) -> int:
        """How many bars end later than they did."""
        return sum(1 for each in self.moved if (each.ends or 0) > 0)

    @property
    def earlier(self) -> int:
        return sum(1 for each in self.moved if (each.ends or 0) < 0)


def stood_now(lines: Iterable[BarLine]) -> list[Stood]:
    """The bars as they stand."""
    return [
        Stood(str(line.id), line.name, line.team[1], line.bucket, *(_text(getattr(line, name)) for name in DAYS))
        for line in lines
    ]  # fmt: skip


def stood_in(baseline: Baseline) -> list[Stood]:
    """The bars of a baseline."""
    names = {field.name for field in fields(Stood)}
    return [Stood(**{name: each[name] for name in names}) for each in baseline.bars]


def stood_on(member: Member, roadmap: Roadmap, day: date) -> list[Stood]:
    """The bars at the end of a day of the workspace's calendar, from their history; two queries."""
    end = end_of(member, day)
    past: Any = Bar.history.filter(roadmap_id=roadmap.pk, history_date__lt=end)
    columns = (
        "id",
        "name",
        "team__name",
        "bucket",
        *DAYS,
        "trashed_at",
        "bet__name",
        "item__title",
    )
    latest: dict[UUID, Any] = {}
    for row in past.order_by("version").values_list(*columns):
        latest[row[0]] = row
    alive = [row for row in latest.values() if row[7] is None]
    return [
        Stood(str(row[0]), row[1] or row[8] or row[9] or "–", row[2] or "", row[3], *(_text(each) for each in row[4:7]))
        for row in alive
    ]  # fmt: skip


def day_in(text: str) -> date | None:
    """The day that a text is; None where it is none."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError as error:
        raise Invalid("This is no day.", field="against", remedy="Write it as in 2026-03-01.") from error  # fmt: skip


def end_of(member: Member, day: date) -> datetime:
    """The instant at which a day is over."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(member.workspace.time_zone))


def compared(
    before: Sequence[Stood], after: Sequence[Stood], moves: Mapping[str, Sequence[BarMove]]
) -> Compared:
    """What moved, what came, what went; those that moved farthest first."""
    then, now = ({each.id: each for each in part} for part in (before, after))
    both = [(then[key], each) for key, each in now.items() if key in then]
    moved = [_shift(old, new, moves.get(new.id, ())) for old, new in both if _differs(old, new)]
    return Compared(
        sorted(moved, key=lambda each: (-each.size, each.after.name)),
        [each for key, each in now.items() if key not in then],
        [each for key, each in then.items() if key not in now],
        len(both) - len(moved),
    )


def moves_since(member: Member, roadmap: Roadmap, at: datetime) -> dict[str, list[BarMove]]:
    """Every move of the bars of a roadmap after an instant, the last first."""
    rows = (
        BarMove.objects.filter(bar__roadmap=roadmap, at__gt=at)
        .select_related("member__user")
        .prefetch_related("reasons")
    )
    found: dict[str, list[BarMove]] = defaultdict(list)
    for row in rows.order_by("-at", "-id"):
        found[str(row.bar_id)].append(row)
    return found


def baselines(member: Member, roadmap: Roadmap) -> Sequence[Baseline]:
    """The baselines of a roadmap, the newest first."""
    rows = Baseline.objects.filter(roadmap=roadmap).select_related("workspace", "by__user").defer("bars")  # fmt: skip
    return list(rows.order_by("-at", "-id")[:MOST_BASELINES])


def baseline_by_id(member: Member, key: UUID) -> Baseline:
    rows = Baseline.objects.select_related("workspace", "by__user", "roadmap__workspace")
    found: Baseline = one(rows, pk=key)
    return found


def _differs(old: Stood, new: Stood) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in (*DAYS, "bucket"))


def _shift(old: Stood, new: Stood, moves: Sequence[BarMove]) -> Shift:
    days = ((old.day(name), new.day(name)) for name in DAYS)
    starts, ends, promise = ((then and now and (now - then).days) or (0 if then == now else None) for then, now in days)  # fmt: skip
    return Shift(old, new, starts, ends, promise, moves)


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
