"""The history of a key result, drawn beside its expected line."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from leadline.design.charts import Line, Picture, Series, lines
from leadline.design.dates import day
from leadline.strategy.models import KeyResult
from leadline.strategy.queries.aims import Point
from leadline.strategy.words import shown

HEIGHT = 220


def history(result: KeyResult, points: Sequence[Point]) -> Picture:
    """Values by day, the straight line from baseline to target over the cycle, and the target."""
    cycle = result.objective.cycle
    way = [(cycle.starts_on, float(result.baseline)), (cycle.ends_on, float(result.target))]
    values = [(point.on, float(point.value)) for point in points]
    titles = [f"{day(point.on)}: {shown(result, point.value)}" for point in points]
    found = [Series("", way, "series-6", dashed=True)]
    if values:
        found += [Series(_("values"), values, "series-1"), Series("", values, "series-1", titles=titles, bare=True)]  # fmt: skip
    target = Line(float(result.target), _("target %(value)s") % {"value": shown(result, result.target)}, "today")  # fmt: skip
    return lines(found, rules=[target], height=HEIGHT, from_zero=False)
