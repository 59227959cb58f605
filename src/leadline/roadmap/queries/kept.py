"""Kept runs and publications, and whether a forecast is on its way."""

from collections.abc import Sequence
from uuid import UUID

from leadline.foundation.models import Job
from leadline.planning.models import Bet, BetEffort
from leadline.roadmap.models import Bar, BarForecast, Publication, Roadmap, RoadmapRun
from leadline.roadmap.queries.bars import chance_by
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

FORETELL = "roadmap.foretell"
MOST_RUNS, MOST_PUBLICATIONS, MOST_BARS = 20, 200, 4


def run_by_id(member: Member, key: UUID) -> RoadmapRun:
    rows = RoadmapRun.objects.select_related("workspace", "roadmap__workspace", "by__user")
    found: RoadmapRun = one(rows, pk=key)
    return found


def runs_of(member: Member, roadmap: Roadmap) -> Sequence[RoadmapRun]:
    """The latest runs of a roadmap, the newest first, without what they rest on."""
    rows = RoadmapRun.objects.filter(roadmap=roadmap).select_related("workspace", "by__user")
    return list(rows.defer("inputs", "answer").order_by("-at", "-id")[:MOST_RUNS])


def latest_forecast(member: Member, bar: Bar) -> BarForecast | None:
    """What the latest run of its roadmap says of a bar."""
    rows = BarForecast.objects.filter(bar=bar, run__roadmap=bar.roadmap_id).select_related("run__workspace")  # fmt: skip
    found: BarForecast | None = rows.order_by("-run__at", "-run__id").first()
    return found


def team_of_bet(member: Member, bet: UUID) -> UUID | None:
    """The team that a bet takes; None where it takes none or several."""
    found = list(BetEffort.objects.filter(bet=bet).values_list("team", flat=True)[:2])
    return found[0] if len(found) == 1 else None


def chance_of(member: Member, bar: Bar, told: BarForecast | None) -> float | None:
    """The chance that the day promised outside holds; None where none is, or nothing was foretold."""
    if told is None:
        return None
    return chance_by(told.chances, member.workspace.today(told.run.at), bar.promised_on)


def bars_of_bet(member: Member, bet: Bet) -> Sequence[tuple[Bar, BarForecast | None, float | None]]:
    """The first bars of a bet, with what is foretold of each and the chance that its promise holds."""
    rows = Bar.objects.filter(bet=bet).select_related("workspace", "bet", "item", "roadmap")
    found = ((bar, latest_forecast(member, bar)) for bar in rows.order_by("id")[:MOST_BARS])
    return [(bar, told, chance_of(member, bar, told)) for bar, told in found]


def is_under_way(member: Member, roadmap: Roadmap) -> bool:
    """Whether a forecast of the roadmap waits to be made, or is being made."""
    rows = Job.objects.filter(name=FORETELL, workspace_id=member.workspace_id).waiting()
    return any(arguments["roadmap"] == str(roadmap.pk) for arguments in rows.values_list("arguments", flat=True))  # fmt: skip


def publications(member: Member, roadmap: Roadmap) -> Sequence[Publication]:
    """What was published of a roadmap, the newest first, without the snapshots."""
    rows = Publication.objects.filter(roadmap=roadmap).select_related("workspace", "by__user")
    return list(rows.defer("snapshot").order_by("-number")[:MOST_PUBLICATIONS])


def publication_by_id(member: Member, key: UUID) -> Publication:
    rows = Publication.objects.select_related("workspace", "roadmap__workspace", "by__user")
    found: Publication = one(rows, pk=key)
    return found
