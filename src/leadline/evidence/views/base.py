"""What the pages of this room have in common."""

from typing import Any

from django.http import HttpResponseRedirect
from django.utils.translation import ngettext

from leadline.evidence.models import Feedback
from leadline.evidence.words import strength_words
from leadline.products.queries import Choices
from leadline.workspaces.doors import Answer, RoomPage
from leadline.workspaces.models import Event


class EvidencePage(RoomPage):
    """A page of the evidence."""

    room = place = "evidence"
    choose = Choices
    vocabulary = {"strength_words": strength_words}

    def around(self) -> dict[str, Any]:
        """Also whether the page is asked for as a part of one that is open."""
        return super().around() | {"beside": self.is_part}

    def redone(self, text: str, to: str, event: Event | None) -> Answer:
        """Say what was done to a record, and show it; beside a list it is drawn anew where it is."""
        return HttpResponseRedirect(to) if self.is_part else self.done(text, to, event)

    def settled(self, rows: list[Feedback], text: str, event: Event | None) -> Answer:
        """Say what became of some pieces. An open list takes them out and stays where it is."""
        if not self.is_part:
            return self.done(text, self.back(self.url("inbox")), event)
        context = {"gone": rows, "said": text, "undo_url": self.undo_url(event)}
        return self.draw("evidence/_settled.html", context)


def counted(rows: list[Feedback]) -> str:
    """Say how many, or which one."""
    if len(rows) == 1:
        return str(rows[0])
    return ngettext("%(n)d piece", "%(n)d pieces", len(rows)) % {"n": len(rows)}
