"""What was done to a record and said about it, and whether one follows it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from leadline.conversation.forms import CommentForm
from leadline.conversation.operations import unwatch, watch
from leadline.conversation.queries import activity, follower_names, is_watching, subject_of
from leadline.foundation.forms import Form, NothingForm
from leadline.workspaces.doors import Answer, Page
from leadline.workspaces.models import Event, Record
from leadline.workspaces.rights import Right


class AroundRecord(Page):
    """A door beside a record: it answers with the record's activity, drawn anew."""

    def activity(
        self, subject: Record, form: Form | None = None, said: str = "",
        event: Event | None = None, status: int = 200,
    ) -> HttpResponse:  # fmt: skip
        """The fragment for htmx, with a toast; the whole page for everybody else."""
        if self.request.method == "POST" and not self.is_part and status == 200:
            return self.done(said, subject.page_url(), event)
        template = "_activity.html" if self.is_part else "activity.html"
        context = self._around(subject) | {"form": form or CommentForm(), "said": said, "event": event}  # fmt: skip
        return self.draw(f"conversation/{template}", context, status)

    def _around(self, subject: Record) -> dict[str, Any]:
        url = {"slug": self.acting.workspace.slug, "kind": subject.kind(), "pk": subject.id}
        return {
            "subject": subject,
            "url_of": url,
            "page": activity(self.acting, subject, self.request.GET.get("after", "")),
            "watching": is_watching(self.acting, subject),
            "watchers": follower_names(self.acting, subject),
            "address": reverse("conversation:activity", kwargs=url),
            "may_comment": self.acting.may(Right.COMMENT) and subject.trashed_at is None,
        }


class ActivityPage(AroundRecord):
    """The line of time of one record; loaded when it comes into view."""

    needs = {"get": Right.SEE}
    place = "plan"

    def get(self, request: HttpRequest, kind: str, pk: UUID) -> Answer:
        return self.activity(subject_of(self.acting, kind, pk))


class Watching(AroundRecord):
    """Following a record."""

    needs = {"post": Right.SEE}
    forms = {"post": NothingForm}

    def post(self, request: HttpRequest, kind: str, pk: UUID) -> Answer:
        self.taken(NothingForm)
        subject = subject_of(self.acting, kind, pk)
        watch(by=self.acting, now=self.now, subject=subject)
        return self.activity(subject, said=_("You will be told of what happens here."))


class WatchingEnd(AroundRecord):
    """Following a record no longer."""

    needs = {"post": Right.SEE}
    forms = {"post": NothingForm}

    def post(self, request: HttpRequest, kind: str, pk: UUID) -> Answer:
        self.taken(NothingForm)
        subject = subject_of(self.acting, kind, pk)
        unwatch(by=self.acting, now=self.now, subject=subject)
        return self.activity(subject, said=_("You will not be told of this any more."))
