"""The trash of the whole workspace."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from leadline.foundation.forms import NothingForm
from leadline.home.operations import restore_record
from leadline.home.queries import in_trash, trashed_record
from leadline.workspaces.doors import Answer, Page
from leadline.workspaces.doors.shell import url_in
from leadline.workspaces.rights import Right


class Trash(Page):
    """What was deleted by whom, and when it goes for good."""

    needs = {"get": Right.SEE}
    place, tab = "home", "trash"

    def get(self, request: HttpRequest) -> Answer:
        page = in_trash(self.acting, request.GET.get("after", ""))
        today = self.acting.workspace.today(self.now)
        return self.draw("home/trash.html", {"page": page, "today": today})


class Restoring(Page):
    """Bringing a record back."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": NothingForm}

    def post(self, request: HttpRequest, kind: str, pk: UUID) -> Answer:
        self.taken(NothingForm)
        row = trashed_record(self.acting, kind, pk)
        event = restore_record(by=self.acting, now=self.now, row=row)
        said = _("“%(title)s” is back.") % {"title": row.title_text}
        return self.done(said, row.page_url() or url_in(self.acting, "home:trash"), event)
