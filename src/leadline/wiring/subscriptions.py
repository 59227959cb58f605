"""Which job follows which event, and which jobs come round by themselves.

An event is named by its action, as in `record(by, now, "item.created", …)`; `*` is every event.
"""

from datetime import timedelta

from django.utils.module_loading import autodiscover_modules

from leadline.archive import purging
from leadline.backlog.operations import set_up_new_product
from leadline.foundation.worker import Periodic
from leadline.home.operations import forget_all
from leadline.workspaces.operations import subscribe
from leadline.workspaces.operations.base import Follow

COUNTED = (
    "item.created", "items.created", "items.edited", "items.moved", "items.trashed", "items.restored",
    "event.undone", "flow.left_out", "flow.counted_again",
)  # fmt: skip
"""Whatever may change the daily counts of a large product."""

SUBSCRIPTIONS: dict[str, tuple[str, ...]] = {
    "*": ("conversation.follow", "home.index"),
    **dict.fromkeys(COUNTED, ("delivery.count_flow",)),
    "items.imported": ("home.reindex", "delivery.count_flow", "integrations.let_go"),
    "items.import_undone": ("home.reindex", "delivery.count_flow"),
    "workspace.opened": ("home.reindex",),
    "workspace.restored": ("home.reindex", "integrations.stop_half_done"),
}

AT_ONCE: dict[str, tuple[Follow, ...]] = {"product.created": (set_up_new_product,)}
"""What must be there when the operation returns: done in its own transaction, so kept short."""

PERIODIC: tuple[Periodic, ...] = (
    Periodic("foundation.tidy", timedelta(hours=6)),
    Periodic("archive.tidy", timedelta(hours=6)),
    Periodic("archive.purge", timedelta(days=1)),
    Periodic("home.purge", timedelta(days=1)),
    Periodic("delivery.score", timedelta(days=1)),
    Periodic("delivery.forecast", timedelta(days=1)),
)


def connect() -> None:
    """Let the rooms declare their handlers, and hand the table to the operations."""
    autodiscover_modules("jobs", "housekeeping", "mail")
    subscribe(SUBSCRIPTIONS, AT_ONCE)
    purging.FIRST[:] = [forget_all]
