"""Amounts of money as exports write them: with a sign or a code of the currency, before or behind."""

import re
from decimal import Decimal

from leadline.foundation.money import CURRENCIES, places_of
from leadline.foundation.tabular.numbers import read_number

SIGNS = {"€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₴": "UAH", "₺": "TRY", "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "R$": "BRL", "CHF": "CHF"}  # fmt: skip
"""Signs that mean one currency only; $ and kr mean several, so they say nothing."""
CODES = frozenset(code for code, _ in CURRENCIES)
AROUND = re.compile(r"(?P<before>[^\d\s.,+\-\u2212]{1,4})?\s*(?P<amount>[+\-\u2212]?[\d.,][^A-Za-z€$£¥₹₩₴₺]*?)\s*(?P<behind>[^\d\s.,]{1,4})?")  # fmt: skip


def parted(text: str) -> tuple[str, str]:
    """The number of an amount, and the currency that it names; empty where it names none."""
    found = AROUND.fullmatch(text.strip())
    if found is None or (found["before"] and found["behind"]):
        return text, ""
    mark = found["before"] or found["behind"] or ""
    known = mark if mark in CODES else SIGNS.get(mark, "")
    return (found["amount"], known) if known or mark in ("", "$", "kr", "%") else (text, "")


def read_amount(text: str, mark: str, currency: str, times: int = 1) -> tuple[int, str] | None:
    """Minor units, rounded to whole ones, and the currency; None for what is no amount."""
    number, named = parted(text)
    value = None if number.endswith("%") or text.endswith("%") else read_number(number, mark)
    if value is None:
        return None
    code = named or currency
    return round(value * times * Decimal(10) ** places_of(code)), code
