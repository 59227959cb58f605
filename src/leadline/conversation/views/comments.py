"""Writing comments, and naming people in them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseRedirect

from leadline.conversation.forms import CommentForm, NothingForm
from leadline.conversation.models import Comment
from leadline.conversation.operations import change_comment, comment_on, trash_comment
from leadline.conversation.operations.comments import NotYours
from leadline.conversation.queries import comment_of, people_called, subject_of
from leadline.conversation.views.activity import AroundRecord
from leadline.foundation.refusals import NotFound
from leadline.workspaces.doors import Answer, Page
from leadline.workspaces.models import Record
from leadline.workspaces.models.base import StaleRow
from leadline.workspaces.rights import Right


class Comments(AroundRecord):
    """What is said about a record."""

    needs = {"post": Right.COMMENT}
    forms = {"post": CommentForm}

    def post(self, request: HttpRequest, kind: str, pk: UUID) -> Answer:
        subject = subject_of(self.acting, kind, pk)
        form = CommentForm(request.POST)
        if not form.is_valid():
            return self.activity(subject, form, status=400)
        _, event = comment_on(by=self.acting, now=self.now, subject=subject, **form.cleaned_data)
        said = "" if self.is_part else "Comment added."
        return self.activity(subject, said=said, event=event)


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

    def get(self, request: HttpRequest, pk: UUID) -> Answer:
        comment, subject = self.found(pk)
        if comment.author_id != self.acting.id:
            raise NotYours
        return self._form(comment, subject, CommentForm(initial={"body": comment.body}))

    def post(self, request: HttpRequest, pk: UUID) -> Answer:
        comment, subject = self.found(pk)
        form = CommentForm(request.POST)
        if not form.is_valid():
            return self._form(comment, subject, form, status=400)
        try:
            event = change_comment(by=self.acting, now=self.now, comment=comment, version=self.version(), **form.cleaned_data)  # fmt: skip
        except StaleRow:
            return self._conflict(comment, form.cleaned_data["body"])
        return self.activity(subject, said="Comment changed.", event=event)

    def _form(self, comment: Comment, subject: Record, form: CommentForm, status: int = 200) -> Answer:  # fmt: skip
        template = "_comment_form.html" if self.is_part else "comment_form.html"
        context = {"comment": comment, "subject": subject, "form": form}
        return self.draw(f"conversation/{template}", context, status)

    def _conflict(self, comment: Comment, yours: str) -> Answer:
        context = {"comment": comment_of(self.acting, comment.id), "yours": yours}
        template = "_conflict.html" if self.is_part else "conflict.html"
        return self.draw(f"conversation/{template}", context, status=409)


class CommentRemoval(OfComment):
    """A comment goes to the trash."""

    needs = {"post": Right.COMMENT}
    forms = {"post": NothingForm}

    def post(self, request: HttpRequest, pk: UUID) -> Answer:
        self.taken(NothingForm)
        comment, subject = self.found(pk)
        event = trash_comment(by=self.acting, now=self.now, comment=comment)
        return self.activity(subject, said="Comment moved to the trash.", event=event)


class Mentionable(Page):
    """People to name behind an @, as one types."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        people = people_called(self.acting, request.GET.get("q", "")[:100])
        return self.draw("conversation/_people.html", {"people": people})
