"""What Leadline does with forecasts by itself: scores those that are due, makes the daily ones."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from leadline.backlog.models import ItemNumber
from leadline.delivery.models import ForecastRun, ForecastScore
from leadline.delivery.operations.forecasts import Asking, keep
from leadline.delivery.queries.forecasts.answers import LEVELS, CannotForecast
from leadline.delivery.queries.forecasts.inputs import inputs_of, open_work
from leadline.delivery.queries.forecasts.outcomes import Outcome, outcome_of
from leadline.delivery.queries.forecasts.questions import USUAL, Work, scope_of
from leadline.products.models import Product, Team
from leadline.workspaces.models import Member, Workspace
from leadline.workspaces.operations.base import lock
from leadline.workspaces.scope import scope as inside

AHEAD = timedelta(weeks=4)
MOST_AT_ONCE = 500


def score_due(workspace: Workspace, now: datetime) -> int:
    """Score every statement whose day is over and that has no score yet; how many there were."""
    today = workspace.today(now)
    with inside(workspace), transaction.atomic():
        lock(workspace.id)
        return sum(_score(workspace, run, level, due, now) for run, level, due in _due(today))


def _due(today: date) -> Iterable[tuple[ForecastRun, float, date]]:
    known = set(ForecastScore.objects.values_list("run_id", "stated"))
    for level, column in zip(LEVELS, ("p50_on", "p85_on", "p95_on"), strict=True):
        done = [run for run, stated in known if stated == level]
        runs = ForecastRun.objects.filter(**{f"{column}__lt": today}).exclude(pk__in=done)
        for run in runs.select_related("product", "team", "workspace").order_by("at")[
            :MOST_AT_ONCE
        ]:
            yield run, level, getattr(run, column)


def _score(workspace: Workspace, run: ForecastRun, level: float, due: date, now: datetime) -> int:
    outcome: Outcome = outcome_of(workspace, run, due)
    ForecastScore(
        workspace=workspace, run=run, stated=level, due_on=due, held=outcome.held[level],
        actual=outcome.actual, scored_at=now,
    ).save(force_insert=True)  # fmt: skip
    return 1


def forecast_daily(workspace: Workspace, now: datetime) -> int:
    """Keep today's forecasts of every product and team with open work; how many were made."""
    with inside(workspace), transaction.atomic():
        lock(workspace.id)
        today = workspace.today(now)
        known = set(
            ForecastRun.objects.filter(is_automatic=True, starts_on=today).values_list(
                "product_id", "team_id"
            )
        )
        return sum(
            _forecast(workspace, product, team, today, now)
            for product, team in _scopes()
            if (product and product.id, team and team.id) not in known
        )


def _scopes() -> list[tuple[Product | None, Team | None]]:
    used = ItemNumber.objects.filter(last__gt=0, product__trashed_at=None).select_related("product")
    products: list[tuple[Product | None, Team | None]] = [(row.product, None) for row in used]
    return products + [(None, team) for team in Team.objects.order_by("id")]


def _forecast(workspace: Workspace, product: Product | None, team: Team | None, today: date, now: datetime) -> int:  # fmt: skip
    scope = scope_of(product, team, "items")
    open_count = open_work(scope).count()
    if not open_count:
        return 0
    member, who = Member(workspace=workspace), str(team or product)
    work = Work(f"open work of {who}", float(open_count))
    asking = Asking(product, team, is_automatic=True)
    try:
        when = inputs_of(member, scope, USUAL, today, work=work)
        how_many = inputs_of(member, scope, USUAL, today, until=today + AHEAD)
        kept = [keep(None, now, asked, asking, workspace) for asked in (when, how_many)]
    except CannotForecast:
        return 0
    return len(kept)
