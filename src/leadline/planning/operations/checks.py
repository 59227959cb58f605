"""What the values of this room must keep to, whichever door they come through."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from leadline.design.dates import day
from leadline.design.numbers import money, number
from leadline.foundation.money import refuse_unknown_currency
from leadline.foundation.refusals import Invalid, Problem
from leadline.metrics.models.metrics import refuse_imprecise
from leadline.products.models import Product

MOST_COST = 10**15
MOST_WEEKS = Decimal(100_000)
EARLIEST = date(1900, 1, 1)
COST = ("cost_low", "cost_likely", "cost_high")
RANGE = ("low", "likely", "high")


def exact(value: Decimal) -> str:
    """A number with all the decimals it has, so that two that differ read differently."""
    return number(value, max(0, -int(value.normalize().as_tuple().exponent)))


def refuse_upside_down(
    values: Mapping[str, Any], names: tuple[str, str, str] = RANGE, say: Callable[[Any], str] = exact
) -> None:  # fmt: skip
    """Raise `Invalid` naming each end of a range that lies on the wrong side of its likely value."""
    low, likely, high = (values[name] for name in names)
    remedy, found = "Swap them, or correct one.", []
    if low > likely:
        found.append(Problem(f"The low end, {say(low)}, lies above the likely value, {say(likely)}.", remedy, names[0]))  # fmt: skip
    if high < likely:
        found.append(Problem(f"The high end, {say(high)}, lies below the likely value, {say(likely)}.", remedy, names[2]))  # fmt: skip
    if found:
        raise Invalid.of(found)


def refuse_odd_cost(values: Mapping[str, Any]) -> None:
    """Raise `Invalid` for a cost that is said by half, upside down, or beyond measure; and for an unknown currency."""
    if values.get("currency") is not None:
        refuse_unknown_currency(values["currency"])
    given = [name for name in COST if values.get(name) is not None]
    if not given:
        return
    for name in COST:
        if name not in given:
            raise Invalid("A cost is a range of three amounts.", field=name, remedy="Say it low, likely and high; or leave all three empty.")  # fmt: skip
        if not 0 <= values[name] <= MOST_COST:
            raise Invalid("A cost is neither below zero nor beyond all measure.", field=name, remedy="Correct it.")  # fmt: skip
    refuse_upside_down(values, COST, partial(money, currency=values["currency"]))


def refuse_odd_effort(values: Mapping[str, Decimal]) -> None:
    """Raise `Invalid` naming all person-weeks that are upside down, below zero, or finer than a hundredth."""
    _refuse_odd_range(values, _refuse_odd_weeks)


def refuse_odd_effect(values: Mapping[str, Any], born: date | None) -> None:
    """Raise `Invalid` naming all that is wrong with an effect.

    It may be upside down, too fine, nothing at all, or due before the product was born. Of `values`
    those are looked at that are there.
    """
    checks = [
        partial(_refuse_odd_range, values, refuse_imprecise),
        partial(_refuse_nothing, values),
    ]
    if "by_on" in values:
        checks.append(partial(refuse_odd_day, values["by_on"], born, "by_on"))
    _refuse_all(checks)


def _refuse_odd_range(values: Mapping[str, Any], refuse: Callable[[Any, str], None]) -> None:
    given = [name for name in RANGE if name in values]
    _refuse_all(partial(refuse, values[name], name) for name in given)
    if len(given) == len(RANGE):
        refuse_upside_down(values)


def _refuse_odd_weeks(value: Decimal, name: str) -> None:
    if not value.is_finite() or not 0 <= value <= MOST_WEEKS:
        raise Invalid("Person-weeks are neither below zero nor beyond all measure.", field=name, remedy=f"Write a number from 0 to {number(MOST_WEEKS)}.")  # fmt: skip
    if value != round(value, 2):
        raise Invalid("Person-weeks have two decimals at most.", field=name, remedy="Round it.")


def _refuse_nothing(values: Mapping[str, Any]) -> None:
    if all(values.get(name) == 0 for name in RANGE):
        raise Invalid("A bet that changes nothing for certain promises no effect.", field="likely", remedy="Say how far it may move the metric.")  # fmt: skip


def _refuse_all(checks: Iterable[Callable[[], None]]) -> None:
    found: list[Problem] = []
    for check in checks:
        try:
            check()
        except Invalid as refusal:
            found += refusal.problems
    if found:
        raise Invalid.of(found)


def refuse_odd_day(on: date, born: date | None, field: str) -> None:
    """Raise `Invalid` for a day before 1900, and for one before the product was first sold."""
    if on < EARLIEST:
        raise Invalid(f"{day(on)} lies before 1900.", field=field, remedy="Correct the year.")
    if born and on < born:
        raise Invalid(f"{day(on)} lies before the product was first sold, on {day(born)}.", field=field, remedy="Correct the day.")  # fmt: skip


def born_on(product: Product | None) -> date | None:
    return product.born_on if product else None
