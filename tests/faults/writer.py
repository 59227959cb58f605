"""A process that writes items and says of each when it was promised to be kept.

    python -m tests.faults.writer prepare            migrate, and make the cast
    python -m tests.faults.writer write N [NORMAL]   write N items; acknowledge each in the file `acks`

It works on LEADLINE_DATA and is run by the power-cut replay.
"""

import os
import sys
from collections.abc import Callable


def main(door: str, *arguments: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leadline.wiring.settings")
    import django

    django.setup()
    doors: dict[str, Callable[..., None]] = {"prepare": prepare, "write": write}
    doors[door](*arguments)


def prepare() -> None:
    from django.core.management import call_command

    from tests.world import make_world

    call_command("migrate", verbosity=0)
    make_world()


def write(count: str, synchronous: str = "FULL") -> None:
    """One transaction an item, then one line in `acks`, which nothing may contradict later."""
    from django.conf import settings
    from django.db import connection

    from leadline.backlog.operations import create_item
    from leadline.products.models import Product
    from leadline.workspaces.models import Member
    from leadline.workspaces.scope import every_workspace
    from tests.world import MONDAY

    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous={synchronous}")
        cursor.execute("PRAGMA wal_autocheckpoint=60")
    with every_workspace("the writer finds its way"):
        by = Member.objects.select_related("role", "workspace").get(user__name="Edda")
        product = Product.objects.get(key="WS")
    acks = os.open(settings.DATA / "acks", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number in range(int(count)):
        item = create_item(by=by, now=MONDAY, product=product, title=f"Item {number}")
        os.write(acks, f"{item.id.hex}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
