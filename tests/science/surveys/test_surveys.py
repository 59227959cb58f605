"""Surveys: published intervals, coverage, weights, Kano, prices, refusals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.science.surveys import difference_held, nps_held, rating_held
from leadline_science.refusals import (
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
from leadline_science.surveys import (
    Category,
    KanoCounts,
    PriceAnswer,
    PriceTests,
    Recommendations,
    category,
    ces,
    csat,
    difference,
    effective_size,
    gabor_granger,
    kano,
    nps,
    nps_change,
    raking,
    sample_size,
    van_westendorp,
    weighted_share,
)
from tests.science.surveys.r_numbers import rnorm

WHO = [
    {"size": size, "region": region}
    for size, region, count in (
        ("small", "north", 30),
        ("small", "south", 10),
        ("large", "north", 5),
        ("large", "south", 20),
    )
    for _ in range(count)
]
TARGETS: dict[str, dict[str, float]] = {
    "size": {"small": 0.4, "large": 0.6},
    "region": {"north": 600, "south": 400},
}

# Sauerwein et al. 1996, skis: percentages, and the two coefficients as printed.
SKIS = [
    (KanoCounts("edge grip", 7, 32.3, 49.3, 9.5), 0.40, -0.83, Category.MUST_BE),
    (KanoCounts("ease of turn", 10.4, 45.1, 30.5, 11.5), 0.57, -0.78, Category.PERFORMANCE),
    (KanoCounts("service", 63.8, 21.6, 2.9, 8.5), 0.88, -0.25, Category.ATTRACTIVE),
]


def test_a_difference_has_the_limits_of_newcombe() -> None:
    # Newcombe 1998, Statistics in Medicine 17:873, table II, 56/70 - 48/80, method 10.
    found = difference(56, 70, 48, 80)

    assert (found.difference, found.low, found.high) == pytest.approx(
        (0.2, 0.0524, 0.3339), abs=6e-5
    )


def test_a_difference_holds_as_often_as_stated() -> None:
    assert all(0.93 < difference_held(20, 30, share, 0.1) < 0.98 for share in (0.3, 0.5, 0.8))


def test_the_net_promoter_score_has_its_adjusted_limits() -> None:
    # By hand: (15.75 - 5.75) / 33 ± 1.96 √((21.5/33 - (10/33)²) / 33).
    found = nps(Recommendations(15, 10, 5))

    assert (found.score, found.low, found.high) == pytest.approx((1 / 3, 0.0478, 0.5583), abs=6e-5)
    assert Recommendations.of([9] * 15 + [7] * 10 + [0] * 5) == found.answers


def test_the_net_promoter_score_holds_more_often_than_the_plain_wald() -> None:
    adjusted, plain = nps_held(10, (0.8, 0.15, 0.05))

    assert adjusted > 0.93
    assert plain < 0.9


def test_promoters_alone_leave_doubt_and_the_scale_ends_at_one() -> None:
    found = nps(Recommendations(10, 0, 0))

    assert found.low < 0.9
    assert found.high == 1
    assert "scale" in found.warnings[0]


def test_a_change_is_told_from_noise_by_more_answers() -> None:
    few = nps_change(Recommendations(15, 10, 5), Recommendations(10, 10, 10))
    many = nps_change(Recommendations(150, 100, 50), Recommendations(100, 100, 100))

    assert few.low < 0 < many.low
    assert few.warnings
    assert not many.warnings


def test_a_mean_rating_holds_as_often_as_stated() -> None:
    shares = np.array([0, 0, 0, 0, 0.05, 0.2, 0.75])

    assert 0.9 < rating_held(shares, 20) < 0.99


def test_unanimous_ratings_are_not_sure() -> None:
    found = ces([7] * 10)

    assert found.mean == found.mean_high == 7
    assert 5.5 < found.mean_low < 6.5
    # Wilson, 10 of 10.
    assert found.share_low == pytest.approx(0.7225, abs=1e-4)
    assert csat([1, 2, 3, 4, 5]).share == pytest.approx(0.4)


def test_the_sample_size_is_that_of_cochran() -> None:
    assert sample_size(0.05).answers == 385
    assert sample_size(0.05, population=1000).answers == 278
    assert sample_size(0.05, response=0.2, design_effect=1.5).invitations == 2885
    assert "not as many" in sample_size(0.05, population=300, response=0.1).warnings[0]


def test_unequal_weights_cost_what_kish_says() -> None:
    found = effective_size([1] * 50 + [2] * 30 + [4] * 20)

    assert found.effective == pytest.approx(73.6735, abs=1e-4)
    assert found.design_effect == pytest.approx(1.35734, abs=1e-5)
    assert effective_size([3, 3]).effective == 2


def test_a_share_under_equal_weights_is_that_of_wilson() -> None:
    found = weighted_share([True] * 15 + [False] * 133, [2.5] * 148)

    assert (found.low, found.high) == pytest.approx((0.0624, 0.1605), abs=6e-5)


def test_raking_meets_all_targets_at_once() -> None:
    found = raking(WHO, TARGETS)

    assert all(line.reached == pytest.approx(line.wanted, abs=1e-9) for line in found.margins)
    assert np.mean(found.weights) == pytest.approx(1)
    # Raking keeps the odds ratio of the table: (30 × 20) / (10 × 5).
    cells = [found.weights[at] * count for at, count in ((0, 30), (30, 10), (40, 5), (45, 20))]
    assert cells[0] * cells[3] / cells[1] / cells[2] == pytest.approx(12)


def test_a_limit_on_weights_holds_and_what_it_misses_is_told() -> None:
    found = raking(WHO, TARGETS, heaviest=2)

    assert max(found.weights) == pytest.approx(2)
    assert np.mean(found.weights) == pytest.approx(1)
    assert found.off > 0.01
    assert "missed" in found.warnings[0]
    assert found.effective > raking(WHO, TARGETS).effective


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(1, 40), min_size=4, max_size=4), st.floats(0.2, 0.8), st.floats(0.2, 0.8)
)
def test_any_filled_table_is_raked(counts: list[int], small: float, north: float) -> None:
    kinds = [{"size": s, "region": r} for s in ("small", "large") for r in ("north", "south")]
    who = [kind for kind, count in zip(kinds, counts, strict=True) for _ in range(count)]
    found = raking(
        who,
        {
            "size": {"small": small, "large": 1 - small},
            "region": {"north": north, "south": 1 - north},
        },
    )

    assert found.off < 1e-9
    assert 1 <= found.effective <= len(who)


@pytest.mark.parametrize(("counts", "better", "worse", "mode"), SKIS)
def test_skis_have_the_coefficients_of_sauerwein(
    counts: KanoCounts, better: float, worse: float, mode: Category
) -> None:
    line = kano([counts]).lines[0]

    assert (line.better, line.worse) == pytest.approx((better, worse), abs=0.006)
    assert line.mode == mode == line.chances[0].category
    assert line.better_low < line.better < line.better_high
    assert line.worse_low < line.worse < line.worse_high


def test_two_answers_give_a_category() -> None:
    # Like, must be, neutral, live with, dislike; with the feature, then without.
    assert category(1, 5) == Category.PERFORMANCE
    assert category(1, 3) == Category.ATTRACTIVE
    assert category(3, 5) == Category.MUST_BE
    assert category(2, 4) == Category.INDIFFERENT
    assert category(4, 1) == category(5, 3) == Category.REVERSE
    assert category(1, 1) == category(5, 5) == Category.QUESTIONABLE
    assert KanoCounts.of("a", [(1, 5), (1, 3), (1, 1)]).questionable == 1


def test_a_category_that_is_not_sure_is_called_mixed() -> None:
    line = kano([KanoCounts("a", 11, 10, 5, 4)]).lines[0]

    assert line.mixed
    assert line.mode == Category.ATTRACTIVE
    assert 0.4 < line.chances[0].chance < 0.7
    assert not kano([KanoCounts("a", 40, 10, 5, 4)]).lines[0].mixed
    # A tie goes to the must-be.
    assert kano([KanoCounts("a", 10, 10, 10, 4)]).lines[0].mode == Category.MUST_BE


def test_price_points_are_those_of_the_r_package() -> None:
    # pricesensitivitymeter 1.3, example of psm_analysis: set.seed(42), four times 250 normal numbers.
    drawn = rnorm(42, 1000).reshape(4, 250)
    middles, sds = np.array([[5], [8.5], [13], [17]]), np.array([[0.5], [0.5], [0.75], [1]])
    cents = np.round((middles + sds * drawn) * 100)
    found = van_westendorp([PriceAnswer(*row) for row in cents.T.tolist()])

    assert cents[0, :4].tolist() == [569, 472, 518, 532]
    assert (found.cheapest.price, found.dearest.price) == (635, 1453)
    assert (found.indifference.price, found.optimal.price) == (998, 635)
    assert found.optimal.until == 1362
    assert found.optimal.height == 0
    assert "touch" in found.warnings[0]
    assert "hardly overlap" in found.warnings[1]


def test_answers_that_do_not_rise_are_left_out_and_counted() -> None:
    # The package's vignette, set.seed(20): 111 of 250 are dropped.
    drawn = rnorm(20, 1000).reshape(4, 250)
    middles, sds = np.array([[8], [12], [13], [15]]), np.array([[1.5], [2], [1], [1]])
    cents = np.round((middles + sds * drawn) * 100)
    found = van_westendorp([PriceAnswer(*row) for row in cents.T.tolist()])

    assert (found.asked, found.inconsistent) == (250, 111)
    assert found.cheapest.price < found.indifference.price < found.dearest.price
    assert found.indifference.low <= found.indifference.price <= found.indifference.high


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 9), st.integers(0, 1000))
def test_prices_in_another_unit_give_the_same_points(times: int, seed: int) -> None:
    random = np.random.Generator(np.random.PCG64(seed))
    rows = np.sort(random.integers(1, 500, (40, 4)), axis=1) + np.arange(4)
    one = van_westendorp([PriceAnswer(*row) for row in rows.tolist()], draws=100)
    other = van_westendorp([PriceAnswer(*row) for row in (rows * times).tolist()], draws=100)

    assert other.cheapest.price == times * one.cheapest.price
    assert other.dearest.high == times * one.dearest.high


def test_revenue_is_best_at_fifteen() -> None:
    found = gabor_granger(PriceTests((10, 15, 20, 25), (80, 60, 35, 20), (100,) * 4))

    assert [line.revenue for line in found.lines] == pytest.approx([8, 9, 7, 5])
    assert found.best == 15
    assert sum(line.best_chance for line in found.lines) == pytest.approx(1)
    # With a cost of 10: 0, 3, 3.5, 3.
    dear = gabor_granger(PriceTests((10, 15, 20, 25), (80, 60, 35, 20), (100,) * 4), unit_cost=10)
    assert dear.best == 20


def test_demand_never_rises_and_the_end_of_the_grid_is_told() -> None:
    found = gabor_granger(PriceTests((10, 20, 30), (20, 30, 28), (50, 50, 50)))

    # Pooled: 78 of 150.
    assert [line.demand for line in found.lines] == pytest.approx([0.52] * 3)
    assert "highest price" in found.warnings[0]
    assert "pooled" in found.warnings[1]


def test_the_same_people_at_all_prices_say_less_than_others_at_each() -> None:
    found = PriceTests.of([10, 20], [None] * 20 + [10] * 50 + [20] * 30)

    assert (found.buyers, found.asked, found.same_people) == ((80, 30), (100, 100), True)
    assert "same people" in gabor_granger(found).assumptions[1]


@pytest.mark.parametrize(
    ("ask", "refusal", "says"),
    [
        (lambda: difference(1, 0, 1, 2), NoData, "share"),
        (lambda: difference(3, 2, 1, 2), OutOfRange, "Hits is 3"),
        (lambda: Recommendations(0, 0, 0), NoData, "Nobody"),
        (lambda: Recommendations(-1, 2, 0), OutOfRange, "promoters"),
        (lambda: Recommendations.of([11]), OutOfRange, "11"),
        (lambda: nps(Recommendations(1, 1, 1), level=1), OutOfRange, "level"),
        (lambda: csat([]), NoData, "answer"),
        (lambda: csat([6]), OutOfRange, "6"),
        (lambda: csat([1], top=5), OutOfRange, "top"),
        (lambda: sample_size(0), OutOfRange, "margin"),
        (lambda: sample_size(0.1, population=0), OutOfRange, "population"),
        (lambda: sample_size(float("nan")), OutOfRange, "margin"),
        (lambda: effective_size([]), NoData, "weights"),
        (lambda: effective_size([0, 0]), OutOfRange, "All weights"),
        (lambda: effective_size([1, -1]), Negative, "below zero"),
        (lambda: weighted_share([True], [1, 2]), LengthsDiffer, "answers"),
        (lambda: raking([], TARGETS), NoData, "respondent"),
        (lambda: raking(WHO, {}), NoData, "target"),
        (lambda: raking(WHO, {"age": {"old": 1}}), NotNamed, "age is None"),
        (lambda: raking(WHO[:40], TARGETS), NoData, "large"),
        (lambda: raking(WHO, TARGETS, heaviest=1), OutOfRange, "heaviest"),
        (lambda: raking(WHO, TARGETS, base=[1]), LengthsDiffer, "base"),
        (
            lambda: raking(WHO, {"size": {"small": 0, "large": 1}}),
            OutOfRange,
            "Leave them out",
        ),
        (
            # North is all small and south all large: the two targets contradict each other.
            lambda: raking([WHO[0], WHO[-1]], TARGETS),
            Incompatible,
            "cannot all be met",
        ),
        (lambda: kano([]), NoData, "feature"),
        (lambda: KanoCounts("a", 0, 0, 0, 0, 3), NoData, "usable"),
        (lambda: KanoCounts("a", -1, 2, 0, 0), Negative, "below zero"),
        (lambda: category(0, 5), OutOfRange, "0"),
        (lambda: kano([KanoCounts("a", 1, 0, 0, 0)] * 2), NotNamed, "twice"),
        (lambda: van_westendorp([]), NoData, "answer"),
        (lambda: van_westendorp([PriceAnswer(4, 3, 2, 1)] * 50), TooFew, "0 of 50"),
        (lambda: PriceAnswer(1, 2, 3, float("nan")), NotFinite, "prices"),
        (lambda: PriceAnswer(-1, 2, 3, 4), Negative, "below zero"),
        (lambda: PriceTests((10,), (1,), (2,)), TooFew, "price"),
        (lambda: PriceTests((10, 9), (1, 1), (2, 2)), NotNamed, "rise"),
        (lambda: PriceTests((10, 11), (3, 1), (2, 2)), OutOfRange, "buyers"),
        (lambda: PriceTests((10, 11), (1, 2), (2, 2), same_people=True), Incompatible, "higher"),
        (lambda: PriceTests.of([10, 11], [12]), NotNamed, "12"),
        (lambda: gabor_granger(PriceTests((10, 11), (0, 0), (9, 9))), NoData, "Nobody"),
    ],
)
def test_what_says_nothing_is_refused(ask: object, refusal: type[Refused], says: str) -> None:
    assert callable(ask)
    with pytest.raises(refusal, match=says):
        ask()
