"""A workspace that lasts as long as a measurement, in a folder or database of its own.

With LEADLINE_DATABASE_URL it lies in that database, which should be empty; else in SQLite.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PART = 5_000


@dataclass(frozen=True)
class Place:
    """A signed-in browser, its member, and a product full of items."""

    client: Any
    member: Any
    product: Any
    backlog: str
    null: str


Draw = Callable[[Place, int, dict[str, Any], Any], Any]
"""Gives the draft of an item by its number, from the statuses by category and the list."""


@contextmanager
def scratch(items: int, draw: Draw | None = None) -> Iterator[Place]:
    """Make it, with as many items as asked for; they are open ones in one list without `draw`."""
    folder = tempfile.mkdtemp(prefix="leadline-benchmark-")
    os.environ |= {"LEADLINE_DATA": folder, "LEADLINE_SECRET_KEY": "only to measure " * 4}
    os.environ["DJANGO_SETTINGS_MODULE"] = "leadline.wiring.settings"
    try:
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0, skip_checks=True)
        place = _furnish()
        _fill(place, items, draw or open_item)
        yield place
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _furnish() -> Place:
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from leadline.products.operations import create_product
    from leadline.workspaces.models import User
    from leadline.workspaces.operations import open_workspace

    user = User.objects.create_user("ann@nordlys.example", "Ann")
    member = open_workspace(owner=user, now=NOW, name="Nordlys Instruments")
    product = create_product(by=member, now=NOW, name="Weather station", key="WS")
    create_product(by=member, now=NOW, name="Mast", key="MA")
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
    backlog = reverse("backlog:backlog", kwargs={"slug": member.workspace.slug})
    return Place(client, member, product, f"{backlog}?product=WS", f"{backlog}?product=MA")


def _fill(place: Place, items: int, draw: Draw) -> None:
    """Write them as an import does, which is the quickest way there is."""
    from django.db import transaction

    from leadline.backlog.models import BacklogList, Status
    from leadline.backlog.operations.bulk_waiting import WaitingItems
    from leadline.workspaces.scope import scope

    member, product = place.member, place.product
    with scope(member.workspace):
        statuses = {row.category: row for row in Status.objects.filter(product=product).order_by("-rank")}  # fmt: skip
        backlog = BacklogList.objects.filter(product=product).order_by("rank").first()
        for start in range(0, items, PART):
            numbers = range(start, min(start + PART, items))
            with transaction.atomic(), WaitingItems(member, NOW, product) as waiting:
                waiting.add([draw(place, number, statuses, backlog) for number in numbers])
                waiting.write()
            print(f"\r{numbers.stop:,} items", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def open_item(place: Place, number: int, statuses: dict[str, Any], backlog: Any) -> Any:
    """An item that waits in the list."""
    from leadline.backlog.operations import ItemDraft

    return ItemDraft(
        title=f"Show the wind of day {number}", status=statuses["to_do"], backlog_list=backlog,
        opened_at=NOW, points=Decimal(number % 9), assignee=place.member,
    )  # fmt: skip
