"""A record over time, and taking back what was done to it."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from leadline.conversation.queries import comment_of, phrase, subject_of
from leadline.design.diffs import word_diff
from leadline.foundation.forms import NothingForm
from leadline.foundation.refusals import NotFound
from leadline.home.forms import AsOfForm
from leadline.home.queries import as_of, versions
from leadline.workspaces.doors import Answer, Page
from leadline.workspaces.doors.pages import came_from
from leadline.workspaces.doors.shell import url_in
from leadline.workspaces.models import Event, Member, Record
from leadline.workspaces.operations import undo
from leadline.workspaces.queries import event as event_called
from leadline.workspaces.rights import Right


def any_record(member: Member, kind: str, pk: UUID) -> Record:
    """A record with a page, or a comment."""
    return comment_of(member, pk) if kind == "comment" else subject_of(member, kind, pk)


class RecordPage(Page):
    """The one address that every record has: it leads on to the record's own page."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, kind: str, pk: UUID) -> Answer:
        record = any_record(self.acting, kind, pk)
        if record.trashed_at:
            names = {"slug": self.acting.workspace.slug, "kind": kind, "pk": pk}
            return HttpResponseRedirect(reverse("home:history", kwargs=names))
        return HttpResponseRedirect(record.page_url())


class History(Page):
    """Every version of a record, and the record as it stood on a day."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, kind: str, pk: UUID) -> Answer:
        record = any_record(self.acting, kind, pk)
        form = AsOfForm(request.GET)
        day: date | None = form.cleaned_data.get("as_of") if form.is_valid() else None
        context = {
            "record": record,
            "address": request.path,
            "form": form,
            "today": self.acting.workspace.today(self.now),
            "as_of": as_of(self.acting, record, day) if day else None,
            "page": versions(self.acting, record, request.GET.get("after", "")),
            "word_diff": word_diff,
        }
        return self.draw("home/history.html", context, 400 if form.errors else 200)


class Undo(Page):
    """Taking an event back; offered by toasts, activity and history."""

    needs = {"post": Right.SEE}
    forms = {"post": NothingForm}

    def post(self, request: HttpRequest, pk: UUID) -> Answer:
        self.taken(NothingForm)
        event = event_called(self.acting, pk)
        page = self._page_of(event)
        undone = undo(by=self.acting, now=self.now, event=event)
        said = _("Taken back: %(what)s.") % {"what": f"{phrase(event.action)} {event.subject_title}".strip()}  # fmt: skip
        home, came = url_in(self.acting, "home:home"), came_from(request)
        is_gone = came.partition("?")[0] == page != self._page_of(event)
        return self.done(said, came if came.startswith(f"{home}/") and not is_gone else home, undone)  # fmt: skip

    def _page_of(self, event: Event) -> str:
        """Where what it was done to stands; empty for what is gone or has no page."""
        try:
            record = any_record(self.acting, event.subject_kind, event.subject_id or event.pk)
        except NotFound:
            return ""
        return "" if record.trashed_at else record.page_url()
