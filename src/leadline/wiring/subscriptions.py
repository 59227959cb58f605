"""Which job follows which event, and which jobs come round by themselves.

An event is named by its action, as in `record(by, now, "item.created", …)`; `*` is every event.
"""

from datetime import timedelta

from django.utils.module_loading import autodiscover_modules

from leadline.foundation.worker import Periodic
from leadline.workspaces.operations import subscribe

SUBSCRIPTIONS: dict[str, tuple[str, ...]] = {
    "*": ("conversation.follow", "home.index"),
    "items.imported": ("home.reindex",),
    "items.import_undone": ("home.reindex",),
    "product.created": ("backlog.set_up",),
    "workspace.opened": ("home.reindex",),
    "workspace.restored": ("home.reindex",),
}

PERIODIC: tuple[Periodic, ...] = (
    Periodic("foundation.tidy", timedelta(hours=6)),
    Periodic("home.purge", timedelta(days=1)),
)


def connect() -> None:
    """Let the rooms declare their handlers, and hand the table to the operations."""
    autodiscover_modules("jobs", "housekeeping", "mail")
    subscribe(SUBSCRIPTIONS)
