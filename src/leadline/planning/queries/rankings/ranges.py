"""Numbers with doubt as people type them: one number, or low, likely and high."""

import re
from decimal import Decimal, InvalidOperation

from leadline.foundation.refusals import Invalid
from leadline.planning.queries.rankings.frameworks import GROUPS, Asks

LARGEST = Decimal(10**12)
LONGEST = 120
BETWEEN = re.compile(r"(?<=[\dkKmM%])-|\s-\s|[–—…;/]|\.\.+|\bto\b|\s+")
SIZES = {"k": 3, "m": 6}
Said = tuple[Decimal, Decimal, Decimal]


def said_of(typed: str, asks: Asks, field: str = "value") -> Said | None:
    """Low, likely and high of what was typed; None for nothing at all.

    One number is taken as sure. Raises `Invalid` naming what is wrong and what to write instead.
    """
    if not typed.strip():
        return None
    numbers = [_number(each, asks, field) for each in _parts(typed)]
    if len(numbers) not in (1, 3):
        raise _wrong(asks, "has to be one number, or three", field, "Write 500, or low, likely and high: 200 500 900.")  # fmt: skip
    low, likely, high = numbers if len(numbers) == 3 else numbers * 3
    if not low <= likely <= high:
        raise _wrong(asks, "is upside down", field, f"Write the lowest first: {' '.join(f'{each:f}' for each in sorted(numbers))}.")  # fmt: skip
    _refuse_beyond(asks, (low, likely, high), field)
    return low, likely, high


def _parts(typed: str) -> list[str]:
    text = typed[:LONGEST].replace("−", "-").replace("\u202f", "").replace("\u00a0", " ")
    return [part for part in BETWEEN.split(text.strip()) if part and part != "%"]


def _number(part: str, asks: Asks, field: str) -> Decimal:
    body, size = part.rstrip("%"), 0
    if body and body[-1].lower() in SIZES:
        body, size = body[:-1], SIZES[body[-1].lower()]
    try:
        number = Decimal(_plain(body)).scaleb(size)
    except InvalidOperation as error:
        raise _wrong(asks, f"is not a number: {part[:20]}", field, "Write 500, 1.5 or 12k.") from error  # fmt: skip
    if not number.is_finite() or abs(number) >= LARGEST or number != round(number, 6):
        raise _wrong(asks, "is too large or too fine", field, "Write up to twelve digits, and six behind the point.")  # fmt: skip
    return number


def _plain(body: str) -> str:
    """Digits with a point: a mark with three digits behind it groups, any other begins decimals."""
    if not re.fullmatch(r"[+-]?[\d.,]+", body):
        return "no number"
    grouped = re.fullmatch(r"([+-]?\d{1,3}(?:,\d{3})+)(\.\d+)?", body)
    return body.replace(",", "") if grouped else body.replace(",", ".")


def _refuse_beyond(asks: Asks, said: Said, field: str) -> None:
    low, _likely, high = said
    if asks.is_choice and low not in GROUPS:
        raise _wrong(asks, "is none of the four", field, "Choose must, should, could or won’t.")
    if not asks.range and low != high:
        raise _wrong(asks, "is one number", field, "Say the doubt with a range of another input instead.")  # fmt: skip
    if asks.above and low <= 0:
        raise _wrong(asks, "has to be above 0, for the score divides by it", field, "Write a number above 0.")  # fmt: skip
    if asks.lowest is not None and low < Decimal(str(asks.lowest)):
        raise _wrong(asks, f"cannot be below {asks.lowest:g}", field, _bounds(asks))
    if asks.highest is not None and high > Decimal(str(asks.highest)):
        raise _wrong(asks, f"cannot be above {asks.highest:g}", field, _bounds(asks))


def _bounds(asks: Asks) -> str:
    if asks.highest is None:
        return f"Write a number from {asks.lowest:g} up."
    return f"Write a number from {asks.lowest:g} to {asks.highest:g}."


def _wrong(asks: Asks, what: str, field: str, remedy: str) -> Invalid:
    return Invalid(f"{asks.label} {what}.", field=field, remedy=remedy)


def typed(low: Decimal, likely: Decimal, high: Decimal) -> str:
    """What `said_of` reads the same values from."""
    numbers = (likely,) if low == high else (low, likely, high)
    return " ".join(_shortest(each) for each in numbers)


def _shortest(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
