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

HEARD = ("feedback.captured", "feedback.imported", "feedback.changed", "feedback.split")
"""Whatever may bring words that were heard before."""

SUBSCRIPTIONS: dict[str, tuple[str, ...]] = {
    "*": ("conversation.follow", "home.index"),
    **dict.fromkeys(COUNTED, ("delivery.count_flow",)),
    **dict.fromkeys(HEARD, ("evidence.compare",)),
    "items.imported": (
        "foundation.learn",
        "home.reindex",
        "delivery.count_flow",
        "integrations.let_go",
    ),
    "items.import_undone": ("home.reindex", "delivery.count_flow"),
    "customers.imported": ("foundation.learn", "home.reindex", "integrations.let_table_go"),
    "customers.import_undone": ("home.reindex",),
    "releases.imported": ("foundation.learn", "home.reindex", "integrations.let_table_go"),
    "releases.import_undone": ("home.reindex",),
    "feedback.imported": ("foundation.learn", "evidence.compare"),
    "readings.imported": ("foundation.learn",),
    "outcomereview.closed": ("outcomes.calibrate",),
    "workspace.opened": ("foundation.learn", "home.reindex"),
    "workspace.restored": ("foundation.learn", "home.reindex", "integrations.stop_half_done"),
}

AT_ONCE: dict[str, tuple[Follow, ...]] = {"product.created": (set_up_new_product,)}
"""What must be there when the operation returns: done in its own transaction, so kept short."""

PERIODIC: tuple[Periodic, ...] = (
    Periodic("foundation.tidy", timedelta(hours=6)),
    Periodic("archive.tidy", timedelta(hours=6)),
    Periodic("archive.purge", timedelta(days=1)),
    Periodic("home.purge", timedelta(days=1)),
    Periodic("home.weigh", timedelta(days=7)),
    Periodic("delivery.score", timedelta(days=1)),
    Periodic("delivery.forecast", timedelta(days=1)),
    Periodic("roadmap.forecast", timedelta(days=1)),
    Periodic("outcomes.calibrate", timedelta(days=1)),
)


def connect() -> None:
    """Let the rooms declare their handlers, and hand the table to the operations."""
    autodiscover_modules("jobs", "housekeeping", "mail")
    subscribe(SUBSCRIPTIONS, AT_ONCE)
    purging.FIRST[:] = [forget_all]
