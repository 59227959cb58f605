"""Choices among offers, and offers as rows of numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leadline_science.checks import Floats, at_least, finite, unique
from leadline_science.refusals import Incompatible, LengthsDiffer, NotNamed, OutOfRange, TooFew

NONE = "none of these"
Offer = Mapping[str, str | float]


@dataclass(frozen=True)
class Attribute:
    """What offers differ in: `levels` by name, or none where it is a number, such as a price."""

    name: str
    levels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        unique(f"level of {self.name}", self.levels)
        if len(self.levels) == 1:
            raise TooFew(f"{self.name} has one level.", "Give two or more, or none for a number.")

    @property
    def terms(self) -> tuple[str, ...]:
        """The names of its columns: all levels but the last, which is what they leave."""
        return tuple(f"{self.name}: {level}" for level in self.levels[:-1]) or (self.name,)

    def row(self, value: str | float) -> list[float]:
        """Effects coding: 1 for the level, -1 everywhere for the last; the number itself otherwise."""
        if not self.levels:
            if isinstance(value, str):
                raise NotNamed(f"{self.name} is {value}.", "Give a number, or name its levels.")
            return [float(value)]
        if value not in self.levels:
            raise NotNamed(f"{self.name} has no level {value}.", "Give one of its levels.")
        if value == self.levels[-1]:
            return [-1.0] * (len(self.levels) - 1)
        return [float(value == level) for level in self.levels[:-1]]


@dataclass(frozen=True)
class Choice:
    """One task: a row of numbers per alternative, the place of the one chosen, and who chose."""

    rows: tuple[tuple[float, ...], ...]
    chosen: int
    respondent: str = ""

    def __post_init__(self) -> None:
        at_least("alternatives of a task", self.rows, 2)
        if self.chosen not in range(len(self.rows)):
            raise OutOfRange(
                f"Alternative {self.chosen} was chosen of {len(self.rows)}.", "Count from 0."
            )


@dataclass(frozen=True)
class Study:
    """All choices, their rows in the order of `terms`."""

    terms: tuple[str, ...]
    choices: tuple[Choice, ...]

    def __post_init__(self) -> None:
        at_least("term", self.terms, 1)
        unique("term", self.terms)
        at_least("choice", self.choices, 1)
        for choice in self.choices:
            for row in choice.rows:
                if len(row) != len(self.terms):
                    raise LengthsDiffer(
                        f"A row has {len(row)} numbers for {len(self.terms)} terms.",
                        "Give one each.",
                    )
        finite("the rows", np.ravel([row for choice in self.choices for row in choice.rows]))

    @classmethod
    def of(
        cls,
        attributes: Sequence[Attribute],
        tasks: Sequence[tuple[str, Sequence[Offer | None], int]],
    ) -> "Study":
        """From (respondent, offers, place of the chosen); None among the offers is "none of these"."""
        none = any(offer is None for _, offers, _ in tasks for offer in offers)
        terms = [term for attribute in attributes for term in attribute.terms]
        choices = tuple(
            Choice(tuple(_row(attributes, offer, none=none) for offer in offers), chosen, who)
            for who, offers, chosen in tasks
        )
        return cls((*terms, NONE) if none else tuple(terms), choices)

    @property
    def respondents(self) -> tuple[str, ...]:
        """Who chose, in order; empty where some task does not say."""
        names = [choice.respondent for choice in self.choices]
        return tuple(sorted(set(names))) if all(names) else ()


@dataclass(frozen=True)
class Losers:
    """For each task the rows not chosen less the chosen one: `rows` (task × alternative × term).

    `off` is -inf where a task has fewer alternatives, else 0. `who`: the respondent's place.
    """

    rows: Floats
    off: Floats
    who: NDArray[np.intp]


def losers(study: Study) -> Losers:
    """The study as differences. Raises `Incompatible` when a term never differs within a task."""
    most = max(len(choice.rows) for choice in study.choices) - 1
    shape = (len(study.choices), most, len(study.terms))
    rows, off = np.zeros(shape), np.full(shape[:2], -np.inf)
    for at, choice in enumerate(study.choices):
        given = np.array(choice.rows)
        left = np.delete(given, choice.chosen, axis=0) - given[choice.chosen]
        rows[at, : len(left)], off[at, : len(left)] = left, 0.0
    flat = np.flatnonzero(~rows.any(axis=(0, 1)))
    if flat.size:
        raise Incompatible(
            f"{study.terms[flat[0]]} is the same in all alternatives of every task.",
            "Vary it within tasks, or leave it out.",
        )
    place = {name: at for at, name in enumerate(study.respondents)}
    who = np.array([place.get(choice.respondent, 0) for choice in study.choices], dtype=np.intp)
    return Losers(rows, off, who)


def _row(attributes: Sequence[Attribute], offer: Offer | None, *, none: bool) -> tuple[float, ...]:
    """With `none`, one more column that is 1 for "none of these" alone."""
    if offer is None:
        return (*(0.0 for each in attributes for _ in each.terms), 1.0)
    missing = [each.name for each in attributes if each.name not in offer]
    if missing:
        raise NotNamed(f"An offer has no {missing[0]}.", "Describe every offer whole.")
    row = [number for each in attributes for number in each.row(offer[each.name])]
    return (*row, 0.0) if none else tuple(row)
