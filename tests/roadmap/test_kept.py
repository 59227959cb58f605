"""What was said before: baselines, days past, and what audiences were shown."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.template.loader import get_template
from markupsafe import escape

from leadline.backlog.models import Item
from leadline.home.operations import purge
from leadline.products.operations import trash_product
from leadline.roadmap.models import Audience, Baseline, Publication, Roadmap
from leadline.roadmap.operations import change_bar, freeze, keep_forecast, publish, trash_bar
from leadline.roadmap.operations.foretelling import answer
from leadline.roadmap.operations.keeping import NothingToTell
from leadline.roadmap.queries import Compared, compared, moves_since, stood_in, stood_now, stood_on
from leadline.roadmap.queries.past import end_of
from leadline.roadmap.queries.projections import FIELDS
from leadline.roadmap.sheets import as_page, hash_of
from leadline.roadmap.telling import as_csv, as_markdown
from leadline.workspaces.scope import scope
from tests.backlog.pages import browser
from tests.roadmap.cast import DAY, WEEK, again, bar, bet, plan, station, to, today
from tests.world import World

pytestmark = pytest.mark.django_db


def since(world: World, baseline: Baseline) -> Compared:
    with scope(world.workspace):
        now = stood_now(plan(world, baseline.roadmap).lines)
        return compared(stood_in(baseline), now, moves_since(world.edda, baseline.roadmap, baseline.at))  # fmt: skip


def test_what_moved_since_a_baseline_is_told_with_who_and_why(world: World) -> None:
    roadmap = station(world)
    tides, buoys = bar(world, roadmap, "Tides"), bar(world, roadmap, "Buoys")
    bar(world, roadmap, "Still")
    kept = freeze(by=world.edda, now=world.now, roadmap=roadmap, name="Board, March")
    later = world.later(days=3)
    change_bar(by=world.ann, now=later, bar=again(world, tides), from_on=tides.from_on + WEEK, until_on=tides.until_on + 2 * WEEK, reason="The buoys come late.")  # type: ignore[operator]  # fmt: skip
    trash_bar(by=world.edda, now=later, bar=again(world, buoys))
    bar(world, roadmap, "New")
    told = since(world, kept)
    (shift,) = told.moved
    assert (shift.starts, shift.ends, shift.promise) == (7, 14, 0)
    assert [(move.member.name, move.reason) for move in shift.moves if move.member] == [("Ann", "The buoys come late.")]  # fmt: skip
    assert ([each.name for each in told.added], [each.name for each in told.dropped], told.same) == (["New"], ["Buoys"], 1)  # fmt: skip
    assert (told.later, told.earlier) == (1, 0)


def test_a_roadmap_is_read_as_of_any_day(world: World) -> None:
    roadmap = station(world)
    tides = bar(world, roadmap, "Tides")
    first = today(world)
    world.later(days=10)
    change_bar(by=world.edda, now=world.now, bar=again(world, tides), until_on=tides.until_on + WEEK)  # type: ignore[operator]  # fmt: skip
    bar(world, roadmap, "Later one")
    with scope(world.workspace):
        old = stood_on(world.edda, roadmap, first)
        moves = moves_since(world.edda, roadmap, end_of(world.edda, first))
        told = compared(old, stood_now(plan(world, roadmap).lines), moves)
        assert stood_on(world.edda, roadmap, first - DAY) == []
    assert [(each.name, each.until_on) for each in old] == [("Tides", str(tides.until_on))]
    assert [each.ends for each in told.moved] == [7]
    assert [each.name for each in told.added] == ["Later one"]


def test_what_was_kept_is_not_changed(world: World) -> None:
    kept = freeze(by=world.edda, now=world.now, roadmap=station(world), name="Board")
    with scope(world.workspace), pytest.raises(IntegrityError), transaction.atomic():
        Baseline.objects.filter(pk=kept.pk).update(name="Other")


SECRET = "zq{0}secret"


def planted(world: World) -> tuple[Roadmap, set[str]]:
    """A roadmap with a token in every private field, and the tokens."""
    names = ("about", "note", "belief", "audience", "outcome", "inner", "team", "hidden", "item", "reason")  # fmt: skip
    secret = {name: SECRET.format(name) for name in names}
    roadmap = station(world, about=secret["about"])
    with scope(world.workspace):
        world.crew.change(by=world.ann, now=world.now, name=secret["team"])
    wager = bet(world, secret["inner"], belief=secret["belief"], audience=secret["audience"], outcome=secret["outcome"])  # fmt: skip
    shown = bar(world, roadmap, "", bet=wager, outward="Warnings at the berth", note=secret["note"], team=world.crew, told_to=Audience.SALES, promised_on=today(world) + 90 * DAY)  # fmt: skip
    change_bar(by=world.edda, now=world.now, bar=again(world, shown), promised_on=today(world) + 99 * DAY, reason=secret["reason"])  # fmt: skip
    item: Item = world.item("Epic", item_kind="epic", description=secret["item"])
    bar(world, roadmap, "Tide tables", item=item, told_to=Audience.SALES)
    bar(world, roadmap, secret["hidden"], told_to=Audience.EXECUTIVES)
    return roadmap, set(secret.values())


def test_sales_find_no_secret_in_the_snapshot_its_page_or_its_files(world: World) -> None:
    roadmap, secrets = planted(world)
    made = publish(by=world.edda, now=world.now, roadmap=roadmap, audience=Audience.SALES)
    edda = browser(world.edda)
    texts = [
        str(made.snapshot),
        as_csv(made.snapshot),
        as_markdown(made.snapshot),
        as_page(made.snapshot, "Sales", 1),
    ]
    texts += [edda.get(to(world, name, made.pk)).content.decode() for name in ("publication", "publication_csv", "publication_md", "publication_html")]  # fmt: skip
    for text in texts:
        assert "Warnings at the berth" in text
        assert {each for each in secrets if each in text} == set()


def test_every_audience_gets_the_fields_named_for_it_and_no_other(world: World) -> None:
    roadmap, secrets = planted(world)
    for audience in Audience:
        made = publish(by=world.edda, now=world.now, roadmap=roadmap, audience=audience)
        assert all(set(each) == set(FIELDS[audience]) for each in made.snapshot["bars"])
        known = {each for each in secrets if each in str(made.snapshot)}
        assert (SECRET.format("note") in known) is (audience == Audience.INTERNAL)
        assert (SECRET.format("hidden") in known) is (audience != Audience.SALES)
        assert SECRET.format("belief") not in known
        assert SECRET.format("about") not in known


def test_the_file_to_send_runs_nothing_asks_for_nothing_and_shows_what_its_audience_may_see(world: World) -> None:  # fmt: skip
    roadmap, secrets = planted(world)
    bar(world, roadmap, "<script>alert(1)</script>", told_to=Audience.EXECUTIVES)
    made = publish(by=world.edda, now=world.now, roadmap=roadmap, audience=Audience.EXECUTIVES)
    sent = browser(world.edda).get(to(world, "publication_html", made.pk))
    page, style = sent.content.decode(), get_template("roadmap/sheet.css").render()
    assert sent["Content-Disposition"] == 'attachment; filename="roadmap-executives-1.html"'
    assert "<script" not in page
    assert "http:" not in page
    assert "https:" not in page
    assert "/w/" not in page
    assert page.count("<rect") == 4
    assert f"<style>{style}</style>" in page
    assert str(escape(f"style-src '{hash_of(style)}'")) in page
    assert {each for each in secrets if each in page} == {SECRET.format(name) for name in ("inner", "team", "hidden")}  # fmt: skip


def test_publications_are_numbered_and_stay_as_they_were(world: World) -> None:
    roadmap, _secrets = planted(world)
    first, second = (publish(by=world.edda, now=world.now, roadmap=roadmap, audience=Audience.SALES) for _ in range(2))  # fmt: skip
    assert (first.number, second.number) == (1, 2)
    with scope(world.workspace), pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=first.pk).update(number=9)


def test_nothing_is_published_where_nothing_may_be_told(world: World) -> None:
    roadmap = station(world)
    bar(world, roadmap, "Tides")
    with pytest.raises(NothingToTell):
        publish(by=world.edda, now=world.now, roadmap=roadmap, audience=Audience.SALES)


def test_files_neutralise_formulas_and_pipes(world: World) -> None:
    roadmap = station(world)
    bar(world, roadmap, "=1+1|2", told_to=Audience.SALES)
    made: Any = publish(by=world.edda, now=world.now, roadmap=roadmap, audience=Audience.SALES)
    assert "'=1+1" in as_csv(made.snapshot)
    assert "\\|2" in as_markdown(made.snapshot)


def test_what_was_kept_of_a_product_goes_with_it_when_its_days_are_over(world: World) -> None:
    roadmap = station(world)
    bar(world, roadmap, "Tides", told_to=Audience.SALES)
    freeze(by=world.edda, now=world.now, roadmap=roadmap, name="Board")
    publish(by=world.edda, now=world.now, roadmap=roadmap, audience=Audience.SALES)
    with scope(world.workspace):
        answered = answer(world.edda, roadmap, world.now)
        keep_forecast(by=world.edda, now=world.now, roadmap=roadmap, answered=answered)
    other = station(world, name="All", product=None)
    epic = world.item("Epic", item_kind="epic")
    stays = bar(world, other, "", item=epic)
    trash_product(by=world.edda, now=world.now, product=world.station)
    with scope(world.workspace):
        purge(world.workspace, world.later(days=31))
        assert list(Roadmap.with_trash.values_list("name", flat=True)) == ["All"]
        assert not Baseline.objects.exists()
    assert str(again(world, stays)) == "–"
    assert [each.name for each in plan(world, other).lines] == ["–"]
