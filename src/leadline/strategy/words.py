"""Values, progress and states as people read them."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.design.numbers import THIN, number, percent
from leadline.strategy.models import KeyResult
from leadline.strategy.queries import SHAPES, Progress, ResultLine, is_astray, state_words


def shown(result: KeyResult, value: Decimal | float | None) -> str:
    """A value with its unit: "96.5 %"."""
    if value is None:
        return "–"
    text = number(value, result.decimals)
    return f"{text}{THIN}{result.unit}" if result.unit else text


def way_words(result: KeyResult) -> str:
    """From where to where: "90 → 98 %"."""
    return f"{number(result.baseline, result.decimals)} → {shown(result, result.target)}"


def typed(value: Decimal | None) -> str:
    """A value as its field holds it, with all its digits."""
    return "" if value is None else f"{value.normalize():f}"


def gone_words(line: ResultLine) -> str:
    """How far its value has gone, and whether that is away from the target: "25 % the wrong way"."""
    words = _("%(share)s the wrong way") if is_astray(line) else _("%(share)s of the way")
    return words % {"share": percent(abs(line.way or 0.0))}


def progress_words(progress: Progress) -> str:
    """How far it is, and how much of that is measured."""
    if progress.share is None:
        return _("nothing measured yet") if progress.results else _("no key results")
    if progress.is_whole:
        return percent(progress.share)
    lacking = progress.results - progress.measured
    told = ngettext("%(n)d key result without a value counts as nothing", "%(n)d key results without a value count as nothing", lacking)  # fmt: skip
    return f"{percent(progress.share)} · {told % {'n': lacking}}"


def lost_words(line: ResultLine) -> str:
    """What to do about a metric in the trash."""
    return _("Its metric, %(name)s, lies in the trash. The last value stands; bring the metric back, choose another one, or take it away and say the value at check-ins.") % {"name": line.result.metric}  # fmt: skip


FOR_TEMPLATES: dict[str, Any] = {
    "gone_words": gone_words,
    "lost_words": lost_words,
    "progress_words": progress_words,
    "shapes": SHAPES,
    "shown": shown,
    "state_words": state_words,
    "typed": typed,
    "way_words": way_words,
}
