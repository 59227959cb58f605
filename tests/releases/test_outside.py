"""What whoever comes reads: the changelog and its feed, and nothing that was kept inside."""

from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from leadline.foundation import clock
from leadline.foundation.refusals import Refusal
from leadline.products.operations import change_product, create_product, trash_product
from leadline.releases.models import Changelog
from leadline.releases.operations import (
    add_items,
    add_line,
    change_item,
    create_release,
    draft_notes,
    publish_notes,
    send_out,
    set_changelog,
    take_back_notes,
    take_title,
    withdraw,
)
from leadline.releases.operations.checks import NotOut, Taken
from leadline.releases.operations.telling import NothingToTell
from leadline.workspaces.scope import scope
from tests.releases.cast import again, finished, notes, opened, out, parts, release, told, who
from tests.roadmap.cast import bet
from tests.world import World

pytestmark = pytest.mark.django_db
PAGE = "/changelogs/weather-station"
FEED = f"{PAGE}/feed.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


def read(url: str = PAGE, **headers: Any) -> Any:
    return Client().get(url, **headers)


def text_of(url: str = PAGE) -> str:
    answer = read(url)
    assert answer.status_code == 200
    found: str = answer.content.decode()
    return found


def test_nothing_that_is_kept_inside_is_read_outside(world: World) -> None:
    world.now = clock.now()
    change_product(**who(world), product=world.station, name="SECRET-product", description="SECRET-description")  # fmt: skip
    world.edda.user.name = "SECRET-owner"
    world.edda.user.save()
    epic = world.item("SECRET-epic", item_kind="epic", bet=bet(world, "SECRET-bet", belief="SECRET-belief"))  # fmt: skip
    shown = finished(world, "SECRET-title", description="SECRET-words", assignee=world.edda, parent=epic)  # fmt: skip
    unticked, silent = finished(world, "SECRET-unticked"), finished(world, "SECRET-silent")
    mine = create_release(**who(world), product=world.station, name="2.4", about="SECRET-about")
    add_line(**who(world), release=mine, text="SECRET-line", owner=world.edda)
    add_items(**who(world), release=mine, items=[shown, unticked, silent])
    first, second, _third = parts(world, mine)
    change_item(**who(world), part=first, public_line="Tides work offline.", is_told=True)
    change_item(**who(world), part=second, public_line="SECRET-line-not-told", is_told=False)
    send_out(**who(world), release=mine, reason="SECRET-reason")
    draft_notes(**who(world), release=mine)
    publish_notes(**who(world), release=mine)
    opened(world)
    with scope(world.workspace):
        mine.change(**who(world), notes="SECRET-draft of the next notes")
    for url in (PAGE, FEED):
        text = text_of(url)
        assert "Tides work offline." in text
        assert "SECRET" not in text
        for key in (mine.pk, shown.pk, world.station.pk, world.workspace.pk, world.workspace.slug):
            assert str(key) not in text


def test_it_is_read_only_once_it_was_opened_and_until_it_is_closed(world: World) -> None:
    told(world, release(world))
    with scope(world.workspace):
        log = Changelog.objects.get(product=world.station)
    hidden = f"/changelogs/{log.address}"
    assert len(log.address) == 26
    assert read(hidden).status_code == 404
    opened(world)
    assert read().status_code == 200
    assert read(hidden).status_code == 404
    set_changelog(**who(world), product=world.station, is_open=False, heading="Station")
    assert [read(url).status_code for url in (PAGE, FEED)] == [404, 404]


def test_it_goes_with_its_product(world: World) -> None:
    told(world, release(world))
    opened(world)
    trash_product(by=world.ann, now=world.now, product=world.station)
    assert read().status_code == 404


def test_an_address_belongs_to_one_changelog_of_all_workspaces(world: World) -> None:
    opened(world, "station")
    theirs = create_product(by=world.mallory, now=world.now, name="Other", key="OTH")
    with pytest.raises(Taken):
        set_changelog(by=world.mallory, now=world.now, product=theirs, is_open=True, heading="Theirs", address="station")  # fmt: skip


HOSTILE = ("no-such", "..", "%00", "%2e%2e%2fetc", "A" * 3000, "<script>", "a'--", "Weather-Station", "weather-station%0a", "station%20")  # fmt: skip


def test_hostile_addresses_lead_nowhere(world: World) -> None:
    opened(world)
    for address in HOSTILE:
        for url in (f"/changelogs/{address}", f"/changelogs/{address}/feed.atom"):
            assert read(url).status_code in {400, 404}, url


def test_a_cursor_that_is_none_is_refused(world: World) -> None:
    opened(world)
    assert read(f"{PAGE}?after=nonsense").status_code == 400


def test_nobody_is_asked_who_they_are_and_caches_may_keep_it(world: World) -> None:
    told(world, release(world))
    opened(world)
    for url in (PAGE, FEED):
        answer = read(url)
        assert set(answer.headers["Cache-Control"].split(", ")) == {"public", "max-age=300"}  # fmt: skip
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert not answer.cookies
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        again_ = read(url, HTTP_IF_NONE_MATCH=answer.headers["ETag"])
        assert again_.status_code == 304
    assert "<script" not in text_of()
    assert "style=" not in text_of()


def test_what_people_write_comes_out_as_text(world: World) -> None:
    told(world, release(world), "- <script>alert(1)</script> [x](javascript:alert(1)) ![p](http://a/b.png) \x0b")  # fmt: skip
    opened(world)
    for url in (PAGE, FEED):
        text = text_of(url)
        assert "<script>" not in text
        assert 'href="javascript' not in text
        assert "<img" not in text


def test_the_feed_is_atom_and_names_each_note_once_and_for_all(world: World) -> None:
    told(world, release(world, "2.3"))
    world.later(hours=1)
    told(world, release(world, "2.4"), "- Second.")
    opened(world)
    feed = ElementTree.fromstring(text_of(FEED))
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert [each.findtext(f"{ATOM}title") for each in entries] == ["Nordlys weather station 2.4", "Nordlys weather station 2.3"]  # fmt: skip
    assert {each.findtext(f"{ATOM}id") for each in entries} == {f"urn:uuid:{note.pk}" for note in notes(world)}  # fmt: skip


def test_a_withdrawn_release_is_no_longer_read(world: World) -> None:
    mine = told(world, release(world))
    opened(world)
    assert "Tides work offline." in text_of()
    withdraw(**who(world), release=again(world, mine), reason="It lost readings.")
    assert "Tides" not in text_of() + text_of(FEED)


def test_notes_are_a_draft_until_they_are_published_and_again_once_taken_back(world: World) -> None:
    mine = release(world)
    opened(world)
    with pytest.raises(NotOut):
        publish_notes(**who(world), release=mine)
    out(world, mine)
    with pytest.raises(NothingToTell):
        publish_notes(**who(world), release=mine)
    with scope(world.workspace):
        mine.change(**who(world), notes="- First words.")
    publish_notes(**who(world), release=mine)
    with scope(world.workspace):
        mine.change(**who(world), notes="- Better words.")
    assert "First words." in text_of()
    publish_notes(**who(world), release=mine)
    assert "Better words." in text_of()
    assert len(notes(world)) == 1
    take_back_notes(**who(world), release=mine)
    assert "words" not in text_of()


def test_notes_are_drafted_by_kind_from_told_lines_and_bets_keep_theirs_together(world: World) -> None:  # fmt: skip
    tides, mine = bet(world, "Tides"), release(world)
    titles = [("A", "bug", None), ("B", "story", tides), ("C", "story", None), ("D", "story", tides), ("E", "quality", None)]  # fmt: skip
    rows = [finished(world, title, item_kind=kind, bet=of) for title, kind, of in titles]
    add_items(**who(world), release=mine, items=[*rows, finished(world, "Not told")])
    with pytest.raises(NothingToTell):
        draft_notes(**who(world), release=mine)
    for part in parts(world, mine)[:5]:
        take_title(**who(world), part=part)
    draft_notes(**who(world), release=mine)
    assert again(world, mine).notes == "## New\n\n- C\n- B\n- D\n\n## Better\n\n- E\n\n## Mended\n\n- A\n"  # fmt: skip


def test_nothing_is_told_without_a_line_of_its_own(world: World) -> None:
    mine = release(world)
    add_items(**who(world), release=mine, items=[finished(world)])
    (part,) = parts(world, mine)
    with pytest.raises(Refusal, match="needs a line"):
        change_item(**who(world), part=part, is_told=True)
    change_item(**who(world), part=part, public_line="  Tides\nwork  offline. ", is_told=True)
    assert parts(world, mine)[0].public_line == "Tides work offline."
    change_item(**who(world), part=part, public_line="")
    assert not parts(world, mine)[0].is_told
