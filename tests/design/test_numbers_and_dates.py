"""Numbers and days come out as people read them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from leadline.design import dates, numbers
from leadline.foundation.money import Money

NOW = datetime(2026, 11, 14, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (12345, None, "12\u202f345"),
        (1234567.891, 1, "1\u202f234\u202f567.9"),
        (3.10, None, "3.1"),
        (-4, None, "\u22124"),
        (-0.001, None, "0"),
        (0, None, "0"),
        (100, None, "100"),
        (None, None, "–"),
        (float("nan"), None, "–"),
        (2.5, 0, "3"),
    ],
)
def test_a_number_is_grouped_and_rounded(
    value: float | None, digits: int | None, text: str
) -> None:
    assert numbers.number(value, digits) == text


def test_a_change_shows_its_sign() -> None:
    assert [numbers.signed(n) for n in (3, -3, 0)] == ["+3", "\u22123", "0"]
    assert numbers.signed(0.04, 1) == "0.0"


@pytest.mark.parametrize(
    ("low", "high", "text"), [(2, 9, "2–9"), (-6, -2, "−6 to −2"), (-1, 4, "−1 to 4"), (0, 0.5, "0–0.5")]
)  # fmt: skip
def test_a_dash_is_not_taken_for_a_sign(low: float, high: float, text: str) -> None:
    assert numbers.up_to(numbers.number(low), numbers.number(high)) == text


def test_a_share_is_read_in_per_cent() -> None:
    assert numbers.percent(0.62) == "62\u202f%"
    assert numbers.percent(0.125, 1) == "12.5\u202f%"


@pytest.mark.parametrize(
    ("minor", "currency", "short", "text"),
    [
        (1234560, "EUR", False, "€12\u202f345.60"),
        (31000000, "EUR", False, "€310\u202f000"),
        (31000000, "EUR", True, "€310k"),
        (-31000000, "EUR", True, "\u2212€310k"),
        (1500, "JPY", False, "¥1\u202f500"),
        (1500, "KWD", False, "KWD\u00a01.500"),
        (None, "EUR", False, "–"),
        (99_999_999, "USD", True, "$1M"),
    ],
)
def test_money_knows_the_digits_of_its_currency(
    minor: int | None, currency: str, short: bool, text: str
) -> None:
    assert numbers.money(minor, currency, short=short) == text
    assert minor is None or numbers.money(Money(minor, currency), short=short) == text


def test_a_day_is_written_in_the_readers_way() -> None:
    assert dates.day(date(2026, 11, 14)) == "14 Nov 2026"
    assert dates.day(None) == "–"
    assert dates.moment(NOW) == "14 Nov 2026, 09:30"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 11, 3), date(2026, 11, 14), "3–14 Nov 2026"),
        (date(2026, 11, 28), date(2026, 12, 4), "28 Nov – 4 Dec 2026"),
        (date(2026, 12, 28), date(2027, 1, 4), "28 Dec 2026 – 4 Jan 2027"),
        (date(2026, 11, 3), date(2026, 11, 3), "3 Nov 2026"),
        (date(2026, 11, 3), None, "from 3 Nov 2026"),
        (None, date(2026, 11, 3), "until 3 Nov 2026"),
        (None, None, "–"),
    ],
)
def test_a_range_of_days_says_nothing_twice(
    first: date | None, last: date | None, text: str
) -> None:
    assert dates.days(first, last) == text


def test_quarters_are_numbered() -> None:
    assert [dates.quarter(date(2026, m, 1)) for m in (1, 3, 4, 12)] == [
        "Q1 2026", "Q1 2026", "Q2 2026", "Q4 2026",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(days=-2), "in 2 days"),
        (timedelta(days=82), "24 Aug 2026"),
    ],
)
def test_the_past_is_told_from_now(span: timedelta, text: str) -> None:
    assert dates.ago(NOW - span, NOW) == text


def test_age_is_told_in_the_unit_that_fits() -> None:
    today = date(2026, 11, 14)
    ages = [dates.age(today - timedelta(days=n), today) for n in (1, 40, 430, 1100)]
    assert ages == ["1 day", "40 days", "14 months", "3 years"]
