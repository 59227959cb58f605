"""Effects on panels, against hand calculation, planted effects and other programs."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import minimize

from leadline_science import impact as i
from leadline_science.experiments import Arm, compare_means
from leadline_science.impact import Panel, Verdict
from leadline_science.impact.panels.weights import simplex_fit
from leadline_science.refusals import (
    AllEqual,
    LengthsDiffer,
    NoData,
    NotFinite,
    NotNamed,
    OutOfRange,
    Refused,
    TooFew,
)

WAYS = (i.differences, i.synthetic_control, i.synthetic_did)


def factors(
    effect: float, seed: int, units: int = 16, periods: int = 24, trend: float = 0.0
) -> Panel:
    """Units that share two factors; the first gets `effect` from period 16 on, and `trend` before."""
    random = np.random.Generator(np.random.PCG64(seed))
    paths = np.cumsum(random.normal(0, 1, (2, periods)), axis=1)
    values = 50 + random.uniform(0, 1, (units, 2)) @ paths + random.normal(0, 0.3, (units, periods))
    values[0, 16:] += effect
    values[0] += trend * np.arange(periods)
    return Panel.of({f"u{at}": row.tolist() for at, row in enumerate(values)}, ["u0"], 16)


def test_two_by_two_is_the_difference_of_differences() -> None:
    # By hand: (9 - 4) - ((5 - 3) + (7 - 4)) / 2.
    panel = Panel.of({"a": [4, 4, 9], "b": [3, 3, 5], "c": [4, 4, 7]}, ["a"], 2)

    assert i.differences(panel).effect == pytest.approx(2.5)


def test_limits_of_a_period_come_from_what_placebos_miss_in_it() -> None:
    # By hand: b misses c by 5 - 7 - (3 - 4) = -1 and c misses b by 1, so sd √2; t .975 of 1 df is 12.706.
    panel = Panel.of({"a": [4, 4, 9], "b": [3, 3, 5], "c": [4, 4, 7]}, ["a"], 2)
    (after,) = i.differences(panel).path

    assert (after.at, after.actual, after.expected) == pytest.approx((2, 9, 6.5))
    assert after.high - after.expected == pytest.approx(12.706 * 2**0.5, abs=0.001)
    assert after.expected - after.low == pytest.approx(after.high - after.expected)


def test_changes_of_restaurants_are_those_of_card_and_krueger() -> None:
    # Card & Krueger 1994, table 3: -2.16 (1.25) in Pennsylvania, .59 (.54) in New Jersey; 2.76 (1.36).
    east, west = Arm(75, -2.16, 1.25 * 75**0.5), Arm(309, 0.59, 0.54 * 309**0.5)
    found = compare_means(east, west)

    assert found.difference == pytest.approx(2.75, abs=0.011)
    assert found.error == pytest.approx(1.36, abs=0.005)


@pytest.mark.parametrize("way", WAYS)
def test_a_planted_effect_is_found_and_none_is_not(way: Callable[[Panel], i.PanelEffect]) -> None:
    found, idle = way(factors(4.0, 3)), way(factors(0.0, 3))

    assert found.verdict is Verdict.HIGHER
    assert found.low < 4 < found.high
    assert found.effect == pytest.approx(idle.effect + 4)
    assert idle.verdict is Verdict.UNDECIDED


def test_weights_leave_less_doubt_than_none() -> None:
    plain, twin, both = (way(factors(1.0, 5)).error for way in WAYS)

    assert both < plain
    assert twin < plain


def test_a_unit_that_goes_its_own_way_before_gets_no_verdict() -> None:
    found = i.differences(factors(0.0, 4, trend=0.5))

    assert found.verdict is Verdict.REFUSED
    assert found.earlier is not None
    assert found.earlier.p_value < 0.05
    assert "before anything began" in found.warnings[0]


@pytest.mark.parametrize("way", WAYS)
def test_placebo_intervals_hold(way: Callable[[Panel], i.PanelEffect]) -> None:
    found = [way(factors(0.0, seed)) for seed in range(25)]

    assert np.mean([each.low <= 0 <= each.high for each in found]) >= 0.85
    assert np.mean([each.verdict is Verdict.REFUSED for each in found]) <= 0.2


def test_several_treated_units_have_placebos_of_as_many() -> None:
    panel = factors(2.0, 7)
    several = Panel(panel.units, ("u0", "u1"), 16)
    found = i.synthetic_did(several, seed=5)

    assert {len(each.names) for each in found.placebos} == {2}
    assert found == i.synthetic_did(several, seed=5)
    assert i.differences(several).error > 0


@given(
    arrays(float, (6, 4), elements=st.floats(-5, 5, width=16)),
    arrays(float, 6, elements=st.floats(-5, 5, width=16)),
)
def test_weights_are_the_best_on_the_simplex(columns: np.ndarray, target: np.ndarray) -> None:
    weights = simplex_fit(columns, target, 0.1)

    def cost(w: np.ndarray) -> float:
        return float(((columns @ w - target) ** 2).sum() + 0.1 * (w**2).sum())

    other = minimize(
        cost,
        np.full(4, 0.25),
        method="SLSQP",
        bounds=[(0, 1)] * 4,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
    )
    assert weights.sum() == pytest.approx(1)
    assert weights.min() >= 0
    assert cost(weights) <= cost(other.x) + 1e-5


UNITS: Mapping[str, list[float]] = {"a": [1, 2, 3], "b": [2, 1, 4], "c": [3, 3, 3]}
REFUSED = [
    (NoData, lambda: Panel.of({}, [], 1)),
    (TooFew, lambda: Panel.of({"a": [1, 2, 3], "b": [1, 2, 3]}, ["a"], 2)),
    (TooFew, lambda: Panel.of(UNITS, ["a", "b"], 2)),
    (TooFew, lambda: Panel.of(UNITS, ["a"], 1)),
    (TooFew, lambda: Panel.of(UNITS, ["a"], 3)),
    (OutOfRange, lambda: Panel.of(UNITS, ["a"], 9)),
    (NotNamed, lambda: Panel.of(UNITS, ["x"], 2)),
    (NoData, lambda: Panel.of(UNITS, [], 2)),
    (LengthsDiffer, lambda: Panel.of({**UNITS, "d": [1.0]}, ["a"], 2)),
    (NotFinite, lambda: Panel.of({**UNITS, "d": [1, 2, float("nan")]}, ["a"], 2)),
    (AllEqual, lambda: Panel.of({"a": [1, 2, 3], "b": [1, 1, 1], "c": [1, 1, 1]}, ["a"], 2)),
    (AllEqual, lambda: i.differences(Panel.of({**UNITS, "b": [3, 3, 3]}, ["a"], 2))),
    (OutOfRange, lambda: i.differences(Panel.of(UNITS, ["a"], 2), level=1)),
    (
        TooFew,
        lambda: i.synthetic_did(
            Panel.of({**UNITS, "d": [1.0, 2, 4], "e": [2.0, 1, 5]}, ["a", "b"], 2)
        ),
    ),
]


@pytest.mark.parametrize(("refusal", "ask"), REFUSED)
def test_bad_input_is_refused(refusal: type[Refused], ask: Callable[[], object]) -> None:
    with pytest.raises(refusal):
        ask()
