"""Gates, orders of trying, waiting and doubt: closed forms, enumeration, refusals."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline_science.investment import (
    Alternative,
    Case,
    Line,
    Stage,
    Wait,
    call,
    deferral,
    put,
    search_order,
    staged,
    tornado,
)
from leadline_science.refusals import (
    Incompatible,
    Negative,
    NoData,
    NotFinite,
    NotNamed,
    OutOfRange,
    Refused,
)
from leadline_science.uncertainty import lognormal, normal, uniform


def test_the_expected_commercial_value_is_coopers() -> None:
    # Cooper, Edgett & Kleinschmidt: (30 × .8 - 5) × .8 - 3.
    found = staged([Stage("develop", 3, 0.8), Stage("launch", 5, 0.8)], 30)

    assert found.worth == pytest.approx(12.2, abs=1e-9)
    assert found.committed == pytest.approx(30 * 0.64 - 8)
    assert (found.launch, found.spent) == pytest.approx((0.64, 7))
    assert found.per_spent == pytest.approx(12.2 / 7)


def test_a_gate_that_cannot_pay_is_a_gate_to_stop_at() -> None:
    found = staged([Stage("try", 1, 0.5), Stage("build", 50, 0.5)], 80)

    assert [gate.go for gate in found.gates] == [False, False]
    assert found.worth == 0
    assert found.gates[1].least_chance == pytest.approx(50 / 80)
    assert any("Stop at try, build" in each for each in found.warnings)


def test_a_late_payoff_is_discounted_stage_by_stage() -> None:
    # By hand: 121 in two years at 10 % is 100; × .5 - 10.
    found = staged([Stage("build", 10, 0.5, periods=2)], 121, rate=0.1)

    assert found.worth == pytest.approx(40)


STAGES = st.lists(
    st.builds(Stage, st.uuids().map(str), st.floats(0, 50), st.floats(0, 1), st.floats(0, 3)),
    min_size=1,
    max_size=4,
)


@given(STAGES, st.floats(-50, 500), st.floats(0, 0.3))
def test_stopping_is_worth_no_less_than_going_on_and_that_no_less_than_paying_all(
    stages: list[Stage], payoff: float, rate: float
) -> None:
    found = staged(stages, payoff, rate=rate)

    assert found.worth >= found.expected - 1e-9
    assert found.expected >= found.committed - 1e-9


def test_weitzmans_indexes_have_their_closed_form() -> None:
    # .5 (100 - z) = 15; 55 - z = 20.
    found = search_order(
        [
            Alternative.all_or_nothing("partner", 15, 100, 0.5),
            Alternative.all_or_nothing("own", 20, 55, 1),
        ]
    )

    assert [turn.name for turn in found.turns] == ["partner", "own"]
    assert [turn.index for turn in found.turns] == pytest.approx([70, 35])
    assert [turn.tried for turn in found.turns] == [1.0, 0.5]
    # By hand: -15 + .5 × 100 + .5 × (55 - 20); everything first: .5 × 100 + .5 × 55 - 35.
    assert (found.worth, found.all_tried) == pytest.approx((52.5, 42.5))
    assert found.spent == pytest.approx(25)


def test_what_is_worth_less_than_what_one_has_is_never_tried() -> None:
    found = search_order([Alternative.all_or_nothing("long shot", 15, 100, 0.5)], kept=80)

    assert (found.turns, found.never, found.worth) == ((), ("long shot",), 80)


def enumerated(left: list[Alternative], best: float) -> float:
    """The worth of the best of all ways to go on, by looking at every one."""
    tries = [
        sum(
            chance * enumerated([b for b in left if b is not each], max(best, worth))
            for worth, chance in zip(each.worths, each.chances, strict=True)
        )
        - each.cost
        for each in left
    ]
    return max([best, *tries])


OUTCOMES = st.lists(st.integers(0, 30), min_size=1, max_size=3)
ALTERNATIVES = st.lists(st.tuples(st.integers(0, 8), OUTCOMES), min_size=1, max_size=4)


@given(ALTERNATIVES, st.integers(0, 15))
def test_no_order_and_no_stop_is_worth_more(made: list[tuple[int, list[int]]], kept: int) -> None:
    given_ = [
        Alternative(str(at), cost, tuple(map(float, worths)), (1 / len(worths),) * len(worths))
        for at, (cost, worths) in enumerate(made)
    ]
    found = search_order(given_, kept=kept)

    assert found.worth == pytest.approx(enumerated(given_, kept), abs=1e-9)
    assert found.all_tried <= found.worth + 1e-9


def test_the_right_to_wait_has_the_worth_of_hulls_example() -> None:
    project = Wait(42, 40, 0.5, 0.2, 0.1)

    assert call(project) == pytest.approx(4.76, abs=0.005)
    assert put(project) == pytest.approx(0.81, abs=0.005)
    assert deferral(project).waiting == call(project)


def test_an_early_start_is_worth_something_when_waiting_loses() -> None:
    # The boundary of an endless wait, McDonald & Siegel 1986, is an upper limit of the one here.
    project = Wait(100, 110, 3, 0.4, 0.03, lost=0.1)
    found = deferral(project)
    half = 0.5 - (0.03 - 0.1) / 0.4**2
    beta = half + math.sqrt(half**2 + 2 * 0.03 / 0.4**2)

    assert found.waiting > found.at_the_end > 0 > found.now
    assert found.wait
    assert found.begin_above is not None
    assert 110 < found.begin_above < 110 * beta / (beta - 1)


def test_beginning_is_best_above_the_stated_worth_and_not_below_it() -> None:
    edge = deferral(Wait(100, 110, 3, 0.4, 0.03, lost=0.1)).begin_above or 0.0

    assert not deferral(Wait(edge * 1.02, 110, 3, 0.4, 0.03, lost=0.1)).wait
    assert deferral(Wait(edge * 0.9, 110, 3, 0.4, 0.03, lost=0.1)).wait


@given(st.floats(10, 200), st.floats(0.1, 1), st.floats(0.1, 5))
def test_call_less_put_is_worth_less_cost(worth: float, volatility: float, years: float) -> None:
    project = Wait(worth, 100, years, volatility, 0.05, lost=0.02)
    have, pay = project.forward()

    assert call(project) - put(project) == pytest.approx(have - pay, abs=1e-9)


def case(cost: Any = 1000) -> Case:
    return Case(
        lines=(
            Line("sales", ("users", "price"), (0, 0.5, 1, 1)),
            Line("building", ("cost",), (-1,)),
        ),
        inputs={"users": lognormal(100, 400), "price": 5, "cost": cost},
        rate=0.1,
    )


def test_a_case_without_doubt_is_its_net_present_value() -> None:
    # By hand: 10 × (1/1.1 + 2/1.21) - 8.
    sure = Case(
        (Line("in", ("a", "b"), (0, 1, 2)), Line("out", ("c",), (-1,))),
        {"a": 2, "b": 5, "c": 8},
        0.1,
    )
    found = tornado(sure, draws=16)

    assert found.worth.mean == pytest.approx(10 / 1.1 + 20 / 1.21 - 8)
    assert (found.worth.sd, found.drivers, found.knowing) == (0, (), 0)


def test_shares_of_variance_stand_beside_swings() -> None:
    # By hand: 2 + x + 3 y with x, y normal, sd 1: shares .1 and .9.
    z = 1.6448536269514722
    sums = Case(
        (Line("x", ("x",), (1,)), Line("y", ("y",), (3,)), Line("fixed", ("one",), (2,))),
        {"x": normal(-z, z), "y": normal(-z, z), "one": 1},
        0.0,
    )
    found = tornado(sums, draws=8192)

    assert [(each.name, round(each.share, 1)) for each in found.drivers] == [("y", 0.9), ("x", 0.1)]
    assert [each.swing for each in found.drivers] == pytest.approx([7.689, 2.563], abs=1e-3)
    # P(2 + normal of variance 10 < 0), and the closed form of perfect information.
    assert found.loss_chance == pytest.approx(0.2635, abs=0.003)
    sd, score = math.sqrt(10), 2 / math.sqrt(10)
    density = math.exp(-(score**2) / 2) / math.sqrt(2 * math.pi)
    below = 0.5 * math.erfc(score / math.sqrt(2))
    assert found.knowing == pytest.approx(sd * density - 2 * below, abs=0.01)


def test_a_doubtful_rate_drives_a_late_payoff() -> None:
    late = Case((Line("in", ("a",), (-1, 0, 0, 0, 0, 2)),), {"a": 100}, uniform(0.02, 0.25))
    found = tornado(late)

    assert [each.name for each in found.drivers] == ["rate"]
    assert 0 < found.loss_chance < 1


def test_the_same_seed_gives_the_same_tornado() -> None:
    assert tornado(case(lognormal(500, 2000)), seed=4) == tornado(
        case(lognormal(500, 2000)), seed=4
    )


BAD: list[tuple[type[Refused], Any]] = [
    (NoData, lambda: staged([], 10)),
    (OutOfRange, lambda: Stage("a", 1, 1.2)),
    (NotFinite, lambda: Stage("a", 1, float("nan"))),
    (Negative, lambda: Stage("a", -1, 0.5)),
    (NotNamed, lambda: staged([Stage("a", 1, 0.5), Stage("a", 1, 0.5)], 10)),
    (NotFinite, lambda: staged([Stage("a", 1, 0.5)], float("inf"))),
    (NoData, lambda: search_order([])),
    (Incompatible, lambda: Alternative("a", 1, (1.0, 2.0), (0.5, 0.4))),
    (Negative, lambda: Alternative("a", -1, (1.0,), (1.0,))),
    (OutOfRange, lambda: Wait(0, 1, 1, 0.2, 0.1)),
    (OutOfRange, lambda: Wait(1, 1, 1, 0, 0.1)),
    (OutOfRange, lambda: Wait(1, 1, 1, 0.2, 0.1, lost=-0.1)),
    (OutOfRange, lambda: deferral(Wait(1, 1, 5, 0.001, 0.5, lost=0.1))),
    (NoData, lambda: Case((), {}, 0.1)),
    (NotNamed, lambda: Case((Line("a", ("x",), (1,)),), {}, 0.1)),
    (NotNamed, lambda: Case((Line("a", ("x",), (1,)),), {"x": 1, "y": 2}, 0.1)),
    (NotNamed, lambda: Case((Line("a", ("rate",), (1,)),), {"rate": 1}, 0.1)),
    (OutOfRange, lambda: Case((Line("a", ("x",), (1,)),), {"x": 1}, normal(-3, 1))),
    (NoData, lambda: Line("a", (), (1,))),
]


@pytest.mark.parametrize(("refusal", "asked"), BAD)
def test_what_cannot_be_answered_is_refused_by_name(refusal: type[Refused], asked: Any) -> None:
    with pytest.raises(refusal) as raised:
        asked()
    assert raised.value.remedy
