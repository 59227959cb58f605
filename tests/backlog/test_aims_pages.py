"""Pages about what items are for: bet, key results, work of a bet, milestones, documents."""

from typing import Any

import pytest

from leadline.backlog.models import Item, ItemGoal, Milestone, Scenario
from leadline.backlog.operations import (
    add_criterion,
    add_scenario,
    create_milestone,
    require,
    serve_key_result,
)
from leadline.workspaces.scope import scope
from tests.backlog.aims import Aims, make_aims
from tests.backlog.pages import PART, at, browser, to
from tests.world import World


@pytest.fixture
def aims(world: World) -> Aims:
    return make_aims(world)


def posted(world: World, url: str, **fields: Any) -> Any:
    return browser(world.edda).post(url, fields, **PART)


def bet_at(world: World, name: str, aims: Aims, **more: Any) -> str:
    return to(world, name, bet=aims.bet.pk, **more)


def test_the_item_says_which_bet_and_which_key_results_it_serves(world: World, aims: Aims) -> None:
    story = world.item("story", parent=aims.epic())
    serve_key_result(by=world.edda, now=world.now, item=story, key_result=aims.result, share=4_000)
    page = browser(world.vera).get(at(world, "item", story)).content.decode()
    assert "Offline tides" in page
    assert "by its epic" in page
    assert "Fewer yachts leave" in page
    assert f"/records/item/{story.id}/strip" in page


def test_a_bet_is_chosen_by_typing(world: World, aims: Aims) -> None:
    item = world.item("a")
    dialog = browser(world.edda).get(at(world, "item_bet_choices", item), {"q": "tides"}, **PART)
    assert f'value="{aims.bet.pk}"' in dialog.content.decode()
    posted(world, at(world, "item_bet", item), bet=str(aims.bet.pk))
    with scope(world.workspace):
        assert Item.objects.get(pk=item.pk).bet_id == aims.bet.pk
    posted(world, at(world, "item_bet", item), bet="")
    with scope(world.workspace):
        assert Item.objects.get(pk=item.pk).bet_id is None


def test_picked_items_serve_a_bet_at_once(world: World, aims: Aims) -> None:
    items = [world.item(name) for name in "ab"]
    posted(world, f"{to(world, 'picked_bet')}?product=WS", item=[str(each.pk) for each in items], bet=str(aims.bet.pk))  # fmt: skip
    with scope(world.workspace):
        assert Item.of_bet(aims.bet).count() == 2


def test_the_backlog_is_narrowed_to_the_work_of_a_bet(world: World, aims: Aims) -> None:
    world.item("a story of it", parent=aims.epic())
    world.item("something else")
    page = browser(world.edda).get(to(world, "backlog"), {"bet": str(aims.bet.pk)}).content.decode()
    assert "a story of it" in page
    assert "something else" not in page
    free = browser(world.edda).get(to(world, "backlog"), {"bet": "none"}).content.decode()
    assert "something else" in free
    assert "a story of it" not in free


def test_a_key_result_is_served_with_a_share_in_per_cent(world: World, aims: Aims) -> None:
    item = world.item("a")
    answer = posted(world, at(world, "goals", item), key_result=str(aims.result.pk), share="62.5")
    assert "62.5 %" in answer.content.decode()
    with scope(world.workspace):
        goal = ItemGoal.objects.get()
    assert goal.share == 6_250
    posted(world, at(world, "goal_removal", item, served=goal.pk))
    with scope(world.workspace):
        assert not ItemGoal.objects.exists()


@pytest.mark.parametrize("share", ["0", "100.01", "many", ""])
def test_an_odd_share_is_refused(world: World, aims: Aims, share: str) -> None:
    answer = posted(world, at(world, "goals", world.item("a")), key_result=str(aims.result.pk), share=share)  # fmt: skip
    assert answer.status_code == 400


def test_shares_beyond_the_whole_are_refused_with_what_is_left(world: World, aims: Aims) -> None:
    item = world.item("a")
    serve_key_result(by=world.edda, now=world.now, item=item, key_result=aims.result, share=9_000)
    other = aims.result_called("More yachts come")
    answer = posted(world, at(world, "goals", item), key_result=str(other.pk), share="20")
    assert "leave 10 %" in answer.content.decode()


def test_a_bet_is_broken_down_on_its_page(world: World, aims: Aims) -> None:
    url = bet_at(world, "bet_work", aims)
    posted(world, bet_at(world, "scenarios", aims), name="At anchor", story="No net.")
    with scope(world.workspace):
        scenario = Scenario.objects.get()
    posted(world, url, title="Tides on the device", item_kind="epic", scenario=str(scenario.pk))
    with scope(world.workspace):
        epic = Item.objects.get()
    answer = posted(world, url, title="Keep a week of tides", item_kind="story", parent=str(epic.pk))  # fmt: skip
    text = answer.content.decode()
    assert text.index("At anchor") < text.index("Tides on the device") < text.index("Keep a week of tides")  # fmt: skip
    with scope(world.workspace):
        assert Item.of_bet(aims.bet).count() == 2


def test_a_scenario_is_rewritten_linked_and_thrown_away(world: World, aims: Aims) -> None:
    scenario = add_scenario(by=world.edda, now=world.now, bet=aims.bet, name="At anchor")
    item = world.item("a")
    named = {"scenario": scenario.pk}
    assert "WS-1" in posted(world, bet_at(world, "scenario_items", aims, **named), item=item.key).content.decode()  # fmt: skip
    posted(world, bet_at(world, "scenario", aims, **named), name="Under way", story="", version="1")
    text = posted(world, bet_at(world, "scenario_trashing", aims, **named), version="2").content.decode()  # fmt: skip
    assert "Moved “Under way” to the trash." in text


def test_the_epic_of_another_bet_takes_no_story_of_this_one(world: World, aims: Aims) -> None:
    epic = world.item("elsewhere", item_kind="epic")
    answer = posted(world, bet_at(world, "bet_work", aims), title="x", item_kind="story", parent=str(epic.pk))  # fmt: skip
    assert answer.status_code == 400


def test_milestones_are_set_read_changed_and_thrown_away(world: World, aims: Aims) -> None:
    client = browser(world.edda)
    made = client.post(f"{to(world, 'new_milestone')}?product=WS", {"name": "Boat fair", "due_on": "2026-05-14", "about": "At **Oslo**."})  # fmt: skip
    page = client.get(made["Location"]).content.decode()
    assert "<strong>Oslo</strong>" in page
    with scope(world.workspace):
        fair = Milestone.objects.get()
    url = {"milestone": fair.pk}
    item = world.item("a")
    assert "WS-1" in client.post(to(world, "required_items", **url), {"item": "ws-1"}, **PART).content.decode()  # fmt: skip
    assert "Offline tides" in client.post(to(world, "required_bets", **url), {"bet": str(aims.bet.pk)}, **PART).content.decode()  # fmt: skip
    assert "Boat fair" in client.get(to(world, "milestones")).content.decode()
    assert "Boat fair" in client.get(at(world, "item", item)).content.decode()
    client.post(to(world, "milestone_editing", **url), {"name": "Boat show", "due_on": "2026-05-15", "about": "", "version": "1"})  # fmt: skip
    stale = client.post(to(world, "milestone_editing", **url), {"name": "Fair", "due_on": "2026-05-16", "about": "", "version": "1"})  # fmt: skip
    assert stale.status_code == 412
    assert "Boat show" in stale.content.decode()
    client.post(to(world, "milestone_trashing", **url), {"version": "2"})
    assert "No milestones yet" in client.get(to(world, "milestones")).content.decode()


def test_the_document_of_a_bet_is_put_together_from_the_records(world: World, aims: Aims) -> None:
    story = world.item("Keep a week of tides", parent=aims.epic())
    add_criterion(by=world.edda, now=world.now, item=story, given="no network", when="I open the tides", then="I see seven days")  # fmt: skip
    world.item("Read in a second", item_kind="quality", bet=aims.bet)
    page = browser(world.vera).get(bet_at(world, "bet_prd", aims)).content.decode()
    for words in ("keeping tides on the device", "Keep a week of tides", "I see seven days", "Non-functional", "Read in a second", "Which metric does it move"):  # fmt: skip
        assert words in page
    file = browser(world.vera).get(bet_at(world, "bet_prd_file", aims))
    assert file["Content-Disposition"] == 'attachment; filename="offline-tides.md"'
    assert "1. **Given** no network **when** I open the tides **then** I see seven days" in file.content.decode()  # fmt: skip


def test_an_epic_without_a_bet_has_a_document_too(world: World) -> None:
    epic = world.item("Alarms", item_kind="epic", description="# Why\n\nHarbours *drown*.")
    world.item("Send one", parent=epic)
    text = browser(world.vera).get(at(world, "item_prd_file", epic)).content.decode()
    assert text.startswith("# WS-1 Alarms")
    assert "### Why" in text
    assert "1 requirement has no acceptance criteria. (WS-2)" in text
    assert "Alarms" in browser(world.vera).get(at(world, "item_prd", epic)).content.decode()


def test_words_in_a_document_stay_words(world: World, aims: Aims) -> None:
    world.item("<b>[click](http://evil.example)</b> | # x", bet=aims.bet)
    text = browser(world.vera).get(bet_at(world, "bet_prd_file", aims)).content.decode()
    assert "\\<b\\>\\[click\\](http://evil.example)\\</b\\> \\| # x" in text


def test_a_document_names_the_milestones_that_ask_for_it(world: World, aims: Aims) -> None:
    epic = aims.epic()
    fair = create_milestone(by=world.edda, now=world.now, product=world.station, name="Boat fair", due_on=world.now.date())  # fmt: skip
    require(by=world.edda, now=world.now, milestone=fair, items=[epic])
    assert "Boat fair" in browser(world.vera).get(bet_at(world, "bet_prd", aims)).content.decode()
    assert "Boat fair" in browser(world.vera).get(at(world, "item_prd", epic)).content.decode()
