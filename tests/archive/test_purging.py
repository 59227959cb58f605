"""Thirty days after its removal nothing of a workspace is left, and of others nothing is missing."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from leadline.archive.arrivals import restore_workspace
from leadline.archive.exports import export_workspace
from leadline.archive.purging import KEPT, children_first, purge_removed
from leadline.foundation import clock, jobs
from leadline.foundation.refusals import NotFound
from leadline.home.models import SearchText
from leadline.workspaces.models import Event, User, Workspace
from leadline.workspaces.operations import bring_back_workspace, remove_workspace, undo
from leadline.workspaces.scope import every_workspace, scope
from tests.command import command
from tests.world import World, make_world

MINUTE = timedelta(minutes=1)


def counts(workspace: Workspace) -> dict[str, int]:
    with every_workspace("the test"):
        found = {model._meta.label: model._base_manager.filter(workspace_id=workspace.id).count() for model in children_first()}  # fmt: skip
    return {label: count for label, count in found.items() if count}


def furnished() -> World:
    """The cast with work, an item below another, an undone event, and an index of search."""
    world = make_world()
    epic = world.item("Wind", item_kind="epic")
    world.move(world.item("Show the wind", parent=epic), "Done")
    world.item("A slip")
    with scope(world.workspace):
        slip = Event.objects.filter(action="item.created").latest("seq")
    undo(by=world.edda, now=world.now, event=slip)
    while jobs.do_next(clock.now(), "test"):
        pass
    return world


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_of_a_removed_workspace_and_its_neighbour_stays(tmp_path: Path) -> None:
    world = furnished()
    export_workspace(tmp_path / "one.zip", by=world.ann, now=world.now)
    moved, _ = restore_workspace(tmp_path / "one.zip", owner=world.mallory.user, now=world.now)
    neighbour = counts(world.workspace)
    remove_workspace(by=moved, now=world.now)
    assert purge_removed(world.now + KEPT) == 1
    assert counts(moved.workspace) == {}
    assert counts(world.workspace) == neighbour
    assert not Workspace.objects.filter(pk=moved.workspace_id).exists()
    assert not User.objects.filter(email__endswith="restored.invalid").exists()
    assert User.objects.filter(pk=world.mallory.user_id).exists()


@pytest.mark.django_db(transaction=True)
def test_search_forgets_the_words_too() -> None:
    world = furnished()
    with every_workspace("the test"):
        numbers = list(SearchText.objects.values_list("id", flat=True))
    assert numbers
    remove_workspace(by=world.ann, now=world.now)
    purge_removed(world.now + KEPT)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT rowid FROM home_searchindex")
            assert not {number for (number,) in cursor.fetchall()} & set(numbers)


def test_before_its_time_it_is_kept_and_comes_back(world: World) -> None:
    remove_workspace(by=world.ann, now=world.now)
    assert purge_removed(world.now + KEPT - MINUTE) == 0
    bring_back_workspace(workspace=world.workspace, now=world.now)
    assert purge_removed(world.now + KEPT) == 0


def test_a_purge_that_has_begun_cannot_be_turned_back_and_goes_on(world: World) -> None:
    remove_workspace(by=world.ann, now=world.now)
    Workspace.objects.filter(pk=world.workspace.pk).update(purge_began_at=world.now)
    with pytest.raises(NotFound):
        bring_back_workspace(workspace=world.workspace, now=world.now)
    assert purge_removed(world.now) == 1
    assert counts(world.workspace) == {}


def test_events_of_a_workspace_that_lives_cannot_be_deleted(world: World) -> None:
    remove_workspace(by=world.ann, now=world.now)
    with every_workspace("the test"), pytest.raises(Exception, match="append-only"):
        Event.objects.filter(workspace=world.workspace)._raw_delete(connection.alias)


def test_the_operator_lists_workspaces_and_brings_one_back(world: World, capsys: Any) -> None:
    remove_workspace(by=world.ann, now=world.now)
    assert command("workspace", "list", "--json") == 0
    told = capsys.readouterr().out
    assert '"goes_on": "2026-04-01"' in told
    assert command("workspace", "restore", world.workspace.slug) == 0
    world.workspace.refresh_from_db()
    assert world.workspace.removed_at is None
    assert command("workspace", "restore", world.workspace.slug) == 1
    assert command("workspace", "restore", "nowhere") == 1
