"""What is kept of a roadmap: forecasts, baselines, publications."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from leadline.foundation import clock
from leadline.roadmap import operations, queries
from leadline.roadmap.api.base import roadmap_of, who
from leadline.roadmap.models import Audience
from leadline.roadmap.queries.past import day_in, end_of
from leadline.roadmap.queries.projections import may_see, snapshot_of
from leadline.roadmap.schemas.kept import (
    BaselineIn,
    BaselineList,
    BaselineOut,
    ComparedOut,
    FreshnessOut,
    PreviewOut,
    PublicationIn,
    PublicationList,
    PublicationOut,
    RoadmapRunLineOut,
    RunLineList,
    RunOut,
    RunSameOut,
    WholeBaselineOut,
)
from leadline.roadmap.schemas.words import Reach
from leadline.workspaces.doors import endpoint
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right

router = Router()


@endpoint(
    router, "POST", "/roadmaps/{uuid:roadmap}/forecast", needs=Right.PLAN, response={202: None}
)
def ask_for_forecast(request: HttpRequest, roadmap: UUID) -> Any:
    """Have all bars forecast in the background."""
    operations.ask_for_forecast(**who(request), roadmap=roadmap_of(request, roadmap))
    return 202, None


@endpoint(router, "GET", "/roadmaps/{uuid:roadmap}/forecast", needs=Right.SEE, response=FreshnessOut)  # fmt: skip
def read_freshness(request: HttpRequest, roadmap: UUID) -> Any:
    """The latest forecast: since when it holds, whether it is stale, whether a new one is on its way."""
    member, found = acting(request), roadmap_of(request, roadmap)
    is_coming = queries.is_under_way(member, found)
    return FreshnessOut.of(queries.plan_of(member, found), clock.now(), is_coming)


@endpoint(router, "GET", "/roadmap-runs/{uuid:run}", needs=Right.SEE, response=RunOut)
def read_run(request: HttpRequest, run: UUID) -> Any:
    """A kept forecast: what it rests on, and its answer."""
    return RunOut.of(queries.run_by_id(acting(request), run))


@endpoint(router, "GET", "/roadmaps/{uuid:roadmap}/baselines", needs=Right.SEE, response=BaselineList)  # fmt: skip
def list_baselines(request: HttpRequest, roadmap: UUID) -> Any:
    """What was frozen of a roadmap, the newest first; 200 at most."""
    rows = queries.baselines(acting(request), roadmap_of(request, roadmap))
    return {"rows": [BaselineOut.of(row) for row in rows]}


@endpoint(router, "POST", "/roadmaps/{uuid:roadmap}/baselines", needs=Right.PLAN, response={201: BaselineOut})  # fmt: skip
def freeze_baseline(request: HttpRequest, roadmap: UUID, body: BaselineIn) -> Any:
    """Freeze a roadmap as it stands."""
    found = roadmap_of(request, roadmap)
    return 201, BaselineOut.of(operations.freeze(**who(request), roadmap=found, name=body.name))


@endpoint(router, "GET", "/baselines/{uuid:baseline}/moves", needs=Right.SEE, response=ComparedOut)
def read_moves(request: HttpRequest, baseline: UUID) -> Any:
    """What moved since a baseline, who moved it, and why."""
    member, found = acting(request), queries.baseline_by_id(acting(request), baseline)
    now = queries.stood_now(queries.plan_of(member, found.roadmap).lines)
    moves = queries.moves_since(member, found.roadmap, found.at)
    return ComparedOut.of(queries.compared(queries.stood_in(found), now, moves))


@endpoint(router, "GET", "/roadmaps/{uuid:roadmap}/moves", needs=Right.SEE, response=ComparedOut)
def read_moves_since(request: HttpRequest, roadmap: UUID, since: str = "") -> Any:
    """What moved since the end of a day; without one, since the roadmap was empty."""
    member, found, day = acting(request), roadmap_of(request, roadmap), day_in(since)
    now = queries.stood_now(queries.plan_of(member, found).lines)
    if day is None:
        return ComparedOut.of(queries.compared([], now, {}))
    moves = queries.moves_since(member, found, end_of(member, day))
    return ComparedOut.of(queries.compared(queries.stood_on(member, found, day), now, moves))


@endpoint(router, "GET", "/roadmaps/{uuid:roadmap}/publications", needs=Right.SEE, response=PublicationList)  # fmt: skip
def list_publications(request: HttpRequest, roadmap: UUID) -> Any:
    """What was published of a roadmap, the newest first; 200 at most, without snapshots."""
    rows = queries.publications(acting(request), roadmap_of(request, roadmap))
    return {"rows": [PublicationOut.of(row, whole=False) for row in rows]}


@endpoint(router, "POST", "/roadmaps/{uuid:roadmap}/publications", needs=Right.PLAN, response={201: PublicationOut})  # fmt: skip
def publish(request: HttpRequest, roadmap: UUID, body: PublicationIn) -> Any:
    """Tell an audience what it may see."""
    found, audience = roadmap_of(request, roadmap), Audience(body.audience)
    return 201, PublicationOut.of(operations.publish(**who(request), roadmap=found, audience=audience))  # fmt: skip


@endpoint(router, "GET", "/publications/{uuid:publication}", needs=Right.SEE, response=PublicationOut)  # fmt: skip
def read_publication(request: HttpRequest, publication: UUID) -> Any:
    """What an audience was shown."""
    return PublicationOut.of(queries.publication_by_id(acting(request), publication))


@endpoint(router, "GET", "/roadmaps/{uuid:roadmap}/runs", needs=Right.SEE, response=RunLineList)
def list_runs(request: HttpRequest, roadmap: UUID) -> Any:
    """The latest kept forecasts of a roadmap, the newest first; 20 at most."""
    rows = queries.runs_of(acting(request), roadmap_of(request, roadmap))
    return {"rows": [RoadmapRunLineOut.of(row) for row in rows]}


@endpoint(router, "POST", "/roadmap-runs/{uuid:run}/replay", needs=Right.SEE, response=RunSameOut)
def replay_run(request: HttpRequest, run: UUID) -> Any:
    """Compute a kept forecast again from what it kept, and say whether the answer is the same."""
    found = queries.run_by_id(acting(request), run)
    return RunSameOut(same=operations.replay(**who(request), run=found).same)


@endpoint(router, "GET", "/roadmaps/{uuid:roadmap}/preview", needs=Right.SEE, response=PreviewOut)
def preview(request: HttpRequest, roadmap: UUID, audience: Reach = "internal") -> Any:
    """What an audience would be shown, before it is."""
    member, found = acting(request), roadmap_of(request, roadmap)
    plan = queries.plan_of(member, found)
    told = snapshot_of(plan, Audience(audience), member.workspace.today(clock.now()))
    kept_in = [line.id for line in plan.lines if not may_see(line, Audience(audience))]
    return PreviewOut(audience=audience, snapshot=told, kept_in=kept_in)


@endpoint(router, "GET", "/baselines/{uuid:baseline}", needs=Right.SEE, response=WholeBaselineOut)
def read_baseline(request: HttpRequest, baseline: UUID) -> Any:
    """A baseline with the bars as they stood."""
    return WholeBaselineOut.whole(queries.baseline_by_id(acting(request), baseline))
