"""The pages of this room: for whom they open, what they show, and what they take in."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.backlog.operations import create_milestone, require
from leadline.design.dates import day
from leadline.foundation import clock
from leadline.roadmap.models import (
    Audience,
    Bar,
    BarDependency,
    BarMove,
    Publication,
    Roadmap,
)
from leadline.roadmap.operations import BarDraft, add_bars, freeze, keep_forecast, publish
from leadline.roadmap.operations.foretelling import answer
from leadline.workspaces.models import Event
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.backlog.pages import PART, browser
from tests.roadmap.cast import WEEK, again, bar, bet, effort, plan, station, to, today
from tests.world import World

pytestmark = pytest.mark.django_db
VIEWS = ("timeline", "board", "objectives", "teams", "portfolio")


@pytest.fixture(autouse=True)
def present(world: World) -> None:
    """Pages ask the clock themselves, so the story plays now."""
    world.now = clock.now()


def text_of(answer_: Any) -> str:
    found: str = answer_.content.decode()
    return found


def many(world: World, roadmap: Roadmap, count: int) -> None:
    start = today(world)
    drafts = [BarDraft(name=f"Bar {n:04}", product=world.station, team=world.crew, from_on=start + n % 40 * WEEK, until_on=start + (n % 40 + 4) * WEEK, promised_on=start + 60 * WEEK) for n in range(count)]  # fmt: skip
    add_bars(by=world.edda, now=world.now, roadmap=roadmap, drafts=drafts)


def test_every_page_opens_for_a_member_and_for_no_outsider(world: World) -> None:
    roadmap = station(world, about="What we build.")
    tides = bar(world, roadmap, "Tides", promised_on=today(world) + 9 * WEEK, told_to=Audience.SALES, team=world.crew)  # fmt: skip
    kept = freeze(by=world.edda, now=world.now, roadmap=roadmap, name="Board")
    told = publish(by=world.edda, now=world.now, roadmap=roadmap, audience=Audience.SALES)
    with scope(world.workspace):
        run = keep_forecast(by=world.edda, now=world.now, roadmap=roadmap, answered=answer(world.edda, roadmap, world.now))  # fmt: skip
    urls = [to(world, name) for name in (*VIEWS, "new_roadmap")]
    urls += [to(world, name, roadmap.pk) for name in ("roadmap_editing", "new_bar", "baselines", "publishing")]  # fmt: skip
    urls += [to(world, name, tides.pk) for name in ("bar", "bar_editing")]
    urls += [to(world, "run", run.pk), to(world, "baseline", kept.pk)]
    urls += [to(world, name, told.pk) for name in ("publication", "publication_csv", "publication_md")]  # fmt: skip
    urls += [f"{to(world, 'timeline')}?against={kept.pk}&group=team&zoom=year", f"{to(world, 'timeline')}?against={today(world)}", f"{to(world, 'baselines', roadmap.pk)}?since={today(world)}"]  # fmt: skip
    edda, mallory = browser(world.edda), browser(world.mallory)
    for url in urls:
        assert edda.get(url).status_code == 200, url
        assert mallory.get(url).status_code == 404, url


def test_a_workspace_without_roadmaps_is_told_what_one_is(world: World) -> None:
    for name in VIEWS:
        page = text_of(browser(world.edda).get(to(world, name)))
        assert "Open the first roadmap" in page
    assert "Open the first roadmap" not in text_of(browser(world.vera).get(to(world, "timeline")))


def test_what_a_page_is_asked_for_and_cannot_give_is_refused(world: World) -> None:
    bar(world, station(world), "Tides")
    edda = browser(world.edda)
    for asked in ("group=colour", "zoom=hour", "roadmap=x", "against=2026-99-99", "against=x"):
        assert edda.get(f"{to(world, 'timeline')}?{asked}").status_code == 400, asked


def test_a_roadmap_is_opened_filled_edited_and_thrown_away(world: World) -> None:
    edda = browser(world.edda)
    opened = edda.post(to(world, "new_roadmap"), {"name": "Station plan", "about": "", "product": str(world.station.pk)})  # fmt: skip
    assert opened.status_code == 302
    with scope(world.workspace):
        roadmap = Roadmap.objects.get()
    fields = {"bet": "", "item": "", "name": "Tides", "team": str(world.crew.pk), "product": "", "bucket": "now", "from_on": "2027-01-04", "until_on": "2027-02-01", "promised_on": "", "told_to": "sales", "outward": "", "note": ""}  # fmt: skip
    assert edda.post(to(world, "new_bar", roadmap.pk), fields).status_code == 302
    wrong = edda.post(to(world, "new_bar", roadmap.pk), fields | {"until_on": "2026-12-01"})
    assert wrong.status_code == 400
    assert "It would end before it begins" in text_of(wrong)
    with scope(world.workspace):
        made = Bar.objects.get()
    moved = edda.post(to(world, "bar_editing", made.pk), fields | {"version": "1", "until_on": "2027-03-01", "reason": "Ice."})  # fmt: skip
    assert moved.status_code == 302
    assert "Ice." in text_of(edda.get(to(world, "bar", made.pk)))
    stale = edda.post(to(world, "bar_editing", made.pk), fields | {"version": "1", "name": "Mine", "reason": ""})  # fmt: skip
    assert stale.status_code == 412
    assert edda.post(to(world, "bar_trashing", made.pk), {"version": "2"}).status_code == 302
    assert edda.post(to(world, "roadmap_trashing", roadmap.pk), {"version": "1"}).status_code == 302


def test_a_drag_moves_a_bar_and_offers_undo(world: World) -> None:
    tides = bar(world, station(world), "Tides")
    start = tides.from_on
    assert start
    sent = {"version": "1", "from_on": str(start + WEEK), "until_on": str(start + 5 * WEEK)}
    moved = browser(world.edda).post(to(world, "bar_moving", tides.pk), sent, **PART)
    page = text_of(moved)
    assert moved.status_code == 200
    assert 'data-version="2"' in page
    assert "/undo" in page
    assert again(world, tides).from_on == start + WEEK
    late = browser(world.ann).post(to(world, "bar_moving", tides.pk), sent, **PART)
    assert late.status_code == 412
    assert browser(world.vera).post(to(world, "bar_moving", tides.pk), sent, **PART).status_code == 403  # fmt: skip


def test_one_field_is_changed_where_it_stands(world: World) -> None:
    tides = bar(world, station(world), "Tides", promised_on=today(world) + 9 * WEEK)
    edda = browser(world.edda)
    assert edda.post(to(world, "bar_moving", tides.pk), {"version": "1", "told_to": "sales"}, **PART).status_code == 200  # fmt: skip
    found = again(world, tides)
    assert (found.told_to, found.from_on) == ("sales", tides.from_on)
    refused = edda.post(to(world, "bar_moving", tides.pk), {"version": "2", "promised_on": ""}, **PART)  # fmt: skip
    assert refused.status_code == 409
    assert "Say why it moves" in text_of(refused)


def test_cards_move_between_now_next_and_later(world: World) -> None:
    roadmap = station(world)
    tides, buoys = bar(world, roadmap, "Tides"), bar(world, roadmap, "Buoys")
    sent = {"item": [str(buoys.pk)], "version": ["1"], "list": "now", "before": "", "after": ""}
    edda = browser(world.edda)
    assert edda.post(to(world, "placing"), sent, **PART).status_code == 200
    assert again(world, buoys).bucket == "now"
    sent = {"item": [str(buoys.pk)], "version": ["2"], "list": "", "before": str(tides.pk), "after": ""}  # fmt: skip
    assert edda.post(to(world, "placing"), sent, **PART).status_code == 200
    assert [each.name for each in plan(world, roadmap).lines] == ["Buoys", "Tides"]
    assert edda.post(to(world, "placing"), sent | {"list": "never"}, **PART).status_code == 400


def test_what_a_bar_waits_for_is_added_and_taken_away(world: World) -> None:
    roadmap = station(world)
    tides, buoys = bar(world, roadmap, "Tides"), bar(world, roadmap, "Buoys")
    edda = browser(world.edda)
    assert edda.post(to(world, "waits", tides.pk), {"blocker": str(buoys.pk)}).status_code == 302
    with scope(world.workspace):
        link = BarDependency.objects.get()
    removal = to(world, "wait_removal", bar=tides.pk, dependency=link.pk)
    assert edda.post(removal).status_code == 302
    with scope(world.workspace):
        assert not BarDependency.objects.exists()


def test_freezing_publishing_and_forecasting_are_done_from_their_pages(world: World) -> None:
    roadmap = station(world)
    bar(world, roadmap, "Tides", told_to=Audience.SALES)
    edda = browser(world.edda)
    assert edda.post(to(world, "baselines", roadmap.pk), {"name": "Board"}).status_code == 302
    assert edda.post(to(world, "publishing", roadmap.pk), {"audience": "sales"}).status_code == 302
    with scope(world.workspace):
        assert Publication.objects.get().number == 1
    assert edda.post(to(world, "forecasting", roadmap.pk)).status_code == 302
    assert "Forecasting every bar" in text_of(edda.get(to(world, "timeline")))
    assert edda.get(to(world, "forecasting", roadmap.pk), **PART).status_code == 200


def test_the_progress_of_a_forecast_leads_to_its_roadmap_and_ends_with_a_fresh_picture(
    world: World,
) -> None:
    roadmap = station(world)
    bar(world, roadmap, "Tides")
    edda, asked = browser(world.edda), to(world, "forecasting", roadmap.pk)
    ended = edda.get(asked, **PART)
    assert (ended.status_code, ended["HX-Trigger"]) == (204, "forecast")
    assert edda.get(asked)["Location"] == roadmap.page_url()
    edda.post(asked)
    assert edda.get(asked)["Location"] == roadmap.page_url()


def test_the_bars_travel_to_the_browser_as_json_that_ends_no_tag(world: World) -> None:
    bar(world, station(world), "</template><script>alert(1)</script>")
    page = text_of(browser(world.edda).get(to(world, "timeline")))
    assert "<script>alert" not in page
    packed = page.split("<template data-bars>")[1].split("</template>")[0]
    assert json.loads(packed)["bars"][0][2] == "</template><script>alert(1)</script>"


def test_the_milestones_of_its_days_stand_on_the_timeline_and_beneath_it(world: World) -> None:
    bar(world, station(world), "Tides")
    near, far = today(world) + 3 * WEEK, today(world) + 400 * WEEK
    who: Any = {"by": world.edda, "now": world.now, "product": world.station}
    fair = create_milestone(**who, name="Boat fair", due_on=near)
    require(by=world.edda, now=world.now, milestone=fair, items=[world.item("Poster")])
    create_milestone(**who, name="Far away", due_on=far)
    page = text_of(browser(world.edda).get(to(world, "timeline")))
    packed = json.loads(page.split("<template data-bars>")[1].split("</template>")[0])
    said = f"Boat fair, {day(near)}: open, 0 of 1 done"
    assert [each[2:] for each in packed["milestones"]] == [[fair.page_url(), "Boat fair", said]]
    assert f"<title>{said}</title>" in page
    assert page.count(fair.page_url()) == 2
    assert "Far away" not in page


@pytest.mark.parametrize("name", VIEWS)
def test_the_number_of_queries_does_not_grow_with_the_bars(world: World, name: str) -> None:
    roadmap, edda = station(world), browser(world.edda)
    counts = []
    for more in (3, 120):
        many(world, roadmap, more)
        edda.get(to(world, name))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert edda.get(to(world, name)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_move_of_what_was_promised_or_frozen_is_asked_about_and_explained_later(world: World) -> None:  # fmt: skip
    roadmap, edda = station(world), browser(world.edda)
    tides, buoys = bar(world, roadmap, "Tides", promised_on=today(world) + 9 * WEEK), bar(world, roadmap, "Buoys")  # fmt: skip
    assert "Why did Tides move?" in moved(world, tides, 1)
    assert "Why did" not in moved(world, buoys, 1)
    freeze(by=world.edda, now=clock.now(), roadmap=roadmap, name="Board")
    assert "Why did Buoys move?" in moved(world, buoys, 2)
    with scope(world.workspace):
        move, event = BarMove.objects.get(bar=tides), Event.objects.filter(action="bar.changed").earliest("seq")  # fmt: skip
    url = to(world, "move_reason", bar=tides.pk, move=move.pk)
    assert edda.post(url, {"reason": ""}, **PART).status_code == 400
    assert "Kept the reason" in text_of(edda.post(url, {"reason": "Ice."}, **PART))
    assert edda.post(url, {"reason": "Ice, and no ship."}).status_code == 302
    page = text_of(edda.get(to(world, "bar", tides.pk)))
    assert "Ice, and no ship." in page
    assert browser(world.vera).post(url, {"reason": "Mine."}).status_code == 403
    undo(by=world.edda, now=clock.now(), event=event)
    with scope(world.workspace):
        assert not BarMove.objects.filter(bar=tides).exists()


def moved(world: World, what: Bar, version: int) -> str:
    """The answer to a drag by a week."""
    here = again(world, what)
    assert here.from_on
    assert here.until_on
    sent = {"version": str(version), "from_on": str(here.from_on + WEEK), "until_on": str(here.until_on + WEEK)}  # fmt: skip
    return text_of(browser(world.edda).post(to(world, "bar_moving", what.pk), sent, **PART))


def test_a_bet_tells_when_it_is_likely_done_or_leads_onto_the_roadmap(world: World) -> None:
    roadmap, idea = station(world), bet(world, "Tides", product=world.station)
    effort(world, idea, (2, 3, 5))
    edda, when = browser(world.edda), to(world, "bet_when", bet=idea.pk)
    new = f"{to(world, 'new_bar', roadmap.pk)}?bet={idea.pk}"
    assert new in text_of(edda.get(when, **PART))
    assert f'<option value="{world.crew.pk}" selected' in text_of(edda.get(new))
    bar(world, roadmap, "", bet=idea, team=world.crew, promised_on=today(world) + 9 * WEEK)
    with scope(world.workspace):
        keep_forecast(by=world.edda, now=world.now, roadmap=roadmap, answered=answer(world.edda, roadmap, world.now))  # fmt: skip
    told = text_of(edda.get(when, **PART))
    assert "Half of futures by" in told
    assert "holds: " in told
