"""How the bars of a roadmap are cut: by aim, team, product or theme; in the order of their days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from leadline.foundation.paging import PAGE
from leadline.roadmap.models import Bucket
from leadline.roadmap.queries.bars import BarLine, by_key
from leadline.strategy.models import Objective
from leadline.workspaces.models import Member

CUTS = ("objective", "team", "product", "theme", "roadmap")
LOOKS = 6
LAST = date.max
MOST_AIMS = 500


@dataclass(frozen=True)
class Group:
    """Bars that belong together; `key` is empty for those that belong nowhere."""

    key: str
    name: str
    lines: Sequence[BarLine]


def groups(lines: Sequence[BarLine], cut: str) -> list[Group]:
    """The bars by what they are cut by, those of none last; each in the order of work."""
    parts = by_key(lines, cut)
    named = sorted((getattr(part[0], cut)[1].casefold(), key) for key, part in parts.items() if key)
    found = [Group(key, getattr(parts[key][0], cut)[1], parts[key]) for _name, key in named]
    return found + ([Group("", "", parts[""])] if "" in parts else [])


def in_rows(lines: Sequence[BarLine], cut: str) -> list[BarLine]:
    """The bars as a timeline has them: by group, then by the day they begin."""
    parts = groups(lines, cut) if cut else [Group("", "", lines)]
    return [line for part in parts for line in sorted(part.lines, key=lambda each: (each.from_on or LAST, each.until_on or LAST))]  # fmt: skip


def looks(lines: Sequence[BarLine], cut: str) -> dict[str, int]:
    """A colour from 1 to 6 for each bar: that of its group, or of its objective without one."""
    by = cut or "objective"
    order = {part.key: n % LOOKS + 1 for n, part in enumerate(groups(lines, by))}
    return {str(line.id): order[getattr(line, by)[0]] for line in lines}


def names_of(lines: Sequence[BarLine], cut: str, none: str) -> dict[str, str]:
    """The name of the group of each bar; `none` for those that belong nowhere."""
    return {str(line.id): (getattr(line, cut)[1] or none) if cut else "" for line in lines}


@dataclass(frozen=True)
class Part:
    """A page of rows, and the key behind which the next begins; empty at the end."""

    rows: Sequence[BarLine]
    after: str


def part_of(lines: Sequence[BarLine], after: str, limit: int = PAGE) -> Part:
    """The rows behind the one with the key `after`; from the first where that is not among them."""
    start = next((n + 1 for n, line in enumerate(lines) if str(line.id) == after), 0)
    rows = lines[start : start + limit]
    more = start + limit < len(lines)
    return Part(rows, str(rows[-1].id) if more else "")


@dataclass(frozen=True)
class Column:
    """A column of the board, and how many cards it does not show."""

    key: str
    name: str
    items: Sequence[BarLine]
    more: int


def columns(lines: Sequence[BarLine], most: int) -> list[Column]:
    """Now, next and later, each in the order of work."""
    parts: Mapping[str, list[BarLine]] = {key: [] for key in Bucket.values}
    for line in lines:
        parts[line.bucket].append(line)
    return [Column(key, str(Bucket(key).label), part[:most], max(len(part) - most, 0)) for key, part in parts.items()]  # fmt: skip


def aims_without_bars(member: Member, lines: Sequence[BarLine], today: date) -> Sequence[Objective]:
    """The objectives of running and coming cycles that no bar serves."""
    served = [UUID(line.objective[0]) for line in lines if line.objective[0]]
    rows = Objective.objects.filter(cycle__ends_on__gte=today).exclude(pk__in=served)
    return list(rows.select_related("workspace").order_by("name", "id")[:MOST_AIMS])
