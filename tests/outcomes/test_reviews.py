"""Reviews: what was promised beside what came, scored once, and what was learned."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from leadline.evidence.models import Claim
from leadline.foundation.refusals import Invalid, NotAllowed, NotFound
from leadline.metrics.operations import trash_metric
from leadline.outcomes.models import EffectResult, OutcomeReview, PromiseScore
from leadline.outcomes.models.reviews import ReviewClosed
from leadline.outcomes.operations import (
    MetricGone,
    NeverPromised,
    NoReading,
    NothingLearned,
    ReviewThere,
    TooEarly,
    change_review,
    close_review,
    open_review,
    remove_result,
    set_result,
    trash_review,
)
from leadline.outcomes.queries import (
    LedgerFilters,
    claim_of,
    hits,
    ledger,
    review_behind,
    reviews_owed,
    scores_of,
    sides_of,
)
from leadline.planning.operations import (
    commit_bet,
    create_bet,
    edit_bet,
    move_bet,
    set_effect,
)
from leadline.workspaces.models import Event
from leadline.workspaces.operations import undo
from leadline.workspaces.operations.undo import NotUndoable
from leadline.workspaces.scope import scope
from tests.outcomes.cast import (
    DUE,
    LEARNED,
    closed,
    committed,
    draft,
    fresh,
    measured,
    metric,
    read,
    review,
    to,
    today,
    who,
)
from tests.world import World


def side(world: World, found: OutcomeReview) -> Any:
    with scope(world.workspace):
        (only,) = sides_of(world.edda, found)
    return only


def decided(world: World, found: OutcomeReview) -> OutcomeReview:
    change_review(**who(world), review=found, decision="keep", learning=LEARNED)
    return found


def test_a_result_stands_beside_the_promise_as_the_readings_tell_it(world: World) -> None:
    bet, _metric = measured(world, actual=5)
    found = side(world, review(world, bet))
    assert (found.baseline.value, found.result.value, found.actual) == (20, 25, 5)
    assert found.result.on == DUE
    assert found.verdict == "held"
    assert found.lack(today(world)) == ""


def test_the_reading_on_or_after_the_promised_day_counts_and_not_a_later_one(world: World) -> None:
    bet, of = measured(world, actual=None)
    world.later(days=9)
    read(world, of, DUE + timedelta(days=4), 26)
    read(world, of, DUE + timedelta(days=7), 40)
    assert side(world, review(world, bet)).actual == 6


def test_a_closed_review_scores_the_range_as_the_house_reads_it(world: World) -> None:
    bet, _metric = measured(world, actual=11)
    found = closed(world, bet)
    with scope(world.workspace):
        (score,) = scores_of(world.edda, found)
    assert found.verdict == "better"
    assert not score.is_inside
    assert score.level == 0.9
    assert score.interval_score == pytest.approx(7 + 2 / 0.1 * 2)
    assert 4 < score.crps < 7
    assert score.below > 0.98
    assert score.method == "calibration.crps"
    assert score.inputs["person_name"] == world.otto.name
    assert score.inputs["team_name"] == "Station crew"


def test_what_was_learned_is_a_fact_that_names_the_review(world: World) -> None:
    bet, _metric = measured(world)
    found = closed(world, bet, meanwhile="A dry summer.")
    with scope(world.workspace):
        claim = claim_of(world.vera, found)
        assert isinstance(claim, Claim)
        assert (claim.statement, claim.nature) == (LEARNED, "fact")
        assert bet.name in claim.source
        assert claim.notes == "A dry summer."
        behind = review_behind(world.vera, claim)
    assert behind == found


def test_a_closed_review_is_frozen(world: World) -> None:
    bet, of = measured(world)
    found = closed(world, bet)
    with pytest.raises(ReviewClosed):
        change_review(**who(world), review=found, learning="Something else.")
    with pytest.raises(ReviewClosed):
        trash_review(**who(world), review=found)
    with pytest.raises(ReviewClosed):
        set_result(**who(world), review=found, subject=of.pk, reason="Late", is_unknown=True)
    with pytest.raises(ReviewClosed):
        close_review(**who(world), review=found)
    with scope(world.workspace):
        event = Event.objects.get(action="outcomereview.closed")
        with pytest.raises((ReviewClosed, NotUndoable)):
            undo(**who(world), event=event)


def test_a_closed_review_does_not_move_with_later_readings(world: World) -> None:
    bet, of = measured(world, actual=None)
    world.later(days=9)
    read(world, of, DUE + timedelta(days=7), 26)
    found = closed(world, bet)
    read(world, of, DUE + timedelta(days=1), 90)
    assert side(world, found).actual == 6


def test_less_is_better_turns_the_verdict(world: World) -> None:
    of = metric(world, "Calls for help", direction="less")
    bet, _metric = measured(world, actual=-1, of=of, said=(-9, -4, -2))
    assert closed(world, bet).verdict == "short"


def test_a_draft_promised_nothing(world: World) -> None:
    with pytest.raises(NeverPromised, match="never committed"):
        open_review(**who(world), bet=draft(world))


def test_a_promise_is_reviewed_once(world: World) -> None:
    bet, _metric = measured(world)
    review(world, bet)
    with pytest.raises(ReviewThere):
        open_review(**who(world), bet=bet)


def test_a_new_version_is_a_new_promise(world: World) -> None:
    bet, of = measured(world)
    review(world, bet)
    set_effect(**who(world), bet=bet, metric=of, low=Decimal(1), likely=Decimal(2), high=Decimal(3), by_on=DUE, reason="Halved the team.")  # fmt: skip
    assert side(world, review(world, bet)).promised.likely == 2


def test_before_the_promised_day_a_review_is_not_closed(world: World) -> None:
    bet = committed(world)
    found = decided(world, review(world, bet))
    with pytest.raises(TooEarly, match="promised for 30 Jun 2026"):
        close_review(**who(world), review=found)


def test_a_result_from_before_the_promised_day_is_refused(world: World) -> None:
    bet, of = measured(world)
    found = review(world, bet)
    with pytest.raises(TooEarly):
        set_result(**who(world), review=found, subject=of.pk, reason="Asked", value=Decimal(30), on=DUE - timedelta(days=1))  # fmt: skip


def test_a_stopped_bet_may_be_closed_early_without_a_result(world: World) -> None:
    bet = committed(world)
    move_bet(**who(world), bet=bet, to="stopped", reason="No buyer.")
    found = decided(world, review(world, bet))
    subject = side(world, found).promised.subject
    set_result(**who(world), review=found, subject=subject, reason="Never built.", is_unknown=True)
    close_review(**who(world), review=found)
    assert found.verdict == "unmeasured"
    with scope(world.workspace):
        assert not PromiseScore.objects.exists()


def test_no_reading_at_all_names_which_one_is_missing(world: World) -> None:
    bet, _metric = measured(world, actual=None)
    found = decided(world, review(world, bet))
    with pytest.raises(NoReading, match="no reading from 30 Jun 2026 on"):
        close_review(**who(world), review=found)
    other = committed(world, "Tide alarm", of=metric(world, "Alarms heard"))
    alarm = decided(world, review(world, other))
    with pytest.raises(NoReading, match="before the bet was committed"):
        close_review(**who(world), review=alarm)


def test_what_is_typed_stands_in_for_readings(world: World) -> None:
    bet, of = measured(world, actual=None)
    found = decided(world, review(world, bet))
    set_result(**who(world), review=found, subject=of.pk, reason="Counted by hand", value=Decimal(23), on=DUE)  # fmt: skip
    assert side(world, found).actual == 3
    set_result(**who(world), review=found, subject=of.pk, reason="Counted again", value=Decimal(24), on=DUE)  # fmt: skip
    with scope(world.workspace):
        assert EffectResult.objects.count() == 1
    close_review(**who(world), review=found)
    kept = side(world, fresh(world, found))
    assert kept.actual == 4
    assert kept.result.is_typed
    assert kept.typed.reason == "Counted again"


def test_what_is_typed_can_be_taken_back_and_undone(world: World) -> None:
    bet, of = measured(world, actual=5)
    found = review(world, bet)
    set_result(**who(world), review=found, subject=of.pk, reason="Counted", value=Decimal(40), on=DUE)  # fmt: skip
    event = remove_result(**who(world), review=found, subject=of.pk)
    assert side(world, found).actual == 5
    assert event is not None
    undo(**who(world), event=event)
    assert side(world, found).actual == 20


ODD_RESULTS: tuple[tuple[dict[str, Any], str], ...] = (
    ({"reason": " ", "value": Decimal(3), "on": DUE}, "reason"),
    ({"reason": "So", "value": Decimal(3)}, "on"),
    ({"reason": "So", "value": Decimal(3), "on": date(2031, 1, 1)}, "on"),
    ({"reason": "So"}, "value"),
    ({"reason": "So", "value": Decimal(3), "on": DUE, "is_unknown": True}, "value"),
    ({"reason": "So", "value": Decimal("NaN"), "on": DUE}, "value"),
    ({"reason": "So", "value": Decimal(3), "on": DUE, "baseline": Decimal(1), "baseline_on": DUE}, "baseline_on"),
)  # fmt: skip


def test_odd_results_are_refused(world: World) -> None:
    bet, of = measured(world)
    found = review(world, bet)
    for said, field in ODD_RESULTS:
        with pytest.raises(Invalid) as caught:
            set_result(**who(world), review=found, subject=of.pk, **said)
        assert caught.value.problems[0].field == field, said
    with scope(world.workspace):
        assert not EffectResult.objects.exists()


def test_a_result_of_a_metric_that_was_not_promised_is_refused(world: World) -> None:
    bet, _metric = measured(world)
    other = metric(world, "Alarms heard")
    with pytest.raises(NotFound):
        set_result(**who(world), review=review(world, bet), subject=other.pk, reason="So", is_unknown=True)  # fmt: skip


def test_a_metric_in_the_trash_is_named(world: World) -> None:
    bet, of = measured(world)
    trash_metric(**who(world), metric=of)
    found = decided(world, review(world, bet))
    with pytest.raises(MetricGone, match="lies in the trash"):
        close_review(**who(world), review=found)


def test_closing_takes_a_decision_and_a_learning(world: World) -> None:
    bet, _metric = measured(world)
    found = review(world, bet)
    with pytest.raises(NothingLearned, match="decided"):
        close_review(**who(world), review=found)
    change_review(**who(world), review=found, decision="stop")
    with pytest.raises(NothingLearned, match="learned"):
        close_review(**who(world), review=found)


def test_closing_takes_the_right_to_plan(world: World) -> None:
    bet, _metric = measured(world)
    found = decided(world, review(world, bet))
    with pytest.raises(NotAllowed):
        close_review(by=world.otto, now=world.now, review=found)


def test_spending_is_scored_beside_the_effects(world: World) -> None:
    bet, _metric = measured(world, cost_low=100, cost_likely=200, cost_high=300)
    found = closed(world, bet, weeks_spent=Decimal(12), cost_spent=250)
    with scope(world.workspace):
        kept = {row.part: row.is_inside for row in scores_of(world.edda, found)}
    assert kept == {"effect": True, "effort": False, "cost": True}


ODD_SPENDING: tuple[dict[str, Any], ...] = ({"weeks_spent": Decimal(-1)}, {"weeks_spent": Decimal("1.234")}, {"cost_spent": -5})  # fmt: skip


def test_odd_spending_is_refused(world: World) -> None:
    found = review(world, committed(world))
    for said in ODD_SPENDING:
        with pytest.raises(Invalid):
            change_review(**who(world), review=found, **said)


def test_a_certain_promise_is_scored_by_its_distance(world: World) -> None:
    bet, _metric = measured(world, actual=7, said=(4, 4, 4))
    found = closed(world, bet)
    with scope(world.workspace):
        (score,) = scores_of(world.edda, found)
    assert (score.crps, score.below, score.up_to) == (3, 1, 1)


def test_a_review_in_the_trash_leaves_the_bet_owed_again(world: World) -> None:
    bet, _metric = measured(world)
    found = review(world, bet)
    event = trash_review(**who(world), review=found)
    with scope(world.workspace):
        assert [line.standing for line in ledger(world.vera, today(world)).rows] == ["owed"]
    assert event is not None
    undo(**who(world), event=event)
    with scope(world.workspace):
        assert [line.standing for line in ledger(world.vera, today(world)).rows] == ["open"]


def test_the_ledger_tells_what_is_owed_since_when(world: World) -> None:
    bet, of = measured(world)
    committed(world, "Tide alarm", of=of)
    world.later(days=9)
    with scope(world.workspace):
        owed = reviews_owed(world.vera, today(world), 5)
        assert [(line.bet.name, line.overdue) for line in owed] == [("Offline tide tables", 10), ("Tide alarm", 10)]  # fmt: skip
        first = reviews_owed(world.vera, DUE - timedelta(days=1), 5)
    assert not first
    closed(world, bet)
    with scope(world.workspace):
        lines = ledger(world.vera, today(world)).rows
        assert [(line.bet.name, line.standing) for line in lines] == [("Offline tide tables", "held"), ("Tide alarm", "owed")]  # fmt: skip
        counted = hits(world.vera, today(world))
        assert (counted.inside, counted.scored, counted.owed) == (1, 1, 1)
        only = ledger(world.vera, today(world), LedgerFilters(standing="held")).rows
        assert len(only) == 1
        assert len(ledger(world.vera, today(world), LedgerFilters(team=world.crew.pk)).rows) == 2
        with pytest.raises(Invalid):
            ledger(world.vera, today(world), LedgerFilters(standing="sideways"))


def test_a_bet_without_an_effect_is_owed_from_its_end(world: World) -> None:
    bet = create_bet(**who(world), name="Ask the pilots")
    commit_bet(**who(world), bet=bet, despite="Cheap.")
    with scope(world.workspace):
        assert [line.due_on for line in ledger(world.vera, today(world)).rows] == [None]
    move_bet(**who(world), bet=bet, to="done")
    with scope(world.workspace):
        assert [line.due_on for line in ledger(world.vera, today(world)).rows] == [today(world)]
    assert closed(world, bet).verdict == "unmeasured"


def test_a_ledger_costs_the_same_for_few_and_for_many(world: World, assert_constant_queries: Any) -> None:  # fmt: skip
    of = metric(world)
    read(world, of, today(world) - timedelta(days=3), 20)

    def grow(count: int) -> None:
        for at in range(count):
            committed(world, f"Bet {world.now} {at}", of=of)
        world.later(days=1)

    with scope(world.workspace):
        assert_constant_queries(grow, lambda: ledger(world.vera, today(world)))


def test_renaming_a_bet_leaves_its_promise(world: World) -> None:
    bet, _metric = measured(world)
    found = review(world, bet)
    edit_bet(**who(world), bet=bet, name="Tables on board")
    assert str(fresh(world, found)) == "Tables on board"
    assert to(world, "review", review=found.pk) == found.page_url()
