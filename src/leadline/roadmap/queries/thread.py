"""The lines of the thread that this room keeps."""

from django.utils.translation import ngettext_lazy as _n

from leadline.foundation.threads import Line, Tie
from leadline.roadmap.models import Bar

LINES = (
    Line("bet", "bar", lambda: Bar.objects.exclude(bet=None), "bet_id", "id", hangs=Tie(_n("%d bar on a roadmap shows it", "%d bars on roadmaps show it"), _n("%d bar on a roadmap shows them", "%d bars on roadmaps show them"))),
    Line("item", "bar", lambda: Bar.objects.exclude(item=None), "item_id", "id", hangs=Tie(_n("%d bar on a roadmap shows it", "%d bars on roadmaps show it"), _n("%d bar on a roadmap shows them", "%d bars on roadmaps show them"))),
)  # fmt: skip
