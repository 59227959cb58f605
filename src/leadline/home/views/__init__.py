"""Pages and fragments of this room."""

from leadline.home.views.balance import BalanceOf, BalancePage, Weighing
from leadline.home.views.history import History, RecordPage, Undo
from leadline.home.views.home import DismissalEnd, Home, NeedDismissal, Start
from leadline.home.views.inbox import AllRead, Inbox, Reading, Unreading
from leadline.home.views.methods import Method
from leadline.home.views.search import Choices, Palette, Search
from leadline.home.views.thread import Hanging, HangingOnPicked, Strip, Thread
from leadline.home.views.trash import Restoring, Trash

__all__ = [
    "AllRead",
    "BalanceOf",
    "BalancePage",
    "Choices",
    "DismissalEnd",
    "Hanging",
    "HangingOnPicked",
    "History",
    "Home",
    "Inbox",
    "Method",
    "NeedDismissal",
    "Palette",
    "Reading",
    "RecordPage",
    "Restoring",
    "Search",
    "Start",
    "Strip",
    "Thread",
    "Trash",
    "Undo",
    "Unreading",
    "Weighing",
]
