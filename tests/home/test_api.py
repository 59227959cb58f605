"""Search, history, undo, trash, comments and notifications over the API."""

import json
from typing import Any

import pytest
from django.test import Client

from leadline.backlog.models import Item
from leadline.backlog.operations import add_dependency, change_item, trash_items
from leadline.conversation.operations import comment_on
from leadline.evidence.operations import capture_feedback
from leadline.market.operations import create_customer
from leadline.workspaces.models import Member
from leadline.workspaces.operations import issue_token
from leadline.workspaces.rights import Right
from tests.after import done
from tests.world import World


class Program:
    """A program with a token of a member."""

    def __init__(self, world: World, member: Member, *rights: Right) -> None:
        _, secret = issue_token(by=member, now=world.now, name="Program", rights=rights or member.rights)  # fmt: skip
        self.base = f"/api/v1/{world.workspace.slug}"
        self.headers = {"Authorization": f"Bearer {secret}"}

    def ask(self, verb: str, path: str, body: Any = None, **headers: str) -> Any:
        return Client().generic(
            verb, self.base + path, data=json_of(body), content_type="application/json",
            headers=self.headers | {name.replace("_", "-"): value for name, value in headers.items()},
        )  # fmt: skip


def json_of(body: Any) -> str:
    return "" if body is None else json.dumps(body)


@pytest.fixture
def wind(world: World) -> Item:
    item = world.item("Show the wind", description="In knots")
    comment_on(by=world.edda, now=world.later(hours=1), subject=item, body="@Otto, which unit?")
    done(world)
    return item


def test_search_finds_and_says_where(world: World, wind: Item) -> None:
    answer = Program(world, world.vera).ask("GET", "/search?q=wind").json()
    assert [(row["kind"], row["title"], row["id"]) for row in answer["rows"]] == [("item", "WS-1 Show the wind", str(wind.id))]  # fmt: skip
    assert (answer["count"], answer["is_capped"], answer["next_start"]) == (1, False, None)


def test_odd_questions_are_refused(world: World, wind: Item) -> None:
    program = Program(world, world.vera)
    for path in ("/search", "/search?q=x&kind=role", "/search?q=x&start=-1", "/search?q=x&limit=1000", f"/records/item/{wind.id}/as-of/31.2.2026", f"/records/item/{wind.id}/history?after=x"):  # fmt: skip
        assert program.ask("GET", path).status_code == 400, path
    assert program.ask("GET", f"/records/role/{wind.id}/history").status_code == 404


def test_history_and_the_state_of_a_day(world: World, wind: Item) -> None:
    change_item(by=world.otto, now=world.later(days=2), item=wind, title="Show the storm")
    program = Program(world, world.vera)
    rows = program.ask("GET", f"/records/item/{wind.id}/history").json()["rows"]
    assert [(row["who"], row["did"]) for row in rows] == [("Otto", "changed"), ("Edda", "created")]
    then = program.ask("GET", f"/records/item/{wind.id}/as-of/2026-03-02").json()
    assert {"label": "Title", "value": "Show the wind"} in then["fields"]


def test_an_event_is_undone_once(world: World, wind: Item) -> None:
    event = change_item(by=world.otto, now=world.later(days=2), item=wind, title="Show the storm")
    assert event
    assert Program(world, world.vera).ask("POST", f"/events/{event.id}/undo").status_code == 403
    program = Program(world, world.otto)
    assert program.ask("POST", f"/events/{event.id}/undo").status_code == 201
    assert program.ask("POST", f"/events/{event.id}/undo").status_code == 409


def test_a_record_comes_back_from_the_trash(world: World, wind: Item) -> None:
    trash_items(by=world.edda, now=world.later(hours=1), items=[wind])
    program = Program(world, world.edda)
    (row,) = program.ask("GET", "/trash").json()["rows"]
    assert (row["title"], row["who"]) == ("WS-1 Show the wind", "Edda")
    assert program.ask("POST", f"/records/item/{row['id']}/restoring").status_code == 201
    assert program.ask("GET", "/trash").json()["rows"] == []


def test_comments_are_written_changed_under_their_version_and_removed(world: World, wind: Item) -> None:  # fmt: skip
    program = Program(world, world.vera)
    made = program.ask("POST", f"/records/item/{wind.id}/comments", {"body": "Knots."})
    assert (made.status_code, made.headers["ETag"]) == (201, '"1"')
    path = f"/comments/{made.json()['id']}"
    assert program.ask("PATCH", path, {"body": "Metres."}).status_code == 428
    assert program.ask("PATCH", path, {"body": "Metres."}, If_Match='"1"').status_code == 200
    assert program.ask("PATCH", path, {"body": "Miles."}, If_Match='"1"').status_code == 412
    assert Program(world, world.edda).ask("DELETE", path, If_Match='"2"').status_code == 403
    assert program.ask("DELETE", path, If_Match='"2"').status_code == 204
    assert program.ask("GET", path).status_code == 404
    rows = program.ask("GET", f"/records/item/{wind.id}/comments").json()["rows"]
    assert [row["body"] for row in rows] == ["@Otto, which unit?"]


def test_a_comment_takes_no_field_it_does_not_know(world: World, wind: Item) -> None:
    program = Program(world, world.vera)
    bodies: list[Any] = [{"body": "x", "author_id": "y"}, {"body": 3}, {"body": ""}, {}, []]
    for body in bodies:
        assert program.ask("POST", f"/records/item/{wind.id}/comments", body).status_code == 400


def test_a_token_that_may_only_see_does_not_comment(world: World, wind: Item) -> None:
    program = Program(world, world.edda, Right.SEE)
    assert (
        program.ask("POST", f"/records/item/{wind.id}/comments", {"body": "x"}).status_code == 403
    )


def test_notifications_are_listed_and_read(world: World, wind: Item) -> None:
    program = Program(world, world.otto)
    (row,) = program.ask("GET", "/notifications?unread=true").json()["rows"]
    assert (row["why"], row["excerpt"], row["is_unread"]) == ("You are mentioned", "@Otto, which unit?", True)  # fmt: skip
    assert Program(world, world.vera).ask("POST", f"/notifications/{row['id']}/reading").status_code == 404  # fmt: skip
    assert program.ask("POST", f"/notifications/{row['id']}/reading").json() == {"read": 1}
    assert program.ask("POST", "/notifications/reading").json() == {"read": 0}


def test_watching_starts_and_ends(world: World, wind: Item) -> None:
    program = Program(world, world.vera)
    path = f"/records/item/{wind.id}/watching"
    assert program.ask("POST", path).json()["watching"] is True
    assert "Vera" in program.ask("GET", path).json()["watchers"]
    assert program.ask("DELETE", path).json()["watching"] is False


def test_activity_tells_events_and_comments(world: World, wind: Item) -> None:
    rows = Program(world, world.vera).ask("GET", f"/records/item/{wind.id}/activity").json()["rows"]
    assert [row["did"] for row in rows] == ["commented", "created"]
    assert rows[0]["comment"]["body"] == "@Otto, which unit?"


def test_a_thread_is_read_with_its_lines_and_gaps(world: World, wind: Item) -> None:
    customer = create_customer(by=world.edda, now=world.now, name="Tern Ferries")
    heard = capture_feedback(by=world.otto, now=world.now, text="The ramp is slow", customer=customer)  # fmt: skip
    program = Program(world, world.vera)
    thread = program.ask("GET", f"/records/feedback/{heard.id}/thread").json()
    assert [(knot["kind"], knot["side"], knot["title"]) for knot in thread["knots"]] == [("feedback", "self", "The ramp is slow"), ("customer", "below", "Tern Ferries")]  # fmt: skip
    assert thread["strands"] == [{"below": str(customer.id), "above": str(heard.id), "weight": None}]  # fmt: skip
    assert [gap["words"] for gap in thread["gaps"]] == ["no opportunity takes it up"]
    assert program.ask("GET", f"/records/role/{heard.id}/thread").status_code == 404


def test_a_need_is_put_aside_with_a_reason_and_taken_up_again(world: World, wind: Item) -> None:
    world.move(wind, "Doing")
    add_dependency(by=world.edda, now=world.now, blocker=world.item("Raise the mast"), blocked=wind)  # fmt: skip
    program = Program(world, world.otto)
    (need,) = (each for each in program.ask("GET", "/needs").json() if each["kind"] == "blocked")
    path = f"/needs/blocked/{need['subject_id']}/dismissal"
    assert program.ask("POST", path, {"reason": ""}).status_code == 400
    assert program.ask("POST", path, {"reason": "The mast comes Friday"}).status_code == 204
    assert program.ask("POST", path.replace("blocked", "ageing"), {"reason": "x"}).status_code == 404  # fmt: skip
    (row,) = program.ask("GET", "/dismissals").json()["rows"]
    assert (row["need"], row["reason"]) == ("blocked", "The mast comes Friday")
    assert program.ask("DELETE", f"/dismissals/{row['id']}").status_code == 204
    assert "blocked" in [each["kind"] for each in program.ask("GET", "/needs").json()]
