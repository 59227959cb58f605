"""The API of this room: the same queries and operations as its pages."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from leadline.backlog.models import BacklogList
from leadline.backlog.queries import items_by_ids
from leadline.delivery import drawing, schemas
from leadline.delivery.models import FlowExclusion
from leadline.delivery.operations import (
    add_items,
    ask_how_many,
    ask_when,
    ask_without,
    change_sprint,
    close_sprint,
    count_again,
    leave_out,
    plan_sprint,
    remove_items,
    reopen_sprint,
    replay,
    start_sprint,
    trash_sprint,
)
from leadline.delivery.queries import board as boards
from leadline.delivery.queries import sprints as queries
from leadline.delivery.queries.flow import PERIODS, FlowScope, flow_of
from leadline.delivery.queries.flow.scope import excluded
from leadline.delivery.queries.forecasts.inputs import open_work, work_of
from leadline.delivery.queries.forecasts.questions import Rules, Work, scope_of
from leadline.delivery.queries.forecasts.runs import kept_run, runs
from leadline.foundation import clock
from leadline.foundation.refusals import Invalid
from leadline.products.models import Product, Team
from leadline.products.queries import product_by_key, team_by_id
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one
from leadline.workspaces.rights import Right

router = Router(tags=["delivery"])


def _product(key: UUID | None) -> Product | None:
    return one(Product.objects.all(), id=key) if key else None


def _team(member: Member, key: UUID | None) -> Team | None:
    return team_by_id(member, key) if key else None


def _sprint(request: HttpRequest, key: UUID) -> schemas.SprintOut:
    sprint = queries.sprint(acting(request), key)
    line = queries.SprintLine(sprint, queries.scopes_of([sprint])[sprint.id])
    return schemas.SprintOut(**drawing.sprint(line))


@endpoint(router, "GET", "/sprints", needs=Right.SEE, response=schemas.SprintsOut)
def list_sprints(request: HttpRequest, team: UUID | None = None, product: str = "", after: str = "") -> Any:  # fmt: skip
    """Sprints, latest first, with their scope."""
    member = acting(request)
    chosen = product_by_key(member, product) if product else None
    page = queries.sprints(member, team=_team(member, team), product=chosen, after=after)
    return {"rows": [drawing.sprint(line) for line in page.rows], "after": page.after}


@endpoint(router, "POST", "/sprints", needs=Right.PLAN, response={201: schemas.SprintOut})
def create_sprint(request: HttpRequest, body: schemas.SprintIn) -> Any:
    """Plan a sprint."""
    member, values = acting(request), body.model_dump()
    values |= {"team": team_by_id(member, body.team), "product": _product(body.product)}
    sprint = plan_sprint(by=member, now=clock.now(), **values)
    return 201, _sprint(request, sprint.id)


@endpoint(router, "GET", "/sprints/{sprint}", needs=Right.SEE, response=schemas.SprintOut)
def get_sprint(request: HttpRequest, sprint: UUID) -> Any:
    """One sprint with its scope."""
    return _sprint(request, sprint)


@endpoint(router, "PATCH", "/sprints/{sprint}", needs=Right.PLAN, response=schemas.SprintOut)
def patch_sprint(request: HttpRequest, sprint: UUID, body: schemas.SprintChange) -> Any:  # fmt: skip
    """Change goal, days, capacity or review notes."""
    found = queries.sprint(acting(request), sprint)
    values = body.model_dump(exclude_unset=True)
    if empty := sorted(name for name, value in values.items() if value is None and name != "capacity"):  # fmt: skip
        raise Invalid(
            "This cannot be empty.",
            field=empty[0],
            remedy="Send a value, or leave the field out to keep what is there.",
        )
    change_sprint(by=acting(request), now=clock.now(), sprint=found, version=expected_version(request), **values)  # fmt: skip
    return _sprint(request, sprint)


@endpoint(router, "POST", "/sprints/{sprint}/start", needs=Right.PLAN, response=schemas.SprintOut)
def start(request: HttpRequest, sprint: UUID) -> Any:
    """Start a sprint: what is in it is the commitment."""
    start_sprint(by=acting(request), now=clock.now(), sprint=queries.sprint(acting(request), sprint))  # fmt: skip
    return _sprint(request, sprint)


@endpoint(router, "POST", "/sprints/{sprint}/closing", needs=Right.PLAN, response=schemas.SprintOut)
def close(request: HttpRequest, sprint: UUID, body: schemas.ClosingIn) -> Any:  # fmt: skip
    """Close a sprint; say where unfinished items go."""
    member = acting(request)
    to_sprint = queries.sprint(member, body.to_sprint) if body.to_sprint else None
    to_list = one(BacklogList.objects.all(), id=body.to_list) if body.to_list else None
    close_sprint(by=member, now=clock.now(), sprint=queries.sprint(member, sprint), to_sprint=to_sprint, to_list=to_list)  # fmt: skip
    return _sprint(request, sprint)


@endpoint(
    router, "DELETE", "/sprints/{sprint}/closing", needs=Right.PLAN, response=schemas.SprintOut
)
def reopen(request: HttpRequest, sprint: UUID) -> Any:
    """Run a closed sprint on."""
    found = queries.sprint(acting(request), sprint)
    reopen_sprint(by=acting(request), now=clock.now(), sprint=found, version=expected_version(request))  # fmt: skip
    return _sprint(request, sprint)


@endpoint(router, "POST", "/sprints/{sprint}/items", needs=Right.PLAN, response=schemas.SprintOut)
def add(request: HttpRequest, sprint: UUID, body: schemas.ItemsChosenIn) -> Any:
    """Take items into a sprint."""
    found = queries.sprint(acting(request), sprint)
    items = items_by_ids(acting(request), body.items)
    add_items(by=acting(request), now=clock.now(), sprint=found, items=items)
    return _sprint(request, sprint)


@endpoint(
    router, "POST", "/sprints/{sprint}/items/removal", needs=Right.PLAN, response=schemas.SprintOut
)
def remove(request: HttpRequest, sprint: UUID, body: schemas.ItemsChosenIn) -> Any:  # fmt: skip
    """Take items out of a sprint."""
    found = queries.sprint(acting(request), sprint)
    items = items_by_ids(acting(request), body.items)
    remove_items(by=acting(request), now=clock.now(), sprint=found, items=items)
    return _sprint(request, sprint)


@endpoint(router, "DELETE", "/sprints/{sprint}", needs=Right.PLAN, response={204: None})
def delete_sprint(request: HttpRequest, sprint: UUID) -> Any:
    """Put a planned sprint into the trash; its items are free again."""
    found, version = queries.sprint(acting(request), sprint), expected_version(request)
    trash_sprint(by=acting(request), now=clock.now(), sprint=found, version=version)
    return 204, None


@endpoint(router, "GET", "/boards/{product}", needs=Right.SEE, response=schemas.BoardOut)
def get_board(request: HttpRequest, product: str, sprint: UUID | None = None) -> Any:
    """The board of a product by its key, or of one of its sprints: 50 cards a column."""
    member = acting(request)
    chosen = queries.sprint(member, sprint) if sprint else None
    which = boards.BoardFilter(sprint=chosen)
    board = boards.board_of(member, product_by_key(member, product), which, clock.now())
    return drawing.board(board)


@endpoint(router, "GET", "/flow", needs=Right.SEE, response=schemas.FlowOut)
def get_flow(
    request: HttpRequest, product: str = "", team: UUID | None = None, kind: str = "",
    months: int | None = None, *, unit: Literal["items", "points"] = "items",
) -> Any:  # fmt: skip
    """The figures of flow: of a product (by key), a team, a kind, over 3, 6 or 12 months, or all."""
    member = acting(request)
    if months is not None and months not in PERIODS:
        raise Invalid("This is none of the periods.", field="months", remedy="Choose 3, 6 or 12, or leave it out.")  # fmt: skip
    chosen = product_by_key(member, product) if product else None
    scope = FlowScope(chosen, _team(member, team), kind, months, unit)
    return drawing.flow(flow_of(member, scope, member.workspace.today(clock.now())))


@endpoint(router, "POST", "/flow/left-out", needs=Right.PLAN, response={204: None})
def post_left_out(request: HttpRequest, body: schemas.LeftOutIn) -> Any:
    """Leave items out of all figures, for a reason."""
    items = items_by_ids(acting(request), body.items)
    leave_out(by=acting(request), now=clock.now(), items=items, reason=body.reason)
    return 204, None


@endpoint(router, "GET", "/flow/left-out", needs=Right.SEE, response=schemas.LeftOutList)
def list_left_out(request: HttpRequest, product: str = "", team: UUID | None = None) -> Any:
    """What was left out by hand, of a product (by key), of a team, or all; 200 at most."""
    member = acting(request)
    chosen = product_by_key(member, product) if product else None
    rows = excluded(FlowScope(chosen, _team(member, team), months=None)).order_by("-at", "-id")
    return {"rows": [drawing.left_out(row) for row in rows[:200]]}


@endpoint(router, "DELETE", "/flow/left-out/{uuid:exclusion}", needs=Right.PLAN, response={204: None})  # fmt: skip
def delete_left_out(request: HttpRequest, exclusion: UUID) -> Any:
    """Let an item that was left out count again."""
    found: FlowExclusion = one(FlowExclusion.objects.select_related("item__product"), id=exclusion)
    count_again(by=acting(request), now=clock.now(), exclusion=found)
    return 204, None


@endpoint(router, "GET", "/forecasts", needs=Right.SEE, response=schemas.ForecastsOut)
def list_forecasts(request: HttpRequest, product: str = "", team: UUID | None = None, *, automatic: bool = False, after: str = "") -> Any:  # fmt: skip
    """Kept forecasts, newest first."""
    member = acting(request)
    chosen = product_by_key(member, product) if product else None
    page = runs(member, product=chosen, team=_team(member, team), automatic=automatic, after=after)
    return {"rows": [drawing.run(each) for each in page.rows], "after": page.after}


@endpoint(router, "POST", "/forecasts", needs=Right.PLAN, response={201: schemas.ForecastOut})
def create_forecast(request: HttpRequest, body: schemas.ForecastIn) -> Any:
    """Ask a forecast and keep it."""
    member, now = acting(request), clock.now()
    who = {"product": _product(body.product), "team": _team(member, body.team), "unit": body.unit}
    common: dict[str, Any] = {"by": member, "now": now, "rules": _rules(body), **who}
    if body.question == "how_many":
        if body.until is None:
            raise Invalid(
                "Up to which day?",
                field="until",
                remedy="Send the last day to count, as in 2026-09-30.",
            )
        run = ask_how_many(until=body.until, **common)
    else:
        run = ask_when(work=_work(member, body, common), promised_on=body.until, **common)
    return 201, schemas.ForecastOut(**drawing.kept(kept_run(member, run.id)))


@endpoint(router, "GET", "/forecasts/{run}", needs=Right.SEE, response=schemas.ForecastOut)
def get_forecast(request: HttpRequest, run: UUID) -> Any:
    """One kept forecast in full."""
    return drawing.kept(kept_run(acting(request), run))


@endpoint(router, "POST", "/forecasts/{run}/without", needs=Right.PLAN, response={201: schemas.ForecastOut})  # fmt: skip
def forecast_without(request: HttpRequest, run: UUID, body: schemas.ForecastWithoutIn) -> Any:
    """Ask the same question today without some items or past weeks; the old answer stays."""
    member, kept = acting(request), kept_run(acting(request), run)
    made = ask_without(by=member, now=clock.now(), run=kept.run, items=body.items, weeks=body.weeks)  # fmt: skip
    return 201, schemas.ForecastOut(**drawing.kept(kept_run(member, made.id)))


@endpoint(router, "POST", "/forecasts/{run}/replay", needs=Right.SEE, response=schemas.ForecastReplayOut)  # fmt: skip
def replay_forecast(request: HttpRequest, run: UUID) -> Any:
    """Compute a kept forecast again from what it kept, and say whether the answer is the same."""
    told = replay(by=acting(request), now=clock.now(), run=kept_run(acting(request), run).run)
    return schemas.ForecastReplayOut(same=told.same, method_version=told.run.method_version, version_now=told.version_now)  # fmt: skip


def _rules(body: schemas.ForecastIn) -> Rules:
    try:
        weeks_out = {date.fromisoformat(day): why for day, why in body.weeks_out.items()}
        without = {str(UUID(key)): why for key, why in body.without.items()}
    except ValueError as error:
        raise Invalid("Weeks are named by their Monday, items by their id.", field="weeks_out", remedy="Write weeks as in 2026-03-30, and items by the id that the API gave.") from error  # fmt: skip
    return Rules(body.window, body.growth, without, weeks_out, tuple(body.weeks_off))


def _work(member: Member, body: schemas.ForecastIn, common: dict[str, Any]) -> Work:
    if bool(body.items) == (body.amount is not None):
        raise Invalid(
            "Give either an amount or items.",
            field="amount",
            remedy="Send the one and leave the other out.",
        )
    if body.amount is not None:
        return Work("", body.amount)
    scope = scope_of(common["product"], common["team"], body.unit)
    chosen = items_by_ids(member, body.items)
    rows = open_work(scope).filter(pk__in=[item.id for item in chosen])
    return work_of(f"{len(chosen)} chosen items", rows, scope, common["rules"])
