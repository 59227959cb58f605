"""The science asked, and its kept answers read in dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import floor

from leadline.delivery.models import ForecastRun
from leadline.delivery.queries.forecasts.questions import WEEK, Inputs
from leadline.foundation.refusals import Invalid
from leadline_science.forecasting import (
    Growth,
    HowManyForecast,
    Throughput,
    Unit,
    WhenForecast,
    forecast_how_many,
    forecast_when,
)
from leadline_science.refusals import Refused

Forecast = WhenForecast | HowManyForecast
LEVELS = (0.5, 0.85, 0.95)
SURE = 0.99


class CannotForecast(Invalid):
    """The history does not allow an honest answer."""


def answer_of(inputs: Inputs) -> Forecast:
    """The forecast that the inputs give: the same today and years from now."""
    try:
        return _when(inputs) if inputs.question == ForecastRun.Question.WHEN else _how_many(inputs)
    except Refused as refused:
        raise CannotForecast(refused.what, remedy=refused.remedy) from refused


def _history(inputs: Inputs) -> Throughput:
    values = tuple(week.finished for week in inputs.used)
    if len(values) < 2:
        raise CannotForecast(
            f"There {'is' if len(values) == 1 else 'are'} {len(values)} whole week{'' if len(values) == 1 else 's'} of finished work.",
            remedy="Finish work in two weeks at least, or import the history.",
        )
    return Throughput(values, unit=Unit(inputs.unit))


def _when(inputs: Inputs) -> WhenForecast:
    growth = Growth(tuple(week.opened for week in inputs.used)) if inputs.growth else None
    return forecast_when(_history(inputs), inputs.amount, growth=growth, capacity=inputs.capacity)


def _how_many(inputs: Inputs) -> HowManyForecast:
    return forecast_how_many(_history(inputs), inputs.weeks_ahead, capacity=inputs.capacity)


def kept_answer(run: ForecastRun) -> Forecast:
    """The answer as it was given."""
    # It imports every method there is, which the start of a server should not wait for.
    from leadline_science import catalogue

    answer = catalogue.restore(run.answer)
    assert isinstance(answer, WhenForecast | HowManyForecast)
    return answer


def day_of(starts_on: date, periods: int | None) -> date | None:
    """The last day of the period; None where it lies beyond the forecast."""
    return None if periods is None else starts_on + WEEK * periods


def chance_by(forecast: WhenForecast, starts_on: date, day: date) -> float:
    """The chance that all is done by the end of a day."""
    return forecast.chance_by(max((day - starts_on).days / 7, 0.0))


@dataclass(frozen=True)
class ChanceByDay:
    """The chance that all is done by the end of a day."""

    day: date
    chance: float


def curve(forecast: WhenForecast, starts_on: date) -> Sequence[ChanceByDay]:
    """The chance by the end of each week, from today until there is hardly a doubt left."""
    chances = (0.0, *forecast.chances)
    sure = next((n for n, chance in enumerate(chances) if chance >= SURE), len(chances) - 1)
    return [ChanceByDay(starts_on + WEEK * n, chances[n]) for n in range(sure + 1)]


@dataclass(frozen=True)
class ChanceOfAmount:
    """The chance to finish at least an amount."""

    amount: float
    chance: float


def amounts(forecast: HowManyForecast, most: int = 60) -> Sequence[ChanceOfAmount]:
    """The chance of at least each amount, thinned to `most` of them."""
    last = len(forecast.pmf)
    step = max(1, -(-last // most))
    return [
        ChanceOfAmount(at * forecast.step, forecast.chance_of(at * forecast.step))
        for at in range(0, last, step)
        if at == 0 or forecast.chance_of((at - step) * forecast.step) > 0.001
    ]


def whole(amount: float) -> float | int:
    """An amount without decimals where it has none."""
    return floor(amount) if amount == floor(amount) else amount
