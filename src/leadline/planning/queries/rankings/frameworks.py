"""The ways to rank bets: which numbers each asks for, and what those may be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from leadline.planning.models import Ranking

Framework = Ranking.Framework
EFFORT, CONFIDENCE, GROUP = "effort", "confidence", "moscow.group"
OWN, WEIGHTED = "own.", "weighted."
MOST_NAME = 60
GROUPS: Mapping[int, Any] = {1: _("must"), 2: _("should"), 3: _("could"), 4: _("won’t this time")}


@dataclass(frozen=True)
class Asks:
    """One input of a framework: the name it is kept under, and the bounds of what is said.

    `lowest` and `highest` are allowed themselves unless `above` is set, which leaves 0 out.
    """

    name: str
    label: Any
    hint: Any = ""
    lowest: float | None = None
    highest: float | None = None
    above: bool = False
    range: bool = True

    @property
    def is_choice(self) -> bool:
        """Whether one of four groups is chosen, and no number written."""
        return self.name == GROUP

    @property
    def is_confidence(self) -> bool:
        return self.name in (CONFIDENCE, "ice.confidence")


REACH = Asks("rice.reach", _("Reach"), _("people in a quarter"), lowest=0)
IMPACT = Asks("rice.impact", _("Impact"), _("on each, 0.25 to 3"))
WEEKS = Asks(EFFORT, _("Effort"), _("person-weeks"), lowest=0, above=True)
SURE = Asks(CONFIDENCE, _("Confidence"), _("per cent"), lowest=1, highest=100, range=False)


def _of_ten(name: str, label: Any) -> Asks:
    return Asks(name, label, _("1 to 10"), lowest=1, highest=10)


def _relative(name: str, label: Any) -> Asks:
    return Asks(name, label, _("on one scale for all"), lowest=0)


FIXED: Mapping[str, tuple[Asks, ...]] = {
    Framework.RICE: (REACH, IMPACT, SURE, WEEKS),
    Framework.ICE: (
        _of_ten("ice.impact", _("Impact")),
        Asks("ice.confidence", _("Confidence"), _("1 to 10"), lowest=1, highest=10, range=False),
        _of_ten("ice.ease", _("Ease")),
    ),
    Framework.WSJF: (
        _relative("wsjf.value", _("Value")),
        _relative("wsjf.time_criticality", _("Time criticality")),
        _relative("wsjf.risk_reduction", _("Risk reduction")),
        Asks("wsjf.size", _("Size"), _("on one scale for all"), lowest=0, above=True),
    ),
    Framework.VALUE: (Asks("value.value", _("Value"), _("one unit for all, such as money")), WEEKS),
    Framework.MOSCOW: (Asks(GROUP, _("Group"), lowest=1, highest=4, range=False), WEEKS),
}

ABOUT: Mapping[str, Any] = {
    Framework.RICE: _("Reach × impact × confidence ÷ effort."),
    Framework.ICE: _("Impact × confidence × ease, each from 1 to 10."),
    Framework.WSJF: _("Cost of delay (value + time criticality + risk reduction) ÷ size."),
    Framework.VALUE: _("Value ÷ effort."),
    Framework.WEIGHTED: _("Criteria of your own, each with a weight."),
    Framework.OWN: _("A formula of your own; more is better."),
    Framework.MOSCOW: _("Must, should, could: is there room, and will all Musts be done?"),
}


def asks_of(framework: str, own: tuple[str, ...] = ()) -> tuple[Asks, ...]:
    """The inputs of a framework; `own`: the criteria of a weighted score or the names in a formula."""
    if framework == Framework.WEIGHTED:
        return tuple(Asks(f"{WEIGHTED}{name}", name, _("one scale for all")) for name in own)
    if framework == Framework.OWN:
        return tuple(_of_formula(name) for name in own)
    return FIXED[framework]


def _of_formula(name: str) -> Asks:
    shared = {EFFORT: WEEKS, CONFIDENCE: SURE}
    return shared.get(name) or Asks(f"{OWN}{name}", name)
