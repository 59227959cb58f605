"""Experiments beside GrowthBook's statistics package, gbstats 0.8, in an environment of its own.

Where both define a figure alike they agree to 1e-9; where they do not, what is different is written down,
and the figures are held to differ by that alone.
"""

import math
from typing import Any

import pytest

from leadline_science.experiments import (
    Arm,
    Comparison,
    Conversions,
    NormalPrior,
    Verdict,
    believe_means,
    believe_shares,
    compare_adjusted,
    compare_means,
    compare_ratios,
    compare_shares,
    confidence_sequence,
    sample_ratio,
)
from tests import oracles
from tests.science.oracles.cases import Experiment, experiments

ALL = {each.name: each for each in experiments()}
SPLITS: list[tuple[list[int], list[float]]] = [
    ([821_588, 815_482], [1, 1]),
    ([50, 61], [0.5, 0.5]),
    ([900, 95], [0.9, 0.1]),
    ([300, 310, 350], [1, 1, 1]),
    ([10_000, 4_900, 5_050, 30], [2, 1, 1, 0.005]),
]
# GrowthBook's own example of two means, tests/frequentist/test_tests.py.
CONTROL, VARIANT = Arm(3407, 0.41, 3.9), Arm(3461, 0.7, 6.2)
HALF = Conversions(49, 100), Conversions(51, 100)

close = pytest.approx


def of(*kinds: str) -> pytest.MarkDecorator:
    """All experiments of the kinds."""
    return pytest.mark.parametrize(
        "name", [name for name, each in ALL.items() if each.kind in kinds]
    )


@pytest.fixture(scope="module")
def said() -> dict[str, Any]:
    """All that gbstats says, asked once."""
    known: dict[str, tuple[Arm | Conversions, Arm | Conversions]] = {
        "means": (CONTROL, VARIANT),
        "halves": HALF,
    }
    questions = {name: each.question for name, each in ALL.items()}
    questions |= {name: _question(*arms) for name, arms in known.items()}
    told = oracles.ask("gbstats", {"comparisons": [*questions.values()], "splits": SPLITS})
    return dict(zip(questions, told["comparisons"], strict=True)) | {"splits": told["splits"]}


def _question(control: Arm | Conversions, variant: Arm | Conversions) -> dict[str, Any]:
    plain = {"level": 0.95, "tuned_for": 1_000, "prior": (0, 1)}
    return plain | {"control": _summed(control), "variant": _summed(variant)}


def _summed(arm: Arm | Conversions) -> dict[str, Any]:
    if isinstance(arm, Conversions):
        sums = [float(arm.hits)]
    else:
        sums = [
            arm.users * arm.mean,
            arm.users * arm.mean**2 + (arm.users - 1) * arm.sd**2,
        ]
    return {"kind": "given", "users": arm.users, "sums": [sums]}


def compared(one: Experiment) -> Comparison:
    """Ours, by the kind of the experiment."""
    by_kind: dict[str, Any] = {
        "mean": compare_means,
        "ratio": compare_ratios,
        "share": compare_shares,
    }
    found = by_kind[one.kind](*one.arms, level=one.level)
    assert isinstance(found, Comparison)
    return found


@of("mean", "ratio")
def test_a_difference_and_its_limits_and_chance_are_the_same(
    name: str, said: dict[str, Any]
) -> None:
    ours, theirs = compared(ALL[name]), said[name]["absolute"]

    assert ours.difference == close(theirs["expected"], rel=1e-9, abs=1e-12)
    assert (ours.low, ours.high) == close(theirs["ci"], rel=1e-9, abs=1e-12)
    assert ours.p_value == close(theirs["p_value"], rel=1e-8, abs=1e-14)
    assert ours.error == close(theirs["uplift"]["stddev"], rel=1e-9)


@of("mean", "ratio")
def test_the_lift_differs_from_the_delta_method_by_fiellers_correction_alone(
    name: str, said: dict[str, Any]
) -> None:
    # The delta method reaches w to both sides of R = variant / control, w² = hb² + R² ha². Fieller's
    # limits are (R ± sqrt(w² - ha² hb²)) / (1 - ha²): the same where control is known well.
    one, theirs = ALL[name], said[name]["relative"]
    ours, ratio = compared(one), 1 + theirs["expected"]
    reach = (theirs["ci"][1] - theirs["ci"][0]) / 2
    times = (ours.high - ours.low) / 2 / ours.error
    shaky = (times * one.arms[0].estimate().error / ours.control) ** 2
    inner = math.sqrt(reach**2 - shaky * (reach**2 - ratio**2 * shaky))

    assert ours.lift.point == close(theirs["expected"], rel=1e-9, abs=1e-12)
    assert shaky < 1
    assert (ours.lift.low, ours.lift.high) == close(
        ((ratio - inner) / (1 - shaky) - 1, (ratio + inner) / (1 - shaky) - 1), rel=1e-8
    )
    if ours.users[0] >= 20_000:
        assert (ours.lift.low, ours.lift.high) == close(theirs["ci"], abs=0.03 * reach)


def test_the_delta_method_contradicts_its_own_difference_where_fieller_does_not(
    said: dict[str, Any],
) -> None:
    ours, theirs = compare_means(CONTROL, VARIANT), said["means"]

    assert theirs["absolute"]["p_value"] == close(ours.p_value, rel=1e-9)
    assert theirs["absolute"]["p_value"] < 0.05 < theirs["relative"]["p_value"]
    assert theirs["absolute"]["ci"][0] > 0 > theirs["relative"]["ci"][0]
    assert ours.low > 0
    assert ours.lift.low is not None
    assert ours.lift.low > 0


@of("share")
def test_shares_by_newcombe_leave_walds_by_no_more_than_one_user_in_many(
    name: str, said: dict[str, Any]
) -> None:
    # gbstats takes Wald's interval, which has no width where nobody or everybody did it. Wilson's middle
    # lies (1/2 - p) z²/n from a share p, here .15 to .45, and those of both arms may add up.
    one, theirs = ALL[name], said[name]["absolute"]
    ours = compared(one)
    times = (theirs["ci"][1] - theirs["ci"][0]) / 2 / ours.error
    apart = times**2 / 4 * sum(1 / users for users in ours.users)

    assert ours.difference == close(theirs["expected"], rel=1e-9, abs=1e-12)
    assert (ours.low, ours.high) == close(theirs["ci"], abs=apart)
    assert ours.p_value == close(theirs["p_value"], abs=0.25 / math.sqrt(min(ours.users)))


@of("mean", "ratio", "share")
def test_a_confidence_sequence_is_the_same_at_any_level(name: str, said: dict[str, Any]) -> None:
    one, theirs = ALL[name], said[name]["sequential absolute"]
    ours = confidence_sequence(*one.arms, level=one.level, tuned_for=one.tuned_for)

    assert (ours.low, ours.high) == close(theirs["ci"], rel=1e-9, abs=1e-12)
    assert (ours.verdict is Verdict.UNDECIDED) == (theirs["p_value"] >= 1 - one.level)


@of("mean", "ratio")
@pytest.mark.parametrize("before", ["flat", "prior"])
def test_beliefs_in_means_are_the_same(name: str, before: str, said: dict[str, Any]) -> None:
    one, theirs = ALL[name], said[name][before]
    prior = NormalPrior(*one.prior) if before == "prior" else None
    ours = believe_means(*one.arms, prior=prior, level=one.level)

    assert ours.difference == close(theirs["expected"], rel=1e-9, abs=1e-12)
    assert (ours.low, ours.high) == close(theirs["ci"], rel=1e-9, abs=1e-12)
    assert ours.chance == close(theirs["chance_to_win"], rel=1e-9, abs=1e-12)
    assert (ours.risk_of_control, ours.risk_of_variant) == close(
        theirs["risk"], rel=1e-6, abs=1e-10
    )


@of("share")
def test_exact_beliefs_in_shares_near_the_normal_ones_as_users_grow(
    name: str, said: dict[str, Any]
) -> None:
    # gbstats 0.8 takes shares as normal too; ours are beta, from a prior that is worth two users.
    one, theirs = ALL[name], said[name]["flat"]
    ours = believe_shares(*one.arms, level=one.level)
    few = min(len(one.control[0]), len(one.variant[0]))

    assert ours.chance == close(theirs["chance_to_win"], abs=0.25 / math.sqrt(few))
    assert (ours.low, ours.high) == close(theirs["ci"], abs=1.5 / few)
    assert (ours.risk_of_control, ours.risk_of_variant) == close(theirs["risk"], abs=0.6 / few)


def test_beliefs_in_halves_are_near_theirs(said: dict[str, Any]) -> None:
    ours, theirs = believe_shares(*HALF), said["halves"]["flat"]

    assert theirs["chance_to_win"] == close(0.61141, abs=5e-5)
    assert ours.chance == close(theirs["chance_to_win"], abs=1e-3)
    assert ours.risk_of_control == close(theirs["risk"][0], abs=1e-3)


@of("paired")
def test_the_slope_of_cuped_is_theirs_without_what_lies_between_the_arms(
    name: str, said: dict[str, Any]
) -> None:
    # gbstats takes the slope over all users as one, as if the variant had no effect; ours is within arms.
    one = ALL[name]
    a, b = one.arms
    ours, each = compare_adjusted(a, b, level=one.level), 1 / (1 / a.users + 1 / b.users)
    within = sum((arm.users - 1) * arm.before_sd**2 for arm in (a, b))
    between = each * (b.before - a.before) ** 2
    moved = each * (b.before - a.before) * (b.after - a.after)

    assert (ours.theta * within + moved) / (within + between) == close(
        said[name]["theta"], rel=1e-9
    )


@of("paired")
def test_a_difference_given_the_time_before_is_theirs_at_their_slope(
    name: str, said: dict[str, Any]
) -> None:
    one, theirs = ALL[name], said[name]["absolute"]
    theta, (a, b) = said[name]["theta"], one.arms
    at_their_slope = compare_means(*(arm.adjusted(theta, 5.0) for arm in (a, b)), level=one.level)
    ours = compare_adjusted(a, b, level=one.level).adjusted

    assert (at_their_slope.low, at_their_slope.high) == close(theirs["ci"], rel=1e-9, abs=1e-12)
    assert at_their_slope.p_value == close(theirs["p_value"], rel=1e-8, abs=1e-14)
    # The slopes are a few users' worth apart, and neither biases the difference.
    few = min(a.users, b.users)
    assert (ours.low, ours.high) == close(theirs["ci"], abs=ours.error / math.sqrt(few))
    assert ours.error == close(theirs["uplift"]["stddev"], rel=1 / few)


@pytest.mark.parametrize("at", range(len(SPLITS)))
def test_a_split_is_as_likely_as_they_say(at: int, said: dict[str, Any]) -> None:
    assert sample_ratio(*SPLITS[at]).p_value == close(said["splits"][at], rel=1e-10)


def test_some_experiments_are_decided_and_some_are_not() -> None:
    verdicts = {compared(each).verdict for each in ALL.values() if each.kind != "paired"}

    assert {Verdict.HIGHER, Verdict.UNDECIDED} <= verdicts
