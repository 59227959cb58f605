"""A workspace that lasts as long as a measurement, in a folder or database of its own.

With LEADLINE_DATABASE_URL it lies in that database, which should be empty; else in SQLite.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
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


@contextmanager
def scratch(items: int) -> Iterator[Place]:
    """Make it, with as many items in one list as asked for."""
    folder = tempfile.mkdtemp(prefix="leadline-benchmark-")
    os.environ |= {"LEADLINE_DATA": folder, "LEADLINE_SECRET_KEY": "only to measure " * 4}
    os.environ["DJANGO_SETTINGS_MODULE"] = "leadline.wiring.settings"
    try:
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield _furnish(items)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _furnish(items: int) -> Place:
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from leadline.backlog.operations import set_up_backlog
    from leadline.products.operations import create_product
    from leadline.workspaces.models import User
    from leadline.workspaces.operations import open_workspace

    user = User.objects.create_user("ann@nordlys.example", "Ann")
    member = open_workspace(owner=user, now=NOW, name="Nordlys Instruments")
    product = create_product(by=member, now=NOW, name="Weather station", key="WS")
    empty = create_product(by=member, now=NOW, name="Mast", key="MA")
    for each in (product, empty):
        set_up_backlog(by=member, now=NOW, product=each)
    _fill(member, product, items)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
    backlog = reverse("backlog:backlog", kwargs={"slug": member.workspace.slug})
    return Place(client, member, product, f"{backlog}?product=WS", f"{backlog}?product=MA")


def _fill(member: Any, product: Any, items: int) -> None:
    from leadline.backlog.models import BacklogList, Status
    from leadline.backlog.operations import ItemDraft, create_items
    from leadline.workspaces.scope import scope

    with scope(member.workspace):
        status = Status.objects.filter(product=product).order_by("rank").first()
        backlog = BacklogList.objects.filter(product=product).order_by("rank").first()
    for start in range(0, items, PART):
        drafts = [
            ItemDraft(title=f"Show the wind of day {number}", status=status, backlog_list=backlog, opened_at=NOW, points=number % 9, assignee=member)  # type: ignore[arg-type]
            for number in range(start, min(start + PART, items))
        ]  # fmt: skip
        create_items(by=member, now=NOW, product=product, drafts=drafts, undoable=False)
