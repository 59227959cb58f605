"""What pages say of moves."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.backlog.queries import MilestoneLine
from leadline.design.dates import day
from leadline.roadmap.models import BarMove, Bucket

NAMES = {
    "from_on": gettext_lazy("begins"), "until_on": gettext_lazy("ends"), "promised_on": gettext_lazy("promised"), "bucket": gettext_lazy("how soon"),
}  # fmt: skip

STATES = {
    "reached": gettext_lazy("reached"), "missed": gettext_lazy("missed"), "open": gettext_lazy("open"), "empty": gettext_lazy("asks for nothing"),
}  # fmt: skip


def words_of(move: BarMove) -> str:
    """A move in words, as in "ends 3 Mar 2027 → 24 Mar 2027"."""
    parts = [f"{NAMES[name]} {_told(name, move.before.get(name))} → {_told(name, value)}" for name, value in move.after.items()]  # fmt: skip
    return "; ".join(parts)


def _told(name: str, value: Any) -> str:
    if not value:
        return _("none")
    return str(Bucket(value).label) if name == "bucket" else day(date.fromisoformat(value))


def said_of(line: MilestoneLine) -> str:
    """A milestone in words, as in "Season opens, 8 Mar 2027: open, 1 of 2 done"."""
    told = f"{line.milestone.name}, {day(line.milestone.due_on)}: {STATES[line.state]}"
    if not line.asked:
        return told
    done = _("%(done)s of %(all)s done") % {"done": line.done, "all": len(line.asked)}
    return f"{told}, {done}"
