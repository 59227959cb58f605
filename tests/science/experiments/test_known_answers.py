"""Published numbers, each with its source."""

import pytest

from leadline_science.experiments import (
    Arm,
    Conversions,
    Design,
    Guard,
    believe_shares,
    compare_means,
    compare_shares,
    confidence_sequence,
    plan_looks,
    sample_ratio,
    several,
    size_for_means,
    size_for_shares,
)
from leadline_science.experiments.comparing import Reach, lift

# GrowthBook's statistics package, tests/frequentist/test_tests.py.
CONTROL, VARIANT = Arm(3407, 0.41, 3.9), Arm(3461, 0.7, 6.2)

# Jennison & Turnbull, Group Sequential Methods, tables 2.1 and 2.3: limits at the last of even looks,
# two-sided 5 %.
POCOCK = {1: 1.960, 2: 2.178, 3: 2.289, 4: 2.361, 5: 2.413, 10: 2.555, 20: 2.672}
OBRIEN_FLEMING = {1: 1.960, 2: 1.977, 3: 2.004, 4: 2.024, 5: 2.040, 10: 2.087, 20: 2.126}

# Lan & DeMets spending, five even looks, two-sided 5 %, as printed by their program (Reboussin et al. 2000).
SPENT_LATE = (4.8769, 3.3569, 2.6803, 2.2898, 2.0310)
SPENT_EVENLY = (2.4380, 2.4268, 2.4101, 2.3966, 2.3859)

# Jennison & Turnbull, tables 2.2 and 2.4: five looks, how much larger than with one.
INFLATION = [
    (Design.POCOCK, 0.8, 1.229),
    (Design.POCOCK, 0.9, 1.207),
    (Design.OBRIEN_FLEMING, 0.8, 1.028),
    (Design.OBRIEN_FLEMING, 0.9, 1.026),
]


def test_means_are_compared_as_by_welch() -> None:
    found = compare_means(CONTROL, VARIANT)

    assert found.difference == pytest.approx(0.29)
    assert (found.low, found.high) == pytest.approx((0.04538, 0.53462), abs=1e-5)
    assert found.p_value == pytest.approx(0.02016, abs=1e-5)


def test_the_lift_is_that_of_fieller() -> None:
    # By hand, with 1.96 standard errors; Welch's t of 1.9604 moves the last digit.
    a, b = (
        Reach(e.value, 1.959964 * e.error, 1.959964 * e.error)
        for e in (CONTROL.estimate(), VARIANT.estimate())
    )
    found, answer = lift(a, b), compare_means(CONTROL, VARIANT).lift

    assert (found.low, found.high) == pytest.approx((0.0942, 1.7084), abs=5e-5)
    assert (answer.low, answer.high) == pytest.approx((0.0942, 1.7084), abs=5e-4)


def test_shares_are_compared_as_by_newcombe() -> None:
    # Newcombe 1998, Statistics in Medicine 17:873, method 10: 56/70 less 48/80.
    found = compare_shares(Conversions(48, 80), Conversions(56, 70))

    assert found.difference == pytest.approx(0.2)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_a_confidence_sequence_is_that_of_equation_9() -> None:
    # GrowthBook 0.8, sequential test with tuning 1000, after Waudby-Smith et al.
    found = confidence_sequence(CONTROL, VARIANT, tuned_for=1000)

    assert (found.low, found.high) == pytest.approx((-0.108362, 0.688362), abs=1e-5)


def test_beliefs_in_shares_are_exact() -> None:
    # The chance by quadrature; the risk in GrowthBook's tests/bayesian/test_tests.py.
    found = believe_shares(Conversions(49, 100), Conversions(51, 100))

    assert found.chance == pytest.approx(0.610771, abs=1e-5)
    assert found.risk_of_control == pytest.approx(0.03872, abs=1e-5)


def test_a_split_that_is_off_is_seen() -> None:
    # Kohavi, Tang & Xu 2020, chapter 3.
    found = sample_ratio([821_588, 815_482])

    assert found.p_value == pytest.approx(1.8e-6, abs=5e-8)
    assert found.mismatch


def test_the_size_for_shares_is_that_of_evan_miller() -> None:
    # His calculator's default: 20 % and five points.
    assert size_for_shares(0.2, 0.05).exact == pytest.approx(1030, abs=0.5)


def test_the_size_for_means_is_that_of_cohen() -> None:
    # Cohen 1988, table 2.4.1: d = .5 and .2, 80 %, two-sided 5 %: 64 and 393 in each arm.
    assert size_for_means(1, 0.5).control == 64
    assert size_for_means(1, 0.2).exact == pytest.approx(393.4, abs=0.05)


@pytest.mark.parametrize(("looks", "limit"), POCOCK.items())
def test_pocock_has_the_limits_of_the_table(looks: int, limit: float) -> None:
    found = plan_looks(looks, design=Design.POCOCK).looks

    assert [look.limit for look in found] == pytest.approx([limit] * looks, abs=5e-4)


@pytest.mark.parametrize(("looks", "limit"), OBRIEN_FLEMING.items())
def test_obrien_fleming_has_the_limits_of_the_table(looks: int, limit: float) -> None:
    found = plan_looks(looks).looks

    assert found[-1].limit == pytest.approx(limit, abs=5e-4)
    assert found[0].limit == pytest.approx(limit * looks**0.5, abs=3e-3)


def test_spending_has_the_limits_of_the_program() -> None:
    late, even = (
        [look.limit for look in plan_looks(5, design=each).looks]
        for each in (Design.SPENDING_LATE, Design.SPENDING_EVENLY)
    )

    assert late == pytest.approx(SPENT_LATE, abs=1.5e-4)
    assert even == pytest.approx(SPENT_EVENLY, abs=1e-4)


@pytest.mark.parametrize(("design", "power", "times"), INFLATION)
def test_looking_costs_as_much_as_the_table_says(
    design: Design, power: float, times: float
) -> None:
    assert plan_looks(5, design=design, power=power).inflation == pytest.approx(times, abs=6e-4)


def test_twenty_careless_looks_alarm_in_a_quarter_of_the_cases() -> None:
    # Armitage, McPherson & Rowe 1969: .248.
    assert plan_looks(20).peeking == pytest.approx(0.248, abs=5e-4)


def test_several_metrics_are_adjusted_as_by_hand() -> None:
    given = {"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.005}
    holm = [each.adjusted for each in several(given).findings]
    rate = [each.adjusted for each in several(given, guard=Guard.FALSE_DISCOVERY).findings]

    assert holm == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert rate == pytest.approx([0.02, 0.04, 0.04, 0.02])
