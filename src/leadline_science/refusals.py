"""Why a question cannot be answered. Every refusal says what is wrong and what to give instead."""


class Refused(ValueError):
    """A question without an honest answer; `what` is wrong, `remedy` is what to give instead."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what = what
        self.remedy = remedy

    def __reduce__(self) -> tuple[type["Refused"], tuple[str, str]]:
        return type(self), (self.what, self.remedy)


class NoData(Refused):
    """Nothing was given."""


class TooFew(Refused):
    """Fewer values than the method needs."""


class AllEqual(Refused):
    """No spread where the method rests on spread."""


class NotFinite(Refused):
    """A value is not a number or is infinite."""


class Negative(Refused):
    """A value below zero where that is impossible."""


class OutOfRange(Refused):
    """A value outside the range in which it has a meaning."""


class NotInSteps(Refused):
    """Amounts that share no common step, so they cannot be counted exactly."""


class LengthsDiffer(Refused):
    """Two series that belong together have different lengths."""


class Unreachable(Refused):
    """A target that the history can never reach."""


class TooLarge(Refused):
    """An exact answer would need more memory than is reasonable."""


class NotKept(Refused):
    """A kept answer that does not fit its method."""


class Crossed(Refused):
    """The values of an interval do not rise."""


class UnitsDiffer(Refused):
    """Amounts that cannot be added or compared."""


class DoubleCounted(Refused):
    """The same doubt given twice."""


class NotNamed(Refused):
    """A name that is missing, unknown or given twice."""


class Incompatible(Refused):
    """Values that cannot all hold at once."""


class Disconnected(Refused):
    """Comparisons that fall into parts, so that nothing says how the parts compare."""


class Circular(Refused):
    """Things that wait for each other."""


class NotReadable(Refused):
    """A formula that cannot be read; `position` counts its characters from 1."""

    def __init__(self, what: str, remedy: str, position: int = 1) -> None:
        super().__init__(what, remedy)
        self.position = position

    def __reduce__(self) -> tuple[type["NotReadable"], tuple[str, str, int]]:  # type: ignore[override]
        return type(self), (self.what, self.remedy, self.position)
