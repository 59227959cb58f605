"""Asking forecasts and keeping them; a kept one is never changed, only followed by another."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from leadline.backlog.models import Item
from leadline.delivery.models import ForecastRun
from leadline.delivery.queries.flow.scope import FlowScope
from leadline.delivery.queries.forecasts.answers import Forecast, answer_of, day_of
from leadline.delivery.queries.forecasts.inputs import inputs_of, work_of
from leadline.delivery.queries.forecasts.questions import (
    MOST_WEEKS,
    USUAL,
    Inputs,
    Rules,
    Work,
    scope_of,
)
from leadline.design.dates import day
from leadline.foundation.refusals import Invalid
from leadline.foundation.replayed import Replayed
from leadline.products.models import Product, Team
from leadline.workspaces.models import Member, Workspace
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right
from leadline_science.forecasting import WhenForecast


@dataclass(frozen=True)
class Asking:
    """Who the forecast is about and how it is kept, beside its inputs."""

    product: Product | None
    team: Team | None
    promised_on: date | None = None
    follows: ForecastRun | None = None
    is_automatic: bool = False


@operation(needs=Right.PLAN)
def ask_when(
    *, by: Member, now: datetime, work: Work, product: Product | None = None, team: Team | None = None,
    unit: str = "items", rules: Rules = USUAL, promised_on: date | None = None,
) -> ForecastRun:  # fmt: skip
    """Forecast when `work` is done, from the throughput of a product or team, and keep it.

    Raises `Invalid` for a promised date in the past, `CannotForecast` without enough history.
    """
    today = by.workspace.today(now)
    _refuse_bad_rules(rules, promised_on, today)
    inputs = inputs_of(by, scope_of(product, team, unit), rules, today, work=work)
    return keep(by, now, inputs, Asking(product, team, promised_on), by.workspace)


@operation(needs=Right.PLAN)
def ask_how_many(
    *, by: Member, now: datetime, until: date, product: Product | None = None,
    team: Team | None = None, unit: str = "items", rules: Rules = USUAL,
) -> ForecastRun:  # fmt: skip
    """Forecast how much is finished by the end of the day `until`, and keep it."""
    today = by.workspace.today(now)
    _refuse_bad_rules(rules, until, today)
    if (until - today).days > 7 * MOST_WEEKS:
        raise Invalid("This is too far away.", field="until", remedy="Choose a day within three years.")  # fmt: skip
    inputs = inputs_of(by, scope_of(product, team, unit), rules, today, until=until)
    return keep(by, now, inputs, Asking(product, team), by.workspace)


@operation(needs=Right.PLAN)
def ask_without(
    *, by: Member, now: datetime, run: ForecastRun, items: dict[UUID, str] | None = None,
    weeks: dict[date, str] | None = None,
) -> ForecastRun:  # fmt: skip
    """Ask the same question today without some items, or past weeks, each for a reason."""
    reasons = [*(items or {}).values(), *(weeks or {}).values()]
    if not reasons or not all(reason.strip() for reason in reasons):
        raise Invalid(
            "Say what is left out and why.",
            field="reason",
            remedy="Name an item or a week, each with a few words of reason.",
        )
    old = Inputs.from_json(run.inputs)
    rules = _stricter(old.rules(), items or {}, weeks or {})
    today = by.workspace.today(now)
    until = date.fromisoformat(old.until) if old.until else None
    _refuse_bad_rules(rules, until, today)
    scope = scope_of(run.product, run.team, old.unit)
    work = None if until else _work_again(old, scope, rules)
    inputs = inputs_of(by, scope, rules, today, work=work, until=until)
    promised = run.promised_on if run.promised_on and run.promised_on >= today else None
    return keep(by, now, inputs, Asking(run.product, run.team, promised, follows=run), by.workspace)


def _stricter(rules: Rules, items: dict[UUID, str], weeks: dict[date, str]) -> Rules:
    without = rules.left_out() | {str(key): reason.strip() for key, reason in items.items()}
    weeks_out = dict(rules.weeks_out or {}) | {day: reason.strip() for day, reason in weeks.items()}
    return replace(rules, without=without, weeks_out=weeks_out)


def _work_again(old: Inputs, scope: FlowScope, rules: Rules) -> Work:
    if not old.items:
        return Work(old.label, old.amount)
    chosen = Item.objects.filter(pk__in=old.items, finished_at=None)
    return work_of(old.label, chosen, scope, rules)


def keep(by: Member | None, now: datetime, inputs: Inputs, asking: Asking, workspace: Workspace) -> ForecastRun:  # fmt: skip
    """Answer and write the run; `by` None for those that Leadline makes by itself."""
    run = answered(by, now, inputs, asking, workspace)
    run.save(force_insert=True)
    facts = {"run": str(run.id), "title": run.title, "final": True}
    record(by, now, "forecast.kept", facts=facts, workspace_id=run.workspace_id)
    return run


def answered(by: Member | None, now: datetime, inputs: Inputs, asking: Asking, workspace: Workspace) -> ForecastRun:  # fmt: skip
    """The run with its answer, not written yet."""
    answer = answer_of(inputs)
    return ForecastRun(
        workspace=workspace,
        question=inputs.question,
        title=title_of(inputs, asking),
        product=asking.product,
        team=asking.team,
        method=answer.method,
        method_version=answer.version,
        seed=answer.seed,
        inputs=inputs.as_json(),
        answer=answer.to_dict(),
        amount=Decimal(str(inputs.amount)) if inputs.amount else None,
        starts_on=date.fromisoformat(inputs.starts_on),
        promised_on=asking.promised_on,
        is_automatic=asking.is_automatic,
        follows=asking.follows,
        by=by,
        at=now,
        **_days(inputs, answer),
    )


def _days(inputs: Inputs, answer: Forecast) -> dict[str, Any]:
    start = date.fromisoformat(inputs.starts_on)
    if isinstance(answer, WhenForecast):
        found = (answer.p50, answer.p85, answer.p95)
        days = [day_of(start, periods) for periods in found]
    else:
        days = [date.fromisoformat(inputs.until)] * 3
    return dict(zip(("p50_on", "p85_on", "p95_on"), days, strict=True))


def title_of(inputs: Inputs, asking: Asking) -> str:
    """The question in words."""
    who = asking.team or asking.product or "everybody"
    if inputs.until:
        return (
            f"How many {inputs.unit} will {who} finish by {day(date.fromisoformat(inputs.until))}?"[
                :300
            ]
        )
    amount = f"{inputs.amount:g} {inputs.unit}"
    what = f"{inputs.label} ({amount})" if inputs.items else f"{amount} of {who}"
    return f"When will {what} be done?"[:300]


@operation(needs=Right.SEE)
def replay(*, by: Member, now: datetime, run: ForecastRun) -> Replayed[ForecastRun]:
    """Compute a kept run again from what it kept; nothing is written but that it was done."""
    again = answer_of(Inputs.from_json(run.inputs))
    same = again.to_dict() == run.answer
    record(by, now, "forecast.replayed", facts={"run": str(run.id), "same": same, "final": True})
    return Replayed(run, same, again.version)


def _refuse_bad_rules(rules: Rules, day: date | None, today: date) -> None:
    if not 2 <= rules.window <= MOST_WEEKS:
        raise Invalid(f"A history of {rules.window} weeks cannot be used.", field="window", remedy=f"Choose 2 to {MOST_WEEKS}.")  # fmt: skip
    if day is not None and day <= today:
        raise Invalid("This day is over.", field="promised_on", remedy="Choose a day after today.")
