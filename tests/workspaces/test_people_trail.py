"""The audit trail: what it tells, to whom, and whether it holds."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.db import connection

from leadline.backlog.operations import change_item
from leadline.foundation import clock, jobs
from leadline.foundation.models import Job
from leadline.foundation.refusals import NotAllowed
from leadline.workspaces import trail
from leadline.workspaces.models import Event
from leadline.workspaces.operations import (
    ask_for_chain_check,
    change_role_of_member,
    change_workspace,
    invite,
    issue_token,
    save_role,
)
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope
from leadline.workspaces.trail import Difference, Wanted
from tests.workspaces.pages import client_of, role, to
from tests.world import World


def lines(world: World, **wanted: Any) -> list[trail.Line]:
    with scope(world.workspace):
        return list(trail.trail(world.ann, Wanted(**wanted)).rows)


def test_an_editor_reads_no_trail(world: World) -> None:
    with scope(world.workspace), pytest.raises(NotAllowed):
        trail.trail(world.edda, Wanted())


def test_a_change_is_told_by_names_before_and_after(world: World) -> None:
    change_role_of_member(by=world.ann, now=world.now, member=world.otto, role=role(world, "Viewer"))  # fmt: skip
    newest = lines(world)[0]
    assert newest.action == "Member role changed"
    assert newest.differences == [Difference("member", "role", "Contributor", "Viewer")]


def test_a_changed_setting_is_told_too(world: World) -> None:
    change_workspace(by=world.ann, now=world.now, name="Nordlys AS")
    told = Difference("workspace", "name", "Nordlys Instruments", "Nordlys AS")
    assert lines(world)[0].differences == [told]


def test_no_secret_is_told_even_as_a_hash(world: World) -> None:
    invite(by=world.ann, now=world.now, email="nils@x.example", role=role(world, "Viewer"))
    issue_token(by=world.ann, now=world.now, name="Script", rights=[])
    told = {each.field for line in lines(world) for each in line.differences}
    assert not {field for field in told if "secret" in field or "hash" in field}
    with scope(world.workspace):
        assert "secret" not in trail.as_csv(world.ann, Wanted())


def test_the_trail_is_narrowed_by_person_action_kind_and_day(world: World) -> None:
    item = world.item("Show the wind")
    change_item(by=world.otto, now=world.later(days=2), item=item, title="Show the storm")
    assert {line.event.member for line in lines(world, person=world.otto.pk)} == {world.otto}
    assert [line.event.action for line in lines(world, action="item.created")] == ["item.created"]
    assert {line.event.subject_kind for line in lines(world, kind="item")} == {"item"}
    assert [line.event.member for line in lines(world, since=date(2026, 3, 4))] == [world.otto]
    assert world.otto not in {each.event.member for each in lines(world, until=date(2026, 3, 3), kind="item")}  # fmt: skip


def test_days_are_those_of_the_workspace(world: World) -> None:
    """23:30 in London is the next day in Oslo."""
    world.later(hours=14.5)
    world.item("Show the wind")
    assert lines(world, since=date(2026, 3, 3), action="item.created")


def test_the_trail_comes_in_pages_newest_first(world: World) -> None:
    with scope(world.workspace):
        first = trail.trail(world.ann, Wanted(), limit=3)
        second = trail.trail(world.ann, Wanted(), first.after, limit=3)
    numbers = [line.event.seq for line in [*first.rows, *second.rows]]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == 6


def test_a_token_is_named_beside_its_owner(world: World) -> None:
    token, _ = issue_token(by=world.edda, now=world.now, name="Nightly", rights=[Right.CONTRIBUTE])
    item = world.item("Show the wind")
    acting = world.edda.through(token)
    change_item(by=acting, now=world.now, item=item, title="Show the storm")
    page = client_of(world.ann).get(to(world, "trail")).content.decode()
    assert "through “Nightly”" in page


def test_the_file_disarms_formulas(world: World) -> None:
    save_role(by=world.ann, now=world.now, name="=1+1", rights=[])
    answer = client_of(world.ann).get(to(world, "trail_file"), {"action": "role.saved"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert [row["title"] for row in rows] == ["'=1+1"]


def test_the_file_is_bounded(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "MOST_EXPORTED", 2)
    with scope(world.workspace):
        assert len(trail.as_csv(world.ann, Wanted()).splitlines()) == 3


def check(world: World) -> Any:
    job = ask_for_chain_check(by=world.ann, now=clock.now())
    for _ in range(500):
        if not jobs.do_next(clock.now(), "worker"):
            break
    return Job.objects.get(pk=job.pk).answer


def test_a_whole_chain_holds(world: World) -> None:
    with scope(world.workspace):
        count = Event.objects.count()
    assert check(world) == {"events": count, "broken": [], "is_short": False}
    page = client_of(world.ann).get(to(world, "trail")).content.decode()
    assert "The chain holds since 2 Mar 2026" in page


def test_a_check_under_way_is_not_asked_for_twice(world: World) -> None:
    first = ask_for_chain_check(by=world.ann, now=world.now)
    assert ask_for_chain_check(by=world.ann, now=world.now) == first


def tamper(world: World, sql: str) -> None:
    """Change the table as somebody with the database's password would."""
    with connection.cursor() as cursor:
        for event in ("update", "delete"):
            on = ' ON "workspaces_event"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER IF EXISTS "leadline_guard_workspaces_event_{event}"{on}')
        key = world.workspace.id if connection.vendor == "postgresql" else world.workspace.id.hex
        cursor.execute(sql, [key])


@pytest.mark.parametrize(
    ("sql", "broken"),
    [("UPDATE workspaces_event SET subject_title = 'x' WHERE workspace_id = %s AND seq = 3", [3]),
     ("DELETE FROM workspaces_event WHERE workspace_id = %s AND seq = 3 ", [4])],
)  # fmt: skip
def test_a_tampered_record_is_found(world: World, sql: str, broken: list[int]) -> None:
    tamper(world, sql)
    assert check(world)["broken"] == broken
    page = client_of(world.ann).get(to(world, "trail")).content.decode()
    assert "The chain does not hold" in page


def test_a_cut_off_end_is_found(world: World) -> None:
    with scope(world.workspace):
        last = Event.objects.order_by("-seq").first()
    assert last is not None
    tamper(world, f"DELETE FROM workspaces_event WHERE workspace_id = %s AND seq = {last.seq}")
    answer = check(world)
    assert answer["is_short"] or answer["broken"]


def test_the_trail_costs_the_same_with_many_events(world: World, assert_constant_queries: Any) -> None:  # fmt: skip
    item = world.item("Show the wind")

    def grow(count: int) -> None:
        for number in range(count):
            change_item(by=world.edda, now=world.now, item=item, title=f"Show {count} {number}")

    def ask() -> None:
        with scope(world.workspace):
            trail.trail(world.ann, Wanted(action="item.changed"))

    assert_constant_queries(grow, ask)
