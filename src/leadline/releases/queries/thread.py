"""The lines of the thread that this room keeps."""

from django.utils.translation import ngettext_lazy as _n

from leadline.foundation.threads import Line, Tie
from leadline.releases.models import ReleaseItem

LINES = (
    Line("item", "release", lambda: ReleaseItem.objects.filter(item__trashed_at=None, release__trashed_at=None), "item_id", "release_id", hangs=Tie(_n("%d release holds it", "%d releases hold it"), _n("%d release holds them", "%d releases hold them")), holds=Tie(_n("%d item is in it", "%d items are in it"), _n("%d item is in them", "%d items are in them"))),
)  # fmt: skip
