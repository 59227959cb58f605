"""Forecasts, and how such forecasts held."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest

from leadline.backlog.queries import items_by_ids
from leadline.delivery import drawing
from leadline.delivery.api.base import product_of, router, team_of
from leadline.delivery.operations import ask_how_many, ask_when, ask_without, replay
from leadline.delivery.queries.flow import FlowScope
from leadline.delivery.queries.forecasts import track
from leadline.delivery.queries.forecasts.inputs import open_work, work_of
from leadline.delivery.queries.forecasts.questions import Rules, Work, scope_of
from leadline.delivery.queries.forecasts.runs import kept_run, runs
from leadline.delivery.schemas import forecasts as schemas
from leadline.foundation import clock
from leadline.foundation.refusals import Invalid
from leadline.products.queries import product_by_key
from leadline.workspaces.doors import endpoint
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.models import Member
from leadline.workspaces.rights import Right


@endpoint(router, "GET", "/forecasts", needs=Right.SEE, response=schemas.ForecastsOut)
def list_forecasts(request: HttpRequest, product: str = "", team: UUID | None = None, *, automatic: bool = False, after: str = "") -> Any:  # fmt: skip
    """Kept forecasts, newest first."""
    member = acting(request)
    chosen = product_by_key(member, product) if product else None
    page = runs(
        member, product=chosen, team=team_of(member, team), automatic=automatic, after=after
    )
    return {"rows": [drawing.run(each) for each in page.rows], "after": page.after}


@endpoint(router, "POST", "/forecasts", needs=Right.PLAN, response={201: schemas.ForecastOut})
def create_forecast(request: HttpRequest, body: schemas.ForecastIn) -> Any:
    """Ask a forecast and keep it."""
    member, now = acting(request), clock.now()
    who = {
        "product": product_of(body.product),
        "team": team_of(member, body.team),
        "unit": body.unit,
    }
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


@endpoint(router, "GET", "/forecasts/track", needs=Right.SEE, response=schemas.TrackOut)
def read_track_record(request: HttpRequest, product: str = "", team: UUID | None = None, *, unit: Literal["items", "points"] = "items") -> Any:  # fmt: skip
    """How often forecasts of a product (by key), or of a team, held: those that were kept, and the past replayed."""
    member = acting(request)
    chosen = product_by_key(member, product) if product else None
    scope = FlowScope(chosen, team_of(member, team), months=None, unit=unit)
    past = track.past_replayed(member, scope, member.workspace.today(clock.now()))
    return drawing.track(track.record_of(member, scope), past)


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
