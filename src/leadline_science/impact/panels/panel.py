"""Units over time, some of them treated from one period on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from leadline_science.checks import Floats, at_least, finite, same_length, unique, whole
from leadline_science.refusals import AllEqual, NotNamed, TooFew


@dataclass(frozen=True)
class Unit:
    """`values` per period, oldest first."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Panel:
    """All units, those `treated`, and the period in which that `begins` (from 0) for all of them.

    Raises `TooFew` (two units not treated, two periods before, one after), `LengthsDiffer`, `NotNamed`,
    `AllEqual`, `NotFinite`.
    """

    units: tuple[Unit, ...]
    treated: tuple[str, ...]
    begins: int

    @classmethod
    def of(cls, units: Mapping[str, Sequence[float]], treated: Sequence[str], begins: int) -> Self:
        """From values by name."""
        found = tuple(Unit(name, tuple(map(float, values))) for name, values in units.items())
        return cls(found, tuple(treated), begins)

    def __post_init__(self) -> None:
        at_least("unit", self.units, 3)
        unique("unit", (each.name for each in self.units))
        unique("treated unit", self.treated)
        self._known()
        for each in self.units:
            same_length(self.units[0].name, self.units[0].values, each.name, each.values)
            finite(each.name, each.values)
        self._periods()
        if np.ptp(self.controls()) == 0:
            raise AllEqual("No unit ever differs.", "Give units that do.")

    def _known(self) -> None:
        missing = set(self.treated) - {each.name for each in self.units}
        if missing:
            raise NotNamed(f"There is no unit {min(missing)}.", "Name treated units as they are.")
        at_least("treated unit", self.treated, 1)
        if len(self.units) - len(self.treated) < 2:
            raise TooFew("Fewer than two units were not treated.", "Give at least two.")

    def _periods(self) -> None:
        periods = len(self.units[0].values)
        whole("the beginning", self.begins, 0, periods)
        if self.begins < 2:
            raise TooFew(f"There are {self.begins} periods before.", "Give at least 2.")
        if self.begins == periods:
            raise TooFew("There is no period after the beginning.", "Wait for the first.")

    @property
    def untreated(self) -> tuple[str, ...]:
        """Names, in order."""
        return tuple(each.name for each in self.units if each.name not in self.treated)

    def controls(self) -> Floats:
        """Shape (untreated unit, period)."""
        return np.array([each.values for each in self.units if each.name not in self.treated])

    def treatments(self) -> Floats:
        """Shape (treated unit, period)."""
        return np.array([each.values for each in self.units if each.name in self.treated])
