"""The one place that asks what time it is; everything below a door is handed `now`."""

from datetime import UTC, datetime


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)
