"""States, kinds and ranges as people read them."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from leadline.design.numbers import THIN, signed
from leadline.evidence.models import Nature
from leadline.metrics.models import Metric
from leadline.planning.doubts import twenty
from leadline.planning.forms.opportunities import STRENGTHS
from leadline.planning.models import Bet, BetEffect, KillCriterion
from leadline.planning.queries.doubts import Doubt

SHAPES = {
    Bet.State.DRAFT: "todo", Bet.State.READY: "info", Bet.State.COMMITTED: "doing", Bet.State.DONE: "done", Bet.State.STOPPED: "dropped",
}  # fmt: skip
"""How `ui.status` draws the state of a bet."""
CRITERIA = {
    KillCriterion.State.OPEN: "todo", KillCriterion.State.UNMET: "done", KillCriterion.State.MET: "bad", KillCriterion.State.DECIDED: "info",
}  # fmt: skip


def unit_of(metric: Metric) -> str:
    """The unit of a change of a metric: a share changes by percentage points."""
    return _("points") if metric.metric_kind == Metric.Kind.SHARE else metric.unit


def effect_words(effect: BetEffect) -> str:
    """The likely change with its sign and unit."""
    return f"{signed(effect.likely, effect.decimals)}{THIN}{unit_of(effect.metric)}".rstrip()


def chip_kind(doubt: Doubt) -> str:
    """How chips show a claim: stale when it is due, else fact or assumption."""
    if doubt.is_due:
        return "stale"
    return "fact" if doubt.claim.nature == Nature.FACT else "assumption"


def strength_words(strength: Decimal) -> str:
    """How strongly something speaks: in the words of the strongest kind of evidence that it reaches."""
    reached = [label for value, label in STRENGTHS if Decimal(value) <= strength]
    return str(reached[-1] if reached else _("a hint"))


def dots(row: Any) -> tuple[float, ...]:
    """Twenty quantiles of a range of an effect or an effort."""
    return tuple(twenty(float(row.low), float(row.likely), float(row.high)))


FOR_TEMPLATES = {
    "shapes": SHAPES, "criterion_shapes": CRITERIA, "unit_of": unit_of, "effect_words": effect_words, "chip_kind": chip_kind,
    "strength_words": strength_words, "dots": dots, "strengths": STRENGTHS,
}  # fmt: skip
