"""Choices among offers: published partworths, people who differ, refusals."""

import csv
import gzip
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.science.conjoint import People
from leadline_science.conjoint import NONE, Attribute, Choice, Study, hierarchical, logit
from leadline_science.conjoint.mixing import effective_draws
from leadline_science.conjoint.mnl import fieller
from leadline_science.refusals import (
    Incompatible,
    LengthsDiffer,
    NoData,
    NotFinite,
    NotNamed,
    OutOfRange,
    Refused,
    TooFew,
)

ELECTRICITY = Path(__file__).parents[4] / "shared/data/choice-experiments/electricity.csv.gz"
SUPPORT = Attribute("support", ("phone", "chat", "mail"))
PRICE = Attribute("price")


def two_offers(chosen: list[int]) -> Study:
    return Study(("x",), tuple(Choice(((1.0,), (0.0,)), each) for each in chosen))


@pytest.mark.skipif(not ELECTRICITY.is_file(), reason="the public choice data are not here")
def test_electricity_contracts_have_the_partworths_of_the_r_package() -> None:
    # Croissant 2020, Journal of Statistical Software 95(11): mlogit of the Electricity data.
    terms = ("pf", "cl", "loc", "wk", "tod", "seas")
    tasks: dict[str, list[dict[str, str]]] = {}
    with gzip.open(ELECTRICITY, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            tasks.setdefault(row["chid"], []).append(row)
    study = Study(
        terms,
        tuple(
            Choice(
                tuple(tuple(float(row[term]) for term in terms) for row in rows),
                [row["choice"] for row in rows].index("TRUE"),
            )
            for rows in tasks.values()
        ),
    )
    answer = logit(study)

    expected = (-0.62523, -0.10830, 1.44224, 0.99550, -5.46276, -5.84003)
    assert [each.value for each in answer.partworths] == pytest.approx(expected, abs=6e-5)
    assert answer.likelihood == pytest.approx(-4958.6, abs=0.06)


def test_two_offers_have_the_log_odds() -> None:
    # 30 of 40: ln 3, error √(1/30 + 1/10).
    answer = logit(two_offers([0] * 30 + [1] * 10))

    assert answer.of("x").value == pytest.approx(np.log(3))
    assert answer.of("x").error == pytest.approx((1 / 30 + 1 / 10) ** 0.5)
    assert answer.chance == pytest.approx(40 * np.log(0.5))
    assert answer.hits == 0.75


def test_levels_are_coded_so_that_the_last_is_minus_the_others() -> None:
    offers = [{"support": each, "price": 3} for each in ("phone", "chat", "mail")]
    study = Study.of([SUPPORT, PRICE], [("r", [*offers, None], 3)])

    assert study.terms == ("support: phone", "support: chat", "price", NONE)
    assert study.choices[0].rows == (
        (1, 0, 3, 0),
        (0, 1, 3, 0),
        (-1, -1, 3, 0),
        (0, 0, 0, 1),
    )


def test_tasks_of_different_length_are_taken_together() -> None:
    three = Choice(((1.0,), (0.0,), (0.0,)), 0)
    answer = logit(Study(("x",), (three,) * 30 + (Choice(((1.0,), (0.0,)), 1),) * 20))

    # The slope of 30 (u - ln(e^u + 2)) - 20 ln(e^u + 1) is 0.
    weight = np.exp(answer.of("x").value)
    assert 30 * 2 / (weight + 2) == pytest.approx(20 * weight / (weight + 1))


def test_people_who_differ_widen_the_limits_of_the_plain_logit() -> None:
    study = People.of(3, respondents=60, terms=3).study()
    silent = Study(study.terms, tuple(Choice(each.rows, each.chosen) for each in study.choices))

    assert logit(study).of("x2").error > 1.2 * logit(silent).of("x2").error
    assert "who chose" in logit(silent).warnings[0]


def test_worth_has_no_end_where_the_price_may_not_matter() -> None:
    # Fieller 1954.
    clear = fieller((4.0, 2.0), (1.0, 0.0, 0.01), 1.96)
    assert clear.low is not None
    assert clear.high is not None
    assert clear.low < 2 < clear.high
    # The limits are where the difference top - ratio × bottom is 1.96 errors away from 0.
    for ratio in (clear.low, clear.high):
        assert (4 - 2 * ratio) ** 2 == pytest.approx(1.96**2 * (1 + 0.01 * ratio**2))
    assert fieller((4.0, 0.5), (1.0, 0.0, 0.25), 1.96).high is None


def test_the_hierarchical_model_finds_means_spreads_and_people() -> None:
    people = People.of(1, respondents=150, terms=4)
    answer = hierarchical(people.study(tasks=12), draws=1500)
    own = np.array([each.values for each in answer.people])

    for line, mean, spread in zip(answer.partworths, people.means, people.spreads, strict=True):
        assert line.low - 0.15 < mean < line.high + 0.15
        assert line.spread_low - 0.2 < spread < line.spread_high + 0.2
    assert all(np.corrcoef(own[:, at], people.points[:, at])[0, 1] > 0.4 for at in range(4))
    assert answer.hits > 0.7
    assert 0.4 < answer.accepted < 0.95
    assert answer.effective > 30


def test_a_respondent_who_chooses_blindly_fits_badly() -> None:
    study = People.of(2, respondents=40, terms=3).study(tasks=12)
    random = np.random.Generator(np.random.PCG64(1))
    blind = tuple(
        Choice(each.rows, int(random.integers(3)), each.respondent)
        if each.respondent == "r0000"
        else each
        for each in study.choices
    )
    people = hierarchical(Study(study.terms, blind), draws=800).people

    assert people[0].fit < np.median([each.fit for each in people])


def test_draws_that_follow_each_other_are_worth_less() -> None:
    random = np.random.Generator(np.random.PCG64(1))
    steps = random.standard_normal(20_000)
    chain = np.empty_like(steps)
    chain[0] = steps[0]
    for at in range(1, len(steps)):
        chain[at] = 0.9 * chain[at - 1] + steps[at]

    assert effective_draws(steps) == pytest.approx(20_000, rel=0.1)
    # Autoregressive with .9: (1 - .9) / (1 + .9) of them.
    assert effective_draws(chain) == pytest.approx(20_000 / 19, rel=0.25)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 500), st.floats(0.5, 4))
def test_terms_in_another_unit_have_partworths_in_that_unit(seed: int, unit: float) -> None:
    study = People.of(seed, respondents=20, terms=2).study()
    one, same = logit(study), logit(in_unit(study, unit))

    assert same.of("x0").value * unit == pytest.approx(one.of("x0").value, abs=1e-6)
    assert same.likelihood == pytest.approx(one.likelihood)


def in_unit(study: Study, unit: float) -> Study:
    return Study(
        study.terms,
        tuple(
            Choice(
                tuple((row[0] * unit, *row[1:]) for row in each.rows), each.chosen, each.respondent
            )
            for each in study.choices
        ),
    )


@pytest.mark.parametrize("unit", [1e5, 1e-2])
def test_the_hierarchical_model_walks_in_any_unit(unit: float) -> None:
    study = People.of(1, respondents=60, terms=3).study()
    one, same = hierarchical(study, draws=1000), hierarchical(in_unit(study, unit), draws=1000)

    assert same.of("x0").value * unit == pytest.approx(one.of("x0").value, abs=0.2)
    assert same.of("x2").spread == pytest.approx(one.of("x2").spread, abs=0.3)


PEOPLE = People.of(1, respondents=12, terms=2).study(tasks=4)


@pytest.mark.parametrize(
    ("ask", "refusal", "says"),
    [
        (lambda: Study((), ()), NoData, "term"),
        (lambda: Study(("x",), ()), NoData, "choice"),
        (lambda: Study(("x", "x"), (Choice(((1, 1), (2, 2)), 0),)), NotNamed, "twice"),
        (lambda: Study(("x",), (Choice(((1, 2), (1, 3)), 0),)), LengthsDiffer, "2 numbers"),
        (lambda: Study(("x",), (Choice(((1,), (float("nan"),)), 0),)), NotFinite, "rows"),
        (lambda: Choice(((1,),), 0), TooFew, "alternatives"),
        (lambda: Choice(((1,), (2,)), 2), OutOfRange, "from 0"),
        (lambda: Attribute("x", ("one",)), TooFew, "one level"),
        (lambda: SUPPORT.row("fax"), NotNamed, "fax"),
        (lambda: PRICE.row("dear"), NotNamed, "number"),
        (lambda: Study.of([SUPPORT, PRICE], [("r", [{"price": 1}], 0)]), NotNamed, "no support"),
        (lambda: logit(Study(("x",), (Choice(((1,), (1,)), 0),))), Incompatible, "same in all"),
        (
            lambda: logit(Study(("x", "y"), (Choice(((1, 2), (2, 4)), 0),) * 9)),
            Incompatible,
            "told apart",
        ),
        (lambda: logit(two_offers([0] * 9)), Incompatible, "tell every choice"),
        (lambda: logit(PEOPLE).worth("x0", "price"), NotNamed, "price"),
        (lambda: hierarchical(two_offers([0, 1])), NotNamed, "who chose"),
        (
            lambda: hierarchical(Study(PEOPLE.terms, PEOPLE.choices[:8])),
            TooFew,
            "2 respondents",
        ),
        (lambda: hierarchical(PEOPLE, draws=10), OutOfRange, "draws"),
    ],
)
def test_what_says_nothing_is_refused(ask: object, refusal: type[Refused], says: str) -> None:
    assert callable(ask)
    with pytest.raises(refusal, match=says):
        ask()
