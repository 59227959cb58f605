"""Changes of this room: the index of search, the trash of the workspace, needs put aside."""

from leadline.home.operations.attention import dismiss_need, undismiss_need
from leadline.home.operations.balance import same_again, weigh, weigh_weekly
from leadline.home.operations.index import forget_all, index_records, reindex, write_texts
from leadline.home.operations.trash import KEPT, PlaceTaken, purge, restore_record

__all__ = [
    "KEPT",
    "PlaceTaken",
    "dismiss_need",
    "forget_all",
    "index_records",
    "purge",
    "reindex",
    "restore_record",
    "same_again",
    "undismiss_need",
    "weigh",
    "weigh_weekly",
    "write_texts",
]
