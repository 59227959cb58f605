"""Money: whole minor units with a currency of ISO 4217, and amounts as people type them."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from leadline.foundation.refusals import Invalid

CURRENCIES = (
    ("EUR", _("Euro")), ("USD", _("US dollar")), ("GBP", _("Pound sterling")),
    ("AUD", _("Australian dollar")), ("BRL", _("Brazilian real")), ("CAD", _("Canadian dollar")),
    ("CHF", _("Swiss franc")), ("CNY", _("Chinese yuan")), ("CZK", _("Czech koruna")),
    ("DKK", _("Danish krone")), ("HUF", _("Hungarian forint")), ("INR", _("Indian rupee")),
    ("JPY", _("Japanese yen")), ("KRW", _("South Korean won")), ("MXN", _("Mexican peso")),
    ("NOK", _("Norwegian krone")), ("NZD", _("New Zealand dollar")), ("PLN", _("Polish złoty")),
    ("RON", _("Romanian leu")), ("SEK", _("Swedish krona")), ("SGD", _("Singapore dollar")),
    ("TRY", _("Turkish lira")), ("UAH", _("Ukrainian hryvnia")), ("ZAR", _("South African rand")),
)  # fmt: skip
"""Those that may be chosen."""
WITHOUT_MINOR = frozenset({
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
})  # fmt: skip
THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
AMOUNT = re.compile(
    r"(?P<sign>[-\u2212]?)(?P<whole>[0-9]+(?:(?P<mark>[ .,'\u2019])[0-9]{3}(?:(?P=mark)[0-9]{3})*)?)"
    r"(?:(?P<point>[.,])(?P<part>[0-9]+))? ?(?P<size>k|m|bn)?",
    re.IGNORECASE,
)
SIZES = {"": 0, "k": 3, "m": 6, "bn": 9}
SPACES = re.compile(r"[\u00a0\u2009\u202f]")
LONGEST = 40


@dataclass(frozen=True)
class Money:
    """An amount in whole minor units of one currency. Amounts of two currencies have no sum."""

    minor: int
    currency: str

    @property
    def typed(self) -> str:
        """The amount as a field for it holds it: "12345.60", and "148000" where nothing stands behind the point."""
        places = places_of(self.currency)
        return f"{Decimal(self.minor).scaleb(-places):.{places}f}".removesuffix("." + "0" * places)


def currencies() -> list[tuple[str, str]]:
    """Codes and names, for a menu."""
    return [(code, f"{code} – {name}") for code, name in CURRENCIES]


def places_of(currency: str) -> int:
    """How many decimals a currency has by ISO 4217."""
    return 0 if currency in WITHOUT_MINOR else 3 if currency in THOUSANDTHS else 2


def refuse_unknown_currency(code: str, field: str = "currency") -> None:
    """Raise `Invalid` for what is no currency known here."""
    if code not in dict(CURRENCIES):
        raise Invalid(f"“{code[:10]}” is no currency known here.", field=field, remedy="Take a code such as EUR.")  # fmt: skip


def minor_units(text: str, currency: str, field: str = "amount") -> int:
    """The minor units of a typed amount: "1,200", "1 200.50", "1.200,50" or "340k".

    A mark with three digits behind it groups thousands, any other one begins the decimals. Raises
    `Invalid` for what is no amount, and for more decimals than the currency has.
    """
    plain = SPACES.sub(" ", text.strip())
    found = AMOUNT.fullmatch(plain) if len(plain) <= LONGEST else None
    if found is None or (found["point"] and found["point"] == found["mark"]):
        raise Invalid("This is no amount.", field=field, remedy="Write it as in 12 500 or 340k.")
    return _scaled(found, currency, field)


def _scaled(found: "re.Match[str]", currency: str, field: str) -> int:
    whole = re.sub(r"[^0-9]", "", found["whole"])
    places = places_of(currency)
    exact = Decimal(f"{whole}.{found['part'] or '0'}").scaleb(SIZES[(found["size"] or "").lower()] + places)  # fmt: skip
    if exact != int(exact):
        raise Invalid(f"{currency} has {places or 'no'} decimals.", field=field, remedy="Leave out the others.")  # fmt: skip
    return -int(exact) if found["sign"] else int(exact)
