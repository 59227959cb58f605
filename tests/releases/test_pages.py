"""The pages of this room for members: for whom they open, what they take in, and what they say."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leadline.foundation import clock
from leadline.releases.models import ChecklistLine, Release
from leadline.releases.operations import add_items
from leadline.releases.queries import changelog_of, lines_of
from leadline.workspaces.scope import scope
from tests.backlog.pages import PART, browser
from tests.releases.cast import again, finished, notes, opened, out, parts, release, told, who
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def present(world: World) -> None:
    """Pages ask the clock themselves, so the story plays now."""
    world.now = clock.now()


def to(world: World, name: str, of: Release | None = None, **more: Any) -> str:
    named = more | ({"release": of.pk} if of else {})
    return reverse(f"releases:{name}", kwargs={"slug": world.workspace.slug, **named})


def text_of(answer: Any) -> str:
    found: str = answer.content.decode()
    return found


def line(world: World, of: Release, at: int = 0) -> ChecklistLine:
    with scope(world.workspace):
        return lines_of(world.edda, of)[at]


def test_every_page_opens_for_a_member_and_for_no_outsider(world: World) -> None:
    mine = told(world, release(world, about="Tides."))
    urls = [to(world, name) for name in ("releases", "new_release", "checklists", "changelog", "changelog_settings")]  # fmt: skip
    urls += [to(world, name, mine) for name in ("release", "release_editing", "candidates", "notes")]  # fmt: skip
    urls += [to(world, "checklist_editing", kind="major"), to(world, "line", mine, line=line(world, mine).pk)]  # fmt: skip
    edda, mallory = browser(world.edda), browser(world.mallory)
    for url in urls:
        assert edda.get(url).status_code == 200, url
        assert mallory.get(url).status_code == 404, url


def test_a_workspace_without_releases_is_told_what_one_is(world: World) -> None:
    assert "A release is a version of a product" in text_of(browser(world.edda).get(to(world, "releases")))  # fmt: skip
    assert "Nothing was published yet" in text_of(browser(world.edda).get(to(world, "changelog")))
    assert "A release is a version" in text_of(browser(world.mallory).get(reverse("releases:releases", kwargs={"slug": world.mallory.workspace.slug})))  # fmt: skip


def test_a_release_goes_from_plan_to_changelog_by_pages_alone(world: World) -> None:
    edda, item = browser(world.edda), finished(world, "Tides without a connection")
    edda.post(to(world, "new_release"), {"name": "2.4", "tier": "patch", "planned_on": "2027-05-14", "about": ""})  # fmt: skip
    with scope(world.workspace):
        mine = Release.objects.get(name="2.4")
    assert "Tides without a connection" in text_of(edda.get(to(world, "candidates", mine) + "?q=tides"))  # fmt: skip
    edda.post(to(world, "adding", mine), {"item": str(item.pk)})
    (part,) = parts(world, mine)
    answer = edda.post(to(world, "taking_title", mine, part=part.pk), {"version": "1"}, **PART)
    assert f'id="part-{part.pk}"' in text_of(answer)
    for at in (0, 1):
        check = line(world, mine, at)
        edda.post(to(world, "ticking", mine, line=check.pk), {"is_ticked": "on", "version": "1"})
    edda.post(to(world, "sending", mine), {"reason": "", "version": str(again(world, mine).version)})  # fmt: skip
    assert again(world, mine).state == "released"
    edda.post(to(world, "drafting", mine), {"version": str(again(world, mine).version)})
    edda.post(to(world, "publishing", mine), {"version": str(again(world, mine).version)})
    assert [each.text for each in notes(world)] == ["## New\n\n- Tides without a connection\n"]
    assert "Tides without a connection" in text_of(edda.get(to(world, "changelog")))


def test_a_release_with_open_lines_says_which_and_takes_a_reason(world: World) -> None:
    mine, edda = release(world), browser(world.edda)
    add_items(**who(world), release=mine, items=[world.item("Sync")])
    assert "1 item in it is not done" in text_of(edda.get(to(world, "release", mine)))
    url = to(world, "sending", mine)
    refused = edda.post(url, {"reason": "", "version": "1"}, **PART)
    assert refused.status_code == 409
    assert "The way back was tried" in text_of(refused)
    assert edda.post(url, {"reason": "It is urgent.", "version": "1"}, **PART).status_code == 204
    assert "It is urgent." in text_of(edda.get(to(world, "release", mine)))


def test_only_what_is_not_done_is_shown_when_asked(world: World) -> None:
    mine = release(world)
    add_items(**who(world), release=mine, items=[world.item("Sync"), finished(world, "Cache")])
    shown = text_of(browser(world.edda).get(to(world, "release", mine) + "?only=open"))
    assert "Sync" in shown
    assert "Cache" not in shown


def test_a_form_redraws_itself_with_what_was_wrong(world: World) -> None:
    release(world, "2.4")
    edda = browser(world.edda)
    same = edda.post(to(world, "new_release"), {"name": "2.4", "tier": "patch", "about": "Kept words"})  # fmt: skip
    assert same.status_code == 409
    assert "has a release 2.4 already" in text_of(same)
    assert "Kept words" in text_of(same)
    late = edda.post(to(world, "release_editing", release(world, "2.5")), {"name": "2.5", "tier": "patch", "about": "", "version": "9"})  # fmt: skip
    assert late.status_code == 412


def test_a_changelog_is_opened_on_purpose_at_an_address_of_its_own(world: World) -> None:
    told(world, release(world))
    edda, url = browser(world.edda), to(world, "changelog_settings")
    with scope(world.workspace):
        log = changelog_of(world.edda, world.station)
    assert log is not None
    assert not log.is_open
    odd = edda.post(url, {"heading": "Station", "address": "No Spaces", "is_open": "on", "version": "1"})  # fmt: skip
    assert odd.status_code == 400
    edda.post(url, {"heading": "Station", "address": "station", "is_open": "on", "version": "1"})
    assert "/changelogs/station" in text_of(edda.get(to(world, "changelog")))


def test_a_viewer_is_offered_nothing_to_do(world: World) -> None:
    opened(world)
    mine = told(world, release(world))
    vera = browser(world.vera)
    shown = text_of(vera.get(to(world, "release", mine)))
    for word in ("Tick<", "Take out", "Publish again", "Withdraw", "Find items"):
        assert word not in shown
    assert vera.post(to(world, "sending", mine), {"reason": "", "version": "1"}).status_code == 403


def test_lists_cost_the_same_however_long_they_are(world: World) -> None:
    def asked(url: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as spent:
            assert edda.get(url).status_code == 200
        return len(spent)

    edda, mine = browser(world.edda), release(world, "1.0")
    add_items(**who(world), release=mine, items=[world.item("One")])
    out(world, release(world, "0.1"))
    urls = [to(world, "releases"), to(world, "release", mine)]
    for url in urls:
        edda.get(url)
    before = [asked(url) for url in urls]
    add_items(**who(world), release=mine, items=[world.item(f"More {n}") for n in range(8)])
    for n in range(2, 6):
        release(world, f"{n}.0")
    out(world, release(world, "0.2"))
    assert [asked(url) for url in urls] == before
