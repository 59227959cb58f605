"""What bars and roadmaps must keep to, whichever door they come through."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from leadline.design import dates
from leadline.foundation.refusals import Invalid, Refusal
from leadline.roadmap.models import Bar, Roadmap

MOST_ROADMAPS, MOST_BARS = 200, 5_000
FIRST, LAST = date(1990, 1, 1), date(2099, 12, 31)
DAYS = ("from_on", "until_on", "promised_on")
MOVED = (*DAYS, "bucket")
"""What a move of a bar may change; each leaves a trace."""


class ReasonNeeded(Refusal):
    """A day that was promised outside is moved for a reason."""


class Taken(Refusal):
    """It is on this roadmap already."""


class Full(Refusal):
    """There is no room for more."""


def refuse_taken_name(name: str, but: Roadmap | None = None) -> None:
    """Raise where another roadmap has the name, and where there are too many."""
    there = dict(Roadmap.objects.values_list("id", "name"))
    if any(key != (but and but.pk) and each.casefold() == name.casefold() for key, each in there.items()):  # fmt: skip
        raise Taken(f"There is a roadmap called “{name}” already.", field="name", remedy="Choose another name.")  # fmt: skip
    if but is None and len(there) >= MOST_ROADMAPS:
        raise Full(f"A workspace has {MOST_ROADMAPS} roadmaps at most.", remedy="Remove one first.")


def checked(values: Mapping[str, Any], bar: Bar | None = None) -> dict[str, Any]:
    """The values of a new bar, or those that one is changed to; raises `Invalid`."""
    whole = {name: values.get(name, getattr(bar, name, None)) for name in (*DAYS, "product", "bet", "item", "name")}  # fmt: skip
    _refuse_nameless(whole)
    _refuse_odd_days(whole)
    for name in DAYS:
        _refuse_before_birth(name, whole[name], product_of(whole))
    return dict(values)


def product_of(whole: Mapping[str, Any]) -> Any:
    """The product that a bar is about: its own, or that of its item or bet."""
    for thing in (whole["item"], whole["bet"]):
        if whole["product"] is None and thing is not None and thing.product_id:
            return thing.product
    return whole["product"]


def refuse_without_reason(bar: Bar, values: Mapping[str, Any], reason: str) -> None:
    """Raise `ReasonNeeded` where a promise would be moved or taken back without a word."""
    moves = "promised_on" in values and values["promised_on"] != bar.promised_on
    if moves and bar.promised_on and not reason.strip():
        raise ReasonNeeded(f"{bar.promised_on:%-d %B %Y} was promised outside.", field="reason", remedy="Say why it moves.")  # fmt: skip


def refuse_twice(roadmap: Roadmap, values: Mapping[str, Any], but: Bar | None = None) -> None:
    """Raise where the bet or item is on the roadmap already."""
    for name in ("bet", "item"):
        if values.get(name) is None:
            continue
        same = Bar.objects.filter(roadmap=roadmap, **{name: values[name]})
        if (same.exclude(pk=but.pk) if but else same).exists():
            raise Taken(f"“{values[name]}” is on this roadmap already.", field=name, remedy="Change that bar instead.")  # fmt: skip


def refuse_full(roadmap: Roadmap, more: int) -> None:
    if Bar.objects.filter(roadmap=roadmap).count() + more > MOST_BARS:
        raise Full(f"A roadmap holds {MOST_BARS:,} bars at most.", remedy="Make a second roadmap.")


def _refuse_nameless(whole: Mapping[str, Any]) -> None:
    if whole["bet"] and whole["item"]:
        raise Invalid("A bar stands for a bet or for an item.", field="item", remedy="Leave one of them out.")  # fmt: skip
    if not (whole["bet"] or whole["item"] or whole["name"]):
        raise Invalid("A bar without a bet or an item has a name of its own.", field="name", remedy="Write a name.")  # fmt: skip


def _refuse_odd_days(whole: Mapping[str, Any]) -> None:
    first, last = whole["from_on"], whole["until_on"]
    if (first is None) != (last is None):
        raise Invalid("A bar has two ends.", field="from_on" if first is None else "until_on", remedy="Give the other day as well, or neither.")  # fmt: skip
    if first and last and last < first:
        raise Invalid(f"It would end before it begins, on {dates.day(first)}.", field="until_on", remedy="Take a later day.")  # fmt: skip
    for name in DAYS:
        if whole[name] and not FIRST <= whole[name] <= LAST:
            raise Invalid(f"Roadmaps reach from {FIRST.year} to {LAST.year}.", field=name, remedy="Take a day between them.")  # fmt: skip


def _refuse_before_birth(name: str, day: date | None, product: Any) -> None:
    if day and product is not None and product.born_on and day < product.born_on:
        raise Invalid(f"{product} was first sold on {dates.day(product.born_on)}.", field=name, remedy="Take that day or a later one.")  # fmt: skip
