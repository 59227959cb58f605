"""What a bet promises now, what it promised, and what changed since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from leadline.design.dates import day
from leadline.design.numbers import money, number, signed, up_to
from leadline.foundation.refusals import Invalid
from leadline.planning.models import (
    Bet,
    BetEffect,
    BetEffort,
    BetGoal,
    BetOpportunity,
    BetStep,
    BetTheme,
    BetVersion,
)
from leadline.workspaces.models import Member

MOST = 200
RANGE = ("low", "likely", "high")
Promise = Mapping[str, Any]


@dataclass(frozen=True)
class Parts:
    """What a bet promises beside its own fields."""

    effects: Sequence[BetEffect]
    efforts: Sequence[BetEffort]
    goals: Sequence[BetGoal]
    opportunities: Sequence[BetOpportunity]
    themes: Sequence[BetTheme]

    @property
    def share(self) -> int:
        """The shares of its key results together, in parts of ten thousand."""
        return sum(row.share for row in self.goals)

    @property
    def weeks(self) -> Decimal:
        """The person-weeks that it likely takes."""
        return sum((row.likely for row in self.efforts), Decimal(0))


@dataclass(frozen=True)
class Altered:
    """One thing promised, in words, before and after; empty where it was not promised."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Comparison:
    """Two promises of a bet beside each other; both None while nothing was promised."""

    older: BetVersion | None
    newer: BetVersion | None
    rows: Sequence[Altered]


def parts_of(member: Member, bet: Bet) -> Parts:
    """The parts of a bet's promise, in five statements."""
    return Parts(
        *(
            list(model.objects.filter(bet=bet).select_related(*joins).order_by("id"))
            for model, joins in (
                (BetEffect, ("metric__workspace",)),
                (BetEffort, ("team__workspace",)),
                (BetGoal, ("key_result__workspace", "key_result__objective")),
                (BetOpportunity, ("opportunity__workspace",)),
                (BetTheme, ("theme__workspace",)),
            )
        )
    )


def versions_of(member: Member, bet: Bet) -> Sequence[BetVersion]:
    """The promises of a bet, the newest first; 200 at most."""
    rows = BetVersion.objects.filter(bet=bet).select_related("member__user").order_by("-number")
    return list(rows[:MOST])


def steps_of(member: Member, bet: Bet) -> Sequence[BetStep]:
    """The moves of a bet between its states, the newest first."""
    return list(BetStep.objects.filter(bet=bet).select_related("member__user").order_by("-at", "-id")[:MOST])  # fmt: skip


def comparison(versions: Sequence[BetVersion], older: str = "", newer: str = "") -> Comparison:
    """What differs between two promises by their numbers; between the first and the newest, unless told.

    Raises `Invalid` for a number that there is not.
    """
    if not versions:
        return Comparison(None, None, ())
    old, new = version_of(versions, older, versions[-1]), version_of(versions, newer, versions[0])
    return Comparison(old, new, altered(old.promise, new.promise))


def version_of(versions: Sequence[BetVersion], wanted: str, otherwise: BetVersion) -> BetVersion:
    """The version of a number; raises `Invalid` for one that there is not."""
    if not wanted:
        return otherwise
    found = {str(each.number): each for each in versions}
    if wanted not in found:
        raise Invalid("There is no such version.", remedy="Choose one of the list.")
    return found[wanted]


def altered(before: Promise, after: Promise) -> Sequence[Altered]:
    """What differs between two promises, in the order in which a bet tells it."""
    old, new = dict(told(before)), dict(told(after))
    keys = [*new, *(key for key in old if key not in new)]
    return [
        Altered(key.partition("\x1f")[0], old.get(key, ""), new.get(key, ""))
        for key in keys
        if old.get(key, "") != new.get(key, "")
    ]


def told(promise: Promise) -> Iterator[tuple[str, str]]:
    """Everything promised, in words: a label with what tells apart several of one kind, and the text."""
    yield from _plain_lines(promise)
    for each in promise["effects"]:
        yield f"{_('Effect on %(name)s') % each}\x1f{each['id']}", effect_words(each)
    for each in promise["efforts"]:
        yield f"{_('Effort of %(name)s') % each}\x1f{each['id']}", _("%(range)s person-weeks") % {"range": _range(each)}  # fmt: skip
    for each in promise["goals"]:
        yield f"{_('Serves %(name)s') % each}\x1f{each['id']}", f"{each['share'] / 100:g} %"
    for each in promise["opportunities"]:
        yield f"{_('Answers')}\x1f{each['id']}", each["name"]
    for each in promise["themes"]:
        yield f"{each['dimension']}\x1f", each["name"]
    for each in promise["criteria"]:
        yield f"{_('Stop if')}\x1f{each['id']}", _("%(what)s: %(threshold)s by %(day)s") % (each | {"day": day(date.fromisoformat(each["due_on"]))})  # fmt: skip


def _plain_lines(promise: Promise) -> Iterator[tuple[str, str]]:
    named = (
        (_("We believe that"), promise["belief"]),
        (_("for"), promise["audience"]),
        (_("will"), promise["outcome"]),
        (_("Product"), promise["product"].get("name", "")),
        (_("Segment"), promise["segment"].get("name", "")),
        (_("Persona"), promise["persona"].get("name", "")),
        (_("Cost"), _cost(promise)),
    )
    yield from ((label, text) for label, text in named if text)


def effect_words(effect: Promise) -> str:
    """A promised effect: "+4 · +2 to +9 points by 30 Jun 2026"."""
    unit = _("points") if effect["kind"] == "share" else effect["unit"]
    until = _("by %(day)s") % {"day": day(date.fromisoformat(effect["by_on"]))}
    low, likely, high = (signed(Decimal(effect[name]), effect["decimals"]) for name in RANGE)
    change = _("%(likely)s · %(low)s to %(high)s") % {"likely": likely, "low": low, "high": high}
    return " ".join(filter(None, (change, unit, until)))


def _range(each: Promise) -> str:
    low, likely, high = (number(Decimal(each[name])) for name in RANGE)
    return f"{likely} · {up_to(low, high)}"


def _cost(promise: Promise) -> str:
    if promise["cost"] is None:
        return ""
    low, likely, high = (money(each, promise["currency"]) for each in promise["cost"])
    return f"{likely} · {up_to(low, high)}"
