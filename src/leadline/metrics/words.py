"""Values, targets and states as people read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.design.dates import day
from leadline.design.numbers import SYMBOLS, THIN, number, percent
from leadline.metrics.models import Aim, Metric, State
from leadline.metrics.queries.lines import MetricLine
from leadline.metrics.queries.story import Step, Story
from leadline_science.charts import Kind, ProcessChart

SHAPES = {
    State.EMPTY: "todo", State.FREE: "info", State.MET: "done", State.OPEN: "doing", State.MISSED: "bad",
}  # fmt: skip
"""How `ui.status` draws a state."""
MINUS = "\u2212"


@dataclass(frozen=True)
class Finding:
    """What a chart shows, as its title, and a sentence on how to read it."""

    title: str
    reading: str


def shown(metric: Metric, value: Decimal | float | None) -> str:
    """A value with its unit: "34.5 %", "€1 200", "310 orders"."""
    if value is None:
        return "–"
    text = number(max(value, -value), metric.decimals)
    sign = MINUS if value < 0 and text.strip("0.") else ""
    if metric.metric_kind == Metric.Kind.MONEY:
        return f"{sign}{SYMBOLS.get(metric.unit) or metric.unit + THIN}{text}"
    return f"{sign}{text}{THIN}{metric.unit}" if metric.unit else f"{sign}{text}"


def bare(metric: Metric, value: Decimal | float | None) -> str:
    """A value where its unit stands beside it already: only marks of per cent and money stay."""
    unit = metric.unit if metric.metric_kind == Metric.Kind.NUMBER else ""
    return shown(metric, value).removesuffix(f"{THIN}{unit}" if unit else "")


def signed(metric: Metric, value: Decimal) -> str:
    """A change with its sign; a share changes by percentage points."""
    plus = "+" if round(value, metric.decimals) > 0 else ""
    if metric.metric_kind == Metric.Kind.SHARE:
        return f"{plus}{shown(metric, value).removesuffix('%')}{_('points')}"
    return f"{plus}{bare(metric, value)}"


def typed(value: Decimal | None) -> str:
    """A value as its field holds it, with all its digits."""
    return "" if value is None else f"{value.normalize():f}"


def aim_words(metric: Metric, aim: Aim) -> str:
    """A target and its day: "70 % or more by 30 Jun 2026"."""
    return _("%(what)s by %(day)s") % {"what": aim_value(metric, aim), "day": day(aim.due_on)}


def aim_value(metric: Metric, aim: Aim) -> str:
    value = bare(metric, aim.value)
    if metric.is_ranged:
        return _("%(low)s to %(high)s") % {"low": value, "high": bare(metric, aim.upper)}
    more = metric.direction == Metric.Direction.MORE
    return (_("%(value)s or more") if more else _("%(value)s or less")) % {"value": value}


def state_words(line: MetricLine) -> str:
    """Where a metric stands, in a few words."""
    told = {
        State.EMPTY: _("No readings yet"),
        State.FREE: _("No target"),
        State.MET: _("On target"),
        State.OPEN: _("%(lack)s to go"),
        State.MISSED: _("Missed by %(lack)s"),
    }[line.state]
    lack = line.lack
    return told % {"lack": signed(line.metric, lack).lstrip("+")} if lack else told


def step_words(metric: Metric, step: Step) -> str:
    """A change with its share of what was there: "+12 (+8 %)"."""
    amount = signed(metric, step.amount)
    if step.share is None or metric.metric_kind == Metric.Kind.SHARE:
        return amount
    return f"{amount} ({'+' if step.share > 0 else ''}{percent(step.share)})"


def story_words(story: Story) -> str:
    """Where the metric stands, in one sentence."""
    line, metric = story.line, story.metric
    if line.last is None:
        return _("No value has been written down yet.")
    said = [_("%(value)s on %(day)s") % {"value": shown(metric, line.last), "day": day(line.last_on)}]  # fmt: skip
    if story.step:
        said.append(_("%(change)s since %(day)s") % {"change": step_words(metric, story.step), "day": day(story.step.since)})  # fmt: skip
    if story.year:
        said.append(_("%(change)s in a year") % {"change": step_words(metric, story.year)})
    if line.aim:
        said.append(f"{state_words(line)[:1].lower()}{state_words(line)[1:]}: {aim_words(metric, line.aim)}")  # fmt: skip
    return "; ".join(said) + "."


def finding(story: Story) -> Finding:
    """Whether any reading stands out of the usual noise, and how often such a chart errs."""
    if not story.readings:
        return Finding(_("No chart yet"), lack_words(story))
    if story.chart is None:
        return Finding(_("No process-behaviour limits yet"), lack_words(story))
    count = len(story.signals())
    title = (
        ngettext("%(n)d reading stands out of the usual noise", "%(n)d readings stand out of the usual noise", count) % {"n": count}
        if count
        else _("No reading stands out: what varies is noise")
    )  # fmt: skip
    return Finding(title, f"{alarm_words(story.chart)} {' '.join(story.chart.warnings)}".strip())


def alarm_words(chart: ProcessChart) -> str:
    alarms = chart.alarms_as_seen
    return _(
        "Without any change, a chart like this one raises a false alarm in %(ahead)s new readings with"
        " a chance of %(limits)s by its limits, and of %(run)s by a run of eight on one side."
    ) % {
        "ahead": number(alarms.ahead),
        "limits": percent(alarms.beyond_limits),
        "run": percent(alarms.run),
    }


def limits_words(chart: ProcessChart) -> str:
    """What the limits are drawn around."""
    return {
        Kind.PLAIN: _("Process-behaviour chart (XmR): mean ± 2.66 mean moving ranges."),
        Kind.LOG: _("Process-behaviour chart (XmR) of the logarithms: mean ± 2.66 mean moving ranges."),
        Kind.RESIDUAL: _("Process-behaviour chart (XmR) of what is left when each reading is expected from the one before it."),
    }[chart.kind]  # fmt: skip


def lack_words(story: Story) -> str:
    """What is missing for limits."""
    count = len(story.readings)
    if count < LEAST:
        told = ngettext("Limits take six readings; there is %(n)d in this span.", "Limits take six readings; there are %(n)d in this span.", count)  # fmt: skip
        return told % {"n": count}
    return f"{story.lacks.what} {story.lacks.remedy}" if story.lacks else ""


LEAST = 6
RULES = {
    "beyond limits": "beyond the limits",
    "run of 8": "the eighth or later on one side of the mean",
}


def reasons(story: Story) -> dict[int, str]:
    """Why a reading is a signal, by its place."""
    found: dict[int, list[str]] = {}
    for signal in story.chart.signals if story.chart else ():
        found.setdefault(signal.at, []).append(_(RULES.get(signal.rule, signal.rule)))
    return {at: ", ".join(each) for at, each in found.items()}


def chart_rows(story: Story, most: int = 200) -> Sequence[tuple[str, str, str, str]]:
    """Day, value, limits and why it stands out, newest first; `most` of them."""
    metric, why = story.metric, reasons(story)
    rows = [
        (day(row.on), shown(metric, row.value), _limits(story, at), why.get(at, ""))
        for at, row in enumerate(story.readings)
    ]
    return rows[::-1][:most]


def _limits(story: Story, at: int) -> str:
    if story.chart is None:
        return "–"
    low, high = story.chart.low[at], story.chart.high[at]
    metric = story.metric
    if low is None:
        return _("up to %(high)s") % {"high": bare(metric, high)}
    return _("%(low)s to %(high)s") % {"low": bare(metric, low), "high": bare(metric, high)}
