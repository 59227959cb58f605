"""How work flows, drawn."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from leadline.delivery.queries.flow.page import Flow
from leadline.delivery.queries.flow.times import Aged, TimedItem
from leadline.delivery.queries.flow.weeks import Week, thinned
from leadline.design.charts import (
    Bar,
    Line,
    Picture,
    Point,
    Series,
    Span,
    bars,
    intervals,
    lines,
    scatter,
    stacked,
)
from leadline.design.dates import day as day_text
from leadline.design.dates import short_day
from leadline.design.numbers import number
from leadline_science.flow import StateTime

WeekLink = Callable[[Week], str]
ItemLink = Callable[[TimedItem], str]
DayLink = Callable[[date, str], str]
MOST_NAMES = 10
SHARES = {0.5: "P50", 0.85: "P85", 0.95: "P95"}


def throughput(flow: Flow, href: WeekLink) -> Picture:
    """A bar for each whole week, with the average across."""
    average = flow.finished / len(flow.weeks)
    drawn = [
        Bar(_week_label(week), week.finished, _week_title(week), href(week), _week_look(flow, at))
        for at, week in enumerate(flow.weeks)
    ]
    return bars(drawn, rules=[Line(average, _("average %(n)s") % {"n": number(average, 1)})])


def _week_look(flow: Flow, at: int) -> str:
    first = len(flow.weeks) - len(flow.process.values) if flow.process else 0
    out = flow.process is not None and any(each.at == at - first for each in flow.process.signals)
    return "series-2" if out else "series-1"


def _week_label(week: Week) -> str:
    return short_day(week.starts_on)


def _week_title(week: Week) -> str:
    return _("Week of %(day)s: %(n)s finished") % {"day": day_text(week.starts_on), "n": number(week.finished)}  # fmt: skip


def process(flow: Flow, href: WeekLink) -> Picture | None:
    """Weekly throughput with its natural process limits."""
    chart = flow.process
    if chart is None:
        return None
    weeks = flow.weeks[-len(chart.values) :]
    out = {each.at for each in chart.signals}
    titles = [_week_title(week) for week in weeks]
    points = [(week.starts_on, value) for week, value in zip(weeks, chart.values, strict=True)]
    told = Series(
        _("Finished"), points, "series-1", titles=titles, hrefs=[href(week) for week in weeks]
    )
    alarms = Series(
        _("Signals"), [point for at, point in enumerate(points) if at in out], "series-2",
        titles=[title for at, title in enumerate(titles) if at in out],
        hrefs=[href(week) for at, week in enumerate(weeks) if at in out], bare=True,
    )  # fmt: skip
    rules = [
        Line(chart.high[-1], _("upper limit %(n)s") % {"n": number(chart.high[-1], 1)}),
        Line(chart.centre[-1], _("mean %(n)s") % {"n": number(chart.centre[-1], 1)}),
    ]
    if chart.low[-1] is not None and chart.low[-1] > 0:
        rules.append(Line(chart.low[-1], _("lower limit %(n)s") % {"n": number(chart.low[-1], 1)}))
    return lines([told] if not out else [told, alarms], rules=rules, dots=True)


def cycle_times(flow: Flow, href: ItemLink) -> Picture | None:
    """A point for each finished item, with the percentiles across."""
    if flow.taken.times is None:
        return None
    words = _("%(n)s days, until %(day)s")
    points = [
        Point(item.finished_on or flow.today, item.days, _item_title(item, words), href(item))
        for item in flow.taken.items
    ]
    return scatter(points, rules=_percentiles(flow))


def _percentiles(flow: Flow) -> list[Line]:
    times = flow.taken.times
    return [
        Line(each.days, f"{SHARES[each.share]} · {number(each.days)}")
        for each in (times.percentiles if times else ())
    ]


def _item_title(item: TimedItem, words: str) -> str:
    return f"{item.key} {item.title}\n" + words % {
        "n": number(item.days),
        "day": day_text(item.finished_on),
    }


def ageing(flow: Flow, href: ItemLink) -> Picture | None:
    """Items in progress, oldest first, against the percentiles of finished ones."""
    if flow.ageing is None:
        return None
    edge = highest_age(flow)
    points = [
        Point(
            float(at),
            min(each.item.days, edge),
            _age_title(each),
            href(each.item),
            _age_look(each),
            hollow=each.item.days > edge,
            name=each.item.key if len(flow.ageing.items) <= MOST_NAMES else "",
        )
        for at, each in enumerate(flow.ageing.items, 1)
    ]
    return scatter(points, rules=_percentiles(flow))


def highest_age(flow: Flow) -> float:
    """The age at the top of the picture: forgotten items would press all others flat."""
    times = flow.taken.times
    return 3 * times.percentiles[-1].days if times else 0.0


def _age_look(each: Aged) -> str:
    if each.chance is None or each.chance < 0.5:
        return "series-bad"
    return "series-warn" if each.chance < 0.85 else "series-1"


def _age_title(each: Aged) -> str:
    return f"{each.item.key} {each.item.title}\n" + _("%(n)s days in progress, now %(status)s") % {
        "n": number(each.item.days),
        "status": each.item.status,
    }


def in_progress(flow: Flow, href: DayLink) -> Picture:
    """Work in progress at the end of each day."""
    days = thinned(list(flow.standings), 120)
    points = [(each.day, each.doing) for each in days]
    titles = [f"{day_text(each.day)}: {number(each.doing)}" for each in days]
    hrefs = [href(each.day, "doing") for each in days]
    line = Series(_("In progress"), points, "series-2", soft_below=True, titles=titles, hrefs=hrefs)
    return lines([line], dots=len(days) <= 120, height=260)


def cumulative(flow: Flow) -> Picture:
    """Finished since the period began at the bottom, in progress above it, to do on top."""
    days = thinned(list(flow.standings), 180)
    bands = {
        _("Done"): [each.done - days[0].done for each in days],
        _("Doing"): [each.doing for each in days],
        _("To do"): [each.to_do for each in days],
    }
    return stacked([each.day for each in days], bands, looks=("series-3", "series-2", "series-6"))


def time_in_state(flow: Flow) -> Picture | None:
    """The mean stay in each state, as rows."""
    if flow.states is None or not flow.states.times.states:
        return None
    return intervals([_stay(each) for each in flow.states.times.states], row=44)


def _stay(each: StateTime) -> Span:
    mean, median = round(each.mean, 1), round(each.median, 1)
    return Span(each.state, mean, min(median, mean), max(median, mean))
