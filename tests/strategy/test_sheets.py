"""Canvases in versions, themes with shares, decisions with alternatives."""

from datetime import timedelta
from typing import Any

import pytest

from leadline.foundation.refusals import Invalid, NotFound
from leadline.strategy.models import Alternative, Canvas, Decision, Theme, TooMuch
from leadline.strategy.operations import (
    add_alternative,
    change_theme,
    create_canvas,
    create_decision,
    create_theme,
    create_themes,
    decide,
    fill_box,
    link_decision,
    publish_canvas,
    remove_alternative,
    review_decision,
    set_share,
    supersede,
    trash_objective,
    trash_theme,
)
from leadline.strategy.operations.canvases import NothingNew
from leadline.strategy.operations.decisions import Superseding
from leadline.strategy.queries.canvases import compared, versions_of
from leadline.strategy.queries.decisions import (
    DecisionFilters,
    decision_lines,
    decisions_about,
    links_of,
)
from leadline.strategy.queries.themes import dimensions
from leadline.workspaces.models.base import StaleRow
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.strategy.cast import objective, quarter
from tests.world import World


def swot(world: World) -> Canvas:
    return create_canvas(by=world.edda, now=world.now, canvas_kind="swot", name="SWOT", product=world.station)  # fmt: skip


def fill(world: World, canvas: Canvas, text: str, box: str = "threats") -> Any:
    return fill_box(by=world.otto, now=world.now, canvas=canvas, box=box, text=text)


def test_a_box_is_one_of_its_kind(world: World) -> None:
    with pytest.raises(NotFound, match="no such box"):
        fill(world, swot(world), "Cheap satellites", box="channels")


def test_two_people_in_one_canvas_do_not_undo_each_other(world: World) -> None:
    canvas = swot(world)
    fill(world, canvas, "Cheap satellites")
    with pytest.raises(StaleRow):
        fill_box(by=world.edda, now=world.now, canvas=canvas, box="strengths", text="Radio", version=1)  # fmt: skip


def test_there_is_one_vision_of_a_product_and_one_of_the_workspace(world: World) -> None:
    for product in (None, world.station):
        create_canvas(by=world.edda, now=world.now, canvas_kind="vision", name="Vision", product=product)  # fmt: skip
        with pytest.raises(Invalid, match="one already"):
            create_canvas(by=world.edda, now=world.now, canvas_kind="vision", name="Second", product=product)  # fmt: skip


def test_a_version_keeps_the_canvas_and_two_can_be_compared(world: World) -> None:
    canvas = swot(world)
    fill(world, canvas, "Cheap satellites")
    publish_canvas(by=world.edda, now=world.now, canvas=canvas, reason="First words")
    with pytest.raises(NothingNew):
        publish_canvas(by=world.edda, now=world.now, canvas=canvas, reason="Again")
    fill(world, canvas, "Cheap drones")
    publish_canvas(by=world.edda, now=world.now, canvas=canvas, reason="Drones came")
    with scope(world.workspace):
        second, first = versions_of(world.vera, canvas)
    rows = {row.box.key: row for row in compared(canvas, first.boxes, second.boxes)}
    assert rows["strengths"].is_same
    assert rows["threats"].pieces == [("same", "Cheap "), ("gone", "satellites"), ("new", "drones")]


def share(world: World, theme: Theme, cycle: Any, of: int) -> Any:
    return set_share(by=world.edda, now=world.now, theme=theme, cycle=cycle, share=of)


def horizon(world: World, name: str) -> Theme:
    return create_theme(by=world.edda, now=world.now, name=name, dimension="Horizon")


def test_the_shares_of_a_dimension_are_the_whole_at_most(world: World) -> None:
    cycle, short, long = quarter(world), horizon(world, "Short"), horizon(world, "Long")
    share(world, short, cycle, 7_000)
    with pytest.raises(TooMuch, match="leave 30 %"):
        share(world, long, cycle, 3_001)
    share(world, long, cycle, 3_000)
    other = create_theme(by=world.edda, now=world.now, name="New", dimension="Kind")
    share(world, other, cycle, 10_000)
    with scope(world.workspace):
        assert [(each.name, each.left) for each in dimensions(world.vera, cycle)] == [("Horizon", 0), ("Kind", 0)]  # fmt: skip


def test_no_way_round_brings_more_than_the_whole(world: World) -> None:
    cycle, short, long = quarter(world), horizon(world, "Short"), horizon(world, "Long")
    share(world, short, cycle, 7_000)
    lowered = share(world, short, cycle, 1_000)
    share(world, long, cycle, 9_000)
    with pytest.raises(TooMuch):
        undo(by=world.edda, now=world.now, event=lowered)
    trash_theme(by=world.edda, now=world.now, theme=long)
    share(world, short, cycle, 5_000)
    with scope(world.workspace), pytest.raises(TooMuch):
        long.untrash(by=world.edda, now=world.now)
    other = create_theme(by=world.edda, now=world.now, name="New", dimension="Kind")
    share(world, other, cycle, 8_000)
    with pytest.raises(TooMuch):
        change_theme(by=world.edda, now=world.now, theme=other, dimension="horizon")


def test_the_usual_themes_are_made_once_and_a_dimension_keeps_its_spelling(world: World) -> None:
    create_themes(by=world.edda, now=world.now, dimension="Horizon", names=["Short", "Long"])
    assert create_themes(by=world.edda, now=world.now, dimension="HORIZON", names=["short"]) is None
    with pytest.raises(Invalid, match="already"):
        horizon(world, "LONG")


def asked(world: World, question: str = "Radio or cable?") -> Decision:
    decision = create_decision(by=world.otto, now=world.later(seconds=1), question=question)
    for name in ("Radio", "Cable"):
        add_alternative(by=world.otto, now=world.now, decision=decision, name=name)
    return decision


def alternative(world: World, decision: Decision, name: str) -> Alternative:
    with scope(world.workspace):
        found: Alternative = Alternative.objects.select_related("decision").get(decision=decision, name=name)  # fmt: skip
        return found


def choose(world: World, decision: Decision, name: str = "Radio", **values: Any) -> Any:
    return decide(by=world.edda, now=world.now, decision=decision, alternative=alternative(world, decision, name), **({"why": "Trenches take a year."} | values))  # fmt: skip


def test_one_alternative_is_chosen_with_a_reason(world: World) -> None:
    decision = asked(world)
    with pytest.raises(Invalid, match="has a reason"):
        choose(world, decision, why=" ")
    choose(world, decision)
    event = choose(world, decision, "Cable")
    assert [alternative(world, decision, name).is_chosen for name in ("Radio", "Cable")] == [False, True]  # fmt: skip
    undo(by=world.edda, now=world.now, event=event)
    assert alternative(world, decision, "Radio").is_chosen
    with pytest.raises(Invalid, match="was chosen"):
        remove_alternative(by=world.otto, now=world.now, alternative=alternative(world, decision, "Radio"))  # fmt: skip


def states(world: World, state: str) -> list[str]:
    with scope(world.workspace):
        today = world.workspace.today(world.now)
        page = decision_lines(world.vera, today, DecisionFilters(state))
        return [line.decision.question for line in page.rows]


def test_a_decision_is_looked_at_again_when_its_day_comes(world: World) -> None:
    decision = asked(world)
    today = world.workspace.today(world.now)
    choose(world, decision, review_on=today + timedelta(days=30))
    assert not states(world, "due")
    world.later(days=30)
    assert states(world, "due") == ["Radio or cable?"]
    review_decision(by=world.otto, now=world.now, decision=decision, note="It holds.", review_on=today + timedelta(days=90))  # fmt: skip
    assert not states(world, "due")


def test_a_decision_is_superseded_by_a_later_one_but_never_by_itself(world: World) -> None:
    first, second = asked(world), asked(world, "Satellite?")
    supersede(by=world.edda, now=world.now, decision=first, later=second)
    assert states(world, "superseded") == ["Radio or cable?"]
    with pytest.raises(Superseding):
        supersede(by=world.edda, now=world.now, decision=second, later=first)


def test_a_decision_shows_the_records_that_it_is_about_by_name(world: World) -> None:
    decision, about = asked(world), objective(world, quarter(world))
    for _again in range(2):
        link_decision(by=world.otto, now=world.now, decision=decision, kind="objective", key=about.pk)  # fmt: skip
    with scope(world.workspace):
        assert [str(each.record) for each in links_of(world.vera, decision)] == ["Stations stay online"]  # fmt: skip
        assert [each.pk for each in decisions_about(world.vera, "objective", about.pk)] == [decision.pk]  # fmt: skip
    trash_objective(by=world.edda, now=world.now, objective=about)
    with scope(world.workspace):
        assert [each.record for each in links_of(world.vera, decision)] == [None]
    with pytest.raises(NotFound):
        link_decision(by=world.otto, now=world.now, decision=decision, kind="objective", key=world.station.pk)  # fmt: skip
