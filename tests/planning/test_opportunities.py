"""Opportunities: their place in the tree, what was heard about them, and who stands behind them."""

from decimal import Decimal
from typing import Any

import pytest

from leadline.evidence.models import Passage
from leadline.foundation.refusals import Invalid
from leadline.market.operations import change_customer
from leadline.planning.models import Opportunity, OpportunityEvidence
from leadline.planning.operations import (
    OpportunityCircle,
    StillAbove,
    answer_opportunity,
    edit_opportunity,
    link_evidence,
    move_opportunity,
    set_assumption,
    set_effect,
    set_goal,
    trash_opportunity,
    unlink_evidence,
)
from leadline.planning.operations.opportunities import DEEPEST
from leadline.planning.queries import LINES, children_of, node_of, roots_of
from leadline.planning.queries.tree import objectives_with
from leadline.planning.words import strength_words
from leadline.strategy.operations import trash_objective
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.planning.cast import (
    bet,
    claim,
    effect,
    heard,
    key_result,
    metric,
    objective,
    opportunity,
    today,
    who,
)
from tests.world import World


def family(world: World) -> tuple[Opportunity, Opportunity, Opportunity]:
    top = opportunity(world, "Top")
    middle = opportunity(world, "Middle", parent=top)
    return top, middle, opportunity(world, "Bottom", parent=middle)


def test_no_opportunity_stands_under_itself_or_what_is_below_it(world: World) -> None:
    top, middle, bottom = family(world)
    for parent in (top, middle, bottom):
        with pytest.raises(OpportunityCircle):
            move_opportunity(**who(world), opportunity=top, parent=parent)
    with pytest.raises(OpportunityCircle):
        edit_opportunity(**who(world), opportunity=middle, parent=bottom)


def test_an_opportunity_has_one_place(world: World) -> None:
    with pytest.raises(Invalid):
        opportunity(world, "Both", parent=opportunity(world), objective=objective(world))


def test_a_tree_is_twenty_levels_deep_at_most(world: World) -> None:
    last = None
    for level in range(DEEPEST):
        last = opportunity(world, f"Level {level}", parent=last)
    with pytest.raises(Invalid, match="levels"):
        opportunity(world, "Too deep", parent=last)


def test_a_branch_is_moved_and_goes_back(world: World) -> None:
    _top, middle, bottom = family(world)
    aim = objective(world)
    event = move_opportunity(**who(world), opportunity=middle, objective=aim)
    assert event
    with scope(world.workspace):
        (node,) = roots_of(world.edda, aim, today(world)).rows
    assert (node.opportunity, node.below) == (middle, 1)
    undo(**who(world), event=event)
    with scope(world.workspace):
        assert not roots_of(world.edda, aim, today(world)).rows
        bottom.refresh_from_db()
    assert bottom.parent_id == middle.pk


def test_what_still_carries_others_is_not_thrown_away(world: World) -> None:
    top, middle, bottom = family(world)
    with pytest.raises(StillAbove):
        trash_opportunity(**who(world), opportunity=middle)
    trash_opportunity(**who(world), opportunity=bottom)
    trash_opportunity(**who(world), opportunity=middle)
    with scope(world.workspace):
        assert node_of(world.edda, top, today(world)).children == 0


def test_points_are_from_nought_to_ten(world: World) -> None:
    for name in ("importance", "satisfaction"):
        with pytest.raises(Invalid) as refused:
            opportunity(world, "Odd", **{name: 11})
        assert refused.value.problems[0].field == name


def test_voices_add_up_the_tree_and_each_counts_once(world: World) -> None:
    top, middle, bottom = family(world)
    said = heard(world)
    for each in (middle, bottom):
        link_evidence(**who(world), opportunity=each, passage=said)
    link_evidence(**who(world), opportunity=bottom, passage=heard(world, "Nor here.", "Bodø port"))
    link_evidence(**who(world), opportunity=top, passage=heard(world, "We do not mind.", "Oslo port"), stance="contradicts")  # fmt: skip
    with scope(world.workspace):
        node = node_of(world.edda, top, today(world))
        below = children_of(world.edda, top, today(world)).rows
    voices = node.heard.voices
    assert (voices.customers, voices.revenue[0].minor) == (2, 9_600_000)
    assert (node.heard.supports, node.heard.contradicts, node.own) == (3, 1, 1)
    assert (node.heard.against, below[0].heard.against) == (1, 0)
    assert [each.opportunity for each in below] == [middle]
    customer = said.feedback.customer
    assert customer
    change_customer(**who(world), customer=customer, left_on=today(world))
    with scope(world.workspace):
        gone = node_of(world.edda, top, today(world)).heard.voices
    assert (gone.customers, gone.revenue[0].minor) == (2, 4_800_000)


def test_evidence_is_a_passage_or_a_claim_and_said_anew_in_its_place(world: World) -> None:
    need, said = opportunity(world), heard(world)
    with pytest.raises(Invalid):
        link_evidence(**who(world), opportunity=need)
    with pytest.raises(Invalid):
        link_evidence(**who(world), opportunity=need, passage=said, claim=claim(world))
    link_evidence(**who(world), opportunity=need, passage=said)
    event = link_evidence(**who(world), opportunity=need, passage=said, stance="contradicts")
    assert event
    with scope(world.workspace):
        row = OpportunityEvidence.objects.get()
    assert row.stance == "contradicts"
    undo(**who(world), event=event)
    with scope(world.workspace):
        row = OpportunityEvidence.objects.select_related("opportunity").get()
    assert row.stance == "supports"
    unlink_evidence(**who(world), evidence=row)
    with scope(world.workspace):
        assert not OpportunityEvidence.objects.exists()


def test_what_was_said_by_those_in_the_trash_is_not_counted(world: World) -> None:
    need, said = opportunity(world), heard(world)
    link_evidence(**who(world), opportunity=need, passage=said)
    with scope(world.workspace):
        Passage.objects.get(pk=said.pk).trash(by=world.edda, now=world.now)
        assert node_of(world.edda, need, today(world)).heard.supports == 0


def test_a_branch_costs_the_same_however_many_stand_in_it(world: World, assert_constant_queries: Any) -> None:  # fmt: skip
    top, said, made = opportunity(world, "Top"), heard(world), bet(world)

    def grow(n: int) -> None:
        for at in range(n):
            each = opportunity(world, f"Need {at} of {n}", parent=top)
            below = opportunity(world, f"Below {at} of {n}", parent=each)
            link_evidence(**who(world), opportunity=below, passage=said)
            answer_opportunity(**who(world), bet=made, opportunity=each)

    def ask() -> None:
        with scope(world.workspace):
            children_of(world.edda, top, today(world))

    assert_constant_queries(grow, ask)


def test_the_thread_runs_from_what_was_heard_to_the_bet(world: World) -> None:
    aim = objective(world)
    top, made = opportunity(world, "Top", objective=aim), bet(world)
    need = opportunity(world, "Need", parent=top)
    said, result, moved = heard(world), key_result(world, aim), metric(world)
    link_evidence(**who(world), opportunity=need, passage=said)
    link_evidence(**who(world), opportunity=need, claim=claim(world))
    answer_opportunity(**who(world), bet=made, opportunity=need)
    set_goal(**who(world), bet=made, key_result=result, share=100)
    set_effect(**who(world), bet=made, metric=moved, **effect())
    set_assumption(**who(world), bet=made, claim=claim(world, "Other"), importance=3)
    with scope(world.workspace):
        found = {(line.below, line.above): list(line.rows().values_list(line.below_id, line.above_id)) for line in LINES}  # fmt: skip
    assert found["passage", "opportunity"] == [(said.pk, need.pk)]
    assert found["feedback", "opportunity"] == [(said.feedback_id, need.pk)]
    assert found["objective", "opportunity"] == [(aim.pk, top.pk)]
    assert found["opportunity", "opportunity"] == [(top.pk, need.pk)]
    assert found["opportunity", "bet"] == [(need.pk, made.pk)]
    assert found["keyresult", "bet"] == [(result.pk, made.pk)]
    assert found["metric", "bet"] == [(moved.pk, made.pk)]
    assert len(found["claim", "bet"]) == len(found["claim", "opportunity"]) == 1


def test_what_stood_under_an_objective_stands_nowhere_while_that_is_in_the_trash(world: World) -> None:  # fmt: skip
    aim = objective(world)
    opportunity(world, objective=aim)
    trash_objective(**who(world), objective=aim)
    with scope(world.workspace):
        found = roots_of(world.edda, None, today(world)).rows
        assert [node.opportunity.name for node in found] == ["No signal in the harbour"]
        assert [(each.objective, each.opportunities) for each in objectives_with(world.edda)] == [(None, 1)]  # fmt: skip
        aim.untrash(by=world.edda, now=world.now)
        assert not roots_of(world.edda, None, today(world)).rows


def test_a_strength_is_said_in_words_whatever_number_it_is() -> None:
    told = [strength_words(Decimal(each)) for each in ("1.2", "1.5", "2", "3", "12", "30", "400")]
    assert told == ["a hint", "an opinion", "an opinion", "several say so", "measured or surveyed", "an experiment", "an experiment"]  # fmt: skip
