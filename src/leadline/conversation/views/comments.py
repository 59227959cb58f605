"""Writing comments, and naming people in them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from leadline.conversation.forms import CommentForm
from leadline.conversation.models import Comment
from leadline.conversation.operations import change_comment, comment_on, trash_comment
from leadline.conversation.operations.comments import NotYours
from leadline.conversation.queries import comment_of, people_called, subject_of
from leadline.conversation.views.activity import AroundRecord
from leadline.foundation.forms import Form, NothingForm
from leadline.foundation.refusals import NotFound, Refusal, Stale
from leadline.workspaces.doors import Answer, Page
from leadline.workspaces.models import Record
from leadline.workspaces.rights import Right


class Comments(AroundRecord):
    """What is said about a record."""

    needs = {"post": Right.COMMENT}
    forms = {"post": CommentForm}
    subject: Record

    def post(self, request: HttpRequest, kind: str, pk: UUID) -> Answer:
        self.subject = subject_of(self.acting, kind, pk)
        values = self.taken(CommentForm)
        event = comment_on(by=self.acting, now=self.now, subject=self.subject, **values)[1]
        said = "" if self.is_part else _("Comment added.")
        return self.activity(self.subject, said=said, event=event)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.activity(self.subject, form, status=refusal.status)


class OfComment(AroundRecord):
    """A door of one comment."""

    def found(self, comment_id: UUID) -> tuple[Comment, Record]:
        comment = comment_of(self.acting, comment_id)
        subject = comment.subject()
        if subject is None:
            raise NotFound
        return comment, subject


class CommentPage(OfComment):
    """A comment is read on the page of its record."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, pk: UUID) -> Answer:
        comment, subject = self.found(pk)
        return HttpResponseRedirect(f"{subject.page_url()}#comment-{comment.id}")


class CommentEdit(OfComment):
    """One's own comment in other words."""

    needs = {"get": Right.COMMENT, "post": Right.COMMENT}
    forms = {"post": CommentForm}
    comment: Comment
    subject: Record

    def get(self, request: HttpRequest, pk: UUID) -> Answer:
        self.comment, self.subject = self.found(pk)
        if self.comment.author_id != self.acting.id:
            raise NotYours
        return self._form(CommentForm(initial={"body": self.comment.body}))

    def post(self, request: HttpRequest, pk: UUID) -> Answer:
        self.comment, self.subject = self.found(pk)
        values = self.taken(CommentForm)
        event = change_comment(by=self.acting, now=self.now, comment=self.comment, version=self.version(), **values)  # fmt: skip
        return self.activity(self.subject, said=_("Comment changed."), event=event)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        if isinstance(refusal, Stale):
            return self._conflict(form.cleaned_data["body"])
        return self._form(form, refusal.status)

    def _form(self, form: Form, status: int = 200) -> HttpResponse:
        template = "_comment_form.html" if self.is_part else "comment_form.html"
        context = {"comment": self.comment, "subject": self.subject, "form": form}
        return self.draw(f"conversation/{template}", context, status)

    def _conflict(self, yours: str) -> HttpResponse:
        context = {"comment": comment_of(self.acting, self.comment.id), "yours": yours}
        template = "_conflict.html" if self.is_part else "conflict.html"
        return self.draw(f"conversation/{template}", context, Stale.status)


class CommentRemoval(OfComment):
    """A comment goes to the trash."""

    needs = {"post": Right.COMMENT}
    forms = {"post": NothingForm}

    def post(self, request: HttpRequest, pk: UUID) -> Answer:
        self.taken(NothingForm)
        comment, subject = self.found(pk)
        event = trash_comment(by=self.acting, now=self.now, comment=comment)
        return self.activity(subject, said=_("Comment moved to the trash."), event=event)


class Mentionable(Page):
    """People to name behind an @, as one types."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        people = people_called(self.acting, request.GET.get("q", "")[:100])
        return self.draw("conversation/_people.html", {"people": people})
