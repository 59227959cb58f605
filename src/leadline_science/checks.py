"""The checks that stand at the door of every method."""

from collections.abc import Iterable, Sized

import numpy as np
from numpy.typing import NDArray

from leadline_science.refusals import (
    AllEqual,
    LengthsDiffer,
    Negative,
    NoData,
    NotFinite,
    NotNamed,
    OutOfRange,
    TooFew,
)

Floats = NDArray[np.float64]


def finite(name: str, values: Iterable[float]) -> Floats:
    """A 1-d float array of `values`. Refuses anything that is not a finite number."""
    array = np.asarray(tuple(values), dtype=np.float64)
    bad = np.flatnonzero(~np.isfinite(array))
    if bad.size:
        raise NotFinite(
            f"Value {bad[0] + 1} of {name} is not a finite number.", "Leave missing values out."
        )
    return array


def at_least(name: str, values: Sized, least: int) -> None:
    """Refuses an empty series, or one with fewer than `least` values."""
    if len(values) == 0 < least:
        raise NoData(f"There is no {name}.", f"Give at least {least}.")
    if len(values) < least:
        raise TooFew(f"There is only {len(values)} of {name}.", f"Give at least {least}.")


def not_negative(name: str, values: Floats) -> None:
    """Refuses values below zero."""
    bad = np.flatnonzero(values < 0)
    if bad.size:
        raise Negative(
            f"Value {bad[0] + 1} of {name} is {values[bad[0]]:g}, below zero.",
            "Correct it or leave it out.",
        )


def amounts(name: str, values: Iterable[float], least: int = 1) -> Floats:
    """A 1-d array of at least `least` finite values, none below zero."""
    array = finite(name, values)
    at_least(name, array, least)
    not_negative(name, array)
    return array


def some_spread(name: str, values: Floats) -> None:
    """Refuses a series of which all values are equal."""
    if np.ptp(values) == 0:
        raise AllEqual(
            f"All {len(values)} of {name} are {values[0]:g}.", "Give values that differ."
        )


def same_length(first: str, a: Sized, second: str, b: Sized) -> None:
    """Refuses two series of different length."""
    if len(a) != len(b):
        raise LengthsDiffer(
            f"There are {len(a)} of {first} and {len(b)} of {second}.", "Give one for each."
        )


def within(name: str, value: float, low: float, high: float) -> float:
    """`value` when it lies in [low, high], otherwise a refusal."""
    if not low <= value <= high:
        raise OutOfRange(
            f"{_sentence(name)} is {value:g}.", f"Give a value from {low:g} to {high:g}."
        )
    return value


def between(name: str, value: float, low: float, high: float) -> float:
    """`value` when it lies strictly between low and high, otherwise a refusal."""
    if not low < value < high:
        raise OutOfRange(
            f"{name} is {value:g}.", f"Give a value between {low:g} and {high:g}, ends excluded."
        )
    return value


def whole(name: str, value: int, least: int, most: int = 1_000_000) -> int:
    """`value` when it is a whole number within [least, most], otherwise a refusal."""
    if not least <= value <= most or value != int(value):
        raise OutOfRange(
            f"{_sentence(name)} is {value}.", f"Give a whole number from {least} to {most:,}."
        )
    return int(value)


def unique(what: str, names: Iterable[str]) -> None:
    """Refuses an empty name or one given twice."""
    seen: set[str] = set()
    for name in names:
        if not name.strip():
            raise NotNamed(f"A {what} has no name.", "Name each.")
        if name in seen:
            raise NotNamed(f"The {what} {name} is given twice.", "Give each once.")
        seen.add(name)


def _sentence(name: str) -> str:
    return name[:1].upper() + name[1:]
