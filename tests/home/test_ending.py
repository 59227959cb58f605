"""Thirty days after it went into the trash nothing of a product is left, and of others nothing is missing."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from leadline.backlog.models import Item
from leadline.backlog.operations import add_dependency, change_item
from leadline.conversation.models import Comment, Notification
from leadline.delivery.models import ForecastRun
from leadline.foundation import jobs
from leadline.foundation.refusals import NotFound
from leadline.home.models import Dismissal, SearchText
from leadline.home.operations import ending, purge, restore_record
from leadline.home.operations.ending import hanging, those_of
from leadline.home.operations.trash import KEPT
from leadline.products.models import Product
from leadline.products.operations import products_to_purge, trash_product
from leadline.workspaces.models import Event, Record
from leadline.workspaces.scope import scope
from tests.safety.furniture import Rooms, furnish
from tests.world import World

MINUTE = timedelta(minutes=1)


@pytest.fixture
def rooms(world: World) -> Rooms:
    """One of everything in a product of Ann's, in the trash; and items of another that name its items."""
    found = furnish(world.ann, world.now, word="Nordlys", key="OWN")
    wind = world.item("Show the wind")
    with scope(world.workspace):
        change_item(by=world.edda, now=world.now, item=wind, parent=found.rows["epic"])
        add_dependency(by=world.edda, now=world.now, blocker=found.items[0], blocked=wind)
        while jobs.do_next(world.now, "test"):
            pass
        found.product.refresh_from_db()
        trash_product(by=world.ann, now=world.now, product=found.product)
    return found


def left_of(product: Product) -> Counter[str]:
    """How many rows hang on a product, by table, the past ones among them."""
    found: Counter[str] = Counter()
    for table, ways in hanging().items():
        tables: list[Any] = [table, *([table.history.model] if issubclass(table, Record) else [])]
        for each in tables:
            found[each._meta.label] = each._base_manager.filter(those_of(product, ways)).count()
    return +found


def test_nothing_is_left_and_nothing_else_is_missing(world: World, rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(ending, "AT_ONCE", 3)
    before, other = left_of(rooms.product), left_of(world.station)
    assert {"backlog.Item", "backlog.HistoricalItem", "delivery.ForecastRun", "delivery.SprintItem", "integrations.ImportRow"} <= set(before)  # fmt: skip
    with scope(world.workspace):
        events = Event.objects.count()
        gone = purge(world.workspace, world.now + KEPT)
        assert gone["product"] == 1
        assert gone["item"] == before["backlog.Item"]
        assert not Product.with_trash.filter(pk=rooms.product.pk).exists()
        assert not Product.history.filter(id=rooms.product.pk).exists()
        assert left_of(rooms.product) == {}
        told = [model.objects.count() for model in (Comment, Notification, Dismissal)]
        assert told == [0, 0, 0]
        assert not SearchText.objects.filter(title__contains="OWN-").exists()
        assert Event.objects.count() == events + 1
        wind = Item.objects.get(product=world.station)
        assert (wind.parent_id, wind.version) == (None, 3)
        assert wind.history.count() == 3
    mine = left_of(world.station) - Counter({"backlog.HistoricalItem": 1})
    assert mine == other - Counter({"backlog.Dependency": 1})
    with scope(world.workspace):
        assert purge(world.workspace, world.now + KEPT) == {}


def test_before_its_day_it_stays_and_comes_back(world: World, rooms: Rooms) -> None:
    with scope(world.workspace):
        assert purge(world.workspace, world.now + KEPT - MINUTE) == {}
        rooms.product.refresh_from_db()
        restore_record(by=world.ann, now=world.now, row=rooms.product)
        assert "product" not in purge(world.workspace, world.now + KEPT)


def test_once_it_has_begun_to_go_it_does_not_come_back(world: World, rooms: Rooms) -> None:
    with scope(world.workspace):
        (product,) = products_to_purge(world.now, world.now)
        product.refresh_from_db()
        with pytest.raises(NotFound):
            restore_record(by=world.ann, now=world.now, row=product)


def test_forecasts_of_a_product_that_lives_cannot_be_deleted(world: World, rooms: Rooms) -> None:
    with scope(world.workspace), pytest.raises(DatabaseError), transaction.atomic():
        ForecastRun.objects.all()._raw_delete("default")
