"""Market size two ways, shares and concentration, diffusion."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.science.market import SETTINGS, held
from leadline_science.market import (
    Factor,
    Part,
    Stage,
    Way,
    adoption,
    bass,
    concentration,
    market_size,
)
from leadline_science.refusals import (
    Incompatible,
    Negative,
    NoData,
    NotFinite,
    NotNamed,
    OutOfRange,
    Refused,
    TooFew,
    UnitsDiffer,
)
from leadline_science.uncertainty import lognormal, money, normal, share

EURO = money("EUR")
FIRMS = Factor("firms", lognormal(800, 1200))
PRICE = Factor("price", lognormal(9000, 20_000, unit=EURO))


def test_a_tree_multiplies_down_and_adds_up() -> None:
    # By hand: 10 × (3 × 2 + 4 × 5) = 260; served .5 × (6 × 1 + 20 × .5) × 10 = 80; won .1 of the 20.
    tree = Part(
        "all",
        (Factor("years", 10),),
        (
            Part("a", (Factor("x", 3), Factor("y", 2)), won=0),
            Part("b", (Factor("z", 4), Factor("u", 5)), served=0.5, won=0.1),
        ),
        served=0.5,
    )
    answer = market_size([Way("one", (tree,))], draws=16)

    assert answer.of("one", Stage.TAM).size.p50 == pytest.approx(260)
    assert answer.of("one", Stage.SAM).size.p50 == pytest.approx(80)
    assert answer.of("one", Stage.SOM).size.p50 == pytest.approx(5)
    assert "sure" in answer.warnings[0]


def test_a_product_of_lognormals_has_its_closed_form() -> None:
    # Logs add: median √(800·1200·9000·20000), log-sd the root of the sum of squares.
    size = market_size([Way("one", (Part("all", (FIRMS, PRICE)),))]).of("one", Stage.TAM)

    assert size.size.p50 == pytest.approx((800 * 1200 * 9000 * 20_000) ** 0.5, rel=0.01)
    assert size.high / size.low == pytest.approx(2.4447, rel=0.03)


def test_ways_that_share_a_factor_differ_only_by_the_rest() -> None:
    own = Way("own", (Part("a", (FIRMS, PRICE)),))
    same = Way("same", (Part("b", (Factor("other firms", 1000), PRICE)),))
    gap = market_size([own, same]).gaps[0]

    # The ratio is firms / 1000 alone.
    assert (gap.low, gap.high) == pytest.approx((0.8, 1.2), rel=0.01)
    assert gap.overlap


def test_ways_apart_are_told_with_their_factor() -> None:
    answer = market_size(
        [
            Way("above", (Part("a", (Factor("report", lognormal(80, 100)),)),)),
            Way("below", (Part("a", (Factor("count", lognormal(20, 30)),)),)),
        ]
    )

    assert not answer.agree
    assert "above and below do not agree on the TAM: a factor of 3.7" in answer.warnings[0]


@settings(max_examples=20, deadline=None)
@given(st.floats(0, 1), st.floats(0.01, 1))
def test_each_stage_is_at_most_the_one_before(served: float, won: float) -> None:
    answer = market_size([Way("w", (Part("a", (PRICE,), served=served, won=won),))], draws=64)
    sizes = [answer.of("w", stage).high for stage in Stage]

    assert sizes[0] >= sizes[1] >= sizes[2] >= 0


def test_four_competitors_have_the_index_of_the_department_of_justice() -> None:
    answer = concentration({"a": 30, "b": 30, "c": 20, "d": 20})

    assert answer.hhi == pytest.approx(2600, abs=1e-9)
    assert answer.hhi_most == answer.hhi
    assert answer.equal_rivals == pytest.approx(10_000 / 2600)


def test_others_give_the_index_two_ends() -> None:
    answer = concentration({"a": 25, "b": 10}, others=65)

    # 625 + 100; six of 10 and one of 5 more.
    assert (answer.hhi, answer.hhi_most) == pytest.approx((725, 1350))
    assert "others" in answer.warnings[0]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0.1, 100), min_size=1, max_size=8), st.floats(0, 100))
def test_the_index_lies_between_its_bounds(sales: list[float], others: float) -> None:
    answer = concentration({f"c{at}": each for at, each in enumerate(sales)}, others=others)

    assert 0 < answer.hhi <= answer.hhi_most <= 10_000 + 1e-6
    assert sum(line.share for line in answer.lines) + answer.others == pytest.approx(1)


def test_the_peak_is_that_of_bass() -> None:
    answer = bass(0.03, 0.38, 1000, 40)
    steps = [b - a for a, b in zip((0.0, *answer.adopters), answer.adopters, strict=False)]

    assert answer.peak == pytest.approx(6.1924, abs=1e-3)
    assert steps.index(max(steps)) in (5, 6)
    assert answer.adopters[-1] == pytest.approx(1000, rel=1e-4)
    assert bass(0.5, 0.3, 1000, 3).peak == 0


def test_a_diffusion_is_found_again() -> None:
    curve = bass(0.03, 0.38, 100_000, 12).adopters
    seen = [b - a for a, b in zip((0.0, *curve), curve, strict=False)]
    answer = adoption(seen)

    assert answer.innovation.value == pytest.approx(0.03, rel=0.01)
    assert answer.imitation.value == pytest.approx(0.38, rel=0.01)
    assert answer.market.value == pytest.approx(100_000, rel=0.01)
    assert answer.warnings == ()
    early = adoption(seen[:5])
    assert "not behind us" in early.warnings[0]
    assert early.market.high / early.market.low > answer.market.high / answer.market.low


def test_the_limits_of_a_diffusion_hold_as_often_as_stated() -> None:
    assert all(0.75 < share <= 1 for share in held(SETTINGS[3], 25))


@pytest.mark.parametrize(
    ("ask", "refusal", "says"),
    [
        (lambda: market_size([]), NoData, "way"),
        (lambda: market_size([Way("w", ())]), NoData, "part"),
        (lambda: market_size([Way("w", (Part("a", (FIRMS,)),))] * 2), NotNamed, "twice"),
        (lambda: Part("a"), OutOfRange, "nothing to multiply"),
        (lambda: Part("a", (FIRMS, FIRMS)), NotNamed, "twice"),
        (lambda: Part("a", (Factor("x", normal(1, 2)),)), Negative, "below zero"),
        (lambda: Part("a", (FIRMS,), served=1.2), OutOfRange, "served"),
        (lambda: Part("a", (FIRMS,), won=lognormal(0.1, 0.3)), OutOfRange, "won"),
        (
            lambda: Part("a", parts=(Part("b", (FIRMS,)), Part("c", (PRICE,)))),
            UnitsDiffer,
            "EUR",
        ),
        (
            lambda: market_size(
                [Way("v", (Part("a", (FIRMS,)),)), Way("w", (Part("a", (PRICE,)),))]
            ),
            UnitsDiffer,
            "one unit",
        ),
        (
            lambda: market_size(
                [Way("v", (Part("a", (FIRMS,)),)), Way("w", (Part("a", (Factor("firms", 3),)),))]
            ),
            Incompatible,
            "differently",
        ),
        (
            lambda: market_size(
                [
                    Way("v", (Part("a", (FIRMS,), won=share(0.1, 0.2)),)),
                    Way("w", (Part("a", (FIRMS,), won=0),)),
                ]
            ),
            OutOfRange,
            "can be 0",
        ),
        (lambda: concentration({}), NoData, "competitor"),
        (lambda: concentration({"a": 0}), OutOfRange, "Nobody sells"),
        (lambda: concentration({"a": -1}), Negative, "below zero"),
        (lambda: concentration({"a": 1}, others=float("inf")), NotFinite, "others"),
        (lambda: concentration({"a": 1}, units={"b": 1}), Incompatible, "different"),
        (lambda: bass(0, 0.3, 100, 5), OutOfRange, "Innovation"),
        (lambda: bass(0.1, -0.3, 100, 5), OutOfRange, "Imitation"),
        (lambda: adoption([1, 2, 3]), TooFew, "periods"),
        (lambda: adoption([0, 0, 0, 0, 3]), OutOfRange, "Hardly"),
        (lambda: adoption([1, 2, 3, -4, 5]), Negative, "below zero"),
    ],
)
def test_what_says_nothing_is_refused(ask: object, refusal: type[Refused], says: str) -> None:
    assert callable(ask)
    with pytest.raises(refusal, match=says):
        ask()
