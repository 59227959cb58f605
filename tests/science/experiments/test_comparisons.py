"""Difference, lift, chance and adjustment, against each other and against simulation."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from leadline_science import experiments as e
from leadline_science.experiments import Arm, Conversions, NormalPrior, Paired, Prior, RatioArm
from leadline_science.refusals import (
    AllEqual,
    Incompatible,
    LengthsDiffer,
    Negative,
    NoData,
    NotFinite,
    NotNamed,
    OutOfRange,
    Refused,
    TooFew,
)
from leadline_science.surveys import difference

arms = st.builds(
    Arm, st.integers(2, 5_000), st.floats(-5, 50, allow_subnormal=False), st.floats(0.1, 20)
)
conversions = st.integers(1, 400).flatmap(
    lambda users: st.builds(Conversions, st.integers(0, users), st.just(users))
)
drawn = np.random.Generator(np.random.PCG64(5))


def agrees(found: e.Comparison) -> bool:
    """Whether lift, difference and p-value say the same about no change."""
    low, high = found.lift.low, found.lift.high
    lifted = low is not None and low > 1e-9
    lowered = high is not None and high < -1e-9
    outside = found.low > 1e-9 or found.high < -1e-9
    if found.lift.point is None:
        return True
    return (lifted, lowered) == (found.low > 1e-9, found.high < -1e-9) and (
        outside == (found.p_value < 1 - found.level) or abs(found.p_value - 0.05) < 1e-6
    )


@given(arms, arms)
def test_the_lift_of_means_never_contradicts_their_difference(control: Arm, variant: Arm) -> None:
    assert agrees(e.compare_means(control, variant))


@given(conversions, conversions)
def test_the_lift_of_shares_never_contradicts_their_difference(
    control: Conversions, variant: Conversions
) -> None:
    assert agrees(e.compare_shares(control, variant))


@given(arms, arms, st.floats(-3, 3), st.floats(0.01, 5))
def test_belief_in_a_lift_never_contradicts_belief_in_a_difference(
    control: Arm, variant: Arm, mean: float, sd: float
) -> None:
    found = e.believe_means(control, variant, prior=NormalPrior(mean, sd))

    if found.lift.low is not None and abs(found.low) > 1e-9:
        assert (found.lift.low > 0) == (found.low > 0)
    assert min(found.risk_of_control, found.risk_of_variant) >= -1e-12


@settings(max_examples=30)
@given(conversions, conversions)
def test_what_one_arm_gains_the_other_loses(control: Conversions, variant: Conversions) -> None:
    one, other = e.believe_shares(control, variant), e.believe_shares(variant, control)

    assert one.chance + other.chance == pytest.approx(1, abs=1e-8)
    assert one.risk_of_control - one.risk_of_variant == pytest.approx(one.difference, abs=1e-8)
    assert one.low <= one.difference <= one.high


def test_shares_differ_as_they_do_in_surveys() -> None:
    survey = difference(56, 70, 48, 80)
    found = e.compare_shares(Conversions(48, 80), Conversions(56, 70))

    assert (found.low, found.high) == (survey.low, survey.high)


def test_an_arm_without_conversions_has_a_difference_but_no_lift() -> None:
    found = e.compare_shares(Conversions(0, 80), Conversions(9, 70))

    assert found.verdict is e.Verdict.HIGHER
    assert found.lift == e.Lift(None, None, None)
    assert "no lift" in found.warnings[0]


def test_a_control_near_zero_leaves_the_lift_without_upper_limit() -> None:
    found = e.compare_means(Arm(50, 0.1, 1.0), Arm(50, 3.0, 1.0))

    assert found.lift.low is not None
    assert found.lift.low > 0
    assert found.lift.high is None


def test_welch_agrees_with_scipy() -> None:
    a, b = drawn.normal(5, 1, 40), drawn.normal(5.5, 3, 25)
    found = e.compare_means(Arm.of(a.tolist()), Arm.of(b.tolist()))

    assert found.p_value == pytest.approx(stats.ttest_ind(b, a, equal_var=False).pvalue)


def test_a_broken_split_blocks_the_verdict() -> None:
    control, variant = Conversions(300, 3_000), Conversions(450, 3_400)
    fair = e.compare_shares(control, variant, planned=(3, 3.4))
    broken = e.compare_shares(control, variant, planned=(1, 1))

    assert fair.verdict is e.Verdict.HIGHER
    assert broken.verdict is e.Verdict.BLOCKED
    assert broken.split is not None
    assert broken.split.mismatch


def paired(users: int, shift: float) -> Paired:
    before = drawn.normal(10, 3, users)
    return Paired.of((before + shift + drawn.normal(0, 1, users)).tolist(), before.tolist())


def test_what_was_known_before_takes_noise_away() -> None:
    found = e.compare_adjusted(paired(400, 0.0), paired(300, 0.5))

    assert found.saved == pytest.approx(0.9, abs=0.03)
    assert found.theta == pytest.approx(1, abs=0.05)
    assert found.adjusted.verdict is e.Verdict.HIGHER
    assert found.adjusted.error < found.plain.error / 2


def ratio_arm(users: int, ratio: float) -> RatioArm:
    orders = drawn.poisson(3, users) + 1.0
    return RatioArm.of((orders * ratio + drawn.normal(0, 2, users)).tolist(), orders.tolist())


def test_the_adjusted_difference_is_that_of_a_regression_on_the_arm_and_on_before() -> None:
    # Theta and the difference are the coefficients of least squares, to the last digit.
    random = np.random.Generator(np.random.PCG64(5))
    before = random.gamma(2.0, 3.0, 900)
    variant = np.arange(900) % 3 == 0
    after = 0.7 * before + 0.4 * variant + random.standard_normal(900)
    columns = np.stack([np.ones(900), variant, before], axis=1)
    _, difference, slope = np.linalg.lstsq(columns, after, rcond=None)[0].tolist()
    found = e.compare_adjusted(
        *(Paired.of(after[arm].tolist(), before[arm].tolist()) for arm in (~variant, variant))
    )

    assert found.theta == pytest.approx(slope, abs=1e-10)
    assert found.adjusted.difference == pytest.approx(difference, abs=1e-10)


def test_a_ratio_is_as_uncertain_as_repeated_draws_of_it() -> None:
    spread = np.std([ratio_arm(200, 20).estimate().value for _ in range(800)])

    assert ratio_arm(20_000, 20).estimate().error * 10 == pytest.approx(spread, rel=0.08)
    assert e.compare_ratios(ratio_arm(2_000, 20), ratio_arm(2_000, 21)).verdict is e.Verdict.HIGHER


def test_a_prior_moves_belief_towards_itself() -> None:
    control, variant = Arm(100, 5.0, 2.0), Arm(100, 6.0, 2.0)
    flat = e.believe_means(control, variant)
    firm = e.believe_means(control, variant, prior=NormalPrior(0, 0.1))

    assert 0 < firm.difference < flat.difference
    assert firm.chance < flat.chance
    # By hand: precision 1 / .08 of the data, 1 / .01 of the prior.
    assert firm.difference == pytest.approx((1 / 0.08) / (1 / 0.08 + 1 / 0.01))


def test_a_prior_that_lets_control_vanish_leaves_the_lift_open() -> None:
    found = e.believe_shares(Conversions(0, 9), Conversions(5, 9), prior=Prior(0.0001, 1))

    assert found.lift.high is None
    assert found.lift.low is not None
    assert found.chance > 0.99


def test_values_beyond_the_limit_are_set_to_it() -> None:
    control, variant, limit = e.winsorised([1, 2, 3, 400], [2, 3, 4, 5], share=0.75)

    assert limit == pytest.approx(4.25)
    assert control.mean == pytest.approx((1 + 2 + 3 + limit) / 4)
    assert variant.mean == pytest.approx((2 + 3 + 4 + limit) / 4)


def test_twice_the_effect_takes_a_quarter_of_the_users() -> None:
    one, two = (e.size_for_means(10, effect).exact for effect in (0.5, 1.0))

    assert one / two == pytest.approx(4, rel=0.01)
    assert e.size_for_means(10, 1, correlation=0.8).exact == pytest.approx(0.36 * two, rel=0.02)
    assert e.size_for_shares(0.2, -0.05).control < e.size_for_shares(0.2, 0.05).control


NAN = float("nan")
GOOD = Arm(10, 1, 1)
REFUSED: Sequence[tuple[type[Refused], Callable[[], object]]] = [
    (TooFew, lambda: Arm.of([1])),
    (NoData, lambda: Arm.of([])),
    (NotFinite, lambda: Arm.of([1, NAN])),
    (NotFinite, lambda: Arm(10, NAN, 1)),
    (Negative, lambda: Arm(10, 1, -1)),
    (OutOfRange, lambda: Arm(1, 1, 1)),
    (NoData, lambda: Conversions(0, 0)),
    (OutOfRange, lambda: Conversions(3, 2)),
    (OutOfRange, lambda: Conversions(-1, 2)),
    (LengthsDiffer, lambda: Paired.of([1, 2], [1])),
    (Incompatible, lambda: Paired(10, 1, 1, 1, 1, 2)),
    (OutOfRange, lambda: RatioArm(10, 1, 0, 1, 1, 0)),
    (AllEqual, lambda: e.compare_means(Arm(10, 1, 0), Arm(10, 2, 0))),
    (OutOfRange, lambda: e.compare_means(GOOD, GOOD, level=1)),
    (OutOfRange, lambda: e.compare_shares(Conversions(1, 2), Conversions(1, 2), level=0)),
    (AllEqual, lambda: e.compare_adjusted(*[Paired.of([1, 2], [3, 3])] * 2)),
    (OutOfRange, lambda: Prior(0, 1)),
    (OutOfRange, lambda: NormalPrior(0, 0)),
    (AllEqual, lambda: e.believe_means(Arm(10, 1, 0), Arm(10, 2, 0))),
    (TooFew, lambda: e.sample_ratio([10])),
    (NoData, lambda: e.sample_ratio([0, 0])),
    (LengthsDiffer, lambda: e.sample_ratio([1, 2], [1])),
    (OutOfRange, lambda: e.sample_ratio([1, 2], [1, 0])),
    (NoData, lambda: e.several({})),
    (OutOfRange, lambda: e.several({"a": 2})),
    (NotFinite, lambda: e.several({"a": NAN})),
    (NotNamed, lambda: e.several({" ": 0.1})),
    (AllEqual, lambda: e.size_for_shares(0.2, 0)),
    (OutOfRange, lambda: e.size_for_shares(0.2, 0.9)),
    (OutOfRange, lambda: e.size_for_means(0, 1)),
    (OutOfRange, lambda: e.size_for_means(1, 1, power=0.01)),
    (OutOfRange, lambda: e.size_for_means(1, 1e-9)),
    (OutOfRange, lambda: e.winsorised([1, 2], [3, 4], share=1)),
    (OutOfRange, lambda: e.confidence_sequence(GOOD, GOOD, tuned_for=0)),
    (OutOfRange, lambda: e.confidence_sequence(GOOD, GOOD, level=0.2)),
    (OutOfRange, lambda: e.plan_looks(3, level=0.1)),
    (OutOfRange, lambda: e.plan_looks(3, power=1)),
    (AllEqual, lambda: e.confidence_sequence(Conversions(0, 9), Conversions(0, 9))),
]


@pytest.mark.parametrize(("refusal", "ask"), REFUSED)
def test_bad_input_is_refused(refusal: type[Refused], ask: Callable[[], object]) -> None:
    with pytest.raises(refusal):
        ask()
