"""One series over time, when something began, and what would have moved it anyway."""

from dataclasses import dataclass

import numpy as np

from leadline_science.checks import (
    at_least,
    finite,
    same_length,
    some_spread,
    unique,
    whole,
)
from leadline_science.impact.structural.seen import Seen
from leadline_science.refusals import TooFew

LEAST_BEFORE = 16


@dataclass(frozen=True)
class Control:
    """A series that what began cannot have moved: other markets, other products, the weather."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class History:
    """`values` per period, oldest first; what is judged began in period `begins` (from 0).

    Raises `TooFew` (16 periods before, and one more for each control; one after), `LengthsDiffer`,
    `AllEqual`, `NotFinite`, `NotNamed`.
    """

    values: tuple[float, ...]
    begins: int
    controls: tuple[Control, ...] = ()

    def __post_init__(self) -> None:
        series = finite("values", self.values)
        at_least("value", series, LEAST_BEFORE + 1)
        whole("the beginning", self.begins, 0, len(series))
        self._long_enough()
        unique("control", (each.name for each in self.controls))
        some_spread("values before", series[: self.begins])
        for each in self.controls:
            same_length("values", series, f"control {each.name}", each.values)
            some_spread(
                f"control {each.name} before", finite(each.name, each.values)[: self.begins]
            )

    def _long_enough(self) -> None:
        least = LEAST_BEFORE + len(self.controls)
        if self.begins < least:
            raise TooFew(
                f"There are {self.begins} periods before.",
                f"Give at least {least} with {len(self.controls)} controls.",
            )
        if self.begins == len(self.values):
            raise TooFew("There is no period after the beginning.", "Wait for the first.")

    def seen(self) -> Seen:
        """As one row of arrays."""
        series = np.array(self.values)
        columns = [np.array(each.values) for each in self.controls]
        controls = np.stack(columns, axis=1) if columns else np.zeros((len(series), 0))
        return Seen(series[None, :], controls[None, :, :])
