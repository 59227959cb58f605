"""The thread of a record: a strip on its own page, and a page that draws all of it."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from leadline.foundation.refusals import Invalid
from leadline.home.queries.thread import hanging_on, thread_of
from leadline.home.weaving import weave
from leadline.workspaces.doors import Answer, RoomPage
from leadline.workspaces.rights import Right

LISTED = 12
"""Records of one kind that the page lists before it is asked for all of them."""


class Strip(RoomPage):
    """The thread in one line, for the head of the record's page."""

    needs = {"get": Right.SEE}
    room = "home"

    def get(self, request: HttpRequest, kind: str, pk: UUID) -> Answer:
        context = {"thread": thread_of(self.acting, kind, pk, self.today), "page_url": self.url("thread", kind=kind, pk=pk)}  # fmt: skip
        return self.draw("home/_strip.html", context)


class Hanging(RoomPage):
    """What hangs on a record, for the menu in which it may be thrown away; empty where nothing does."""

    needs = {"get": Right.SEE}
    room = "home"

    def get(self, request: HttpRequest, kind: str, pk: UUID) -> Answer:
        found = hanging_on(self.acting, kind, [pk], self.today)
        context = {"found": found, "page_url": self.url("thread", kind=kind, pk=pk), "picked": 1}
        return self.draw("home/_hanging.html", context)


class HangingOnPicked(RoomPage):
    """The same of the records that are selected in a list."""

    needs = {"get": Right.SEE}
    room = "home"

    def get(self, request: HttpRequest, kind: str) -> Answer:
        ids = _keys(request.GET.getlist("item"))
        found = hanging_on(self.acting, kind, ids, self.today)
        return self.draw("home/_hanging.html", {"found": found, "page_url": "", "picked": len(ids)})


def _keys(given: list[str]) -> set[UUID]:
    try:
        return {UUID(each) for each in given}
    except ValueError as error:
        raise Invalid(_("This is no key."), field="item", remedy=_("Load the list again.")) from error  # fmt: skip


class Thread(RoomPage):
    """All that a record stands on and all that rests on it, drawn and listed."""

    needs = {"get": Right.SEE}
    room = "home"

    def get(self, request: HttpRequest, kind: str, pk: UUID) -> Answer:
        thread = thread_of(self.acting, kind, pk, self.today)
        self.place = thread.me.noun.place
        context = {
            "thread": thread,
            "weave": weave(thread),
            "listed": LISTED,
            "whole": request.GET.get("all", ""),
        }
        return self.draw("home/thread.html", context)
