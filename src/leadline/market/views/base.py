"""What the pages of this room have in common."""

from typing import Any

from leadline.market.queries import frame_of
from leadline.workspaces.doors import FormPage, RoomPage
from leadline.workspaces.models import Record


class MarketPage(RoomPage):
    """A page of the market."""

    room = place = "market"
    choose = frame_of


class MarketFormPage(MarketPage, FormPage):
    """A page with the form of a record of the market."""


def alive(row: Record | None) -> Any:
    """The row, unless it lies in the trash."""
    return None if row is None or row.trashed_at else row
