"""The API of this room: Home at a glance, search, history, trash, the thread, what needs attention, the balance."""

from leadline.home.api import balance, glance, needs, records, thread
from leadline.home.api.base import router

__all__ = ["balance", "glance", "needs", "records", "router", "thread"]
