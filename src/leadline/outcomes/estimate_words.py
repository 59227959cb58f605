"""Estimates of effects as people read them: by which method, why, and how it did where nothing began."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.design.numbers import number, percent
from leadline.foundation.models import Job
from leadline.outcomes.models import EffectEstimate
from leadline_science.impact import PanelEffect, StructuralEffect

Method = EffectEstimate.Method
Told = StructuralEffect | PanelEffect
STEPS: Mapping[str, Any] = {
    "daily": gettext_lazy("by day"), "weekly": gettext_lazy("by week"), "monthly": gettext_lazy("by month"), "quarterly": gettext_lazy("by quarter"),
}  # fmt: skip
METHODS: Mapping[str, Any] = {
    Method.STRUCTURAL.value: gettext_lazy("Structural time series"), Method.DIFFERENCES.value: gettext_lazy("Difference-in-differences"),
    Method.SYNTHETIC.value: gettext_lazy("Synthetic difference-in-differences"),
}  # fmt: skip


def why_words(estimate: EffectEstimate) -> str:
    """Why this method was taken."""
    said = {
        "alone": _("Nothing was chosen to compare with, so its own past foretells what would have come."),
        "pair": _("One or two comparisons are too few to try the method on, so they help its own past to foretell what would have come."),
        "unit": _("A comparison counts in another unit, so changes cannot be held against each other; comparisons help its own past to foretell what would have come."),
        "few": _("With three to five comparisons each counts alike: weights told from so few would be chance."),
        "many": _("With six comparisons and more, those count most that moved like it before."),
    }  # fmt: skip
    return said[estimate.reason]


def is_compared(method: str) -> bool:
    """Whether changes were held against those of other metrics."""
    return method != Method.STRUCTURAL


def beyond_words(method: str) -> str:
    """What an effect goes beyond."""
    return _("beyond what its comparisons did") if is_compared(method) else _("beyond what its own past foretold")  # fmt: skip


def against_words(estimate: EffectEstimate | None) -> str:
    """What the newest estimate holds an effect against."""
    if estimate is None:
        return _("Against its own past, or against other metrics:")
    if not is_compared(estimate.method):
        return _("Against its own past:")
    return _("Against %(n)s other metrics:") % {"n": len(estimate.inputs["controls"])}


def trouble_words(job: Job | None) -> str:
    """Why an estimate that was asked for came to nothing; empty where it did not."""
    if job and job.gave_up_at:
        return _("It was tried again and again and could not be computed. Whoever runs Leadline finds the reason in the server’s log.")  # fmt: skip
    return str(job.answer.get("refused", "")) if job and not job.is_running else ""


def counts_words(method: str) -> str:
    """Which result counts, where an estimate does."""
    return _("counts: the estimate against its comparisons") if is_compared(method) else _("counts: the estimate against its own past")  # fmt: skip


def verdict_shape(found: Told) -> tuple[str, str]:
    """What an estimate says, as a mark with words."""
    if isinstance(found, PanelEffect):
        told = _("higher than its comparisons"), _("lower than its comparisons")
    else:
        told = _("higher than its past foretold"), _("lower than its past foretold")
    said = {
        "higher": ("info", told[0]), "lower": ("info", told[1]),
        "undecided": ("todo", _("no difference to be seen")), "refused": ("dropped", _("no verdict")),
    }  # fmt: skip
    return said[found.verdict.value]


def placebo_words(found: StructuralEffect) -> str:
    """How the method did where nothing began."""
    alarms = sum(each.alarm for each in found.windows)
    told = _("Of %(n)s windows of the past in which nothing began, the method found an effect in %(alarms)s.") % {"n": len(found.windows), "alarms": alarms}  # fmt: skip
    return f"{told} " + (_("That is more than one in ten, so it says nothing here.") if found.verdict.value == "refused" else _("One in ten is borne."))  # fmt: skip


def earlier_words(found: PanelEffect, effect: str, days: tuple[str, str]) -> str:
    """Whether both went alike before: the same asked of the last third of the past, in which nothing began."""
    if found.earlier is None:
        return _("The past is too short to be tried.")
    told = _("Asked the same of %(first)s to %(last)s, when nothing had begun, the method finds %(effect)s; so much or more comes by chance %(chance)s of the time.") % {
        "first": days[0], "last": days[1], "effect": effect, "chance": _chance(found.earlier.p_value),
    }  # fmt: skip
    return f"{told} " + (_("That is an effect where there was none, so it says nothing here.") if found.verdict.value == "refused" else _("So both went alike before, as far as can be told."))  # fmt: skip


def _chance(p_value: float) -> str:
    return f"< {percent(0.01)}" if p_value < 0.01 else percent(p_value)


def weight_rows(estimate: EffectEstimate, found: PanelEffect) -> list[tuple[str, str, str]]:
    """Each comparison, how much it counts, and its periods without a reading of their own."""
    shares = {each.name: each.share for each in found.units}
    return [(each["name"], percent(shares.get(each["name"], 0.0)), number(each["filled"])) for each in estimate.inputs["controls"]]  # fmt: skip


ESTIMATES: dict[str, Any] = {
    "steps": STEPS, "methods": METHODS, "why_words": why_words, "is_compared": is_compared, "beyond_words": beyond_words, "against_words": against_words,
    "verdict_shape": verdict_shape, "placebo_words": placebo_words, "earlier_words": earlier_words, "trouble_words": trouble_words, "weight_rows": weight_rows,
}  # fmt: skip
"""What templates of estimates say."""
