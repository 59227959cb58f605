"""Euros are never added to days."""

import pytest

from leadline_science.refusals import NotReadable, UnitsDiffer
from leadline_science.uncertainty import DATE, DAY, NUMBER, SHARE, Unit, money

EUR = money("EUR")


def test_units_are_read_and_written() -> None:
    assert str(Unit.parse("EUR/month")) == "EUR/month"
    assert str(Unit.parse("EUR * day^2 / user")) == "EUR*day^2/user"
    assert Unit.parse("person-month").times(Unit.parse("1/person-month")) == NUMBER
    assert Unit.parse("") == Unit.parse("1") == NUMBER
    assert str(NUMBER) == "number"
    assert str(Unit.parse("1/month")) == "1/month"
    assert Unit.parse("EUR*share") == EUR


@pytest.mark.parametrize(("text", "at"), [("EUR//day", 4), ("EUR day", 5), ("?", 1), ("EUR/7", 4)])
def test_a_unit_that_cannot_be_read_is_refused_at_its_place(text: str, at: int) -> None:
    with pytest.raises(NotReadable) as caught:
        Unit.parse(text)
    assert caught.value.position == at


def test_amounts_of_one_currency_add_up_and_of_two_do_not() -> None:
    assert EUR.plus(EUR) == EUR
    with pytest.raises(UnitsDiffer):
        EUR.plus(money("USD"))
    with pytest.raises(UnitsDiffer):
        EUR.plus(NUMBER)


def test_a_share_leaves_what_it_multiplies() -> None:
    assert EUR.times(SHARE) == SHARE.times(EUR) == EUR
    assert EUR.times(SHARE, -1) == EUR
    assert SHARE.times(EUR, -1) == EUR.to_the(-1)
    assert SHARE.times(SHARE) == SHARE
    assert SHARE.times(SHARE, -1) == NUMBER
    assert SHARE.plus(NUMBER) == NUMBER
    assert SHARE.to_the(2) == SHARE


def test_dates_differ_by_days() -> None:
    assert DATE.plus(DATE, -1) == DAY
    assert DATE.plus(DAY) == DAY.plus(DATE) == DATE
    assert DATE.plus(DAY, -1) == DATE


@pytest.mark.parametrize(
    "ask",
    [
        lambda: DATE.plus(DATE),
        lambda: DAY.plus(DATE, -1),
        lambda: DATE.times(NUMBER),
        lambda: DATE.to_the(2),
        lambda: DATE.plus(EUR),
    ],
)
def test_a_date_is_not_an_amount(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(UnitsDiffer):
        ask()
