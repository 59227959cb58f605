"""Looking early: what it may cost, and that it costs no more."""

import numpy as np
import pytest

from leadline_science import experiments as e
from leadline_science.experiments import Arm, Conversions, Design, Verdict
from leadline_science.experiments.crossing import crossed, crossings
from leadline_science.experiments.unplanned import limit_at
from leadline_science.refusals import Crossed, NoData, OutOfRange, Refused

LOOKS = 20


def walks(drift: float, series: int = 20_000) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """z at each of 20 even looks, in rows."""
    random = np.random.Generator(np.random.PCG64(11))
    steps = random.normal(drift / LOOKS, LOOKS**-0.5, (series, LOOKS))
    found: np.ndarray[tuple[int, int], np.dtype[np.float64]] = np.cumsum(steps, axis=1) / np.sqrt(
        np.arange(1, LOOKS + 1) / LOOKS
    )
    return found


@pytest.mark.parametrize("design", Design)
def test_planned_looks_alarm_in_five_percent_of_the_cases(design: Design) -> None:
    plan = e.plan_looks(LOOKS, design=design)
    limits = np.array([look.limit for look in plan.looks])

    assert plan.looks[-1].spent == pytest.approx(0.05, abs=1e-6)
    assert 0.04 <= (np.abs(walks(0.0)) > limits).any(axis=1).mean() <= 0.055


@pytest.mark.parametrize("design", Design)
def test_the_power_told_is_the_power_there_is(design: Design) -> None:
    plan = e.plan_looks(LOOKS, design=design)
    limits = np.array([look.limit for look in plan.looks])
    drift = 1.959964 + 0.841621

    assert (walks(drift) > limits).any(axis=1).mean() == pytest.approx(plan.power, abs=0.01)
    assert plan.power < plan.power_fixed
    assert plan.inflation > 1 > plan.expected_users


def test_unplanned_looks_never_alarm_more_than_stated() -> None:
    for tuned_for in (100, 1_000, 10_000):
        shares = [(at + 1) / 60 for at in range(60)]
        limits = [limit_at(6_000 * share, tuned_for, 0.05) for share in shares]

        assert crossed(shares, limits) < 0.05


def test_a_sequence_tells_what_its_freedom_costs() -> None:
    price = e.confidence_sequence(Arm(2_500, 1, 4), Arm(2_500, 1.1, 4)).price
    shares = [(at + 1) / LOOKS for at in range(LOOKS)]
    limits = np.array([limit_at(5_000 * share, 5_000, 0.05) for share in shares])

    found = (walks(1.959964 + 0.841621) > limits).any(axis=1).mean()

    assert price.sequence == pytest.approx(found, abs=0.01)
    assert price.sequence < price.fixed
    assert price.inflation > 1.5


def test_one_look_is_the_usual_test() -> None:
    (look,) = e.plan_looks(1).looks

    assert look.limit == pytest.approx(1.959964, abs=1e-5)
    assert crossings([1.0], [1.959964])[0] == pytest.approx((0.025, 0.025), abs=1e-6)


def test_a_look_stops_only_beyond_its_limit() -> None:
    plan = e.plan_looks(2)
    control, variant = Conversions(200, 2_000), Conversions(245, 2_000)
    first, last = (e.at_look(plan, look, control, variant) for look in (1, 2))

    assert (first.stop, first.verdict) == (False, Verdict.UNDECIDED)
    assert (last.stop, last.verdict) == (True, Verdict.HIGHER)
    assert first.low < 0 < last.low


def test_a_broken_split_stops_nothing() -> None:
    found = e.at_look(
        e.plan_looks(2), 2, Conversions(200, 2_000), Conversions(400, 3_000), planned=(1, 1)
    )

    assert (found.stop, found.verdict) == (False, Verdict.BLOCKED)


@pytest.mark.parametrize(
    ("refusal", "looks"),
    [
        (OutOfRange, 0),
        (OutOfRange, 101),
        (NoData, []),
        (Crossed, [0.5, 0.5, 1]),
        (Crossed, [0, 1]),
        (OutOfRange, [0.5, 0.9]),
    ],
)
def test_looks_out_of_order_are_refused(refusal: type[Refused], looks: int | list[float]) -> None:
    with pytest.raises(refusal):
        e.plan_looks(looks)


def test_a_look_that_was_not_planned_is_refused() -> None:
    with pytest.raises(OutOfRange):
        e.at_look(e.plan_looks(2), 3, Arm(10, 1, 1), Arm(10, 1, 1))
