"""The lines of the thread that this room keeps."""

from django.utils.translation import ngettext_lazy as _n

from leadline.foundation.threads import Line
from leadline.roadmap.models import Bar

LINES = (
    Line("bet", "bar", lambda: Bar.objects.exclude(bet=None), "bet_id", "id", hangs=_n("%d bar on a roadmap shows it", "%d bars on roadmaps show it")),
    Line("item", "bar", lambda: Bar.objects.exclude(item=None), "item_id", "id", hangs=_n("%d bar on a roadmap shows it", "%d bars on roadmaps show it")),
)  # fmt: skip
