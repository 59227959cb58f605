"""The lines of the thread that this room keeps."""

from django.utils.translation import ngettext_lazy as _n

from leadline.backlog.models import Item, ItemGoal
from leadline.foundation.threads import Line, Tie

LINES = (
    Line("bet", "item", lambda: Item.objects.exclude(bet=None), "bet_id", "id", hangs=Tie(_n("%d item works for it", "%d items work for it"), _n("%d item works for them", "%d items work for them"))),
    Line("item", "item", lambda: Item.objects.exclude(parent=None), "parent_id", "id", hangs=Tie(_n("%d item lies under it", "%d items lie under it"), _n("%d item lies under them", "%d items lie under them"))),
    Line("keyresult", "item", lambda: ItemGoal.objects.filter(item__trashed_at=None), "key_result_id", "item_id", "share", hangs=Tie(_n("%d item works towards it", "%d items work towards it"), _n("%d item works towards them", "%d items work towards them"))),
)  # fmt: skip
