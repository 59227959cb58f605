"""What a number counts, so that euros are never added to days."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Self

from leadline_science.refusals import NotReadable, UnitsDiffer

_TOKEN = re.compile(r"([*/])?\s*([^\W\d][\w.-]*|1|%|[€$£])(?:\^(-?\d+))?\s*")


@dataclass(frozen=True)
class Unit:
    """Powers of named bases: EUR/month is (("EUR", 1), ("month", -1)); no bases, a plain number.

    Two bases are special. A `share` (of 1) leaves what it multiplies as it is. A `date` is a point in
    time, as a day number: dates differ by days, and take days on, and nothing else.
    """

    parts: tuple[tuple[str, int], ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """The unit written as "EUR", "users/quarter", "person-month", "EUR*day^2" or "" (a number)."""
        powers: Counter[str] = Counter()
        at = 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None or (at > 0 and not found[1]):
                raise NotReadable(
                    f"The unit {text!r} cannot be read from character {at + 1}.",
                    "Write it like EUR, users/quarter or EUR*day^2.",
                    at + 1,
                )
            sign = -1 if found[1] == "/" else 1
            powers[found[2]] += sign * int(found[3] or 1)
            at = found.end()
        return cls._of(powers)

    @classmethod
    def _of(cls, powers: Counter[str]) -> Self:
        powers.pop("1", None)
        kept = {base: power for base, power in powers.items() if power}
        if len(kept) > 1 or kept.get("share", 1) != 1:
            kept.pop("share", None)
        return cls(tuple(sorted(kept.items())))

    @property
    def plain(self) -> bool:
        """Whether this is a number or a share."""
        return self in (NUMBER, SHARE)

    def times(self, other: "Unit", sign: int = 1) -> "Unit":
        """The unit of a product, or of a quotient with `sign` -1."""
        if DATE in (self, other):
            raise UnitsDiffer("A date cannot be multiplied or divided.", "Take the days between.")
        if SHARE in (self, other):
            return _with_share(self, other, sign)
        powers = Counter(dict(self.parts))
        for base, power in other.parts:
            powers[base] += sign * power
        return Unit._of(powers)

    def to_the(self, power: int) -> "Unit":
        """The unit of a whole power."""
        if self == DATE:
            raise UnitsDiffer("A date cannot be multiplied or divided.", "Take the days between.")
        if self == SHARE:
            return SHARE if power > 0 else NUMBER
        return Unit(tuple((base, n * power) for base, n in self.parts)) if power else NUMBER

    def plus(self, other: "Unit", sign: int = 1) -> "Unit":
        """The unit of a sum, or of a difference with `sign` -1. Raises `UnitsDiffer`."""
        if DATE in (self, other):
            return _with_date(self, other, sign)
        if self == other:
            return self
        if self.plain and other.plain:
            return NUMBER
        raise UnitsDiffer(f"{self} and {other} cannot be added.", "Convert one of them first.")

    def __str__(self) -> str:
        if not self.parts:
            return "number"
        above = [_power(base, n) for base, n in self.parts if n > 0]
        below = [_power(base, -n) for base, n in self.parts if n < 0]
        return "/".join(["*".join(above) or "1", *below])


NUMBER = Unit()
SHARE = Unit((("share", 1),))
DATE = Unit((("date", 1),))
DAY = Unit((("day", 1),))


def money(currency: str) -> Unit:
    """Amounts of one currency; amounts of two are never added."""
    return Unit(((currency, 1),))


def _with_share(one: Unit, other: Unit, sign: int) -> Unit:
    if one == other:
        return SHARE if sign > 0 else NUMBER
    if other == SHARE:
        return one
    return other if sign > 0 else other.to_the(-1)


def _with_date(one: Unit, other: Unit, sign: int) -> Unit:
    if one == other == DATE and sign < 0:
        return DAY
    if (one, other) == (DATE, DAY) or ((one, other) == (DAY, DATE) and sign > 0):
        return DATE
    raise UnitsDiffer(
        f"{one} and {other} cannot be {'added' if sign > 0 else 'subtracted'}.",
        "A date takes days on; two dates differ by days.",
    )


def _power(base: str, n: int) -> str:
    return base if n == 1 else f"{base}^{n}"
