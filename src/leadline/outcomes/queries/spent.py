"""What the tracker knows of the effort that went into a bet: the days of its items, by team."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from leadline.backlog.models import Item
from leadline.delivery.queries.flow.scope import counting, midnight, zone_of
from leadline.planning.models import Bet
from leadline.products.models import Team, TeamMember
from leadline.workspaces.models import Member

MOST = 20_000
DAYS_A_WEEK = 7
Span = tuple[date, date]


@dataclass(frozen=True)
class TeamSpent:
    """The begun items of a team for a bet: how many, how many done, their points, median days of those done; person-weeks."""

    team: Team
    people: int
    items: int
    done: int
    points: Decimal
    days: float | None
    weeks: Decimal


@dataclass(frozen=True)
class Spent:
    """By team, the most first; `no_team`: begun items that no team has, which are not counted."""

    teams: Sequence[TeamSpent]
    no_team: int

    @property
    def weeks(self) -> Decimal:
        return sum((each.weeks for each in self.teams), Decimal(0))


def spent_on(member: Member, bet: Bet, today: date) -> Spent:
    """Person-weeks that went into a bet so far, in four statements.

    Each day the people of a team are spread evenly over the items it has in progress; what falls on
    items of the bet counts, a day as a seventh of a week. Epics are left out, as they are made of
    items; so are items that figures of flow leave out. Teams count with the people they have now.
    """
    own: dict[UUID | None, list[Any]] = defaultdict(list)
    for row in _begun(Item.of_bet(bet))[:MOST]:
        own[row[0]].append(row)
    no_team = len(own.pop(None, []))
    zone = zone_of(member)
    spans = {team: [_span(row, zone, today) for row in rows] for team, rows in own.items()}
    everything = _all_of(member, spans, today)
    people = dict(TeamMember.objects.filter(team__in=list(own)).values_list("team").annotate(Count("id")).order_by())  # fmt: skip
    found = [
        _team(team, people.get(team.pk, 0), own[team.pk], spans[team.pk], everything[team.pk])
        for team in Team.objects.filter(pk__in=list(own)).order_by("name", "id")
    ]
    return Spent(sorted(found, key=lambda each: -each.weeks), no_team)


def share_of_days(own: Iterable[Span], everything: Iterable[Span]) -> float:
    """Over all days, the share of what is in progress that is our own, added up: days of one team."""
    ours, all_of_it = _by_day(own), _by_day(everything)
    return sum(count / max(all_of_it[day], count) for day, count in ours.items())


def _by_day(spans: Iterable[Span]) -> dict[date, int]:
    """How many were in progress on each day; the first and the last day count."""
    found: dict[date, int] = defaultdict(int)
    for first, last in spans:
        for ahead in range((last - first).days + 1):
            found[first + timedelta(days=ahead)] += 1
    return found


def _begun(rows: Any) -> "QuerySet[Item, Any]":
    kept = counting(rows.exclude(item_kind=Item.Kind.EPIC)).filter(started_at__isnull=False)
    return kept.values_list("team_id", "started_at", "finished_at", "points")


def _all_of(member: Member, own: dict[UUID | None, list[Span]], today: date) -> dict[UUID | None, list[Span]]:  # fmt: skip
    """All that these teams had in progress while items of the bet were, cut to that time."""
    found: dict[UUID | None, list[Span]] = defaultdict(list)
    if not own:
        return found
    zone = zone_of(member)
    first = min(begun for spans in own.values() for begun, _ in spans)
    last = max(over for spans in own.values() for _, over in spans)
    rows = _begun(Item.objects.filter(team__in=list(own), started_at__lt=midnight(last + timedelta(days=1), zone)))  # fmt: skip
    for row in rows.filter(Q(finished_at=None) | Q(finished_at__gte=midnight(first, zone)))[:MOST]:
        begun, over = _span(row, zone, today)
        found[row[0]].append((max(begun, first), min(over, last)))
    return found


def _span(row: Any, zone: Any, today: date) -> Span:
    begun = row[1].astimezone(zone).date()
    return begun, max(row[2].astimezone(zone).date() if row[2] else today, begun)


def _team(team: Team, people: int, rows: Sequence[Any], own: Sequence[Span], everything: Sequence[Span]) -> TeamSpent:  # fmt: skip
    took = [(over - begun).days + 1 for row, (begun, over) in zip(rows, own, strict=True) if row[2]]
    weeks = Decimal(str(round(people * share_of_days(own, everything) / DAYS_A_WEEK, 1)))
    points = sum((row[3] or Decimal(0) for row in rows), Decimal(0))
    return TeamSpent(team, people, len(rows), len(took), points, median(took) if took else None, weeks)  # fmt: skip
