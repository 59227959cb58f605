"""Worth today, rates, payback: published numbers, closed forms, properties, refusals."""

from datetime import date
from itertools import accumulate
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from leadline_science.investment import (
    DatedFlows,
    Flows,
    NoRate,
    OneSided,
    Period,
    Range,
    Timing,
    irr,
    mirr,
    npv,
    payback,
    rate_per_period,
    rate_per_year,
    xirr,
    xnpv,
)
from leadline_science.refusals import (
    Crossed,
    LengthsDiffer,
    NoData,
    NotFinite,
    OutOfRange,
    Refused,
    TooFew,
)

# Microsoft's help on IRR, NPV, MIRR, XNPV and XIRR.
FOUR_YEARS = (-70000, 12000, 15000, 18000, 21000)
FIVE_YEARS = (*FOUR_YEARS, 26000)
LOAN = (-120000, 39000, 30000, 21000, 37000, 46000)
DAYS = (date(2008, 1, 1), date(2008, 3, 1), date(2008, 10, 30), date(2009, 2, 15), date(2009, 4, 1))
ON_DAYS = DatedFlows.of([day.toordinal() for day in DAYS], [-10000, 2750, 4250, 3250, 2750])


def test_worth_and_rates_are_those_of_the_spreadsheet() -> None:
    cost_in_a_year = Flows.of([-10000, 3000, 4200, 6800])

    assert irr(Flows.of(FOUR_YEARS)).rates == pytest.approx((-0.0212,), abs=1e-4)
    assert irr(Flows.of(FIVE_YEARS)).rates == pytest.approx((0.0866,), abs=1e-4)
    assert npv(cost_in_a_year, 0.1, timing=Timing.AT_END).worth == pytest.approx(1188.44, abs=0.01)
    assert mirr(Flows.of(LOAN), finance=0.1, reinvest=0.12).rate == pytest.approx(0.1261, abs=1e-4)


def test_dated_flows_are_discounted_by_days_of_365_in_a_year() -> None:
    assert xnpv(ON_DAYS, 0.09).worth == pytest.approx(2086.65, abs=0.01)
    assert xirr(ON_DAYS).rates == pytest.approx((0.373362535,), abs=1e-8)


def test_both_rates_of_the_pump_are_found_and_where_it_pays() -> None:
    # Lorie & Savage 1955: -1600, 10000, -10000 is worth nothing at 25 and at 400 %.
    found = irr(Flows.of([-1600, 10000, -10000]))

    assert found.rates == pytest.approx((0.25, 4.0), abs=1e-12)
    assert found.pays == (Range(found.rates[0], found.rates[1]),)
    assert found.at_most == 2
    assert any("2 such rates" in each for each in found.warnings)


@pytest.mark.parametrize("amounts", [(-1, 4, -4), (1, -6, 12, -8)])
def test_a_rate_at_which_the_worth_only_touches_nothing_is_found_once(amounts: Any) -> None:
    # (1 - 2x)² and (1 - 2x)³ in x = 1/(1 + rate): a rate of 1.
    assert irr(Flows.of(amounts)).rates == pytest.approx((1.0,), abs=1e-12)


ROOTS = st.lists(st.integers(-18, 80), min_size=1, max_size=5, unique=True)


@given(ROOTS)
def test_all_rates_that_were_built_in_are_found(twentieths: list[int]) -> None:
    wanted = sorted(each / 20 for each in twentieths)
    amounts = np.ones(1)
    for rate in wanted:
        amounts = np.convolve(amounts, [1, -(1 + rate)])

    assert irr(Flows.of(amounts)).rates == pytest.approx(wanted, abs=1e-9)


@given(ROOTS)
def test_periods_of_a_year_and_days_a_year_apart_have_the_same_rates(roots: list[int]) -> None:
    amounts = np.ones(1)
    for each in roots:
        amounts = np.convolve(amounts, [1, -(1 + each / 20)])
    flows = Flows.of(amounts)
    dated = DatedFlows.of([365 * at for at in range(len(amounts))], amounts)

    assert xirr(dated).rates == pytest.approx(irr(flows).rates, abs=1e-9)


MONEY = st.lists(st.integers(-99, 99), min_size=2, max_size=9)


@given(MONEY)
def test_the_worth_is_nothing_at_every_rate_found_and_changes_sign_where_said(
    amounts: list[int],
) -> None:
    assume(min(amounts) < 0 < max(amounts))
    flows = Flows.of(amounts)
    try:
        found = irr(flows)
    except NoRate:
        worths = [npv(flows, rate).worth for rate in (-0.9, -0.5, 0, 0.1, 1, 9, 99)]
        assert min(worths) >= 0 or max(worths) <= 0
        return

    assert len(found.rates) <= found.at_most
    for rate in found.rates:
        size = sum(abs(each) * (1 + rate) ** -at for at, each in enumerate(amounts))
        assert sum(a * (1 + rate) ** -at for at, a in enumerate(amounts)) <= 1e-9 * size


@given(MONEY, st.floats(0, 1), st.floats(0.001, 1))
def test_money_that_only_comes_is_worth_less_at_a_higher_rate(
    amounts: list[int], rate: float, more: float
) -> None:
    flows = Flows.of([abs(each) for each in amounts])

    assert npv(flows, rate + more).worth <= npv(flows, rate).worth


def test_spending_after_income_is_a_loan_and_said_to_be_one() -> None:
    found = irr(Flows.of([100, -60, -60]))

    assert any("low rate is the good one" in each for each in found.warnings)
    assert found.pays == (Range(found.rates[0], None),)


def test_flows_worth_more_than_nothing_at_every_rate_have_none() -> None:
    with pytest.raises(NoRate, match="At every rate the flows are worth more than nothing"):
        irr(Flows.of([10, -20, 11]))


def test_a_rate_per_month_compounds_to_one_per_year() -> None:
    monthly = rate_per_period(0.12, Period.MONTH)
    found = irr(Flows.of([-100, 1, 101], Period.MONTH))

    assert rate_per_year(monthly, Period.MONTH) == pytest.approx(0.12, abs=1e-12)
    assert found.yearly == pytest.approx((1.01**12 - 1,), abs=1e-12)


def test_payback_is_counted_within_the_period_and_with_interest() -> None:
    # By hand: 60 of 60 + 40 of 60; with 10 %: 54.55, 49.59 → 45.45/49.59 into the second year.
    found = payback(Flows.of([-100, 60, 60]), 0.1)

    assert found.plain.periods == pytest.approx(1 + 40 / 60)
    assert found.discounted.periods == pytest.approx(1 + (100 - 60 / 1.1) / (60 / 1.21))
    assert (found.plain.deepest, found.plain.deepest_at, found.plain.left) == (-100, 0, 20)


def test_payback_that_does_not_last_is_said() -> None:
    found = payback(Flows.of([-10, 20, -30, 40]), 0)

    assert (found.plain.periods, found.plain.lasting) == (0.5, 2.5)
    assert any("falls below zero again" in each for each in found.warnings)


def test_money_that_never_comes_back_has_no_payback() -> None:
    found = payback(Flows.of([-10, 4, 5]), 0.1)

    assert (found.plain.periods, found.plain.lasting, found.plain.left) == (None, None, -1)
    assert "The money never comes back." in found.warnings


def test_money_that_comes_before_it_goes_needs_no_payback() -> None:
    assert payback(Flows.of([50, -40, 5]), 0).plain.periods == 1


@given(MONEY, st.floats(0, 0.5))
def test_payback_with_interest_never_lasts_from_earlier(amounts: list[int], rate: float) -> None:
    spent_first = [-abs(amounts[0]) - 1, *(abs(each) for each in amounts[1:])]
    assume(sum(spent_first[1:]) > 0)
    found = payback(Flows.of(spent_first), rate)

    later = found.discounted.lasting
    assert later is None or (found.plain.lasting or 0) <= later + 1e-9
    assert found.plain.deepest == min(accumulate(spent_first))


BAD: list[tuple[type[Refused], Any]] = [
    (NoData, lambda: Flows.of([])),
    (TooFew, lambda: Flows.of([1])),
    (NotFinite, lambda: Flows.of([1, float("nan")])),
    (OutOfRange, lambda: Flows.of([1.0] * 3000)),
    (LengthsDiffer, lambda: DatedFlows.of([1, 2, 3], [1, 2])),
    (Crossed, lambda: DatedFlows.of([5, 2], [1, 2])),
    (OutOfRange, lambda: npv(Flows.of([1, 2]), -1)),
    (NotFinite, lambda: npv(Flows.of([1, 2]), float("inf"))),
    (OneSided, lambda: irr(Flows.of([1, 2]))),
    (OneSided, lambda: irr(Flows.of([-1, -2]))),
    (OneSided, lambda: irr(Flows.of([0, 0]))),
    (OneSided, lambda: mirr(Flows.of([1, 2]), finance=0.1, reinvest=0.1)),
    (OneSided, lambda: payback(Flows.of([1, 2]), 0.1)),
    (NoRate, lambda: xirr(DatedFlows.of([1, 1], [-5, 3]))),
]


@pytest.mark.parametrize(("refusal", "asked"), BAD)
def test_what_cannot_be_answered_is_refused_by_name(refusal: type[Refused], asked: Any) -> None:
    with pytest.raises(refusal) as raised:
        asked()
    assert raised.value.remedy
