"""The kinds of canvases with their fixed boxes, and where each box stands in the picture that people know."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Box:
    """A box with the question that it answers."""

    key: str
    name: Any
    asks: Any


@dataclass(frozen=True)
class Kind:
    """A kind of canvas, what it is for, and its boxes in reading order."""

    name: Any
    about: Any
    boxes: tuple[Box, ...]


KINDS: dict[str, Kind] = {
    "vision": Kind(_("Vision"), _("Why this exists, for whom, and where it should be in the long term."), (
        Box("purpose", _("Purpose"), _("Why does it exist? What would be missing without it?")),
        Box("audience", _("Audience"), _("Whose life does it change?")),
        Box("aim", _("Long-term aim"), _("What is true in five to ten years if it goes well?")),
    )),
    "positioning": Kind(_("Positioning"), _("Which place it should have in whose mind, beside what else."), (
        Box("customer", _("For"), _("Which customers?")),
        Box("need", _("Who need"), _("What do they need or want?")),
        Box("category", _("It is a"), _("What do they compare it with?")),
        Box("benefit", _("That"), _("What does it do for them?")),
        Box("rivals", _("Unlike"), _("What would they use otherwise?")),
        Box("difference", _("It"), _("What can it do that the others cannot, and how do we prove it?")),
    )),
    "value": Kind(_("Value proposition"), _("What customers try to get done, and how this helps them."), (
        Box("gain_creators", _("Gain creators"), _("How do we bring what they hope for?")),
        Box("gains", _("Gains"), _("What do they hope for?")),
        Box("offer", _("Products and services"), _("What do we offer?")),
        Box("jobs", _("Jobs"), _("What do they try to get done?")),
        Box("pain_relievers", _("Pain relievers"), _("How do we take away what hurts?")),
        Box("pains", _("Pains"), _("What hurts on the way?")),
    )),
    "swot": Kind(_("SWOT"), _("What we have and lack inside; what helps and threatens from outside."), (
        Box("strengths", _("Strengths"), _("What do we do better than others?")),
        Box("weaknesses", _("Weaknesses"), _("Where are others better?")),
        Box("opportunities", _("Opportunities"), _("What changes outside that we could use?")),
        Box("threats", _("Threats"), _("What changes outside that could hurt us?")),
    )),
    "lean": Kind(_("Lean canvas"), _("A business on one page: problem, solution, customers, money."), (
        Box("problem", _("Problem"), _("Which one to three problems? How are they solved today?")),
        Box("solution", _("Solution"), _("What is the least that solves each of them?")),
        Box("metrics", _("Key metrics"), _("Which numbers tell how we are doing?")),
        Box("proposition", _("Unique value proposition"), _("Why is it different and worth attention, in a sentence?")),
        Box("advantage", _("Unfair advantage"), _("What cannot easily be copied or bought?")),
        Box("channels", _("Channels"), _("How do we reach customers?")),
        Box("segments", _("Customer segments"), _("Who are they? Who comes first?")),
        Box("costs", _("Cost structure"), _("What does it cost to win and keep them?")),
        Box("revenue", _("Revenue streams"), _("Who pays how much, for what?")),
    )),
    "forces": Kind(_("Five forces"), _("What presses on the profit of the whole trade."), (
        Box("entrants", _("New entrants"), _("How easily do new ones come in?")),
        Box("suppliers", _("Power of suppliers"), _("Who could ask more of us?")),
        Box("rivalry", _("Rivalry"), _("How hard do those who are there fight?")),
        Box("buyers", _("Power of buyers"), _("Who could press the price?")),
        Box("substitutes", _("Substitutes"), _("What else gets the same job done?")),
    )),
}  # fmt: skip
SINGLE = ("vision", "positioning", "value")
"""Of these there is one for each product, and one for the workspace."""
SEVERAL = tuple(kind for kind in KINDS if kind not in SINGLE)


@dataclass(frozen=True)
class Dimension:
    """What themes may tell apart, with the usual ones."""

    name: Any
    themes: tuple[Any, ...]


DIMENSIONS: dict[str, Dimension] = {
    "horizon": Dimension(_("Horizon"), (_("Short term"), _("Long term"))),
    "work": Dimension(_("Kind of work"), (_("Discovery"), _("Delivery"))),
    "upkeep": Dimension(_("New or upkeep"), (_("New"), _("Upkeep"))),
}


def in_words(boxes: Mapping[str, str]) -> dict[str, str]:
    """What stands in the boxes of a canvas, by their names in reading order."""
    names = {box.key: str(box.name) for kind in KINDS.values() for box in kind.boxes}
    return {name: boxes[key] for key, name in names.items() if boxes.get(key)}
