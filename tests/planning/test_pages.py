"""The pages of this room: for whom they open, and what they show."""

from datetime import timedelta
from typing import Any

import pytest

from leadline.foundation import clock
from leadline.planning.models import (
    Bet,
    BetEffect,
    BetGoal,
    BetOpportunity,
    BetVersion,
    KillCriterion,
    Opportunity,
    OpportunityEvidence,
)
from leadline.planning.operations import (
    add_criterion,
    answer_opportunity,
    commit_bet,
    join_theme,
    link_evidence,
    set_assumption,
    set_effect,
    set_effort,
    set_goal,
)
from leadline.strategy.operations import create_theme
from leadline.workspaces.scope import scope
from tests.backlog.pages import PART, browser
from tests.planning.cast import (
    bet,
    claim,
    effect,
    heard,
    key_result,
    metric,
    objective,
    opportunity,
    to,
    today,
    who,
)
from tests.world import World


@pytest.fixture(autouse=True)
def present(world: World) -> None:
    """Pages ask the clock themselves, so the story plays now."""
    world.now = clock.now()


def text_of(answer: Any) -> str:
    found: str = answer.content.decode()
    return found


def full(world: World) -> tuple[Bet, Opportunity]:
    """A bet and an opportunity with everything that may hang on them."""
    made = bet(world, cost_low=100, cost_likely=200, cost_high=900, owner=world.otto, audience="pilots")  # fmt: skip
    top = opportunity(world, "Harbours without a signal", objective=objective(world), problem="They **wait**.")  # fmt: skip
    need = opportunity(world, parent=top, importance=9, satisfaction=2, product=world.station)
    link_evidence(**who(world), opportunity=need, passage=heard(world))
    link_evidence(**who(world), opportunity=need, claim=claim(world, "Not all mind"), stance="contradicts")  # fmt: skip
    answer_opportunity(**who(world), bet=made, opportunity=need)
    set_goal(**who(world), bet=made, key_result=key_result(world), share=6_000)
    set_effect(**who(world), bet=made, metric=metric(world), **effect(-1, 4, 9))
    set_effort(**who(world), bet=made, team=world.crew, **{name: effect()[name] for name in ("low", "likely", "high")})  # fmt: skip
    join_theme(**who(world), bet=made, theme=create_theme(**who(world), name="New", dimension="Work"))  # fmt: skip
    for statement, importance in (("Pilots lose the signal", 5), ("They would pay", 3)):
        set_assumption(**who(world), bet=made, claim=claim(world, statement), importance=importance)
    add_criterion(**who(world), bet=made, what="Trial", threshold="fewer than 5", due_on=today(world) - timedelta(days=1))  # fmt: skip
    return made, need


def pages(world: World, made: Bet, need: Opportunity) -> list[str]:
    with scope(world.workspace):
        link = OpportunityEvidence.objects.exclude(passage=None).select_related("passage").get()
        other = OpportunityEvidence.objects.exclude(claim=None).get()
    plain = ("bets", "new_bet", "opportunities", "new_opportunity", "assumptions", "themes_actual")
    of_bet = ("bet", "bet_editing", "bet_commitment", "bet_versions", "bet_map")
    of_need = ("opportunity", "opportunity_editing", "branch")
    return [
        *(to(world, name) for name in plain),
        *(to(world, name, bet=made.pk) for name in of_bet),
        *(to(world, name, opportunity=need.pk) for name in of_need),
        to(world, "branch", opportunity=need.parent_id),
        to(world, "feedback_opportunities", feedback=link.passage.feedback_id),
        to(world, "claim_opportunities", claim=other.claim_id),
        *(to(world, "picking", kind=name) + "?q=s" for name in ("metric", "key_result", "objective", "opportunity", "parent", "claim")),
    ]  # fmt: skip


def test_every_page_opens_for_a_member_and_for_no_outsider(world: World) -> None:
    made, need = full(world)
    for url in pages(world, made, need):
        assert browser(world.edda).get(url).status_code == 200, url
        assert browser(world.mallory).get(url).status_code == 404, url


def test_empty_pages_teach(world: World) -> None:
    edda = browser(world.edda)
    for name, words in (("bets", "No bets yet"), ("opportunities", "No opportunities yet"), ("assumptions", "No assumptions yet"), ("themes_actual", "No theme yet")):  # fmt: skip
        assert words in text_of(edda.get(to(world, name)))


def test_pages_of_a_committed_bet_show_the_promise_and_what_changed(world: World) -> None:
    made, _need = full(world)
    commit_bet(**who(world), bet=made)
    edda = browser(world.edda)
    assert "Nothing of it has changed since" in text_of(edda.get(to(world, "bet", bet=made.pk)))
    with scope(world.workspace):
        moved = BetEffect.objects.get().metric_id
    sent = {"metric": moved, "low": "1", "likely": "2", "high": "3", "by_on": "2026-06-30"}
    refused = edda.post(to(world, "effects", bet=made.pk), sent, **PART)
    assert (refused.status_code, "only for a reason" in text_of(refused)) == (409, True)
    edda.post(to(world, "effects", bet=made.pk), sent | {"reason": "The pilot fell short."})
    page = text_of(edda.get(to(world, "bet", bet=made.pk)))
    assert "1 thing is promised otherwise since" in page
    assert "The pilot fell short." in page
    assert "<del>" in text_of(edda.get(to(world, "bet_versions", bet=made.pk)))
    assert edda.get(to(world, "bet_versions", bet=made.pk) + "?older=9").status_code == 400


def test_a_viewer_reads_and_changes_nothing(world: World) -> None:
    made, need = full(world)
    vera = browser(world.vera)
    page = text_of(vera.get(to(world, "bet", bet=made.pk)))
    assert "Offline tide tables" in page
    assert "Commit bet" not in page
    for url in (to(world, "new_bet"), to(world, "bet_commitment", bet=made.pk), to(world, "opportunity_moving", opportunity=need.pk)):  # fmt: skip
        assert vera.post(url, {}).status_code == 403


def test_a_bet_is_made_edited_and_committed_by_forms(world: World) -> None:
    edda = browser(world.edda)
    sent = {"name": "Ferry partners", "bet_kind": "partnership", "cost_low": "10k", "cost_likely": "20k", "cost_high": "15k", "currency": "EUR"}  # fmt: skip
    wrong = edda.post(to(world, "new_bet"), sent)
    assert (wrong.status_code, "lies below the likely value" in text_of(wrong)) == (400, True)
    edda.post(to(world, "new_bet"), sent | {"cost_high": "50k"})
    with scope(world.workspace):
        made = Bet.objects.get()
    assert (made.cost_low, made.bet_kind) == (1_000_000, "partnership")
    edda.post(to(world, "bet_editing", bet=made.pk), sent | {"cost_high": "60k", "version": 1, "belief": "ferries sell them"})  # fmt: skip
    commit = to(world, "bet_commitment", bet=made.pk)
    refused = edda.post(commit, {"version": 2})
    assert (refused.status_code, "no evidence and no key result" in text_of(refused)) == (409, True)
    edda.post(commit, {"version": 2, "despite": "The board asked for it."})
    with scope(world.workspace):
        assert BetVersion.objects.get().promise["cost"] == [1_000_000, 2_000_000, 6_000_000]
    stale = edda.post(
        to(world, "bet_editing", bet=made.pk),
        sent | {"version": 2, "reason": "x", "cost_high": "60k"},
    )
    assert stale.status_code == 412
    silent = edda.post(to(world, "bet_editing", bet=made.pk), sent | {"version": 3, "belief": "other", "cost_high": "60k"})  # fmt: skip
    assert (silent.status_code, "only for a reason" in text_of(silent)) == (409, True)


def test_parts_are_taken_off_and_judged_by_forms(world: World) -> None:
    made, _need = full(world)
    edda = browser(world.edda)
    with scope(world.workspace):
        goal, criterion = BetGoal.objects.get(), KillCriterion.objects.get()
    edda.post(to(world, "criterion_judgement", bet=made.pk, kill=criterion.pk), {"version": 1, "state": "met", "finding": "Two"})  # fmt: skip
    edda.post(to(world, "part_removal", bet=made.pk, kind="goals", part=goal.pk), {})
    edda.post(to(world, "criterion_removal", bet=made.pk, kill=criterion.pk), {})
    assert edda.post(to(world, "part_removal", bet=made.pk, kind="rocks", part=goal.pk), {}).status_code == 404  # fmt: skip
    with scope(world.workspace):
        assert (BetGoal.objects.count(), KillCriterion.objects.count()) == (0, 0)


def test_a_passage_is_linked_from_the_page_of_its_feedback(world: World) -> None:
    need, said = opportunity(world), heard(world)
    url = to(world, "feedback_opportunities", feedback=said.feedback_id)
    edda = browser(world.edda)
    sent = {"passage": said.pk, "opportunity": need.pk, "stance": "supports", "strength": "3"}
    answer = edda.post(url, sent, **PART)
    assert (answer.status_code, "No signal in the harbour" in text_of(answer)) == (200, True)
    assert answer.headers["HX-Trigger"] == "thread"
    other = heard(world, "Other", "Other port")
    assert edda.post(url, sent | {"passage": other.pk}, **PART).status_code == 400
    claimed = claim(world)
    url = to(world, "claim_opportunities", claim=claimed.pk)
    assert edda.post(url, {"opportunity": need.pk, "stance": "contradicts", "strength": "10"}, **PART).status_code == 200  # fmt: skip
    with scope(world.workspace):
        assert sorted(OpportunityEvidence.objects.values_list("stance", flat=True)) == ["contradicts", "supports"]  # fmt: skip


def test_a_node_is_moved_by_the_tree_and_the_answer_offers_undo(world: World) -> None:
    _made, need = full(world)
    url = to(world, "opportunity_moving", opportunity=need.pk)
    answer = browser(world.edda).post(url, {"version": need.version, "parent": "", "objective": ""}, **PART)  # fmt: skip
    assert (answer.status_code, "Undo" in text_of(answer)) == (200, True)
    circle = opportunity(world, "Below", parent=need)
    answer = browser(world.edda).post(url, {"version": need.version + 1, "parent": circle.pk}, **PART)  # fmt: skip
    assert (answer.status_code, "stands under" in text_of(answer)) == (409, True)


def test_an_opportunity_is_made_and_edited_by_forms(world: World) -> None:
    edda, aim = browser(world.edda), objective(world)
    page = text_of(edda.get(to(world, "new_opportunity") + f"?objective={aim.pk}"))
    assert aim.name in page
    sent = {"name": "No signal", "objective": aim.pk, "parent": "", "problem": "", "importance": "9"}  # fmt: skip
    edda.post(to(world, "new_opportunity"), sent)
    with scope(world.workspace):
        made = Opportunity.objects.get()
    assert (made.objective_id, made.importance) == (aim.pk, 9)
    both = edda.post(to(world, "opportunity_editing", opportunity=made.pk), sent | {"version": 1, "parent": opportunity(world, "Other").pk})  # fmt: skip
    assert (both.status_code, "Leave one of them empty" in text_of(both)) == (400, True)
    edda.post(to(world, "opportunity_editing", opportunity=made.pk), sent | {"version": 1, "name": "No signal at all"})  # fmt: skip
    made.refresh_from_db()
    assert made.name == "No signal at all"


@pytest.mark.parametrize("name", ["bets", "opportunities"])
def test_odd_addresses_are_refused(world: World, name: str) -> None:
    edda = browser(world.edda)
    odd = {"bets": ("state=rotten", "sort=rock", "product=x", "after=zzz"), "opportunities": ("objective=x", "after=zzz")}  # fmt: skip
    for query in odd[name]:
        assert edda.get(f"{to(world, name)}?{query}").status_code == 400, query


def test_all_that_is_wrong_with_an_effect_is_said_at_once_by_the_labels_of_its_fields(
    world: World,
) -> None:
    edda, made = browser(world.edda), bet(world)
    sent = {"metric": "", "low": "9", "likely": "5", "high": "1", "by_on": "1620-01-01"}
    answer = edda.post(to(world, "effects", bet=made.pk), sent, **PART)
    told = text_of(answer)
    assert answer.status_code == 400
    for words in ("<b>Metric:</b>", "<b>Low:</b>", "<b>High:</b>", "<b>By:</b>", "1 Jan 1620"):
        assert words in told
    assert "by_on" not in told


def test_the_form_that_moves_an_opportunity_begins_where_it_stands(world: World) -> None:
    aim = objective(world)
    top = opportunity(world, objective=aim)
    below = opportunity(world, "No chart offline", parent=top)
    edda = browser(world.edda)
    for node, name, place in ((top, "objective", aim), (below, "parent", top)):
        page = text_of(edda.get(to(world, "opportunity", opportunity=node.pk)))
        assert f'name="{name}" value="{place.pk}" id="kept-{name}" checked' in page


def test_the_tree_opens_on_the_running_objective_with_the_most_beneath_it(world: World) -> None:
    objective(world, "Empty")
    thin, full_one = objective(world, "Aim one"), objective(world, "Be known")
    opportunity(world, "Alone", objective=thin)
    top = opportunity(world, "Top", objective=full_one)
    opportunity(world, "Below", parent=top)
    page = text_of(browser(world.edda).get(to(world, "opportunities")))
    assert f'data-under="{full_one.pk}"' in page


def test_a_bet_made_from_an_opportunity_answers_it_from_its_first_day(world: World) -> None:
    need = opportunity(world, "Pilots wait", product=world.station)
    edda, url = browser(world.edda), f"{to(world, 'new_bet')}?opportunity={need.pk}"
    assert url in text_of(edda.get(to(world, "opportunity", opportunity=need.pk)))
    assert "An answer to" in text_of(edda.get(url))
    edda.post(url, {"name": "Pilots say when", "bet_kind": "feature", "currency": "EUR"})
    with scope(world.workspace):
        answers = BetOpportunity.objects.get()
    assert (answers.bet.name, answers.opportunity) == ("Pilots say when", need)
