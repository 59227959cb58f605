"""The lines of the thread that this room keeps."""

from django.utils.translation import ngettext_lazy as _n

from leadline.backlog.models import Item, ItemGoal
from leadline.foundation.threads import Line

LINES = (
    Line("bet", "item", lambda: Item.objects.exclude(bet=None), "bet_id", "id", hangs=_n("%d item works for it", "%d items work for it")),
    Line("item", "item", lambda: Item.objects.exclude(parent=None), "parent_id", "id", hangs=_n("%d item lies under it", "%d items lie under it")),
    Line("keyresult", "item", lambda: ItemGoal.objects.filter(item__trashed_at=None), "key_result_id", "item_id", "share", hangs=_n("%d item works towards it", "%d items work towards it")),
)  # fmt: skip
