"""The lines of the thread that this room keeps."""

from django.utils.translation import ngettext_lazy as _n

from leadline.foundation.threads import Line
from leadline.releases.models import ReleaseItem

LINES = (
    Line("item", "release", lambda: ReleaseItem.objects.filter(item__trashed_at=None, release__trashed_at=None), "item_id", "release_id", hangs=_n("%d release holds it", "%d releases hold it"), holds=_n("%d item is in it", "%d items are in it")),
)  # fmt: skip
