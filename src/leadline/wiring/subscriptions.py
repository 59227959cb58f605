"""Which job follows which event, and which jobs come round by themselves."""

from leadline.foundation.worker import Periodic
from leadline.workspaces.operations import subscribe

SUBSCRIPTIONS: dict[str, tuple[str, ...]] = {}

PERIODIC: tuple[Periodic, ...] = ()


def connect() -> None:
    """Hand the table to the operations, and let the rooms declare their handlers."""
    subscribe(SUBSCRIPTIONS)
