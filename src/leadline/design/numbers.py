"""Numbers as people read them: grouped by thin spaces, with a true minus sign."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TypeAlias

from django.utils.translation import gettext as _

from leadline.foundation.money import Money, places_of

Number: TypeAlias = int | float | Decimal

THIN = "\u202f"
MINUS = "\u2212"
SYMBOLS = {
    "EUR": "€",
    "USD": "$",
    "GBP": "£",
    "JPY": "¥",
    "INR": "₹",
    "KRW": "₩",
    "PLN": "zł",
    "UAH": "₴",
}
STEPS = ((1_000_000_000, "bn"), (1_000_000, "M"), (1_000, "k"))


def number(value: Number | None, digits: int | None = None) -> str:
    """Write `value` with `digits` decimals, or with as many as it has, two at most; nothing is a dash."""
    return "–" if value is None else _number(value, digits)


# A page writes the same few amounts again and again; equal ones read alike, whatever their type.
@lru_cache(maxsize=4_096)
def _number(value: Number, digits: int | None) -> str:
    exact = Decimal(str(value))
    if not exact.is_finite():
        return "–"
    shown = _rounded(exact, 2 if digits is None else digits)
    text = f"{abs(shown):,f}"
    if digits is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return (MINUS if shown < 0 else "") + text.replace(",", THIN)


def signed(value: Number | None, digits: int | None = None) -> str:
    """Write a change: +3, −2, or 0."""
    text = number(value, digits)
    rises = value is not None and value > 0 and any(digit in text for digit in "123456789")
    return f"+{text}" if rises else text


def up_to(low: str, high: str) -> str:
    """Write a range of two written numbers: "2–9", but "−6 to −2", where a dash would be taken for a sign."""
    return _("%(low)s to %(high)s") % {"low": low, "high": high} if MINUS in low + high else f"{low}–{high}"  # fmt: skip


def percent(share: Number | None, digits: int = 0) -> str:
    """Write a share between 0 and 1 as "62 %"."""
    return "–" if share is None else number(Decimal(str(share)) * 100, digits) + THIN + "%"


def compact(value: Number | None) -> str:
    """Write 310000 as "310k", for places where the exact figure is one click away."""
    if value is None:
        return "–"
    exact = Decimal(str(value))
    for size, letter in STEPS:
        if abs(exact) >= size * Decimal("0.9995"):
            scaled = exact / size
            return number(_rounded(scaled, 0 if abs(scaled) >= 100 else 1)) + letter
    return number(exact)


def money(amount: Money | int | None, currency: str = "EUR", *, short: bool = False) -> str:
    """Write money, or whole minor units of an ISO 4217 `currency`; `short` gives "€310k"."""
    if amount is None:
        return "–"
    if isinstance(amount, Money):
        return money(amount.minor, amount.currency, short=short)
    return _money(amount, currency, short)


def _money(minor: int, currency: str, short: bool) -> str:
    places = places_of(currency)
    amount = Decimal(minor).scaleb(-places)
    text = (
        compact(abs(amount)) if short else number(abs(amount), places if minor % 10**places else 0)
    )
    return (MINUS if minor < 0 else "") + _with_symbol(text, currency)


def _with_symbol(text: str, currency: str) -> str:
    symbol = SYMBOLS.get(currency)
    return f"{symbol}{text}" if symbol else f"{currency}\u00a0{text}"


def _rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
