"""The doors of home and conversation: who gets in, what is drawn, what is refused."""

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from leadline.backlog.models import Item
from leadline.backlog.operations import change_item, create_item, trash_items
from leadline.conversation.models import Comment, Notification, Watch
from leadline.conversation.operations import comment_on
from leadline.evidence.operations import capture_feedback
from leadline.home.models import Dismissal
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import open_workspace
from leadline.workspaces.scope import scope
from tests.after import done
from tests.strategy.cast import number, objective, quarter, said
from tests.world import World

LONG = "W" * 190 + " and wind"


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member.user, settings.AUTHENTICATION_BACKENDS[0])
    return client


def pages(world: World, item: Item) -> Iterator[str]:
    slug = world.workspace.slug
    record = {"slug": slug, "kind": "item", "pk": item.pk}
    for name in ("home", "search", "palette", "inbox", "trash"):
        yield reverse(f"home:{name}", kwargs={"slug": slug})
    yield reverse("home:history", kwargs=record)
    yield reverse("home:history", kwargs=record) + "?as_of=2026-03-02"
    yield reverse("conversation:activity", kwargs=record)
    yield reverse("home:search", kwargs={"slug": slug}) + "?q=wind"
    yield reverse("home:palette", kwargs={"slug": slug}) + "?q=wind"
    yield reverse("conversation:mentionable", kwargs={"slug": slug}) + "?q=o"
    yield reverse("home:record", kwargs=record)


def posts(world: World, item: Item) -> Iterator[tuple[str, dict[str, str]]]:
    slug = world.workspace.slug
    record = {"slug": slug, "kind": "item", "pk": item.pk}
    yield reverse("conversation:comments", kwargs=record), {"body": "Hello"}
    yield reverse("conversation:watching", kwargs=record), {}
    yield reverse("conversation:watching_end", kwargs=record), {}
    yield reverse("home:restoring", kwargs=record), {}
    yield reverse("home:all_read", kwargs={"slug": slug}), {}
    with scope(world.workspace):
        event = Event.objects.filter(subject_id=item.id).first()
    assert event
    yield reverse("home:undo", kwargs={"slug": slug, "pk": event.pk}), {}
    yield reverse("home:dismissal", kwargs={"slug": slug, "kind": "ageing", "pk": item.pk}), {"reason": "x"}  # fmt: skip


@pytest.fixture
def wind(world: World) -> Item:
    item = world.item(LONG, description="Some *wind* here")
    change_item(by=world.edda, now=world.later(hours=1), item=item, assignee=world.otto)
    comment_on(by=world.edda, now=world.now, subject=item, body="@Otto, **please** <b>look</b>")
    trash_items(by=world.edda, now=world.now, items=[world.item(f"Thrown {LONG}"[:300])])
    done(world)
    return item


def test_members_see_every_page_and_outsiders_none(world: World, wind: Item) -> None:
    vera, mallory, nobody = signed_in(world.vera), signed_in(world.mallory), Client()
    for page in pages(world, wind):
        assert vera.get(page, follow=False).status_code in (200, 302), page
        assert mallory.get(page).status_code == 404, page
        assert nobody.get(page).headers["Location"].startswith("/accounts/login"), page


def test_outsiders_change_nothing(world: World, wind: Item) -> None:
    mallory = signed_in(world.mallory)
    with scope(world.workspace):
        before = Event.objects.count()
    for page, fields in posts(world, wind):
        assert mallory.post(page, fields).status_code == 404, page
    with scope(world.workspace):
        assert Event.objects.count() == before


def test_a_viewer_comments_and_watches_but_does_not_undo_or_restore(world: World, wind: Item) -> None:  # fmt: skip
    vera = signed_in(world.vera)
    answers = {page.rsplit("/", 1)[1]: vera.post(page, fields).status_code for page, fields in posts(world, wind)}  # fmt: skip
    assert answers == {
        "comments": 302, "watching": 302, "end": 302, "restoring": 403, "reading": 302,
        "undo": 403, "dismissal": 403,
    }  # fmt: skip


def test_a_field_that_no_form_has_is_refused(world: World, wind: Item) -> None:
    ann = signed_in(world.ann)
    for page, fields in posts(world, wind):
        if not page.endswith(("undo", "dismissal", "restoring")):
            assert ann.post(page, fields | {"admin": "1"}).status_code == 400, page


def test_a_comment_by_htmx_answers_with_the_activity(world: World, wind: Item) -> None:
    page = reverse("conversation:comments", kwargs={"slug": world.workspace.slug, "kind": "item", "pk": wind.pk})  # fmt: skip
    answer = signed_in(world.vera).post(
        page, {"body": "Nice @Edda"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert "<strong>@Edda</strong>" in answer.content.decode()
    empty = signed_in(world.vera).post(page, {"body": " "}, headers={"HX-Request": "true"})
    assert empty.status_code == 400
    assert "The comment is empty" in empty.content.decode()


def test_html_in_a_comment_is_shown_as_text(world: World, wind: Item) -> None:
    page = reverse("conversation:activity", kwargs={"slug": world.workspace.slug, "kind": "item", "pk": wind.pk})  # fmt: skip
    text = signed_in(world.vera).get(page).content.decode()
    assert "&lt;b&gt;look&lt;/b&gt;" in text
    assert "<strong>please</strong>" in text


def test_two_edits_of_one_comment_show_both_texts(world: World, wind: Item) -> None:
    otto = signed_in(world.otto)
    comment, _ = comment_on(by=world.otto, now=world.now, subject=wind, body="First")
    page = reverse("conversation:comment_edit", kwargs={"slug": world.workspace.slug, "pk": comment.pk})  # fmt: skip
    assert otto.post(page, {"body": "Second", "version": "1"}).status_code == 302
    late = otto.post(page, {"body": "Third", "version": "1"})
    assert late.status_code == 412
    assert "Second" in late.content.decode()
    assert "Third" in late.content.decode()
    assert signed_in(world.edda).get(page).status_code == 403


def test_a_comment_is_taken_back_with_undo_in_the_toast(world: World, wind: Item) -> None:
    otto = signed_in(world.otto)
    comment, _ = comment_on(by=world.otto, now=world.now, subject=wind, body="Oops")
    page = reverse("conversation:comment_removal", kwargs={"slug": world.workspace.slug, "pk": comment.pk})  # fmt: skip
    answer = otto.post(page, headers={"HX-Request": "true"})
    with scope(world.workspace):
        event = Event.objects.get(action="comment.removed")
    undo = reverse("home:undo", kwargs={"slug": world.workspace.slug, "pk": event.pk})
    assert f'hx-post="{undo}"' in answer.content.decode()
    back = otto.post(undo, headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{wind_page(world)}"})  # fmt: skip
    assert back.headers["HX-Redirect"] == wind_page(world)
    with scope(world.workspace):
        assert Comment.objects.filter(pk=comment.pk).exists()


def wind_page(world: World) -> str:
    return f"/w/{world.workspace.slug}/search?q=wind"


def test_undo_never_leads_away_from_the_workspace(world: World, wind: Item) -> None:
    event = change_item(by=world.edda, now=world.later(hours=1), item=wind, due_on="2026-05-01")
    assert event
    page = reverse("home:undo", kwargs={"slug": world.workspace.slug, "pk": event.pk})
    answer = signed_in(world.edda).post(page, headers={"Referer": "https://evil.example/w/nordlys"})
    assert answer.headers["Location"] == f"/w/{world.workspace.slug}"


def test_taking_back_what_made_a_record_leads_away_from_its_page(world: World) -> None:
    made = create_item(by=world.edda, now=world.now, product=world.station, title="By mistake")
    with scope(world.workspace):
        event = Event.objects.get(subject_id=made.pk)
    page = reverse("home:undo", kwargs={"slug": world.workspace.slug, "pk": event.pk})
    edda = signed_in(world.edda)
    there = {"Referer": f"http://testserver{made.page_url()}"}
    assert edda.post(page, headers=there).headers["Location"] == f"/w/{world.workspace.slug}"


def test_what_a_button_refuses_is_told_with_a_way_back_and_without_the_name_of_a_field(world: World, wind: Item) -> None:  # fmt: skip
    page = reverse("home:undo", kwargs={"slug": world.workspace.slug, "pk": uuid4()})
    told = signed_in(world.edda).post(page, headers={"Referer": f"http://testserver{wind_page(world)}"})  # fmt: skip
    assert told.status_code == 404
    assert f'href="{wind_page(world)}"' in told.content.decode()
    strange = signed_in(world.edda).post(page, headers={"Referer": "http://evil.example/w/x"})
    assert "evil.example" not in strange.content.decode()


def test_opening_a_notification_reads_it_and_leads_to_its_record(world: World, wind: Item) -> None:
    otto = signed_in(world.otto)
    with scope(world.workspace):
        told = Notification.objects.filter(member=world.otto).first()
    assert told
    page = reverse("home:reading", kwargs={"slug": world.workspace.slug, "pk": told.pk})
    assert signed_in(world.vera).post(page).status_code == 404
    answer = otto.post(page, follow=True)
    assert answer.redirect_chain[-1][0].endswith(f"/items/WS-{wind.number}")
    with scope(world.workspace):
        assert Notification.objects.get(pk=told.pk).read_at


def test_watching_is_seen_on_the_record(world: World, wind: Item) -> None:
    vera = signed_in(world.vera)
    page = reverse("conversation:watching", kwargs={"slug": world.workspace.slug, "kind": "item", "pk": wind.pk})  # fmt: skip
    assert "Stop watching" in vera.post(page, headers={"HX-Request": "true"}).content.decode()
    with scope(world.workspace):
        assert Watch.objects.filter(member=world.vera, ended_at=None).exists()


def test_bad_parameters_are_answered_not_broken(world: World, wind: Item) -> None:
    vera = signed_in(world.vera)
    slug = world.workspace.slug
    record = f"/w/{slug}/records/item/{wind.pk}"
    for address in (
        f"/w/{slug}/search?q=x&start=-1", f"/w/{slug}/search?q=x&start=99999999", f"/w/{slug}/search?q=x&kind=role",
        f"{record}/activity?after=x", f"{record}/activity?after=99999999999999999999", f"{record}/history?after=x",
        f"{record}/history?as_of=31.2.2026", f"{record}/history?as_of=0001-01-01", f"/w/{slug}/trash?after=x",
        f"/w/{slug}/trash?after=2026-01-01~x", f"/w/{slug}/inbox?after=x", f"{record}/history?as_of=9999-12-31",
    ):  # fmt: skip
        assert vera.get(address).status_code in (200, 400), address
    for kind in ("role", "member", "nothing", "savedview", "comment"):
        assert vera.get(f"/w/{slug}/records/{kind}/{wind.pk}/activity").status_code == 404


def test_the_start_leads_to_where_there_is_something(world: World) -> None:
    assert Client().get("/").headers["Location"].startswith("/accounts/login")
    assert signed_in(world.vera).get("/").headers["Location"] == f"/w/{world.workspace.slug}"
    open_workspace(owner=world.vera.user, now=world.now, name="Second")
    assert "Choose a workspace" in signed_in(world.vera).get("/").content.decode()
    alone = Client()
    alone.force_login(world.person("Nils"), settings.AUTHENTICATION_BACKENDS[0])
    assert alone.get("/").headers["Location"] == reverse("workspaces:new")


def test_home_begins_with_how_the_objectives_of_the_cycle_stand(world: World, wind: Item) -> None:
    cycle = quarter(world, "This age", starts_on=date(2000, 1, 1), ends_on=date(2100, 1, 1))
    late, well = objective(world, cycle), objective(world, cycle, "Harbours answer")
    deeper = objective(world, cycle, "Batteries last", parent=late)
    for under, value in ((late, 90), (deeper, 91), (well, 98)):
        said(world, number(world, under, f"Number of {under.name}"), value)
    text = signed_in(world.vera).get(f"/w/{world.workspace.slug}").content.decode()
    assert "This age: 1 of 2 objectives on plan" in text
    assert text.index(late.page_url()) < text.index(well.page_url()) < text.index("Needs attention")
    assert deeper.page_url() not in text.split("Needs attention")[0]
    assert "points behind plan" in text


def test_an_empty_home_teaches_the_steps_of_the_loop(world: World) -> None:
    mallory, home = signed_in(world.mallory), f"/w/{world.mallory.workspace.slug}"
    text = mallory.get(home).content.decode()
    steps = (
        "Write down what customers say",
        "Say what you want to reach",
        "Bring in your work",
        "Ask when it will be done",
    )
    assert [text.index(each) for each in steps] == sorted(text.index(each) for each in steps)
    assert "Done." not in text
    capture_feedback(by=world.mallory, now=world.now, text="The table is gone offline.")
    assert mallory.get(home).content.decode().count("Done.") == 1


def test_the_palette_offers_records_views_and_only_what_one_may_do(world: World, wind: Item) -> None:  # fmt: skip
    page = f"/w/{world.workspace.slug}/palette"
    assert "wind" in signed_in(world.vera).get(f"{page}?q=wind").content.decode()
    assert "Backlog" in signed_in(world.vera).get(f"{page}?q=backl").content.decode()
    assert "Invite somebody" in signed_in(world.ann).get(f"{page}?q=invite").content.decode()
    assert "Invite somebody" not in signed_in(world.vera).get(f"{page}?q=invite").content.decode()


def test_a_dismissal_asks_for_a_reason(world: World, wind: Item) -> None:
    page = reverse("home:dismissal", kwargs={"slug": world.workspace.slug, "kind": "ageing", "pk": wind.pk})  # fmt: skip
    assert signed_in(world.edda).post(page, {"reason": ""}).status_code == 400
    assert signed_in(world.edda).post(page, {"reason": "Fine"}).status_code == 404
    with scope(world.workspace):
        assert Dismissal.objects.count() == 0
