"""Bets: what they say, what they promise, and what is kept when they are committed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from leadline.foundation.refusals import Invalid, NotAllowed, Stale
from leadline.planning.models import Bet, BetEffect, BetGoal, BetTheme, BetVersion
from leadline.planning.operations import (
    BetNotReady,
    BetOver,
    NoSuchMove,
    PromiseFrozen,
    PromiseKept,
    SharesBeyond,
    add_criterion,
    answer_opportunity,
    commit_bet,
    edit_bet,
    join_theme,
    judge_criterion,
    link_evidence,
    move_bet,
    remove_part,
    set_assumption,
    set_effect,
    set_effort,
    set_goal,
    trash_bet,
)
from leadline.planning.queries import (
    actual_shares,
    altered,
    bet_by_id,
    bet_lines,
    doubts_of_bet,
    versions_of,
)
from leadline.planning.queries.filters import BetFilters
from leadline.planning.words import effect_words
from leadline.products.operations import change_product
from leadline.strategy.operations import create_theme
from leadline.workspaces.models.people import Member
from leadline.workspaces.operations import undo
from leadline.workspaces.operations.undo import NotUndoable
from leadline.workspaces.scope import scope
from tests.planning.cast import (
    bet,
    claim,
    effect,
    heard,
    key_result,
    metric,
    opportunity,
    today,
    who,
)
from tests.world import World


def ready(world: World) -> Bet:
    """A bet that has everything a commitment asks for."""
    made, need = bet(world), opportunity(world)
    link_evidence(**who(world), opportunity=need, passage=heard(world))
    answer_opportunity(**who(world), bet=made, opportunity=need)
    set_goal(**who(world), bet=made, key_result=key_result(world), share=6_000)
    set_effect(**who(world), bet=made, metric=metric(world), **effect())
    return made


def committed(world: World) -> Bet:
    made = ready(world)
    commit_bet(**who(world), bet=made)
    return made


def versions(world: World, made: Bet) -> list[BetVersion]:
    with scope(world.workspace):
        return list(versions_of(world.edda, made))


@pytest.mark.parametrize(("low", "likely", "high", "field"), [(5, 4, 9, "low"), (2, 4, 3, "high"), (0, 0, 0, "likely")])  # fmt: skip
def test_a_range_upside_down_is_refused_by_the_name_of_its_end(world: World, low: float, likely: float, high: float, field: str) -> None:  # fmt: skip
    with pytest.raises(Invalid) as refused:
        set_effect(**who(world), bet=bet(world), metric=metric(world), **effect(low, likely, high))
    assert refused.value.problems[0].field == field


def test_a_cost_said_by_half_or_upside_down_is_refused_by_its_name(world: World) -> None:
    odd: tuple[tuple[dict[str, Any], str], ...] = (
        ({"cost_low": 5, "cost_likely": 4, "cost_high": 9}, "cost_low"),
        ({"cost_low": 5, "cost_likely": 6}, "cost_high"),
        ({"cost_low": -1, "cost_likely": 6, "cost_high": 7}, "cost_low"),
    )
    for costs, field in odd:
        with pytest.raises(Invalid) as refused:
            bet(world, **costs)
        assert refused.value.problems[0].field == field


def test_a_cost_upside_down_is_told_in_its_currency(world: World) -> None:
    for currency, told in (("EUR", ("€900", "€500")), ("JPY", ("¥90\u202f000", "¥50\u202f000"))):
        with pytest.raises(Invalid) as refused:
            bet(world, cost_low=90_000, cost_likely=50_000, cost_high=10_000, currency=currency)
        assert all(each in refused.value.problems[0].reason for each in told)


def test_efforts_are_neither_negative_nor_finer_than_a_hundredth(world: World) -> None:
    made = bet(world)
    for values in (("-1", "2", "3"), ("1", "3", "2"), ("0.001", "2", "3")):
        low, likely, high = map(Decimal, values)
        with pytest.raises(Invalid):
            set_effort(**who(world), bet=made, team=world.crew, low=low, likely=likely, high=high)


def test_an_effect_before_the_birth_of_the_product_is_refused(world: World) -> None:
    change_product(**who(world), product=world.station, born_on=date(2026, 1, 1))
    made = bet(world)
    with pytest.raises(Invalid, match="first sold"):
        set_effect(**who(world), bet=made, metric=metric(world), **(effect() | {"by_on": date(2025, 6, 30)}))  # fmt: skip


def test_an_effect_finer_than_its_metric_shows_is_told_with_its_own_decimals(world: World) -> None:
    made = bet(world)
    set_effect(**who(world), bet=made, metric=metric(world), **effect(0.25, 0.5, 0.75))
    with scope(world.workspace):
        assert effect_words(BetEffect.objects.select_related("metric").get()) == "+0.50\u202fpoints"


def test_shares_of_key_results_are_a_hundred_per_cent_at_most(world: World) -> None:
    made, first, second = bet(world), key_result(world), key_result(world, name="Second")
    set_goal(**who(world), bet=made, key_result=first, share=6_000)
    with pytest.raises(SharesBeyond) as refused:
        set_goal(**who(world), bet=made, key_result=second, share=4_001)
    assert refused.value.problems[0].field == "share"
    set_goal(**who(world), bet=made, key_result=second, share=4_000)
    set_goal(**who(world), bet=made, key_result=first, share=5_000)
    with scope(world.workspace):
        assert sorted(BetGoal.objects.values_list("share", flat=True)) == [4_000, 5_000]


def test_what_is_said_again_takes_the_place_of_what_was_said(world: World) -> None:
    made, moved = bet(world), metric(world)
    set_effect(**who(world), bet=made, metric=moved, **effect())
    event = set_effect(**who(world), bet=made, metric=moved, **effect(3, 5, 8))
    assert event
    with scope(world.workspace):
        assert BetEffect.objects.get().likely == 5
    undo(**who(world), event=event)
    with scope(world.workspace):
        assert BetEffect.objects.get().likely == 4


def test_a_bet_without_evidence_or_key_result_is_committed_only_for_a_reason(world: World) -> None:
    made = bet(world)
    with pytest.raises(BetNotReady, match="no evidence and no key result"):
        commit_bet(**who(world), bet=made)
    with scope(world.workspace):
        assert bet_by_id(world.edda, made.pk).state == "draft"
    commit_bet(**who(world), bet=made, despite="The law asks for it.")
    (version,) = versions(world, made)
    assert (version.reason, version.lacking) == ("The law asks for it.", ["evidence", "key_result"])


def test_a_bare_assumption_is_no_evidence_and_a_fact_is(world: World) -> None:
    made = bet(world)
    set_goal(**who(world), bet=made, key_result=key_result(world), share=100)
    set_assumption(**who(world), bet=made, claim=claim(world), importance=5)
    with pytest.raises(BetNotReady, match="no evidence"):
        commit_bet(**who(world), bet=made)
    fact = claim(world, "Half of the harbour has no signal", "fact", source="Coast survey", strength=Decimal(10))  # fmt: skip
    set_assumption(**who(world), bet=made, claim=fact, importance=4)
    commit_bet(**who(world), bet=made)
    assert made.state == "committed"


def test_evidence_against_an_opportunity_lets_no_bet_through(world: World) -> None:
    made, need = bet(world), opportunity(world)
    set_goal(**who(world), bet=made, key_result=key_result(world), share=100)
    answer_opportunity(**who(world), bet=made, opportunity=need)
    link_evidence(**who(world), opportunity=need, passage=heard(world), stance="contradicts")
    with pytest.raises(BetNotReady, match="no evidence"):
        commit_bet(**who(world), bet=made)


def test_what_was_promised_is_kept_whole(world: World) -> None:
    (version,) = versions(world, committed(world))
    promise = version.promise
    assert promise["belief"] == "tide tables on the station"
    assert [(each["name"], each["low"], each["high"], each["by_on"]) for each in promise["effects"]] == [("Stations online", "2", "9", "2026-06-30")]  # fmt: skip
    assert [each["share"] for each in promise["goals"]] == [6_000]
    assert version.lacking == []


def test_a_promise_changes_only_by_a_new_version_with_a_reason(world: World) -> None:
    made = committed(world)
    with scope(world.workspace):
        moved = BetEffect.objects.get().metric
    with pytest.raises(PromiseFrozen) as refused:
        set_effect(**who(world), bet=made, metric=moved, **effect(1, 2, 3))
    assert refused.value.problems[0].field == "reason"
    with pytest.raises(PromiseFrozen):
        edit_bet(**who(world), bet=made, outcome="save time")
    set_effect(**who(world), bet=made, metric=moved, **effect(1, 2, 3), reason="The pilot fell short.")  # fmt: skip
    newer, older = versions(world, made)
    assert (newer.number, newer.reason) == (2, "The pilot fell short.")
    (change,) = altered(older.promise, newer.promise)
    assert ("+4 · +2 to +9" in change.before.replace(".0", ""), "+2 · +1 to +3" in change.after.replace(".0", "")) == (True, True)  # fmt: skip


def test_name_owner_and_kind_are_no_promise(world: World) -> None:
    made = committed(world)
    edit_bet(**who(world), bet=made, name="Tide tables", owner=world.otto, bet_kind="research")
    assert len(versions(world, made)) == 1


def test_nothing_that_led_to_a_promise_is_undone_after_it(world: World) -> None:
    made = ready(world)
    event = edit_bet(**who(world), bet=made, outcome="save an hour a day")
    assert event
    commit = commit_bet(**who(world), bet=made)
    assert commit
    for each in (event, commit):
        with pytest.raises(Exception, match=r"frozen|taken back"):
            undo(**who(world), event=each)
    with pytest.raises(NotUndoable):
        undo(**who(world), event=commit)


def test_a_bet_that_is_over_promises_what_it_did(world: World) -> None:
    made = committed(world)
    move_bet(**who(world), bet=made, to="done")
    with pytest.raises(BetOver):
        edit_bet(**who(world), bet=made, outcome="more", reason="Because")
    with pytest.raises(NoSuchMove):
        move_bet(**who(world), bet=made, to="draft")


def test_a_bet_is_stopped_for_a_reason_and_by_those_who_plan(world: World) -> None:
    made = committed(world)
    with pytest.raises(Invalid):
        move_bet(**who(world), bet=made, to="stopped")
    otto: Member = world.otto
    with pytest.raises(NotAllowed):
        move_bet(by=otto, now=world.now, bet=made, to="stopped", reason="Enough")
    with pytest.raises(NotAllowed):
        commit_bet(by=otto, now=world.now, bet=bet(world, "Other"))
    event = move_bet(**who(world), bet=made, to="stopped", reason="Nobody used it.")
    assert event
    undo(**who(world), event=event)
    with scope(world.workspace):
        assert bet_by_id(world.edda, made.pk).state == "committed"


def test_a_committed_bet_is_not_thrown_away_and_a_draft_is(world: World) -> None:
    with pytest.raises(PromiseKept):
        trash_bet(**who(world), bet=committed(world))
    draft = bet(world, "Other")
    event = trash_bet(**who(world), bet=draft)
    assert event
    undo(**who(world), event=event)
    with scope(world.workspace):
        assert bet_by_id(world.edda, draft.pk).name == "Other"


def test_the_second_editor_is_told(world: World) -> None:
    made = bet(world)
    edit_bet(**who(world), bet=made, name="Tide tables", version=1)
    with pytest.raises(Stale):
        edit_bet(**who(world), bet=made, name="Tables", version=1)


def test_a_bet_is_under_one_theme_of_a_dimension(world: World) -> None:
    made = bet(world)
    new, upkeep = (create_theme(**who(world), name=name, dimension="Work") for name in ("New", "Upkeep"))  # fmt: skip
    join_theme(**who(world), bet=made, theme=new)
    join_theme(**who(world), bet=made, theme=upkeep)
    with scope(world.workspace):
        assert [row.theme for row in BetTheme.objects.select_related("theme")] == [upkeep]


def test_actual_shares_are_those_of_committed_work(world: World) -> None:
    new, upkeep = (create_theme(**who(world), name=name, dimension="Work") for name in ("New", "Upkeep"))  # fmt: skip
    costs = {"cost_low": 100, "cost_likely": 300, "cost_high": 400}
    for name, theme, weeks in (("a", new, 6), ("b", upkeep, 2), ("c", None, 2), ("draft", new, 50)):
        made = bet(world, name, **costs)
        if theme:
            join_theme(**who(world), bet=made, theme=theme)
        set_effort(**who(world), bet=made, team=world.crew, low=Decimal(1), likely=Decimal(weeks), high=Decimal(90))  # fmt: skip
        if name != "draft":
            commit_bet(**who(world), bet=made, despite="Agreed")
    with scope(world.workspace):
        found = actual_shares(world.edda)
    told = [(each.theme.name if each.theme else None, each.bets, each.share, round(each.money_share or 0, 2)) for each in found]  # fmt: skip
    assert told == [("New", 1, 0.6, 0.33), ("Upkeep", 1, 0.2, 0.33), (None, 1, 0.2, 0.33)]


def test_kill_criteria_are_judged_with_who_and_when(world: World) -> None:
    made = bet(world)
    row = add_criterion(**who(world), bet=made, what="Trial in Tromsø", threshold="fewer than 5 pilots use it", due_on=date(2026, 5, 1))  # fmt: skip
    with pytest.raises(Invalid):
        judge_criterion(**who(world), criterion=row, state="decided")
    judge_criterion(**who(world), criterion=row, state="met", finding="Two did.")
    assert (row.judged_by, row.judged_at) == (world.edda, world.now)
    judge_criterion(**who(world), criterion=row, state="open")
    assert row.judged_at is None


def test_what_is_important_and_unknown_would_teach_most(world: World) -> None:
    made = bet(world)
    vital, small = claim(world, "Vital"), claim(world, "Small")
    sure = claim(world, "Sure", "fact", source="Experiment", strength=Decimal(100))
    for each, importance in ((small, 2), (vital, 5), (sure, 5)):
        set_assumption(**who(world), bet=made, claim=each, importance=importance)
    with scope(world.workspace):
        found = doubts_of_bet(world.edda, made, today(world))
    assert [each.claim.statement for each in found] == ["Vital", "Small", "Sure"]
    assert (found[0].learning, round(found[0].sure, 2)) == (1.0, 0.5)


def test_the_list_is_narrowed_by_what_bets_are_without(world: World) -> None:
    whole, bare = ready(world), bet(world, "Bare")
    with scope(world.workspace):
        for gap in ("evidence", "goal", "effect"):
            assert [line.bet for line in bet_lines(world.edda, BetFilters(gap=gap)).rows] == [bare]
        assert bet_lines(world.edda, BetFilters(text="tide")).rows[0].bet == whole
        with pytest.raises(Invalid):
            bet_lines(world.edda, BetFilters(state="rotten"))


def test_a_list_of_bets_costs_the_same_however_long(world: World, assert_constant_queries: Any) -> None:  # fmt: skip
    moved, need = metric(world), opportunity(world)

    def grow(n: int) -> None:
        for at in range(n):
            made = bet(world, f"Bet {at} of {n}")
            set_effect(**who(world), bet=made, metric=moved, **effect())
            answer_opportunity(**who(world), bet=made, opportunity=need)

    def ask() -> None:
        with scope(world.workspace):
            list(bet_lines(world.edda).rows)

    assert_constant_queries(grow, ask)


def test_a_part_is_taken_off_and_comes_back(world: World) -> None:
    made = ready(world)
    with scope(world.workspace):
        row = BetGoal.objects.get()
    event = remove_part(**who(world), bet=made, part=row)
    assert event
    undo(**who(world), event=event)
    with scope(world.workspace):
        assert BetGoal.objects.get().share == 6_000
