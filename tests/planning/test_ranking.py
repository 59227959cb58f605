"""Bets are ranked by what is said about them, and the answer is kept with all it rests on."""

from decimal import Decimal
from typing import Any

import pytest

from leadline.foundation.refusals import Invalid, NotAllowed, Stale
from leadline.planning.models import Bet, RankingInput
from leadline.planning.operations.rankings import (
    asks_called,
    rank_bets,
    replay_ranking,
    say_input,
)
from leadline.planning.queries.rankings.asking import Asked, names_in, weights_of
from leadline.planning.queries.rankings.comparing import compared
from leadline.planning.queries.rankings.ranges import said_of, typed
from leadline.planning.queries.rankings.runs import kept
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.planning.ranking_cast import Rankings
from tests.world import World


@pytest.fixture
def rankings(world: World) -> Rankings:
    return Rankings(world)


@pytest.fixture
def three(rankings: Rankings) -> Rankings:
    """Search is worth most, themes are in doubt, export is small and sure."""
    rankings.rice("Search", "1500 2000 4000", "2", "2 4 8")
    rankings.rice("Themes", "200 1500 9000", "0.5", "1 2 5")
    rankings.rice("Export", "500", "1", "1")
    return rankings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("500", (500, 500, 500)), ("200 500 900", (200, 500, 900)), ("200–500–900", (200, 500, 900)),
        ("200-500-900", (200, 500, 900)), ("-5 - 0 - 3", (-5, 0, 3)), ("1,5 to 2 to 2.5", (1.5, 2, 2.5)),
        ("12,500", (12500, 12500, 12500)), ("1k 2k 1.2M", (1000, 2000, 1200000)), ("80 %", (80, 80, 80)),
    ],
)  # fmt: skip
def test_a_number_with_doubt_is_typed_in_many_ways(text: str, said: tuple[float, ...]) -> None:
    found = said_of(text, asks_called("value.value"))
    assert found is not None
    assert tuple(map(float, found)) == said


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("effort", "0", "above 0"), ("effort", "0 1 2", "above 0"), ("rice.reach", "-5", "below 0"),
        ("rice.reach", "900 500 200", "upside down"), ("rice.reach", "1 2", "one number, or three"),
        ("rice.reach", "many", "not a number"), ("confidence", "130", "above 100"), ("confidence", "50 60 70", "one number"),
        ("ice.ease", "11", "above 10"), ("moscow.group", "7", "none of the four"), ("rice.reach", "9" * 30, "too large"),
    ],
)  # fmt: skip
def test_a_number_that_cannot_be_is_refused_by_its_name(
    rankings: Rankings, name: str, text: str, what: str
) -> None:
    bet = rankings.bet("Search")
    with pytest.raises(Invalid, match=what) as refused:
        say_input(**rankings.who, bet=bet, name=name, typed=text)
    assert refused.value.problems[0].field == name


def test_what_was_said_reads_as_it_is_typed() -> None:
    assert typed(Decimal("200.000000"), Decimal(500), Decimal("900.5")) == "200 500 900.5"
    assert typed(Decimal(80), Decimal(80), Decimal(80)) == "80"


def test_a_number_is_written_down_changed_taken_away_and_undone(rankings: Rankings) -> None:
    bet, who = rankings.bet("Search"), rankings.who
    say_input(**who, bet=bet, name="rice.reach", typed="500", version=0)
    changed = say_input(**who, bet=bet, name="rice.reach", typed="200 500 900", version=1)
    with scope(rankings.world.workspace):
        assert [row.is_certain for row in RankingInput.objects.all()] == [False]
    assert changed is not None
    undo(**who, event=changed)
    with scope(rankings.world.workspace):
        assert [row.is_certain for row in RankingInput.objects.all()] == [True]
    say_input(**who, bet=bet, name="rice.reach", typed=" ")
    with scope(rankings.world.workspace):
        assert not RankingInput.objects.exists()


def test_what_somebody_else_said_meanwhile_is_not_overwritten(rankings: Rankings) -> None:
    bet = rankings.bet("Search", {"rice.reach": "500"})
    with pytest.raises(Stale):
        say_input(**rankings.who, bet=bet, name="rice.reach", typed="900", version=0)


def test_only_what_a_framework_asks_for_can_be_said(rankings: Rankings) -> None:
    for name in ("rice.size", "weighted.", "own.1st", "nothing", "own." + "x" * 70):
        with pytest.raises(Invalid, match="Nothing is called"):
            say_input(**rankings.who, bet=rankings.bet("Search"), name=name, typed="1")


def test_bets_stand_by_expected_score_with_the_places_that_each_may_take(three: Rankings) -> None:
    ranking = three.rank(top=1)
    lines = three.lines(ranking)
    assert ranking.title == "RICE: 3 bets of Weather station"
    assert {line.name for line in lines} == {"Search", "Themes", "Export"}
    first, *_, last = [line.standing for line in lines]
    assert first is not None
    assert last is not None
    assert (first.rank, last.rank) == (1, 3)
    assert first.mean > last.mean
    assert first.rank_low < first.rank_high
    assert sum(line.standing.top_chance for line in lines if line.standing) == pytest.approx(1)
    answer = kept(ranking)
    assert 0 < answer.ranking.answer["stability"] < 1
    assert answer.lessons is not None
    assert answer.lessons.inputs[0].value > 0


def test_a_bet_that_lacks_something_is_named_and_the_others_are_ranked(three: Rankings) -> None:
    three.rice("Dark mode", "500", "", "2")
    three.bet("Sound")
    ranking = three.rank()
    assert (ranking.bets, ranking.lacking) == (3, 2)
    assert [(line.name, line.why) for line in three.lines(ranking, "lacking")] == [
        ("Dark mode", "lacks Impact"),
        ("Sound", "lacks Reach, Impact, Effort"),
    ]


def test_doubt_is_counted_once(three: Rankings) -> None:
    three.rice("Radar", "100 200 300", "1", "2", "80")
    lacking = three.lines(three.rank(), "lacking")
    assert [line.why for line in lacking] == ["has both ranges and a confidence: its doubt would count twice"]  # fmt: skip
    assert three.rank(confidence="none").bets == 4


def test_nothing_to_rank_says_what_is_lacking(rankings: Rankings) -> None:
    with pytest.raises(Invalid, match="No bet fits"):
        rankings.rank()
    rankings.bet("Search")
    with pytest.raises(Invalid, match="“Search” lacks Reach, Impact, Effort"):
        rankings.rank()


@pytest.mark.parametrize("top", [0, 4])
def test_no_more_bets_can_be_chosen_than_there_are(three: Rankings, top: int) -> None:
    with pytest.raises(Invalid, match="cannot be chosen"):
        three.rank(top=top)


def test_who_only_looks_ranks_nothing(three: Rankings) -> None:
    world = three.world
    with pytest.raises(NotAllowed):
        rank_bets(by=world.vera, now=world.now, asked=Asked("rice"))


FRAMEWORKS: list[tuple[str, dict[str, Any], dict[str, str], dict[str, str]]] = [
    ("ice", {}, {"ice.impact": "8", "ice.ease": "5", "ice.confidence": "7"}, {"ice.impact": "2", "ice.ease": "5", "ice.confidence": "7"}),
    ("ice", {"confidence": "none"}, {"ice.impact": "6 8 9", "ice.ease": "5"}, {"ice.impact": "2 3 4", "ice.ease": "5"}),
    ("wsjf", {}, {"wsjf.value": "8 13 20", "wsjf.time_criticality": "5", "wsjf.risk_reduction": "1", "wsjf.size": "2"}, {"wsjf.value": "3", "wsjf.time_criticality": "1", "wsjf.risk_reduction": "0", "wsjf.size": "8"}),
    ("value", {}, {"value.value": "90k", "effort": "2 3 6"}, {"value.value": "10k", "effort": "5"}),
    ("weighted", {"weights": "Fit to strategy: 3\nWorth: 1 2 4"}, {"weighted.Fit to strategy": "9", "weighted.Worth": "5 7 8"}, {"weighted.Fit to strategy": "2", "weighted.Worth": "6"}),
    ("own", {"formula": "gain * confidence / effort"}, {"own.gain": "50 90 100", "confidence": "80", "effort": "2"}, {"own.gain": "20", "confidence": "80", "effort": "2"}),
]  # fmt: skip


@pytest.mark.parametrize(("framework", "asked", "good", "poor"), FRAMEWORKS)
def test_every_framework_ranks_and_replays(
    rankings: Rankings, framework: str, asked: dict[str, Any], good: dict[str, str], poor: dict[str, str]
) -> None:  # fmt: skip
    rankings.bet("Poor", poor)
    rankings.bet("Good", good)
    if framework == "own":
        asked = asked | {"formula": "gain / effort"}
    ranking = rankings.rank(framework, **asked)
    assert rankings.order(ranking) == ["Good", "Poor"]
    world = rankings.world
    told = replay_ranking(by=world.vera, now=world.later(days=400), ranking=ranking)
    assert told.same
    assert told.is_same_method


def test_a_replay_sees_that_the_answer_is_another(three: Rankings) -> None:
    ranking, world = three.rank(), three.world
    ranking.answer["stability"] += 0.01
    assert not replay_ranking(by=world.vera, now=world.now, ranking=ranking).same


def test_moscow_says_whether_all_musts_will_be_done(rankings: Rankings) -> None:
    for name, group, effort in (("Harbour", "1", "5 8 14"), ("Radar", "2", "4"), ("Sound", "3", "3 5 9"), ("Themes", "4", "9")):  # fmt: skip
        rankings.bet(name, {"moscow.group": group, "effort": effort})
    ranking = rankings.rank("moscow", capacity="10 16 24")
    assert rankings.order(ranking) == ["Harbour", "Radar", "Sound", "Themes"]
    must, should, could = ranking.answer["lines"]
    assert must["all_done"] > should["all_done"] > could["all_done"]
    with pytest.raises(Invalid, match="How much can be done"):
        rankings.rank("moscow")


@pytest.mark.parametrize(
    ("formula", "what"),
    [("", "empty"), ("gain /", "cannot be read"), ("__import__('os')", "not a usable|no such|not allowed|no input"), ("3 * 4", "no input"), ("gain ** gain", "power")],
)  # fmt: skip
def test_a_formula_that_cannot_be_read_is_refused_beside_its_field(formula: str, what: str) -> None:
    with pytest.raises(Invalid, match=what) as refused:
        names_in(formula)
    assert refused.value.problems[0].field == "formula"


def test_a_name_in_a_formula_that_no_bet_has_is_refused(rankings: Rankings) -> None:
    rankings.bet("Search", {"own.gain": "5", "effort": "2"})
    with pytest.raises(Invalid, match="No bet has a “gian”"):
        rankings.rank("own", formula="gian / effort")


def test_weights_are_lines_of_criteria() -> None:
    assert weights_of("Fit: 3\n\nReach: out: 1 2 4") == {"Fit": (3, 3, 3), "Reach: out": (1, 2, 4)}
    for text in ("", "Fit", "Fit: 0", "Fit: 1\nfit: 2", "Fit: -1"):
        with pytest.raises(Invalid) as refused:
            weights_of(text)
        assert refused.value.problems[0].field == "weights"


def test_two_rankings_tell_what_moved_and_which_input_differs(three: Rankings) -> None:
    before = three.rank()
    with scope(three.world.workspace):
        export = Bet.objects.get(name="Export")
    say_input(**three.who, bet=export, name="rice.reach", typed="90000")
    three.bet("Late")
    after = three.rank()
    with scope(three.world.workspace):
        told = compared(before, after)
    top = next(move for move in told.moves if move.name == "Export")
    assert top.by == 2
    assert [(each.name, each.before and each.before.likely, each.after and each.after.likely) for each in top.differs] == [("rice.reach", 500, 90_000)]  # fmt: skip
    assert not top.within_doubt
    assert told.unmoved + len(told.moves) == 3
