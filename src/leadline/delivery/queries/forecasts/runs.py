"""Kept forecasts, and the items they counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from leadline.backlog.models import Item
from leadline.delivery.models import ForecastRun, ForecastScore
from leadline.delivery.queries.forecasts.answers import Forecast, kept_answer
from leadline.delivery.queries.forecasts.questions import Inputs
from leadline.foundation.paging import Slice, page_of
from leadline.products.models import Product, Team
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

SHOWN = 25
ITEMS_SHOWN = 50


def runs(
    member: Member, *, product: Product | None = None, team: Team | None = None,
    automatic: bool = False, after: str = "",
) -> "Slice[ForecastRun]":  # fmt: skip
    """Kept forecasts, newest first."""
    rows = _rows().filter(is_automatic=automatic)
    rows = rows.filter(product=product) if product else rows
    rows = rows.filter(team=team) if team else rows
    return page_of(rows, ["-at", "-id"], after, SHOWN)


def latest_automatic(
    member: Member, product: Product | None, team: Team | None
) -> Sequence[ForecastRun]:
    """The newest of the forecasts that Leadline made by itself for a scope."""
    rows = _rows().filter(is_automatic=True, product=product, team=team)
    newest = rows.order_by("-at", "-id").first()
    return list(rows.filter(starts_on=newest.starts_on).order_by("question")) if newest else []


@dataclass(frozen=True)
class KeptRun:
    """A run in full."""

    run: ForecastRun
    inputs: Inputs
    answer: Forecast
    scores: dict[float, ForecastScore]
    followed_by: ForecastRun | None


def kept_run(member: Member, key: UUID) -> KeptRun:
    """One run; raises `NotFound`."""
    run: ForecastRun = one(_rows(), id=key)
    scores = {score.stated: score for score in ForecastScore.objects.filter(run=run)}
    later = ForecastRun.objects.filter(follows=run).order_by("-at").first()
    return KeptRun(run, Inputs.from_json(run.inputs), kept_answer(run), scores, later)


@dataclass(frozen=True)
class RunItems:
    """A page of the items of a run, with the place from which the next page starts."""

    items: Sequence[Item]
    total: int
    next_from: int | None


def items_of(member: Member, kept: KeptRun, which: str, start: int = 0) -> RunItems:
    """The items counted (`finished`) or still to be done (`work`), in the order they were kept."""
    keys = kept.inputs.items if which == "work" else kept.inputs.counted
    wanted = keys[start : start + ITEMS_SHOWN]
    rows: QuerySet[Item] = Item.with_trash.filter(pk__in=wanted)
    found = {str(item.id): item for item in rows.select_related("product", "status", "workspace")}
    end = start + ITEMS_SHOWN
    shown = [found[key] for key in wanted if key in found]
    return RunItems(shown, len(keys), end if end < len(keys) else None)


def _rows() -> "QuerySet[ForecastRun]":
    rows: QuerySet[ForecastRun] = ForecastRun.objects.select_related(
        "product", "team", "by__user", "workspace", "follows"
    )
    return rows
