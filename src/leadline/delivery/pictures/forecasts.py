"""The chances of a forecast, drawn."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from leadline.delivery.queries.forecasts.answers import amounts, curve
from leadline.delivery.queries.forecasts.runs import KeptRun
from leadline.delivery.queries.forecasts.track import PastReplayed
from leadline.design.charts import Bar, DoubtBar, Line, Picture, Series, bars, doubt_bar, lines
from leadline.design.dates import day as day_text
from leadline.design.dates import short_day
from leadline.design.numbers import number
from leadline_science.forecasting import HowManyForecast, WhenForecast

PERCENT = 100


def chances(kept: KeptRun) -> Picture:
    """The chance by each date, or of each amount, in per cent."""
    if isinstance(kept.answer, WhenForecast):
        return _by_date(kept, kept.answer)
    return _of_amount(kept.answer)


def _by_date(kept: KeptRun, answer: WhenForecast) -> Picture:
    run = kept.run
    points = [(each.day, each.chance * PERCENT) for each in curve(answer, run.starts_on)]
    titles = [f"{day_text(day)}: {number(share, 0)} %" for day, share in points]
    marks = [Line(run.promised_on, _("promised"), "today")] if run.promised_on else []
    rules = [Line(50.0, "50 %"), Line(85.0, "85 %")]
    told = Series(
        _("Chance that all is done"), points, "series-accent", soft_below=True, titles=titles
    )
    return lines([told], rules=rules, marks=marks, dots=len(points) < 30)


def _of_amount(answer: HowManyForecast) -> Picture:
    told = amounts(answer)
    points = [(each.amount, each.chance * PERCENT) for each in told]
    titles = [_("%(n)s or more: %(share)s %%") % {"n": number(amount), "share": number(share, 0)} for amount, share in points]  # fmt: skip
    line = Series(
        _("Chance of at least so many"), points, "series-accent", soft_below=True, titles=titles
    )
    return lines([line], rules=[Line(50.0, "50 %"), Line(85.0, "85 %")], dots=True)


def history(kept: KeptRun) -> Picture:
    """The weeks that the forecast draws from; those left out are faded."""
    return bars(
        [
            Bar(
                short_day(week.monday),
                week.finished,
                f"{day_text(week.monday)}: {number(week.finished)}" + (f" · {week.left_out}" if week.left_out else ""),
                look="soft series-quiet" if week.left_out else "series-1",
            )
            for week in kept.inputs.weeks
        ],
        height=180,
    )  # fmt: skip


def dots(kept: KeptRun) -> list[float] | None:
    """Twenty quantiles in weeks or units; None where some lie beyond the forecast."""
    found = list(kept.answer.dots)
    return None if any(each is None for each in found) else [float(each) for each in found if each is not None]  # fmt: skip


def bar_of(
    start: date, p50: date | None, p85: date | None, promised: date | None
) -> DoubtBar | None:
    """A bar that ends at P50 and fades to P85; None without both."""
    if p50 is None or p85 is None:
        return None
    last = max(p85, promised or p85) + timedelta(days=7)
    return doubt_bar(start, p50, p85, first=start, last=last, promised=promised)


def replays(tested: PastReplayed) -> Picture | None:
    """Past forecasts as lines, and what came as dots."""
    if tested.answer is None:
        return None
    told = tested.answer.replays
    days = [tested.weeks[each.at].starts_on for each in told]
    half = Series(
        _("Half of futures"),
        [(at, each.p50 or 0.0) for at, each in zip(days, told, strict=True)],
        "series-1",
    )
    sure = Series(
        _("95 % sure"),
        [(at, each.p95 or 0.0) for at, each in zip(days, told, strict=True)],
        "series-6",
        dashed=True,
    )
    came = Series(
        _("What came"), [(at, each.actual) for at, each in zip(days, told, strict=True)], "series-2"
    )
    return lines([half, sure, came], dots=True)
