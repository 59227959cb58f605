"""Promise against result: who leans, what the next estimate then says, evidence, and balance."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline_science import calibration as c
from leadline_science.calibration import Duty, Evidence, Half, Promise
from leadline_science.refusals import (
    Crossed,
    Negative,
    NoData,
    NotFinite,
    NotNamed,
    OutOfRange,
    Refused,
)

Z90 = 1.644854


def promises(
    random: np.random.Generator, who: tuple[str, str], lean: float, narrow: float, count: int
) -> list[Promise]:
    """Who states 90 % intervals of log sd .3, leans by `lean` (log) and is `narrow` times too narrow."""
    middles = random.normal(2, 0.7, count)
    actuals = np.exp(middles + lean + narrow * 0.3 * random.standard_normal(count))
    return [
        Promise(*who, math.exp(m - Z90 * 0.3), math.exp(m + Z90 * 0.3), a)
        for m, a in zip(middles.tolist(), actuals.tolist(), strict=True)
    ]


def cast(seed: int) -> tuple[list[Promise], list[Promise]]:
    """Twelve persons in three teams, 3 to 25 promises each; and one more promise of each."""
    random = np.random.Generator(np.random.PCG64(seed))
    past: list[Promise] = []
    following: list[Promise] = []
    for at in range(12):
        lean = [0.0, 0.3, 0.5][at % 3] + 0.2 * random.standard_normal()
        made = promises(random, (f"p{at}", f"t{at % 3}"), lean, 1.8, int(random.integers(4, 27)))
        past, following = past + made[1:], following + made[:1]
    return past, following


def share_held(corrected: bool) -> float:
    held = []
    for seed in range(25):
        past, following = cast(seed)
        known = c.leanings(past)
        for each in following:
            answer = c.corrected(known, each.person, each.team, each.low, each.high)
            low, high = (answer.low, answer.high) if corrected else answer.said
            held.append(low <= each.actual <= high)
    return float(np.mean(held))


def test_the_corrected_next_estimate_holds_as_often_as_stated() -> None:
    assert share_held(corrected=False) < 0.6
    assert share_held(corrected=True) == pytest.approx(0.9, abs=0.035)


def test_a_person_with_few_promises_is_judged_by_the_team() -> None:
    random = np.random.Generator(np.random.PCG64(1))
    given = [
        *promises(random, ("Ada", "red"), 0.6, 1, 40),
        *promises(random, ("Ben", "red"), 0.6, 1, 40),
        *promises(random, ("Cy", "red"), -0.4, 1, 1),
        *promises(random, ("Dan", "blue"), 0.0, 1, 40),
    ]
    known = c.leanings(given)
    ada, cy = known.of("Ada", "red"), known.of("Cy", "red")

    assert ada.weight > 0.85
    assert cy.weight < 0.7
    assert ada.factor == pytest.approx(math.exp(0.6), rel=0.1)
    assert cy.own_factor < cy.factor
    assert known.of("Dan", "blue").factor == pytest.approx(1, abs=0.15)
    assert known.of("Eve", "red").person == ""
    assert known.of("Eve", "green") == known.everyone


def test_more_promises_weigh_more_and_shrinkage_stays_between() -> None:
    found = [
        c.leanings(promises(np.random.default_rng(2), ("Ada", "red"), 0.5, 1, n)) for n in (2, 20)
    ]
    few, many = (each.of("Ada", "red") for each in found)

    assert few.weight < many.weight
    assert many.factor_high / many.factor_low < few.factor_high / few.factor_low
    assert 1 <= few.factor <= max(few.own_factor, 1) * 1.0001


def test_evidence_multiplies_odds_as_by_hand() -> None:
    # 3 × 10^(1/2) after one half-life, against even odds; one 1/2 against.
    found = c.confidence(
        [
            Evidence("interviews", 3, 0, source="a"),
            Evidence("survey", 10, 180, source="b"),
            Evidence("a lost customer", 0.5, 0, None, source="c"),
        ]
    )
    odds = 3 * 10**0.5 * 0.5

    assert found.confidence == pytest.approx(odds / (1 + odds))
    assert (found.support, found.contradiction) == pytest.approx((3 * 10**0.5, 2))
    assert any("for and against" in text for text in found.warnings)


def test_a_source_that_repeats_itself_counts_less_each_time() -> None:
    once, thrice = (
        c.confidence([Evidence(str(at), 4, 0, source="one") for at in range(times)])
        for times in (1, 3)
    )

    assert once.support == pytest.approx(4)
    assert thrice.support == pytest.approx(4 ** (1 + 1 / 2 + 1 / 3))


def test_evidence_is_fresh_until_it_falls_below_the_threshold() -> None:
    # By hand: odds 9 fade to 7/3 when 0.5^(t / 100) = ln(7/3) / ln 9.
    found = c.confidence([Evidence("survey", 9, 0, 100)], threshold=0.7)
    days = -100 * math.log2(math.log(7 / 3) / math.log(9))

    assert found.fresh_for == pytest.approx(days, abs=1e-6)
    assert c.confidence([Evidence("law", 9, 0, None)]).fresh_for is None
    assert c.confidence([]).fresh_for == 0


@given(st.lists(st.tuples(st.floats(0.01, 100), st.floats(0, 900)), max_size=8))
def test_confidence_is_a_chance_and_age_moves_it_to_the_prior(
    pieces: list[tuple[float, float]],
) -> None:
    now, later = (
        c.confidence([Evidence(str(i), t, a + more) for i, (t, a) in enumerate(pieces)])
        for more in (0, 20_000)
    )

    assert 0 <= now.confidence <= 1
    assert later.confidence == pytest.approx(0.5, abs=1e-3)


def test_a_half_that_starves_is_named() -> None:
    duties = [Duty(Half.STRATEGY, at % 5 == 0, at) for at in range(20)]
    duties += [Duty(Half.EXECUTION, at % 5 != 0, at) for at in range(20)]
    found = c.balance(duties, half_life=1e9)

    assert found.starved is Half.STRATEGY
    assert found.score == pytest.approx((0.2 * 0.8) ** 0.5)
    assert found.lean == pytest.approx(0.6)
    assert found.execution.effective == pytest.approx(20)


def test_recent_duties_count_more() -> None:
    old = [Duty(Half.STRATEGY, True, 360), Duty(Half.STRATEGY, False, 0)]
    found = c.balance([*old, Duty(Half.EXECUTION, True, 0)], half_life=90)

    assert found.strategy.share == pytest.approx(1 / 17)
    assert c.balance([Duty(h, False, 1) for h in Half]).lean is None


NAN = float("nan")
REFUSED = [
    (NoData, lambda: c.leanings([])),
    (NotNamed, lambda: Promise(" ", "t", 1, 2, 1)),
    (Crossed, lambda: Promise("p", "t", 2, 2, 1)),
    (Negative, lambda: Promise("p", "t", 0, 2, 1)),
    (Negative, lambda: Promise("p", "t", 1, 2, 0)),
    (NotFinite, lambda: Promise("p", "t", 1, 2, NAN)),
    (OutOfRange, lambda: Promise("p", "t", 1, 2, 1, level=1)),
    (Crossed, lambda: c.corrected(c.leanings([Promise("p", "t", 1, 2, 1)]), "p", "t", 3, 2)),
    (OutOfRange, lambda: Evidence("a", 0, 1)),
    (OutOfRange, lambda: Evidence("a", 2, 1, 0)),
    (Negative, lambda: Evidence("a", 2, -1)),
    (NotFinite, lambda: Evidence("a", 2, NAN)),
    (OutOfRange, lambda: c.confidence([], prior=1)),
    (NotNamed, lambda: c.confidence([Evidence("a", 2, 1)] * 2)),
    (NoData, lambda: c.balance([])),
    (NoData, lambda: c.balance([Duty(Half.STRATEGY, True, 1)])),
    (OutOfRange, lambda: Duty(Half.STRATEGY, True, 1, 0)),
    (OutOfRange, lambda: c.balance([Duty(h, True, 1) for h in Half], half_life=0)),
]


@pytest.mark.parametrize(("refusal", "ask"), REFUSED)
def test_bad_input_is_refused(refusal: type[Refused], ask: Callable[[], object]) -> None:
    with pytest.raises(refusal):
        ask()
