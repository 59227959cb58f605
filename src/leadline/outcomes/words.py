"""Promises and results as people read them."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.design.numbers import THIN, money, number, percent, signed
from leadline.outcomes.estimate_words import ESTIMATES, counts_words
from leadline.outcomes.models import OutcomeReview
from leadline.outcomes.queries.calibrations import OpenEffect
from leadline.outcomes.queries.computing import EFFECT
from leadline.outcomes.queries.promised import PromisedRange
from leadline.outcomes.queries.reviews import OPEN, OWED, WAITING
from leadline.outcomes.queries.sides import Side
from leadline.planning.queries.meaning import twenty
from leadline_science.calibration import BrierScore, Leaning, PitHistogram, TrackRecord
from leadline_science.calibration.changes import lean_of
from leadline_science.uncertainty.shares import wilson_limits

Verdict = OutcomeReview.Verdict
SHAPES = {
    Verdict.HELD.value: "done", Verdict.BETTER.value: "info", Verdict.SHORT.value: "bad", Verdict.BESIDE.value: "info",
    Verdict.UNMEASURED.value: "dropped", OPEN: "doing", WAITING: "todo", OWED: "todo",
}  # fmt: skip
LOOKS = {
    "held": "series-good",
    "better": "series-accent",
    "short": "series-bad",
    "beside": "series-quiet",
}


def standing_words(standing: str) -> str:
    """What a bet's promise came to, or what is still to be done about it."""
    said = {OWED: _("not yet reviewed"), OPEN: _("being reviewed"), WAITING: _("not due yet")}
    return said.get(standing) or str(Verdict(standing).label)


def unit_of(promised: PromisedRange | OpenEffect) -> str:
    """The unit of a change: a share changes by percentage points."""
    return {"share": _("points"), "weeks": _("person-weeks")}.get(promised.kind, promised.unit)


def change_words(value: Decimal, promised: PromisedRange) -> str:
    """A change with its sign and unit; money as money, person-weeks without a sign."""
    if promised.kind == "money" and promised.part == "cost":
        return money(int(value), promised.unit)
    text = number(value, 1) if promised.kind == "weeks" else signed(value, promised.decimals)
    return f"{text}{THIN}{unit_of(promised)}".rstrip()


def estimate_words(value: float, promised: PromisedRange) -> str:
    """A change that was estimated, with one place more than the metric shows."""
    return change_words(Decimal(str(value)), replace(promised, decimals=promised.decimals + 1))


def value_words(value: Decimal, promised: PromisedRange) -> str:
    """A value of the metric, with its unit."""
    unit = "%" if promised.kind == "share" else promised.unit
    return f"{number(value, promised.decimals)}{THIN}{unit}".rstrip()


def dots(promised: PromisedRange) -> tuple[float, ...]:
    """Twenty quantiles of what was stated."""
    return tuple(twenty(float(promised.low), float(promised.likely), float(promised.high)))


def hit_words(inside: int, scored: int) -> str:
    """How many came as was said, with the limits of that share: "10 of 17 effects, 36 to 78 %; …"."""
    low, high = (number(each * 100, 0) for each in wilson_limits(inside, scored, 0.95))
    told = {"inside": number(inside), "n": number(scored), "low": low, "high": high}
    return (
        _("%(inside)s of %(n)s effects, likely %(low)s to %(high)s %%; nine in ten were to") % told
    )


def coverage_words(record: TrackRecord) -> str:
    """One sentence on how often ranges held."""
    line = record.lines[0]
    said = {
        "fits": _("which fits what was stated"), "too sure": _("so the ranges are too narrow, or lean"), "too cautious": _("so the ranges could be narrower"),
    }  # fmt: skip
    return _("%(held)s of %(n)s came as was said: %(share)s (%(low)s to %(high)s) where %(stated)s were to, %(verdict)s.") % {
        "held": line.held, "n": line.statements, "share": percent(line.share), "low": percent(line.low),
        "high": percent(line.high), "stated": percent(line.stated), "verdict": said[line.verdict],
    }  # fmt: skip


def lean_words(leaning: Leaning) -> str:
    """A lean in stated deviations, with its limits."""
    low, lean, high = lean_of(leaning)
    return f"{signed(round(lean, 2), 2)} ({signed(round(low, 2), 2)} – {signed(round(high, 2), 2)})"


FEW = 5


def lean_verdict(leaning: Leaning) -> str:
    """Which way a person or team leans, once the limits leave no doubt and enough is their own."""
    if leaning.promises < FEW:
        return _("too few to tell")
    low, _lean, high = lean_of(leaning)
    if high < 0:
        return _("too hopeful")
    return _("too cautious") if low > 0 else _("no clear lean")


def pit_words(pit: PitHistogram) -> str:
    """What the picture of places shows."""
    said = {
        "flat": _("Results lie about evenly across what was stated"),
        "too narrow": _("Results lie at the ends: what is stated is too narrow"),
        "too wide": _("Results lie in the middle: what is stated is too wide"),
        "too high": _("Results lie on the worse side: promises are too hopeful"),
        "too low": _("Results lie on the better side: promises are too cautious"),
    }
    return said[pit.shape]


def place_rows(pit: PitHistogram) -> list[tuple[str, str]]:
    """The picture of places as a table."""
    count = len(pit.counts)
    return [(f"{percent(at / count)}–{percent((at + 1) / count)}", number(round(each, 1), 1)) for at, each in enumerate(pit.counts)]  # fmt: skip


def chance_rows(found: BrierScore) -> list[tuple[str, str, str]]:
    """Stated chances, how many were stated, and the share that came."""
    return [(percent(each.stated), number(each.forecasts), percent(each.came)) for each in found.groups]  # fmt: skip


def counted_words(side: Side) -> str:
    """Which result counts, where there is a choice."""
    if side.estimated is not None:
        return counts_words(side.estimated.method)
    if side.typed is not None and side.actual is not None:
        return _("counts: what was typed")
    return _("counts: before and after, as read") if side.actual is not None else ""


PARTS: Mapping[str, Any] = {
    EFFECT: gettext_lazy("Effects"),
    "effort": gettext_lazy("Effort"),
    "cost": gettext_lazy("Cost"),
}
FOR_TEMPLATES: dict[str, Any] = {
    "shapes": SHAPES, "looks": LOOKS, "standing_words": standing_words, "unit_of": unit_of, "change_words": change_words, "estimate_words": estimate_words,
    "value_words": value_words, "dots": dots, "hit_words": hit_words, "coverage_words": coverage_words, "lean_words": lean_words,
    "lean_verdict": lean_verdict, "pit_words": pit_words, "parts": PARTS, "place_rows": place_rows, "chance_rows": chance_rows,
    "counted_words": counted_words,
} | ESTIMATES  # fmt: skip
