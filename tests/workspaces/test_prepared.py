"""Queries that are written once and run often."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from leadline.products.models import Product
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import LENGTHS, prepared
from leadline.workspaces.scope import OutsideScope, every_workspace, scope
from tests.world import World

pytestmark = pytest.mark.django_db


@prepared
def _products(ids: list[UUID]) -> "QuerySet[Product]":
    return Product.objects.select_related("workspace").filter(pk__in=ids).order_by("key")


@prepared
def _keys(name: str) -> "QuerySet[Any, str]":
    return Product.objects.filter(name=name).values_list("key", flat=True)


@prepared
def _called(name: str | None) -> "QuerySet[Any, str]":
    rows = Product.objects.order_by("key").values_list("key", flat=True)
    return rows if name is None else rows.filter(name=name)


def _all(member: Member) -> list[UUID]:
    with scope(member.workspace):
        return [product.pk for product in Product.objects.all()]


def test_it_gives_the_rows_that_the_query_gives(world: World) -> None:
    ids = _all(world.edda)
    with scope(world.edda.workspace):
        asked = list(Product.objects.filter(pk__in=ids).order_by("key"))
        found = _products(ids=ids)
    assert [row.__dict__["name"] for row in found] == [row.name for row in asked]
    assert found[0].workspace == world.edda.workspace


def test_it_answers_each_call_for_its_own_values(world: World) -> None:
    with scope(world.edda.workspace):
        names = dict(Product.objects.values_list("name", "key"))
        assert {name: _keys(name=name) for name in names} == {name: [key] for name, key in names.items()}  # fmt: skip
        assert _keys(name="' OR 1=1 --") == []


def test_a_value_that_may_be_none_has_a_text_of_its_own(world: World) -> None:
    with scope(world.edda.workspace):
        names = dict(Product.objects.values_list("name", "key"))
        name, key = next(iter(names.items()))
        for _again in range(2):
            assert _called(name=None) == sorted(names.values())
            assert _called(name=name) == [key]


@pytest.mark.parametrize("count", [1, 2, *LENGTHS])
def test_a_list_of_any_length_finds_each_row_once(world: World, count: int) -> None:
    ids = _all(world.edda)
    with scope(world.edda.workspace):
        found = _products(ids=[*ids[:1], *(uuid4() for _ in range(count - 1))])
    assert [row.pk for row in found] == ids[:1]


def test_an_empty_list_asks_nothing(world: World) -> None:
    with scope(world.edda.workspace), CaptureQueriesContext(connection) as asked:
        assert _products(ids=[]) == []
    assert not asked.captured_queries


def test_a_list_that_is_too_long_is_a_fault_of_the_code(world: World) -> None:
    with scope(world.edda.workspace), pytest.raises(ValueError, match="at most"):
        _products(ids=[uuid4()] * (LENGTHS[-1] + 1))


def test_it_stays_in_the_scope_of_each_call(world: World) -> None:
    ids = _all(world.edda)
    with scope(world.edda.workspace):
        assert _products(ids=ids)
    with scope(world.mallory.workspace):
        assert _products(ids=ids) == []
    with every_workspace("a test of it"):
        assert _products(ids=ids)
    with pytest.raises(OutsideScope):
        _products(ids=ids)


def test_it_sees_what_was_written_since(world: World) -> None:
    ids = _all(world.edda)[:1]
    with scope(world.edda.workspace):
        (product,) = _products(ids=ids)
        product.change(by=world.edda, now=world.now, name="Another name")
        assert _products(ids=ids)[0].name == "Another name"
