"""The number in the words of a key result, where it tells one without doubt."""

import re
from decimal import Decimal
from typing import NamedTuple

NUMBER = r"(\d{1,12}(?:[.,]\d+)?)"
SPAN = re.compile(rf"\bfrom {NUMBER}\s*(%?) to {NUMBER}\s*(%?)", re.IGNORECASE)
SHARE = re.compile(rf"(?<![\w.,-]){NUMBER}\s*%")
LEAST = re.compile(rf"\b(?:at least|reach|up to|minimum of) {NUMBER}(?![\w%,.-]*\d)(?!-)\b", re.IGNORECASE)  # fmt: skip


class Amount(NamedTuple):
    """From where to where, in which unit."""

    baseline: Decimal
    target: Decimal
    unit: str


def amount_in(text: str) -> Amount | None:
    """From 12 to 30, 75 %, at least 5; None where there is no such number, or more than one."""
    spans = SPAN.findall(text)
    if len(spans) == 1:
        low, mark, high, other = spans[0]
        return _way(low, high, "%" if mark or other else "")
    shares, leasts = SHARE.findall(text), LEAST.findall(text)
    if len(shares) == 1 and not leasts:
        return _way("0", shares[0], "%")
    return _way("0", leasts[0], "") if len(leasts) == 1 and not shares else None


def _way(low: str, high: str, unit: str) -> Amount | None:
    baseline, target = (Decimal(each.replace(",", ".")) for each in (low, high))
    return Amount(baseline, target, unit) if baseline != target else None
