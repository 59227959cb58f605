"""AHP, TOPSIS, opportunity score, MoSCoW: published numbers, doubt, refusals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadline_science.forecasting import Throughput, forecast_how_many
from leadline_science.prioritisation import (
    Criterion,
    Group,
    Normalisation,
    OutcomeAnswers,
    Reversal,
    Wish,
    ahp,
    learn_next,
    moscow,
    opportunities,
    opportunity_score,
    topsis,
    topsis_model,
)
from leadline_science.refusals import (
    AllEqual,
    Crossed,
    Disconnected,
    Incompatible,
    LengthsDiffer,
    Negative,
    NoData,
    NotFinite,
    NotNamed,
    OutOfRange,
    Refused,
)
from leadline_science.uncertainty import Estimate, lognormal, uniform

# Saaty 2008, Decision making with the analytic hierarchy process: drinks in the US.
DRINKS = ("coffee", "wine", "tea", "beer", "sodas", "milk", "water")
ABOVE = [
    [9, 5, 2, 1, 1, 1 / 2],
    [1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9],
    [1 / 3, 1 / 4, 1 / 3, 1 / 9],
    [1 / 2, 1, 1 / 3],
    [2, 1 / 2],
    [1 / 3],
    [],
]
DRINK_WEIGHTS = (0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327)

# Hwang & Yoon 1981: fighter aircraft.
FIGHTERS = {
    "A1": (2.0, 1500.0, 20000.0, 5.5, 5.0, 9.0),
    "A2": (2.5, 2700.0, 18000.0, 6.5, 3.0, 5.0),
    "A3": (1.8, 2000.0, 21000.0, 4.5, 7.0, 7.0),
    "A4": (2.2, 1800.0, 20000.0, 5.0, 5.0, 5.0),
}
PARTS = ("speed", "range", "load", "cost", "trust", "agility")
FIGHTER_CRITERIA = [
    Criterion(name, weight, cost=name == "cost")
    for name, weight in zip(PARTS, (0.2, 0.1, 0.1, 0.1, 0.2, 0.3), strict=True)
]
FIGHTER_ITEMS = {name: dict(zip(PARTS, values, strict=True)) for name, values in FIGHTERS.items()}
WEEKS = Throughput.of([3, 5, 2, 1, 5, 6, 4, 0, 7, 3, 4, 2])


def reciprocal(above: list[list[float]]) -> list[list[float | None]]:
    size = len(above)
    matrix: list[list[float | None]] = [[1.0] * size for _ in range(size)]
    for i, row in enumerate(above):
        for j, value in enumerate(row, start=i + 1):
            matrix[i][j], matrix[j][i] = value, 1 / value
    return matrix


def test_drinks_have_the_weights_of_saaty() -> None:
    answer = ahp(DRINKS, [reciprocal(ABOVE)])

    for name, weight in zip(DRINKS, DRINK_WEIGHTS, strict=True):
        assert answer.of(name).score == pytest.approx(weight, abs=6e-4)
    assert answer.ratio == pytest.approx(0.0218, abs=1e-4)
    assert ahp(DRINKS, [reciprocal(ABOVE)], random_index=1.32).ratio == pytest.approx(
        0.0223, abs=1e-4
    )
    assert answer.items[0].name == "water"
    assert answer.misfit is not None
    assert {answer.misfit.one, answer.misfit.other} == {"water", "wine"}


@settings(max_examples=20, deadline=None)
@given(st.lists(st.floats(0.2, 5), min_size=3, max_size=6), st.integers(0, 3))
def test_consistent_comparisons_give_back_their_weights(weights: list[float], seed: int) -> None:
    names = [f"i{at}" for at in range(len(weights))]
    matrix = [[a / b for b in weights] for a in weights]
    answer = ahp(names, [matrix], seed=seed, draws=200)

    assert answer.ratio == pytest.approx(0, abs=1e-9)
    for name, weight in zip(names, weights, strict=True):
        assert answer.of(name).score == pytest.approx(weight / sum(weights))
    turned = [[a / b for b in weights[::-1]] for a in weights[::-1]]
    other = ahp(names[::-1], [turned], seed=seed, draws=200)
    assert [item.name for item in other.items] == [item.name for item in answer.items]


def test_missing_comparisons_follow_from_others() -> None:
    whole = reciprocal([[2, 6], [3], []])
    gap = [[*row] for row in whole]
    gap[0][2] = gap[2][0] = None
    answer = ahp("abc", [gap])

    assert answer.of("a").score == pytest.approx(0.6, abs=1e-9)
    assert answer.ratio is None
    assert any("not compared" in text for text in answer.warnings)


def test_more_judges_leave_less_doubt() -> None:
    one, many = reciprocal(ABOVE), [reciprocal(ABOVE)] * 5

    assert ahp(DRINKS, many).evpi < ahp(DRINKS, [one]).evpi
    contrary = ahp("abc", [reciprocal([[9, 1 / 9], [9], []])])
    assert contrary.ratio is not None
    assert contrary.ratio > 0.1
    assert "contradict" in contrary.warnings[0]


@pytest.mark.parametrize("noise_sd", [0.15, 0.25, 0.4])
def test_the_interval_of_a_weight_holds_it_as_often_as_stated(noise_sd: float) -> None:
    random = np.random.Generator(np.random.PCG64(1))
    true = np.array([0.4, 0.3, 0.2, 0.06, 0.04])
    held = 0
    for seed in range(150):
        noise = random.normal(0, noise_sd, (5, 5))
        above = [
            [true[i] / true[j] * np.exp(noise[i, j]) for j in range(i + 1, 5)] for i in range(5)
        ]
        answer = ahp("abcde", [reciprocal(above)], seed=seed, draws=400)
        held += sum(
            answer.of(n).low <= w <= answer.of(n).high for n, w in zip("abcde", true, strict=True)
        )
    assert 0.85 < held / 750 < 0.96


def test_fighters_have_the_closeness_of_hwang_and_yoon() -> None:
    answer = topsis(FIGHTER_ITEMS, FIGHTER_CRITERIA)

    for name, closeness in zip(FIGHTERS, (0.643, 0.268, 0.614, 0.312), strict=True):
        assert answer.of(name).score == pytest.approx(closeness, abs=6e-4)
    assert answer.reversals == ()


def test_the_range_of_the_items_turns_orders_round_and_that_is_told() -> None:
    answer = topsis(FIGHTER_ITEMS, FIGHTER_CRITERIA, normalisation=Normalisation.RANGE)

    for name, closeness in zip(FIGHTERS, (0.6127, 0.3660, 0.5306, 0.3517), strict=True):
        assert answer.of(name).score == pytest.approx(closeness, abs=6e-5)
    assert Reversal("A2", "A1", "A3") in answer.reversals
    assert "turn round" in answer.warnings[-1]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.floats(1, 9), st.floats(1, 9)), min_size=3, max_size=5))
def test_fixed_points_keep_the_order_whoever_leaves(rows: list[tuple[float, float]]) -> None:
    items = {f"i{at}": {"x": x, "y": y} for at, (x, y) in enumerate(rows)}
    criteria = [
        Criterion("x", 2, worst=0, best=10),
        Criterion("y", 1, cost=True, worst=10, best=0),
    ]
    whole = topsis(items, criteria, normalisation=Normalisation.FIXED)
    left = {name: given for name, given in items.items() if name != "i0"}
    part = topsis(left, criteria, normalisation=Normalisation.FIXED)

    assert whole.reversals == ()
    for item in part.items:
        assert item.score == pytest.approx(whole.of(item.name).score)


def test_doubtful_criteria_and_weights_have_a_price() -> None:
    items: dict[str, dict[str, float | Estimate]] = {
        "a": {"x": lognormal(2, 8), "y": 3.0},
        "b": {"x": 4.0, "y": 5.0},
        "c": {"x": 5.0, "y": 2.0},
    }
    criteria = [Criterion("x", uniform(0.2, 0.8)), Criterion("y", 0.5)]

    assert topsis(items, criteria, top=1).evpi > 0
    lessons = learn_next(topsis_model(items, criteria), top=1)
    assert {(line.item, line.input) for line in lessons.inputs} == {("a", "x"), ("", "weight of x")}
    assert all(lessons.evpi >= line.value >= 0 for line in lessons.inputs)


def test_the_opportunity_score_is_that_of_ulwick() -> None:
    # Ulwick, HBR January 2002: Cordis.
    assert opportunity_score(9.5, 3.2) == pytest.approx(15.8, abs=1e-9)
    assert opportunity_score(5, 8) == 5


def test_needs_are_ranked_with_the_chance_of_a_high_score() -> None:
    answer = opportunities(
        [OutcomeAnswers("track", 20, 60, 5, 15), OutcomeAnswers("share", 50, 30, 10, 10)], top=1
    )
    first = answer.lines[0]

    assert (first.name, first.band) == ("track", "high")
    assert answer.items[0].score == pytest.approx(8 + 8 - 2.5)
    assert 0.85 < first.chance_high < 1
    assert (first.importance_low, first.importance_high) == pytest.approx(
        (0.7112, 0.8666), abs=1e-4
    )
    assert answer.lines[1].chance_high < 0.05


def test_answers_are_counted_by_the_two_highest_boxes() -> None:
    counted = OutcomeAnswers.of("a", [(5, 4), (4, 3), (3, 5), (1, 1), (5, None), (2, None)])

    assert counted.counts == (1, 1, 1, 1, 1, 1)
    answer = opportunities([counted])
    assert any("respondents" in text for text in answer.warnings)
    assert any("said nothing" in text for text in answer.warnings)


def test_the_interval_of_an_opportunity_holds_it_as_often_as_stated() -> None:
    random = np.random.Generator(np.random.PCG64(2))
    cells = np.array([0.2, 0.5, 0.1, 0.2])
    true = 7 + 7 - 3
    held = 0
    for seed in range(200):
        drawn = random.multinomial(40, cells).tolist()
        item = opportunities([OutcomeAnswers("a", *drawn)], seed=seed, draws=400).items[0]
        held += item.low <= true <= item.high
    assert 0.85 < held / 200 < 0.96


def test_the_chance_of_all_musts_is_that_of_the_forecast() -> None:
    forecast = forecast_how_many(WEEKS, 8)
    wishes = [Wish("a", Group.MUST, 8), Wish("b", Group.MUST, 6), Wish("c", Group.COULD, 5)]
    answer = moscow(wishes, forecast, capacity=forecast.p50)

    assert answer.musts_done == forecast.chance_of(14)
    assert answer.lines[2].all_done == forecast.chance_of(19)
    assert answer.holds
    assert answer.lines[0].share == pytest.approx(14 / forecast.p50)


def test_too_many_musts_are_told() -> None:
    forecast = forecast_how_many(WEEKS, 4)
    answer = moscow(
        [Wish("a", Group.MUST, lognormal(8, 20)), Wish("b", Group.WONT, 90)],
        forecast,
        capacity=forecast.p50,
    )

    assert not answer.holds
    assert any("Musts take" in text for text in answer.warnings)
    assert any("chance only" in text for text in answer.warnings)
    assert answer.lines[2].all_done == answer.musts_done
    assert forecast.chance_of(20) < answer.musts_done < forecast.chance_of(8)


MATRIX = reciprocal([[2, 3], [2], []])
ITEMS = {"a": {"x": 1.0}, "b": {"x": 2.0}}


@pytest.mark.parametrize(
    ("ask", "refusal", "says"),
    [
        (lambda: ahp("ab", []), NoData, "matrix"),
        (lambda: ahp("ab", [[[1, 2]]]), LengthsDiffer, "rows"),
        (lambda: ahp("ab", [[[1, 2], [2, 1]]]), Incompatible, "a to b"),
        (lambda: ahp("ab", [[[1, -2], [-0.5, 1]]]), OutOfRange, "not above 0"),
        (lambda: ahp("ab", [[[1, float("nan")], [1, 1]]]), NotFinite, "None"),
        (lambda: ahp("ab", [[[1, None], [None, 1]]]), Disconnected, "Compare b"),
        (lambda: ahp("aa", [[[1, 1], [1, 1]]]), NotNamed, "twice"),
        (lambda: topsis(ITEMS, []), NoData, "criterion"),
        (lambda: topsis(ITEMS, [Criterion("y", 1)]), NotNamed, "a has no y"),
        (lambda: topsis(ITEMS, [Criterion("x", 0)]), OutOfRange, "weight of x"),
        (lambda: topsis({"a": {"x": -1}}, [Criterion("x", 1)]), Negative, "fixed"),
        (lambda: topsis({"a": {"x": 0}}, [Criterion("x", 1)]), AllEqual, "0 for all"),
        (
            lambda: topsis(
                {"a": {"x": 1}, "b": {"x": 1}},
                [Criterion("x", 1)],
                normalisation=Normalisation.RANGE,
            ),
            AllEqual,
            "same x",
        ),
        (
            lambda: topsis(ITEMS, [Criterion("x", 1)], normalisation=Normalisation.FIXED),
            NotNamed,
            "reference points",
        ),
        (
            lambda: topsis(
                ITEMS,
                [Criterion("x", 1, cost=True, worst=0, best=9)],
                normalisation=Normalisation.FIXED,
            ),
            Crossed,
            "not better",
        ),
        (lambda: OutcomeAnswers("a", 0, 0, 0, 0, 5), NoData, "Nobody"),
        (lambda: OutcomeAnswers("a", -1, 0, 0, 5), OutOfRange, "count"),
        (lambda: OutcomeAnswers.of("a", [(6, 1)]), OutOfRange, "1 to 5"),
        (lambda: opportunities([]), NoData, "outcome"),
        (lambda: opportunity_score(11, 1), OutOfRange, "mportance"),
        (lambda: moscow([], forecast_how_many(WEEKS, 4), capacity=9), NoData, "wish"),
        (
            lambda: moscow([Wish("a", Group.COULD, 1)], forecast_how_many(WEEKS, 4), capacity=9),
            NoData,
            "no Must",
        ),
        (
            lambda: moscow([Wish("a", Group.MUST, 1)], forecast_how_many(WEEKS, 4), capacity=0),
            OutOfRange,
            "capacity",
        ),
    ],
)
def test_what_cannot_be_judged_is_refused(ask: object, refusal: type[Refused], says: str) -> None:
    assert callable(ask)
    with pytest.raises(refusal, match=says):
        ask()
