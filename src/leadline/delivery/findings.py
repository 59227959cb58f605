"""What each picture of flow shows, in a sentence, for its title and for those who cannot see it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.delivery.queries.flow.page import Flow
from leadline.delivery.queries.flow.scope import LeftOut
from leadline.delivery.queries.flow.times import Ageing
from leadline.design.dates import day
from leadline.design.numbers import number, percent
from leadline_science.charts import ProcessChart
from leadline_science.flow import CycleTimes, Little, Percentile, SayDo


@dataclass(frozen=True)
class Finding:
    """A title that says what is seen, and a sentence that helps to read it."""

    title: str
    reading: str = ""


def all_of(flow: Flow) -> dict[str, Finding]:
    """The finding of each picture that there is."""
    if flow.is_empty:
        return {}
    told = {
        "throughput": throughput(flow),
        "process": process(flow.process) if flow.process else None,
        "cycle_times": cycle_times(flow.taken.times) if flow.taken.times else None,
        "ageing": ageing(flow.ageing) if flow.ageing else None,
        "in_progress": in_progress(flow),
        "cumulative": cumulative(flow),
        "states": states(flow),
        "little": little(flow.little) if flow.little else None,
    }
    return {name: finding for name, finding in told.items() if finding is not None}


def unit_of(flow: Flow) -> str:
    return _("points") if flow.scope.in_points else _("items")


def throughput(flow: Flow) -> Finding:
    """How much is finished a week, and whether it rises or falls."""
    if not flow.weeks:
        return Finding(_("No whole week with finished work yet"))
    each = number(flow.finished / len(flow.weeks), 1)
    title = _("%(each)s %(unit)s finished a week, over %(weeks)s") % {
        "each": each,
        "unit": unit_of(flow),
        "weeks": ngettext("%(n)d week", "%(n)d weeks", len(flow.weeks)) % {"n": len(flow.weeks)},
    }
    return Finding(title, _halves(flow))


def _halves(flow: Flow) -> str:
    if len(flow.weeks) < 8:
        return ""
    half = len(flow.weeks) // 2
    early = sum(week.finished for week in flow.weeks[:half]) / half
    late = sum(week.finished for week in flow.weeks[-half:]) / half
    return _("In the first half of the period it was %(early)s a week, in the second %(late)s.") % {
        "early": number(early, 1),
        "late": number(late, 1),
    }


def process(chart: ProcessChart) -> Finding:
    """Whether any week stands out of the usual noise, and how often such a chart errs."""
    count = len({signal.at for signal in chart.signals})
    title = (
        ngettext("%(n)d week stands out of the usual noise", "%(n)d weeks stand out of the usual noise", count) % {"n": count}
        if count
        else _("No week stands out: what varies is noise")
    )  # fmt: skip
    alarms = chart.alarms_as_seen
    reading = _(
        "Without any change, a chart like this one raises a false alarm in %(ahead)s new weeks with"
        " a chance of %(limits)s by its limits, and of %(run)s by a run of eight on one side."
    ) % {
        "ahead": number(alarms.ahead),
        "limits": percent(alarms.beyond_limits),
        "run": percent(alarms.run),
    }
    return Finding(title, reading)


def cycle_times(times: CycleTimes) -> Finding:
    """Half and 85 % of the items, with what so many items leave open."""
    half, most = times.percentiles[0], times.percentiles[1]
    title = _("Half of the items take %(half)s or less, 85 %% take %(most)s or less") % {
        "half": days(half.days),
        "most": days(most.days),
    }
    reading = _("With %(count)s items, the true 85 %% lies %(limits)s.") % {
        "count": number(times.count),
        "limits": limits(most),
    }
    return Finding(title, reading)


def limits(one: Percentile) -> str:
    """The order-statistic limits in words."""
    if one.low is not None and one.high is not None:
        return _("between %(low)s and %(high)s") % {"low": number(one.low), "high": days(one.high)}
    if one.low is not None:
        return _("at %(low)s or more: too few items for an upper limit") % {"low": days(one.low)}
    return _("anywhere: too few items for a limit")


def days(count: float) -> str:
    return ngettext("%(n)s day", "%(n)s days", round(count)) % {"n": number(count)}


def ageing(told: Ageing) -> Finding:
    """How many items in progress are likely to be late."""
    late, count = len(told.at_risk), len(told.items)
    title = (
        _("%(late)s of %(count)s items in progress will more likely than not take longer than %(limit)s")
        if late
        else _("All %(count)s items in progress are still likely to be done within %(limit)s")
    ) % {"late": number(late), "count": number(count), "limit": days(told.expectation)}  # fmt: skip
    reading = _(
        "85 %% of finished items took %(limit)s or less. The chance of an open one follows from how"
        " long all items took, the open ones counted as far as they got (Kaplan-Meier)."
    ) % {"limit": days(told.expectation)}
    return Finding(title, reading)


def in_progress(flow: Flow) -> Finding:
    """Work in progress now and then."""
    now, then = flow.standings[-1].doing, flow.standings[0].doing
    title = _("%(now)s %(unit)s in progress today, %(then)s at the start of the period") % {
        "now": number(now),
        "then": number(then),
        "unit": unit_of(flow),
    }
    return Finding(title)


def cumulative(flow: Flow) -> Finding:
    """What was finished against how the backlog changed."""
    first, last = flow.standings[0], flow.standings[-1]
    grown = last.to_do - first.to_do
    change = _("grew by %(n)s") if grown >= 0 else _("shrank by %(n)s")
    title = _("%(done)s finished while the work still to do %(change)s") % {
        "done": number(last.done - first.done),
        "change": change % {"n": number(abs(grown))},
    }
    return Finding(title, _("The height of a band is how much stands there; the slope of Done is the throughput."))  # fmt: skip


def states(flow: Flow) -> Finding:
    """Where most of the time goes by."""
    told = flow.states
    if told is None or not told.times.states:
        return Finding(_("No moves were seen yet"))
    longest = max(told.times.states, key=lambda each: each.days)
    title = _("Most time goes by in “%(state)s”: %(mean)s for each item that was there") % {
        "state": longest.state,
        "mean": days(round(longest.mean, 1)),
    }
    return Finding(title, _efficiency(flow))


def _efficiency(flow: Flow) -> str:
    told = flow.states
    if told is None or told.efficiency is None:
        return ""
    return _("Flow efficiency is at most %(share)s: %(waiting)s count as waiting, the rest of doing as work.") % {
        "share": percent(told.efficiency.share),
        "waiting": ", ".join(f"“{name}”" for name in told.waiting),
    }  # fmt: skip


def little(law: Little) -> Finding:
    """Both sides of Little's law, and whether it may be leaned on."""
    values = {
        "weeks": number(round((law.end - law.start) / 7)),
        "wip": number(law.wip, 1),
        "rate": number(law.departures, 2),
        "time": number(law.cycle_time, 1),
        "implied": number(law.implied, 1),
        "gap": percent(abs(law.gap)),
    }
    title = (
        _("Little’s law holds within %(gap)s: work in progress, throughput and cycle time tell one story")
        if law.usable
        else _("Little’s law is off by %(gap)s: the flow was not steady, so averages mislead")
    ) % values  # fmt: skip
    reading = _(
        "Over %(weeks)s weeks %(wip)s items were in progress on average; %(rate)s finished a day times"
        " a cycle time of %(time)s days would be %(implied)s."
    )
    return Finding(title, " ".join([reading % values, *law.warnings[1:]]))


def say_do(told: SayDo) -> Finding:
    """How much of what was promised was done, over the sprints shown."""
    title = _("%(share)s of what sprints promised was done in them") % {
        "share": percent(told.share)
    }
    reading = _("%(kept)s of %(sprints)s sprints did all they promised; the shares run from %(low)s to %(high)s.") % {
        "kept": number(told.kept),
        "sprints": number(told.sprints),
        "low": percent(told.lowest),
        "high": percent(told.highest),
    }  # fmt: skip
    return Finding(title, reading)


def left_out(told: LeftOut) -> str:
    """The items kept out, in words."""
    return ngettext("%(n)s item is left out of these figures.", "%(n)s items are left out of these figures.", told.total) % {"n": number(told.total)}  # fmt: skip


def signal_rows(flow: Flow) -> list[tuple[Any, ...]]:
    """Week, amount and the rule that it broke."""
    if flow.process is None:
        return []
    weeks = flow.weeks[-len(flow.process.values) :]
    rules = {"beyond limits": _("beyond the limits"), "run of 8": _("the eighth week or later on one side of the mean")}  # fmt: skip
    return [
        (day(weeks[each.at].starts_on), weeks[each.at].finished, rules.get(each.rule, each.rule))
        for each in flow.process.signals
    ]


def percentile_rows(flow: Flow) -> list[tuple[Any, ...]]:
    """Share, days, and the order-statistic limits of the true percentile."""
    told = flow.taken.times.percentiles if flow.taken.times else ()
    return [(percent(each.share), each.days, number(each.low), number(each.high)) for each in told]


def state_rows(flow: Flow) -> list[tuple[Any, ...]]:
    """State, items, visits, mean and median days."""
    told = flow.states.times.states if flow.states else ()
    return [(each.state, each.items, each.visits, each.mean, each.median) for each in told]
