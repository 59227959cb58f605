"""What the values of this room must keep to, whichever door they come through."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from leadline.design import dates
from leadline.foundation.refusals import Invalid
from leadline.strategy.models import MOST_WEIGHT, Cycle, Goal, KeyResult

EARLIEST = date(1900, 1, 1)
Named = Cycle | Goal


class BeforeBirth(Invalid):
    """This lies before the product was first sold."""


def refuse_taken_name(model: type[Named], name: str, but: Named | None = None) -> None:
    """Raise for a name that another one has, whatever its case."""
    there = model.objects.values_list("id", "name")
    folded = name.strip().casefold()
    if any(other.casefold() == folded for key, other in there if not but or key != but.pk):
        raise Invalid(f"There is a {model._meta.verbose_name} called “{name}” already.", field="name", remedy="Choose another name.")  # fmt: skip


def refuse_weight(values: Mapping[str, Any]) -> None:
    if not 0 <= values.get("weight", 1) <= MOST_WEIGHT:
        raise Invalid("A weight lies between 0 and 100.", field="weight", remedy="Take 1 where all count alike, 0 for what counts for nothing.")  # fmt: skip


def refuse_early(product: Any, day: date, field: str) -> None:
    """Raise for a day before there was the product, or before there were such days."""
    if day < EARLIEST:
        raise Invalid(
            f"{dates.day(day)} lies before 1900.", field=field, remedy="Correct the year."
        )
    born = product.born_on if product else None
    if born and day < born:
        raise BeforeBirth(f"{dates.day(day)} lies before {product} was first sold, on {dates.day(born)}.", field=field, remedy="Take a later one, or take the product away.")  # fmt: skip


def refuse_no_way(values: Mapping[str, Any], result: KeyResult | None = None) -> None:
    """Raise where the target is the baseline: nothing would have to be done."""
    baseline, target = (values.get(name, getattr(result, name, None)) for name in ("baseline", "target"))  # fmt: skip
    if baseline == target:
        raise Invalid("The target is the baseline: there is no way to go.", field="target", remedy="Write the value that should be reached.")  # fmt: skip
