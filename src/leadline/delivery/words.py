"""Forecasts in words."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from leadline.delivery.models import ForecastRun
from leadline.delivery.queries.forecasts.answers import amounts, curve, whole
from leadline.delivery.queries.forecasts.runs import KeptRun
from leadline.delivery.queries.forecasts.track import PastReplayed
from leadline.design.dates import day, short_day
from leadline.design.numbers import number, percent
from leadline_science.forecasting import WhenForecast


def answer_in_words(run: ForecastRun) -> str:
    """The answer in one sentence, from the run's own columns and promises."""
    return _when(run) if run.is_when else _how_many(run)


def _when(run: ForecastRun) -> str:
    if run.p50_on is None:
        return _("Less than half of futures are done within the weeks looked at.")
    if run.p85_on is None:
        return _("Half of futures by %(p50)s; 85 %% only beyond the weeks looked at.") % {"p50": day(run.p50_on)}  # fmt: skip
    values = {"p50": _near(run.p50_on, run.p85_on), "p85": day(run.p85_on)}
    return _("Half of futures by %(p50)s, 85 %% by %(p85)s.") % values


def _near(first: date, last: date) -> str:
    return short_day(first) if first.year == last.year else day(first)


def _how_many(run: ForecastRun) -> str:
    answer, unit = run.answer, unit_name(run.unit)
    values = {
        "p85": number(whole(answer["p85"])),
        "p50": number(whole(answer["p50"])),
        "unit": unit,
        "until": day(run.p50_on),
    }
    return _("%(p85)s %(unit)s or more in 85 %% of futures by %(until)s, %(p50)s or more in half.") % values  # fmt: skip


def how_computed(kept: KeptRun) -> Sequence[tuple[str, str]]:
    """Names and values for "how was this computed"."""
    run, inputs = kept.run, kept.inputs
    return (
        (_("Method"), _("%(id)s, version %(version)s") % {"id": run.method, "version": run.method_version}),
        (_("Random numbers"), _("none: the chances are exact") if run.seed is None else str(run.seed)),
        (_("History"), _("%(n)s whole weeks, up to the one before %(day)s") % {"n": len(inputs.used), "day": day(run.starts_on)}),
        (_("Finished items counted"), number(len(inputs.counted))),
        (_("Left out"), number(len(inputs.excluded))),
        (_("Asked by"), run.by.name if run.by else _("Leadline, as every day")),
    )  # fmt: skip


def tables(kept: KeptRun) -> dict[str, Any]:
    """The numbers beneath the pictures of a run, and what those show."""
    if isinstance(kept.answer, WhenForecast):
        rows = [
            (day(each.day), percent(each.chance)) for each in curve(kept.answer, kept.run.starts_on)
        ]
        heads = [_("By the end of"), _("Chance that all is done")]
        title = _("The chance that all is done, by date")
    else:
        rows = [(number(whole(each.amount)), percent(each.chance)) for each in amounts(kept.answer)]
        heads = [_("At least"), _("Chance")]
        title = _("The chance of at least so many")
    used = kept.inputs.used
    mean = number(sum(week.finished for week in used) / max(len(used), 1), 1)
    history = _("%(mean)s %(unit)s a week in the weeks drawn from") % {
        "mean": mean,
        "unit": unit_name(kept.inputs.unit),
    }
    return {
        "chance_heads": heads,
        "chance_rows": rows,
        "chances_title": title,
        "history_title": history,
    }


def unit_name(unit: str) -> str:
    return _("points") if unit == "points" else _("items")


def replay_rows(tested: PastReplayed) -> list[tuple[Any, ...]]:
    """Week, the 85 % and 50 % promises, what came, whether the 85 % held."""
    if tested.answer is None:
        return []
    return [
        (
            day(tested.weeks[each.at].starts_on),
            each.p85 or 0.0,
            each.p50 or 0.0,
            each.actual,
            _("yes") if each.held[1] else _("no"),
        )
        for each in tested.answer.replays
    ]


def replay_title(tested: PastReplayed) -> str:
    if tested.answer is None:
        return ""
    line = next(each for each in tested.answer.lines if each.stated == 0.85)
    return _("%(held)s of %(n)s statements of 85 %% held") % {
        "held": number(line.held),
        "n": number(line.statements),
    }
