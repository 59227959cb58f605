"""What the member was told."""

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.conversation.operations import mark_all_read, mark_read
from leadline.conversation.queries import inbox, notification, unread_count
from leadline.foundation.forms import NothingForm
from leadline.workspaces.doors import Answer, Page
from leadline.workspaces.doors.shell import url_in
from leadline.workspaces.rights import Right


class Inbox(Page):
    """Notifications, newest first; `?unread=1` leaves out those that were read."""

    place, tab = "home", "inbox"

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        unread = request.GET.get("unread") == "1"
        context = {
            "page": inbox(self.acting, request.GET.get("after", ""), unread),
            "unread": unread,
            "count": unread_count(self.acting),
        }
        return self.draw("home/inbox.html", context)


class Reading(Page):
    """Opening a notification: it is read, and its record comes."""

    needs = {"post": Right.SEE}
    forms = {"post": NothingForm}

    def post(self, request: HttpRequest, pk: UUID) -> Answer:
        self.taken(NothingForm)
        told = notification(self.acting, pk)
        mark_read(by=self.acting, now=self.now, notification=told)
        names = {"slug": self.acting.workspace.slug, "kind": told.subject_kind, "pk": told.subject_id}  # fmt: skip
        return self.go_to(reverse("home:record", kwargs=names))


class Unreading(Page):
    """Keeping a notification for later."""

    needs = {"post": Right.SEE}
    forms = {"post": NothingForm}

    def post(self, request: HttpRequest, pk: UUID) -> Answer:
        self.taken(NothingForm)
        told = notification(self.acting, pk)
        mark_read(by=self.acting, now=self.now, notification=told, read=bool(told.is_unread))
        return self.go_to(url_in(self.acting, "home:inbox"))


class AllRead(Page):
    """Being done with all of them."""

    needs = {"post": Right.SEE}
    forms = {"post": NothingForm}

    def post(self, request: HttpRequest) -> Answer:
        self.taken(NothingForm)
        count = mark_all_read(by=self.acting, now=self.now)
        said = ngettext("%(n)d notification read.", "%(n)d notifications read.", count) % {"n": count}  # fmt: skip
        return self.done(said if count else _("There was nothing to read."), url_in(self.acting, "home:inbox"))  # fmt: skip
