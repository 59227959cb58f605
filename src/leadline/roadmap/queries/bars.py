"""All bars of a roadmap, or of all roadmaps, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Subquery

from leadline.planning.models import BetGoal, BetTheme
from leadline.roadmap.models import Bar, BarDependency, BarForecast, Roadmap, RoadmapRun
from leadline.roadmap.models.bars import NAMELESS
from leadline.workspaces.models import Member

WEEK = timedelta(days=7)
NOBODY = ("", "")
FINISHED = "All its items are finished."
Named = tuple[str, str]
"""A key and a name; both empty where there is nothing."""


class Told(NamedTuple):
    """What the latest run says of a bar."""

    p50_on: date | None
    p85_on: date | None
    promised_on: date | None
    holds: float | None
    lacks: str


@dataclass(frozen=True, slots=True)
class BarLine:
    """A bar with everything that a roadmap shows of it. Keys are texts; empty where there is none."""

    id: UUID
    version: int
    name: str
    outward: str
    note: str
    bet: str
    item: str
    product: Named
    team: Named
    objective: Named
    theme: Named
    roadmap: Named
    bucket: str
    from_on: date | None
    until_on: date | None
    promised_on: date | None
    told_to: str
    waits: tuple[str, ...]
    told: Told | None
    holds: float | None

    @property
    def p50_on(self) -> date | None:
        return self.told.p50_on if self.told else None

    @property
    def p85_on(self) -> date | None:
        return self.told.p85_on if self.told else None

    @property
    def lacks(self) -> str:
        """Why there is no forecast; empty where there is one, or where none was asked for."""
        return self.told.lacks if self.told else ""

    @property
    def is_finished(self) -> bool:
        """Whether there is nothing left to forecast."""
        return self.lacks == FINISHED


@dataclass(frozen=True)
class Kept:
    """The latest run of a roadmap, without what it rests on."""

    id: UUID
    at: datetime
    basis: str


@dataclass(frozen=True)
class Plan:
    """The bars of a roadmap in their order, or those of all, and how fresh their forecast is."""

    roadmap: Roadmap | None
    lines: Sequence[BarLine]
    runs: Mapping[str, Kept]

    @property
    def run(self) -> Kept | None:
        """The run that is oldest, of those that are shown."""
        return min(self.runs.values(), key=lambda run: run.at, default=None)

    def staleness(self, now: datetime) -> str:
        """Why the forecast should be computed anew: "old", "changed", or empty."""
        if any(now - run.at > WEEK for run in self.runs.values()):
            return "old"
        parts = by_key(self.lines, "roadmap")
        changed = (basis_of(parts.get(key, ())) != run.basis for key, run in self.runs.items())
        return "changed" if any(changed) else ""


COLUMNS = (
    "id", "version", "name", "outward", "note", "bucket", "from_on", "until_on", "promised_on", "told_to", "bet_id", "item_id",
    "roadmap_id", "team_id", "product_id", "bet__name", "item__title", "item__number", "item__product__key", "roadmap__name", "team__name",
    "product__name", "bet__product_id", "bet__product__name", "item__product_id", "item__product__name", "roadmap__product_id",
    "roadmap__product__name", "item__bet_id",
)  # fmt: skip


class _Row(NamedTuple):
    id: UUID
    version: int
    name: str
    outward: str
    note: str
    bucket: str
    from_on: date | None
    until_on: date | None
    promised_on: date | None
    told_to: str
    bet: UUID | None
    item: UUID | None
    roadmap: UUID
    team: UUID | None
    product: UUID | None
    bet_name: str | None
    title: str | None
    number: int | None
    key: str | None
    roadmap_name: str
    team_name: str | None
    product_name: str | None
    bet_product: UUID | None
    bet_product_name: str | None
    item_product: UUID | None
    item_product_name: str | None
    whole_product: UUID | None
    whole_product_name: str | None
    item_bet: UUID | None

    @property
    def aim(self) -> UUID | None:
        """The bet that it works for."""
        return self.bet or self.item_bet

    @property
    def shown(self) -> str:
        item = f"{self.key}-{self.number} {self.title}" if self.item else NAMELESS
        return self.name or self.bet_name or item

    @property
    def products(self) -> Named:
        """Its own product, or that of its item, its bet or its roadmap."""
        if self.product:
            return _text(self.product), self.product_name or ""
        if self.item_product:
            return _text(self.item_product), self.item_product_name or ""
        if self.bet_product:
            return _text(self.bet_product), self.bet_product_name or ""
        return _text(self.whole_product), self.whole_product_name or ""


def plan_of(member: Member, roadmap: Roadmap | None) -> Plan:
    """Everything that is drawn of a roadmap; None: of all of them."""
    rows = _rows(roadmap)
    bets = {row.aim for row in rows if row.aim}
    objectives, themes = _objectives(bets), _themes(bets)
    runs, told, foretold = _forecasts(roadmap)
    waits = _waits(roadmap, foretold)
    later = _changed_promises(member, rows, told, runs)
    lines = [
        BarLine(
            row.id, row.version, row.shown, row.outward, row.note, _text(row.bet), _text(row.item), row.products,
            (_text(row.team), row.team_name or ""), objectives.get(row.aim, NOBODY), themes.get(row.aim, NOBODY),
            (_text(row.roadmap), row.roadmap_name), row.bucket, row.from_on, row.until_on, row.promised_on, row.told_to,
            tuple(waits.get(row.id, ())), told.get(row.id), later[row.id] if row.id in later else _holds(told.get(row.id)),
        )
        for row in rows
    ]  # fmt: skip
    return Plan(roadmap, lines, runs)


@lru_cache(maxsize=20_000)
def _text(key: UUID | None) -> str:
    return str(key) if key else ""


def _holds(told: Told | None) -> float | None:
    return told.holds if told else None


def _rows(roadmap: Roadmap | None) -> list[_Row]:
    bars = Bar.objects.filter(**_of(roadmap)).order_by("roadmap__name", "rank", "id")
    return [_Row(*row) for row in bars.values_list(*COLUMNS)]


def _of(roadmap: Roadmap | None, path: str = "roadmap") -> dict[str, Any]:
    return {path: roadmap} if roadmap else {}


def _objectives(bets: Iterable[Any]) -> dict[Any, Named]:
    """The objective that a bet serves most."""
    goals = BetGoal.objects.filter(bet__in=list(bets), key_result__trashed_at=None, key_result__objective__trashed_at=None)  # fmt: skip
    rows = goals.order_by("share", "id").values_list("bet_id", "key_result__objective_id", "key_result__objective__name")  # fmt: skip
    return {bet: (str(key), name) for bet, key, name in rows}


def _themes(bets: Iterable[Any]) -> dict[Any, Named]:
    """The first theme of a bet, by dimension."""
    rows = BetTheme.objects.filter(bet__in=list(bets), theme__trashed_at=None)
    named = rows.order_by("-theme__dimension", "-theme__name").values_list("bet_id", "theme_id", "theme__name")  # fmt: skip
    return {bet: (str(key), name) for bet, key, name in named}


def _forecasts(
    roadmap: Roadmap | None,
) -> tuple[dict[str, Kept], dict[UUID, Told], dict[UUID, list[str]]]:
    """The latest runs by roadmap, what they say by bar, and what bars wait for by the backlog."""
    latest = RoadmapRun.objects.filter(roadmap=OuterRef("pk")).order_by("-at", "-id").values("pk")[:1]  # fmt: skip
    whose = Roadmap.objects.filter(**({"pk": roadmap.pk} if roadmap else {}))
    ids = [key for key in whose.annotate(last=Subquery(latest)).values_list("last", flat=True) if key]  # fmt: skip
    runs = {str(of): Kept(key, at, basis) for key, of, at, basis in RoadmapRun.objects.filter(pk__in=ids).values_list("id", "roadmap_id", "at", "basis")}  # fmt: skip
    columns = ("bar_id", "p50_on", "p85_on", "promised_on", "holds", "lacks", "waits")
    rows = list(BarForecast.objects.filter(run__in=ids).values_list(*columns))
    return runs, {row[0]: Told(*row[1:6]) for row in rows}, {row[0]: row[6] for row in rows if row[6]}  # fmt: skip


def _waits(
    roadmap: Roadmap | None, foretold: Mapping[UUID, Sequence[str]]
) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = BarDependency.objects.filter(
        **_of(roadmap, "blocked__roadmap"), blocker__trashed_at=None
    )
    for blocked, blocker in rows.order_by("id").values_list("blocked_id", "blocker_id"):
        found[blocked].append(str(blocker))
    for blocked, more in foretold.items():
        found[blocked] += [key for key in more if key not in found[blocked]]
    return found


def _changed_promises(
    member: Member, rows: Sequence[_Row], told: Mapping[UUID, Told], runs: Mapping[str, Kept]
) -> dict[UUID, float | None]:
    """The chances of promises that were made or moved since the run, read from its curves."""
    wanted = {row.id: row for row in rows if row.id in told and row.promised_on != told[row.id].promised_on}  # fmt: skip
    curves = BarForecast.objects.filter(run__in=[run.id for run in runs.values()], bar__in=list(wanted))  # fmt: skip
    found: dict[UUID, float | None] = {}
    for bar, chances in curves.values_list("bar_id", "chances"):
        row = wanted[bar]
        starts_on = member.workspace.today(runs[str(row.roadmap)].at)
        found[bar] = chance_by(chances, starts_on, row.promised_on)
    return found


def chance_by(chances: Sequence[float], starts_on: date, day: date | None) -> float | None:
    """The chance that all is done by the end of a day; between the ends of weeks in a line."""
    if day is None or not chances:
        return None
    weeks = max((day - starts_on).days / 7, 0.0)
    at = int(weeks)
    if at >= len(chances):
        return chances[-1]
    before = chances[at - 1] if at else 0.0
    return before + (chances[at] - before) * (weeks - at)


def by_key(lines: Iterable[BarLine], name: str) -> dict[str, list[BarLine]]:
    """The lines by the key of their roadmap, team, product, objective or theme."""
    found: dict[str, list[BarLine]] = defaultdict(list)
    for line in lines:
        found[getattr(line, name)[0]].append(line)
    return found


def basis_of(lines: Iterable[BarLine]) -> str:
    """A digest of what the plan gives to a forecast: a change of it makes the forecast stale."""
    digest = sha256()
    for line in lines:
        told = (line.id, line.bet, line.item, line.team[0], line.from_on, line.waits)
        digest.update(repr(told).encode())
    return digest.hexdigest()
