"""An order says how sure it is, and what the doubt is worth."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr

from leadline_science.prioritisation import (
    IceIdea,
    IceRule,
    Model,
    RiceBet,
    ValueItem,
    WsjfJob,
    ice,
    learn_next,
    own_formula,
    rank,
    rice,
    value_effort,
    weighted,
    wsjf,
)
from leadline_science.refusals import (
    DoubleCounted,
    Negative,
    NoData,
    NotFinite,
    NotNamed,
    OutOfRange,
    Refused,
    UnitsDiffer,
)
from leadline_science.uncertainty import (
    Correlations,
    Unit,
    exactly,
    lognormal,
    money,
    normal,
    pert,
    uniform,
)

Z90 = 1.6448536269514722
intervals = st.builds(
    lambda low, factor: lognormal(low, low * factor), st.floats(0.1, 50), st.floats(1.1, 9)
)
bets = st.lists(
    st.tuples(intervals, intervals, intervals), min_size=2, max_size=6, unique=True
).map(
    lambda rows: [
        RiceBet(f"bet {at}", reach, impact, effort)
        for at, (reach, impact, effort) in enumerate(rows)
    ]
)


def normals(**items: tuple[float, float]) -> Model:
    """Items with a normal score of given mean and sd."""
    return own_formula(
        "x",
        {name: {"x": normal(m - Z90 * sd, m + Z90 * sd)} for name, (m, sd) in items.items()},
    )


def test_rice_is_reach_times_impact_times_confidence_for_effort() -> None:
    # McBride 2016.
    answer = rank(rice([RiceBet("a", 2000, 2, 4, confidence=0.8), RiceBet("b", 1, 1, 1)]))

    assert answer.of("a").score == pytest.approx(800, abs=1e-9)
    assert "as if the numbers were sure" in answer.warnings[0]
    assert (answer.evpi, answer.draws) == (0, 1)


def test_the_chance_of_one_lognormal_to_beat_another_is_the_closed_form() -> None:
    # Phi((ln 100 - ln 80) / sqrt(.3² + .4²)).
    items = {
        "a": {"x": lognormal(100 * math.exp(-Z90 * 0.3), 100 * math.exp(Z90 * 0.3))},
        "b": {"x": lognormal(80 * math.exp(-Z90 * 0.4), 80 * math.exp(Z90 * 0.4))},
    }
    exact = float(ndtr((math.log(100) - math.log(80)) / 0.5))
    answer = rank(own_formula("x", items), top=1, draws=200_000)

    assert exact == pytest.approx(0.672305, abs=1e-5)
    assert answer.beats("a", "b") == pytest.approx(exact, abs=0.004)
    assert answer.of("a").top_chance == answer.beats("a", "b")


def test_perfect_information_about_two_normals_is_worth_the_closed_form() -> None:
    # s·phi(m/s) - m·Phi(-m/s) with m = 2, s = 5.
    answer = rank(normals(a=(10, 3), b=(8, 4)), top=1, draws=200_000)

    assert answer.evpi == pytest.approx(1.152194, abs=4 * answer.evpi_error)
    assert answer.evpi_error < 0.01


def test_what_one_estimate_is_worth_is_the_closed_form() -> None:
    # One input carries all the variance of its item: the same closed form with its own sd.
    answer = learn_next(normals(a=(10, 3), b=(8, 4)), top=1, draws=50_000)
    values = {(line.item, line.input): line for line in answer.inputs}

    for name, sd in (("a", 3.0), ("b", 4.0)):
        exact = sd * math.exp(-((2 / sd) ** 2) / 2) / (2 * math.pi) ** 0.5 - 2 * ndtr(-2 / sd)
        line = values[name, "x"]
        assert line.value == pytest.approx(exact, abs=4 * line.error)


def test_of_a_product_each_factor_is_worth_its_own_share() -> None:
    # E[score | reach] is reach × E[1 / effort]: exactly a line in the score at the median effort.
    doubtful = RiceBet("a", lognormal(50, 200), 1, lognormal(1, 4))
    answer = learn_next(rice([doubtful, RiceBet("b", 130, 1, 1)]), top=1, draws=50_000)
    reach = next(line for line in answer.inputs if line.input == "reach")

    inverse = 0.5 * math.exp((math.log(4) / (2 * Z90)) ** 2 / 2)
    middle, sd = math.log(100 * inverse), math.log(4) / (2 * Z90)
    mean = math.exp(middle + sd**2 / 2)
    d = (middle - math.log(130)) / sd
    exact = mean * ndtr(d + sd) - 130 * ndtr(d) - max(mean - 130, 0)
    assert reach.value == pytest.approx(exact, abs=5 * reach.error)


def test_a_shared_doubt_does_not_blur_the_order() -> None:
    items = [ValueItem(f"i{at}", 10.0 + at, lognormal(1, 4)) for at in range(6)]
    model = value_effort(items)
    together = model.moving_together(Correlations(shared=(("effort", 0.95),)))

    assert rank(together, top=2).evpi < rank(model, top=2).evpi / 2
    factor = next(line for line in learn_next(together, top=2).inputs if not line.item)
    assert factor.input == "effort of all"
    assert factor.value < 0.05


@settings(max_examples=25, deadline=None)
@given(bets, st.integers(0, 5), st.randoms())
def test_order_of_items_is_irrelevant_and_the_seed_decides(
    given_bets: list[RiceBet], seed: int, shuffle: object
) -> None:
    other = sorted(given_bets, key=lambda bet: hash((bet.name, seed)))

    assert rank(rice(given_bets), draws=200, seed=seed) == rank(rice(other), draws=200, seed=seed)


@settings(max_examples=25, deadline=None)
@given(bets, st.integers(1, 6), st.booleans())
def test_knowing_all_is_worth_no_less_than_knowing_one_and_never_less_than_nothing(
    given_bets: list[RiceBet], top: int, shared: bool
) -> None:
    model = rice(given_bets)
    if shared:
        model = model.moving_together(Correlations(shared=(("effort", 0.4),)))
    answer = learn_next(model, top=min(top, len(given_bets)), draws=400)

    assert all(answer.evpi >= line.value >= 0 for line in (*answer.inputs, *answer.items))


@settings(max_examples=20, deadline=None)
@given(bets)
def test_chances_add_up(given_bets: list[RiceBet]) -> None:
    answer = rank(rice(given_bets), top=1, draws=500)

    assert sum(item.top_chance for item in answer.items) == pytest.approx(1)
    assert answer.items[0].top_chance == pytest.approx(answer.stability)
    for row, item in zip(answer.duels, answer.items, strict=True):
        assert row[item.rank - 1] == 0.5
        assert item.low <= item.high
        assert item.rank_low <= item.rank_median <= item.rank_high
    assert np.array(answer.duels) + np.array(answer.duels).T == pytest.approx(1.0)


@settings(max_examples=20, deadline=None)
@given(st.floats(1, 20), st.floats(0.5, 10), st.floats(1.05, 1.9))
def test_sharper_estimates_leave_less_to_learn(mean: float, sd: float, sharper: float) -> None:
    doubt = rank(normals(a=(mean, sd), b=(10, 1)), top=1, draws=4000).evpi
    less = rank(normals(a=(mean, sd / sharper), b=(10, 1)), top=1, draws=4000).evpi

    assert less <= doubt + 0.02


def test_long_lists_give_ranks_in_bands() -> None:
    items = [ValueItem(f"{at:04}", lognormal(10 + at, 20 + 2 * at), 1) for at in range(300)]
    answer = rank(value_effort(items), top=10, draws=500)
    last = answer.items[-1]

    assert last.rank == 300
    assert 50 < last.rank_low < last.rank_high <= 300
    assert len(answer.duels) == 25
    assert len(answer.chosen) == answer.top == 10
    assert sum(item.top_chance for item in answer.items) == pytest.approx(10)


def test_learning_looks_at_contenders_only() -> None:
    items = [ValueItem(f"{at:04}", lognormal(100 + at, 110 + at), 1) for at in range(300)]
    answer = learn_next(value_effort(items), top=5, draws=300)

    assert answer.left_out > 200
    assert answer.inputs[0].value > 0


def test_plain_numbers_leave_nothing_to_learn() -> None:
    answer = learn_next(value_effort([ValueItem("a", 3, 1), ValueItem("b", 2, 1)]))

    assert (answer.inputs, answer.evpi) == ((), 0)
    assert "nothing to learn" in answer.warnings[0]


def test_ice_says_which_convention_it_uses() -> None:
    ideas = [IceIdea("a", 8, 6, 5), IceIdea("b", 4, 8, 9)]

    product, mean = rank(ice(ideas)), rank(ice(ideas, rule=IceRule.MEAN))
    assert product.of("a").score == 240
    assert mean.of("b").score == 7
    assert "product" in product.assumptions[0]
    assert "mean" in mean.assumptions[0]


def test_wsjf_adds_three_parts_and_divides_by_size() -> None:
    assert rank(wsjf([WsjfJob("a", 5, 13, 8, 4)])).items[0].score == 6.5


def test_weights_are_divided_by_their_sum_and_may_be_unsure() -> None:
    items = {"a": {"x": 8, "y": 4}, "b": {"x": 5, "y": 7}}
    answer = rank(weighted(items, {"x": 2, "y": 1}))
    learnt = learn_next(weighted(items, {"x": uniform(0, 1), "y": 0.5}), top=1)

    assert answer.of("a").score == pytest.approx(20 / 3)
    assert [line.input for line in learnt.inputs] == ["weight of x"]
    assert learnt.inputs[0].value == pytest.approx(learnt.evpi, rel=0.1)


def test_units_are_carried_to_the_score() -> None:
    weeks, eur = Unit.parse("person-week"), money("EUR")
    items = [ValueItem("a", lognormal(10, 20, unit=eur), 2), ValueItem("b", 9, exactly(1, weeks))]

    assert rank(value_effort(items)).unit == "EUR/person-week"
    with pytest.raises(UnitsDiffer, match="Value of a is in EUR, of b in USD"):
        value_effort([items[0], ValueItem("b", exactly(9, money("USD")), 1)])


def test_items_worth_less_than_nothing_are_told() -> None:
    assert "below zero" in value_effort([ValueItem("a", -3, 1)]).warnings[0]


def test_equal_scores_are_told() -> None:
    answer = rank(value_effort([ValueItem("b", 2, 1), ValueItem("a", 2, 1)]))

    assert [item.name for item in answer.items] == ["a", "b"]
    assert any("equal scores" in text for text in answer.warnings)
    assert answer.beats("a", "b") == 0.5


def test_a_name_that_is_not_ranked_is_not_found() -> None:
    answer = rank(value_effort([ValueItem("a", 2, 1)]))

    with pytest.raises(KeyError):
        answer.of("z")
    with pytest.raises(KeyError):
        answer.beats("a", "z")


@pytest.mark.parametrize(
    ("ask", "refusal", "says"),
    [
        (lambda: rice([]), NoData, "item"),
        (lambda: rice([RiceBet("a", lognormal(1, 2), 1, 1, 0.8)]), DoubleCounted, "twice"),
        (lambda: rice([RiceBet("a", 1, 1, 0)]), OutOfRange, "Effort of a"),
        (lambda: rice([RiceBet("a", 1, 1, normal(1, 3))]), OutOfRange, "lognormal"),
        (lambda: rice([RiceBet("a", -1, 1, 1)]), Negative, "Reach of a"),
        (lambda: rice([RiceBet("a", 1, 1, 1, 80)]), OutOfRange, ".8 for 80 %"),
        (lambda: rice([RiceBet("a", float("nan"), 1, 1)]), NotFinite, "finite"),
        (lambda: rice([RiceBet("a", 1, 1, 1), RiceBet("a", 1, 1, 1)]), NotNamed, "twice"),
        (lambda: rice([RiceBet(" ", 1, 1, 1)]), NotNamed, "no name"),
        (lambda: ice([IceIdea("a", 5, 5)]), NotNamed, "no confidence"),
        (lambda: ice([IceIdea("a", pert(1, 2, 3), 5, 5)]), DoubleCounted, "twice"),
        (
            lambda: ice([IceIdea("a", pert(1, 2, 3), 5), IceIdea("b", 1, 1, 1)]),
            DoubleCounted,
            "different scales",
        ),
        (lambda: ice([IceIdea("a", 11, 5, 5)]), OutOfRange, "from 1 to 10"),
        (lambda: wsjf([WsjfJob("a", -1, 1, 1, 1)]), Negative, "Value of a"),
        (lambda: weighted({"a": {"x": 1}}, {"x": 1, "y": 1}), NotNamed, "no score for y"),
        (lambda: weighted({"a": {"x": 1}}, {}), NoData, "weight"),
        (lambda: weighted({"a": {"x": 1}}, {"x": 0}), OutOfRange, "All weights"),
        (lambda: weighted({"a": {"x": 1}}, {"x": -1}), Negative, "weight of x"),
        (lambda: rank(value_effort([ValueItem("a", 1, 1)]), top=2), OutOfRange, "choose"),
        (lambda: rank(value_effort([ValueItem("a", 1, 1)]), draws=0), OutOfRange, "Draws"),
    ],
)
def test_what_cannot_be_scored_is_refused(ask: object, refusal: type[Refused], says: str) -> None:
    assert callable(ask)
    with pytest.raises(refusal, match=says):
        ask()
