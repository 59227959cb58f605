"""What the command line asks of this room: plain functions from a member to dataclasses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from leadline.delivery.models import ForecastRun
from leadline.delivery.operations import ask_how_many, ask_when
from leadline.delivery.queries.forecasts.answers import chance_by, kept_answer
from leadline.delivery.queries.forecasts.questions import Inputs, Rules, Work, scope_of
from leadline.delivery.queries.forecasts.track import past_replayed
from leadline.delivery.words import answer_in_words
from leadline.foundation.refusals import NotFound
from leadline.products.models import Product
from leadline.workspaces.models import Member
from leadline.workspaces.scope import scope
from leadline_science.calibration.record import RecordLine
from leadline_science.forecasting import HowManyForecast, WhenForecast


@dataclass(frozen=True)
class Told:
    """A kept forecast for a terminal or a script. Amounts for "how many", days for "when"."""

    run: str
    title: str
    words: str
    p50: date | float | None
    p85: date | float | None
    p95: date | float | None
    promised_on: date | None
    holds: float | None
    method: str
    method_version: str
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class TestedLine:
    """How often statements of one chance held, with the limits of the true share."""

    stated: float
    held: float
    low: float
    high: float
    statements: int


@dataclass(frozen=True)
class ToldBacktest:
    """The past of a product replayed; `usual` is plain resampling. `why_not` where it cannot be."""

    product: str
    weeks: int
    lines: tuple[TestedLine, ...]
    usual: tuple[TestedLine, ...]
    error: float | None
    error_usual: float | None
    why_not: str
    warnings: tuple[str, ...]


def forecast_when(
    member: Member, now: datetime, product: str, items: float, by: date | None = None, *, window: int = 12
) -> Told:  # fmt: skip
    """When are so many items of a product done, and does a promised day hold; kept."""
    with scope(member.workspace_id):
        work, rules = Work("", float(items)), Rules(window)
        run = ask_when(by=member, now=now, work=work, product=product_named(product), rules=rules, promised_on=by)  # fmt: skip
        return _told(run)


def forecast_how_many(member: Member, now: datetime, product: str, by: date, window: int = 12) -> Told:  # fmt: skip
    """How many items of a product are finished by the end of a day; kept."""
    with scope(member.workspace_id):
        return _told(ask_how_many(by=member, now=now, until=by, product=product_named(product), rules=Rules(window)))  # fmt: skip


def forecast_backtest(member: Member, now: datetime, product: str, window: int = 12) -> ToldBacktest:  # fmt: skip
    """Would the forecasts of a product have held? From all of its history."""
    with scope(member.workspace_id):
        found = product_named(product)
        tested = past_replayed(member, scope_of(found, None, "items"), member.workspace.today(now), window)  # fmt: skip
        answer = tested.answer
        return ToldBacktest(
            product=found.name,
            weeks=len(tested.weeks),
            lines=_lines(answer.lines if answer else ()),
            usual=_lines(answer.bootstrap if answer else ()),
            error=answer.crps if answer else None,
            error_usual=answer.crps_bootstrap if answer else None,
            why_not=tested.why_not,
            warnings=answer.warnings if answer else (),
        )


def product_named(name: str) -> Product:
    """A product by its name or key, in whatever case; raises `NotFound`."""
    rows = Product.objects.filter(name__iexact=name) | Product.objects.filter(key__iexact=name)
    found: Product | None = rows.order_by("id").first()
    if found is None:
        known = ", ".join(Product.objects.order_by("name").values_list("name", flat=True)[:10])
        raise NotFound(f"There is no product called “{name}”.", field="product", remedy=f"There are: {known or 'none yet'}.")  # fmt: skip
    return found


def _told(run: ForecastRun) -> Told:
    answer = kept_answer(run)
    p50, p85, p95 = _points(run, answer)
    return Told(
        run=str(run.id), title=run.title, words=answer_in_words(run), p50=p50, p85=p85, p95=p95,
        promised_on=run.promised_on, holds=_holds(run, answer), method=run.method,
        method_version=run.method_version, warnings=(*Inputs.from_json(run.inputs).warnings, *answer.warnings),
    )  # fmt: skip


def _points(run: ForecastRun, answer: WhenForecast | HowManyForecast) -> Sequence[date | float | None]:  # fmt: skip
    if isinstance(answer, WhenForecast):
        return run.p50_on, run.p85_on, run.p95_on
    return answer.p50, answer.p85, answer.p95


def _holds(run: ForecastRun, answer: WhenForecast | HowManyForecast) -> float | None:
    if run.promised_on is None or not isinstance(answer, WhenForecast):
        return None
    return chance_by(answer, run.starts_on, run.promised_on)


def _lines(lines: Sequence[RecordLine]) -> tuple[TestedLine, ...]:
    return tuple(
        TestedLine(each.stated, each.share, each.low, each.high, each.statements) for each in lines
    )
