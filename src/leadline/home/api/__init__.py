"""The API of this room: search, history, trash, the thread, what needs attention, the balance."""

from leadline.home.api import balance, needs, records, thread
from leadline.home.api.base import router

__all__ = ["balance", "needs", "records", "router", "thread"]
