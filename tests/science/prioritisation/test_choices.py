"""Comparisons of two, best and worst of a few, and money on features."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadline_science.checks import Floats
from leadline_science.prioritisation import (
    Duel,
    Prior,
    Purchase,
    Task,
    bradley_terry,
    buy_a_feature,
    closed_form,
    design,
    maxdiff,
    next_pairs,
)
from leadline_science.refusals import (
    AllEqual,
    Disconnected,
    Incompatible,
    Negative,
    NoData,
    NotNamed,
    OutOfRange,
    Refused,
    TooFew,
)

# Stigler 1994, citations between journals; abilities as in Agresti 2002, p. 448.
JOURNALS = ("Biometrika", "CommStat", "JASA", "JRSSB")
CITED = ((0, 730, 498, 221), (33, 0, 68, 17), (320, 813, 0, 142), (284, 276, 325, 0))
CITATIONS = [
    Duel(JOURNALS[i], JOURNALS[j], CITED[i][j], CITED[j][i])
    for i in range(4)
    for j in range(i + 1, 4)
]

# Lipovetsky & Conklin 2014, Journal of Choice Modelling 10:60, table 6.
SHOWN = (
    7145,
    7144,
    7144,
    7144,
    7145,
    7145,
    7144,
    7146,
    8166,
    7145,
    7144,
    7144,
    7145,
    7144,
    7145,
    7144,
    7146,
)
BEST = (
    1733,
    968,
    5218,
    2704,
    2307,
    692,
    1816,
    689,
    2483,
    1422,
    362,
    2589,
    4158,
    825,
    829,
    859,
    966,
)
WORST = (
    1324,
    2139,
    113,
    1010,
    772,
    3986,
    1438,
    2397,
    1041,
    1538,
    4597,
    966,
    305,
    2875,
    2256,
    2259,
    1604,
)


def simulated(abilities: list[float], asked: list[tuple[int, int]], seed: int) -> list[Duel]:
    random = np.random.Generator(np.random.PCG64(seed))
    return [
        Duel(
            f"i{a}",
            f"i{b}",
            *(
                (1, 0)
                if random.random() < 1 / (1 + np.exp(abilities[b] - abilities[a]))
                else (0, 1)
            ),
        )
        for a, b in asked
    ]


def test_journals_have_the_abilities_of_the_textbook() -> None:
    answer = bradley_terry(CITATIONS, prior=Prior.NONE, reference="Biometrika")
    by_name = {each.name: each for each in answer.strengths}

    for name, ability in zip(JOURNALS, (0, -2.94907, -0.47957, 0.26895), strict=True):
        assert by_name[name].ability == pytest.approx(ability, abs=2e-4)
    for name, error in zip(JOURNALS[1:], (0.10255, 0.06059, 0.07083), strict=True):
        assert by_name[name].error == pytest.approx(error, abs=2e-4)
    assert answer.deviance == pytest.approx(4.2934, abs=2e-4)
    assert answer.freedom == 3
    assert answer.tie is None


def test_ties_follow_davidson() -> None:
    # Two items: 5, 3 and 4 ties of 12 are met exactly: strengths 5 : 3, nu = 4 / sqrt(15).
    answer = bradley_terry([Duel("a", "b", 5, 3, 4)], prior=Prior.NONE, reference="b")

    assert answer.of("a").score == pytest.approx(np.log(5 / 3), abs=1e-6)
    assert answer.tie == pytest.approx(4 / 15**0.5, abs=1e-6)
    assert answer.deviance == pytest.approx(0, abs=1e-9)


def test_the_undefeated_stay_finite_and_are_told() -> None:
    answer = bradley_terry([Duel("a", "b", 9), Duel("b", "c", 5, 4)])

    assert 0 < answer.of("a").score < 4
    assert any("never lose" in text for text in answer.warnings)
    with pytest.raises(Incompatible, match="never"):
        bradley_terry([Duel("a", "b", 9), Duel("b", "c", 5, 4)], prior=Prior.NONE)


def test_limits_hold_abilities_as_often_as_stated() -> None:
    # 600 intervals, not independent: two standard errors are about .03.
    random = np.random.Generator(np.random.PCG64(11))
    held = []
    for seed in range(50):
        true = random.normal(0, 1, 12)
        asked = [tuple(random.choice(12, 2, replace=False).tolist()) for _ in range(150)]
        found = bradley_terry(simulated(true.tolist(), asked, seed), draws=100)
        centred = true - true.mean()
        held += [
            abs(each.ability - centred[int(each.name[1:])]) < 1.96 * each.error
            for each in found.strengths
        ]
    assert 0.92 < np.mean(held) < 0.98


@settings(max_examples=20, deadline=None)
@given(st.permutations(CITATIONS))
def test_the_order_of_duels_is_irrelevant(duels: list[Duel]) -> None:
    turned = [Duel(each.other, each.one, each.losses, each.wins, each.ties) for each in duels]

    assert bradley_terry(turned, draws=100) == bradley_terry(CITATIONS, draws=100)


def test_the_next_pair_is_one_at_the_edge() -> None:
    chain = [Duel(f"i{at}", f"i{at + 1}", 8, 2) for at in range(5)]
    answer = next_pairs([f"i{at}" for at in range(6)], chain, top=2)

    assert {answer.pairs[0].one, answer.pairs[0].other} <= {"i0", "i1", "i2", "i3"}
    assert answer.doubt > answer.pairs[0].gain > answer.pairs[1].gain >= 0
    settled = next_pairs("abc", [Duel("a", "b", 500, 10), Duel("b", "c", 500, 500)], top=1)
    assert "settled" in settled.warnings[0]


def test_questions_can_be_chosen_before_any_answer() -> None:
    answer = next_pairs("abcd", top=1)

    assert answer.doubt > 0.6
    assert "link" in answer.warnings[0]
    linked = next_pairs("abcd", [Duel("a", "b"), Duel("c", "d")], top=1).pairs[0]
    assert (linked.one, linked.other) == ("a", "c")


def test_asking_at_the_edge_settles_the_choice_with_fewer_questions() -> None:
    # Same true strengths and same number of questions; doubt about the best 5 of 15 after 60 more.
    names = [f"i{at}" for at in range(15)]

    def doubt(clever: bool, seed: int) -> float:
        random = np.random.Generator(np.random.PCG64(seed))
        true = random.normal(0, 1, 15).tolist()
        duels = simulated(true, [(at, (at + 1) % 15) for at in range(15)], seed)
        for turn in range(12):
            asked = [tuple(random.choice(15, 2, replace=False).tolist()) for _ in range(5)]
            if clever:
                best = next_pairs(names, duels, top=5, draws=400, seed=turn).pairs
                asked = [(int(each.one[1:]), int(each.other[1:])) for each in best]
            duels += simulated(true, asked, 1000 * seed + turn)
        return next_pairs(names, duels, top=5, draws=1000).doubt

    seeds = range(6)
    assert sum(doubt(True, seed) for seed in seeds) < 0.8 * sum(
        doubt(False, seed) for seed in seeds
    )


def test_the_closed_form_is_that_of_lipovetsky_and_conklin() -> None:
    rows = [(f"i{at}", *row) for at, row in enumerate(zip(SHOWN, BEST, WORST, strict=True))]
    found = closed_form(rows)

    for line, utility, share in zip(
        found, (0.1146, -0.3308, 1.7930, 0.4834), (0.0479, 0.0307, 0.2565, 0.0692), strict=False
    ):
        assert line.closed == pytest.approx(utility, abs=6e-5)
        assert line.share == pytest.approx(share, abs=6e-5)


def answered(true: Floats, seed: int, screens: int = 200) -> list[Task]:
    random = np.random.Generator(np.random.PCG64(seed))
    names = [f"i{at}" for at in range(len(true))]
    tasks = []
    for shown in design(names, tasks=screens, seed=seed):
        worth = np.array([true[int(name[1:])] for name in shown])
        best = int((worth + random.gumbel(size=4)).argmax())
        rest = [at for at in range(4) if at != best]
        worst = rest[int((-worth[rest] + random.gumbel(size=3)).argmax())]
        tasks.append(Task(shown, shown[best], shown[worst]))
    return tasks


def test_utilities_are_found_again_within_their_limits() -> None:
    random = np.random.Generator(np.random.PCG64(4))
    held = []
    for seed in range(15):
        true = random.normal(0, 1, 10)
        answer = maxdiff(answered(true, seed), draws=400)
        centred = true - true.mean()
        held += [item.low <= centred[int(item.name[1:])] <= item.high for item in answer.items]
    assert 0.83 < np.mean(held) < 0.96


def test_respondents_who_differ_widen_the_limits() -> None:
    # Half of them want the opposite: 20 answers by two people say less than 20 by twenty.
    liked = (("a", "c"), ("c", "a"))
    tasks = [Task(("a", "b", "c"), *liked[at % 2], respondent=f"r{at}") for at in range(20)]
    two = [Task(task.shown, task.best, task.worst, f"r{at % 2}") for at, task in enumerate(tasks)]

    assert maxdiff(two).items[0].sd > 1.3 * maxdiff(tasks).items[0].sd
    silent = maxdiff([Task(task.shown, task.best, task.worst) for task in tasks])
    assert silent.respondents is None
    assert any("who answered" in text for text in silent.warnings)


def test_a_design_shows_items_and_pairs_evenly() -> None:
    plan = design([f"i{at}" for at in range(13)], tasks=39)
    counts = {name: sum(name in task for task in plan) for name in plan[0]}
    together = [
        sum({f"i{a}", f"i{b}"} <= set(task) for task in plan) for a in range(13) for b in range(a)
    ]

    assert set(counts.values()) == {12}
    assert max(together) - min(together) <= 3
    assert plan == design([f"i{at}" for at in range(12, -1, -1)], tasks=39)


def test_an_item_that_is_always_best_stays_finite() -> None:
    answer = maxdiff([Task(("a", "b", "c"), "a", "c")] * 4)

    assert answer.items[0].name == "a"
    assert answer.counts[0].closed is None
    assert "always best" in answer.warnings[0]


def test_features_are_bought_alone_or_together() -> None:
    prices = {"search": 100.0, "export": 60.0, "themes": 300.0}
    bought = [Purchase(f"p{at}", "search", 15) for at in range(9)]
    bought += [Purchase("p0", "export", 5), Purchase("p9", "export", 20)]
    answer = buy_a_feature(prices, bought, budget=20)
    lines = {line.name: line for line in answer.lines}

    assert (lines["search"].spend, lines["search"].buyers, lines["search"].funded) == (135, 9, True)
    assert lines["search"].funded_chance > 0.9
    assert lines["export"].pooled
    assert not lines["export"].funded
    assert 0 < lines["export"].funded_chance < 0.4
    assert lines["themes"].funded_chance == 0
    assert answer.budget_share == pytest.approx(200 / 460)
    assert answer.warnings == ()


@pytest.mark.parametrize(
    ("ask", "refusal", "says"),
    [
        (lambda: bradley_terry([]), NoData, "comparison"),
        (lambda: bradley_terry([Duel("a", "b"), Duel("c", "d")]), Disconnected, "Compare c"),
        (lambda: bradley_terry([Duel("a", "b")], prior=0), OutOfRange, "spread"),
        (lambda: bradley_terry([Duel("a", "b")], reference="z"), NotNamed, "no item z"),
        (lambda: Duel("a", "a"), NotNamed, "itself"),
        (lambda: Duel("a", "b", -1), Negative, "below zero"),
        (lambda: bradley_terry([Duel("a", "b", 0, 0, 3)]), AllEqual, "tie"),
        (lambda: bradley_terry([Duel("a", "b", 0)]), NoData, "comparison"),
        (lambda: next_pairs([]), NoData, "items"),
        (lambda: next_pairs(["a"]), TooFew, "items"),
        (lambda: next_pairs("ab", prior=Prior.NONE), Incompatible, "spread"),
        (lambda: maxdiff([]), NoData, "task"),
        (lambda: Task(("a", "b"), "a", "b"), TooFew, "three"),
        (lambda: Task(("a", "b", "c"), "a", "a"), NotNamed, "two of the items"),
        (lambda: Task(("a", "a", "c"), "a", "c"), NotNamed, "twice"),
        (
            lambda: maxdiff([Task(("a", "b", "c"), "a", "c"), Task(("x", "y", "z"), "x", "z")]),
            Disconnected,
            "links x",
        ),
        (lambda: closed_form([("a", 3, 2, 2)]), OutOfRange, "shown 3"),
        (lambda: design(["a", "b"], tasks=3), TooFew, "item"),
        (lambda: design(["a", "b", "c"], tasks=3), OutOfRange, "shown"),
        (lambda: buy_a_feature({}, [], budget=1), NoData, "feature"),
        (lambda: buy_a_feature({"a": 1.0}, [], budget=1), NoData, "purchase"),
        (lambda: buy_a_feature({"a": 0.0}, [Purchase("p", "a", 1)], budget=1), OutOfRange, "price"),
        (lambda: buy_a_feature({"a": 9.0}, [Purchase("p", "b", 1)], budget=1), NotNamed, "b has"),
        (
            lambda: buy_a_feature({"a": 9.0}, [Purchase("p", "a", 1)], budget=1),
            TooFew,
            "one played",
        ),
        (
            lambda: buy_a_feature({"a": 9.0}, [Purchase("p", "a", 2)], budget=1),
            OutOfRange,
            "spends",
        ),
    ],
)
def test_what_says_nothing_is_refused(ask: object, refusal: type[Refused], says: str) -> None:
    assert callable(ask)
    with pytest.raises(refusal, match=says):
        ask()
