"""Money, and amounts as people type them."""

import pytest

from leadline.foundation.money import Money, minor_units, places_of, refuse_unknown_currency
from leadline.foundation.refusals import Invalid


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("1200", "EUR", 120_000),
        ("1,200", "EUR", 120_000),
        ("1.200", "EUR", 120_000),
        ("1\u202f200,50", "EUR", 120_050),
        ("1,234,567.8", "USD", 123_456_780),
        ("1.234.567,89", "EUR", 123_456_789),
        ("12’500", "CHF", 1_250_000),
        (" 340k ", "EUR", 34_000_000),
        ("1.25 M", "EUR", 125_000_000),
        ("12.5", "EUR", 1_250),
        ("1200", "JPY", 1_200),
        ("1.5k", "JPY", 1_500),
        ("0.1234", "KWD", None),
        ("-7", "EUR", -700),
    ],
)
def test_an_amount_is_read_as_people_type_it(text: str, currency: str, minor: int | None) -> None:
    if minor is None:
        with pytest.raises(Invalid, match="decimals"):
            minor_units(text, currency)
    else:
        assert minor_units(text, currency) == minor


@pytest.mark.parametrize("text", ["", "much", "1 2", "12,34,56", "1,234,5", "1e5", "٣٤", "€", "9" * 50, "1..2", "nan"])  # fmt: skip
def test_what_is_no_amount_is_refused_with_the_field_and_a_remedy(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        minor_units(text, "EUR", "revenue")
    assert (refused.value.problems[0].field, bool(refused.value.problems[0].remedy)) == ("revenue", True)  # fmt: skip


def test_more_decimals_than_a_currency_has_are_refused() -> None:
    with pytest.raises(Invalid, match="EUR has 2 decimals"):
        minor_units("1.2345", "EUR")
    with pytest.raises(Invalid, match="JPY has no decimals"):
        minor_units("1.5", "JPY")


def test_an_amount_is_typed_with_the_decimals_of_its_currency_where_it_has_any() -> None:
    assert [Money(14_800_000, code).typed for code in ("EUR", "JPY", "KWD")] == ["148000", "14800000", "14800"]  # fmt: skip
    assert [Money(120_050, code).typed for code in ("EUR", "JPY", "KWD")] == ["1200.50", "120050", "120.050"]  # fmt: skip
    assert [places_of(code) for code in ("EUR", "JPY", "KWD")] == [2, 0, 3]
    assert minor_units(Money(120_050, "EUR").typed, "EUR") == 120_050


def test_a_currency_must_be_known() -> None:
    refuse_unknown_currency("NOK")
    for odd in ("nok", "", "XYZ", "EURO"):
        with pytest.raises(Invalid, match="no currency"):
            refuse_unknown_currency(odd)
