"""Harbourline: two years of work that look as if its people had done it here."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from leadline.backlog.models import Item, StatusChange
from leadline.delivery.models import Sprint, SprintItem
from leadline.sample.operations import load_sample
from leadline.workspaces.models import Event, Member, User
from leadline.workspaces.models.events import broken_links
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.world import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def harbourline(django_db_setup: None, django_db_blocker: Any) -> Iterator[Member]:
    """The sample, told once for all tests here, and taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        owner = User.objects.create_user("owner@harbour.example", "Owner")
        yield load_sample(owner=owner, now=MONDAY)
        transaction.set_rollback(True)


def test_the_sample_leaves_what_operations_leave(harbourline: Member) -> None:
    with scope(harbourline.workspace):
        assert harbourline.workspace.is_sample
        assert broken_links(harbourline.workspace_id) == []
        items = list(Item.objects.select_related("status"))
        versions = Counter(Item.history.values_list("id", flat=True))
        traces = Counter(StatusChange.objects.values_list("item_id", flat=True))
        for item in items:
            assert versions[item.id] == item.version == traces[item.id]
            assert (item.finished_at is not None) == (item.status.category == "done")
            assert (
                item.opened_at
                <= (item.started_at or MONDAY)
                <= (item.finished_at or MONDAY)
                <= MONDAY
            )


def test_three_products_live_at_their_own_pace(harbourline: Member) -> None:
    with scope(harbourline.workspace):
        year = MONDAY - timedelta(weeks=39)
        done = Item.objects.filter(finished_at__isnull=False, product__key="TB")
        early, late = (
            done.filter(finished_at__lt=year).count() / 65,
            done.filter(finished_at__gte=year).count() / 39,
        )
        assert early > 1.5 * late
        assert Item.objects.filter(finished_at=None).count() > 60
        assert len({item.title for item in Item.objects.all()}) > 0.95 * Item.objects.count()


def test_sprints_were_committed_to_and_closed(harbourline: Member) -> None:
    with scope(harbourline.workspace):
        assert Sprint.objects.filter(closed_at=None).count() == 2
        assert Sprint.objects.exclude(closed_at=None).count() > 60
        outcomes = Counter(SprintItem.objects.values_list("outcome", flat=True))
        assert outcomes["done"] > outcomes["carried"] > 0


def test_the_last_move_can_be_undone(harbourline: Member) -> None:
    with scope(harbourline.workspace), transaction.atomic():
        last = Event.objects.filter(action="items.moved").order_by("-seq").first()
        assert undo(by=harbourline, now=MONDAY, event=last)
        transaction.set_rollback(True)


def test_the_same_seed_tells_the_same_story(harbourline: Member) -> None:
    again = load_sample(owner=harbourline.user, now=MONDAY)
    titles = []
    for member in (harbourline, again):
        with scope(member.workspace):
            titles.append(
                list(
                    Item.objects.order_by("product__key", "number").values_list(
                        "title", "finished_at"
                    )
                )
            )
    assert titles[0] == titles[1]
