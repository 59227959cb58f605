"""No row of one workspace is ever read from, or tied to, another."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from leadline.backlog.models import Dependency, Item
from leadline.workspaces.models import Event
from leadline.workspaces.models.events import broken_links
from leadline.workspaces.scope import OutsideScope, every_workspace, scope
from tests.world import World

Tamper = Callable[["QuerySet[Any]"], object]


def test_reading_outside_a_scope_raises(world: World) -> None:
    with pytest.raises(OutsideScope):
        Item.objects.count()


def test_a_scope_shows_its_own_rows_only(world: World) -> None:
    world.item("Show the wind")
    with scope(world.workspace):
        assert Item.objects.count() == 1
        assert Item.history.count() == 1
    with scope(world.mallory.workspace):
        assert Item.objects.count() == 0
        assert Item.history.count() == 0


def test_the_database_refuses_a_child_in_another_workspace(world: World) -> None:
    wind, rain = world.item("Show the wind"), world.item("Show the rain")
    foreign = Dependency(workspace=world.mallory.workspace, blocker=wind, blocked=rain)
    with pytest.raises(IntegrityError, match="another workspace"), transaction.atomic():
        foreign.save(force_insert=True)


def test_a_row_cannot_move_to_another_workspace(world: World) -> None:
    item = world.item("Show the wind")
    with every_workspace("the test"), pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.filter(pk=item.pk).update(workspace=world.mallory.workspace)


def test_events_cannot_be_altered_and_their_chain_holds(world: World) -> None:
    world.item("Show the wind")
    with every_workspace("the test"):
        tampers: list[Tamper] = [lambda rows: rows.update(action="x"), lambda rows: rows.delete()]
        for tamper in tampers:
            with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                tamper(Event.objects.filter(workspace=world.workspace))
    assert broken_links(world.workspace.id) == []
