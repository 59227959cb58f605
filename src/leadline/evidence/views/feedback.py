"""A piece of feedback: its record, its form, its passages, its likes."""

from itertools import pairwise
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.evidence.forms import (
    FeedbackForm,
    PassageForm,
    SplitForm,
)
from leadline.evidence.models import Stance
from leadline.evidence.operations import (
    capture_feedback,
    change_feedback,
    mark_passage,
    split_feedback,
    tell_apart,
    trash_passage,
)
from leadline.evidence.queries import (
    feedback_by_id,
    likeness_by_id,
    likes_of,
    merged_into,
    parts_of,
    passage_by_id,
    passages_of,
    resting_on,
    voices_in,
)
from leadline.evidence.views.base import EvidencePage
from leadline.evidence.views.inbox import mornings
from leadline.evidence.words import STRENGTHS
from leadline.workspaces.doors import Answer, Editing, FormPage, Making
from leadline.workspaces.rights import Right


class FeedbackPage(EvidencePage):
    """What was said: the passages that matter in it, who said the same, what rests on it."""

    needs = {"get": Right.SEE}
    tab = "inbox"

    def get(self, request: HttpRequest, feedback: UUID) -> Answer:
        found = feedback_by_id(self.acting, feedback)
        passages = passages_of(self.acting, found)
        context = {
            "feedback": found,
            "passages": passages,
            "parts": parts_of(found.text, passages),
            "likes": likes_of(self.acting, found),
            "merged": merged_into(self.acting, found),
            "claims": resting_on(self.acting, found),
            "voices": voices_in(self.acting, [found], self.today),
            "mornings": mornings(self),
            "stances": Stance.choices,
            "strengths": STRENGTHS[1:],
        }
        return self.draw("evidence/feedback.html", context)


class FeedbackFormPage(EvidencePage, FormPage):
    tab, home, form_class, by_id = "inbox", "inbox", FeedbackForm, feedback_by_id
    template = "evidence/feedback_form.html"
    titles = (gettext_lazy("Write down feedback"), gettext_lazy("Save feedback"))

    def offered(self) -> dict[str, Any]:
        return super().offered() | {"customers": self.url("customers_offered")}


class NewFeedback(Making, FeedbackFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    run = capture_feedback
    said = gettext_lazy("Written down: %(name)s")

    def first(self) -> dict[str, Any]:
        return {"customer": self.asked("customer")}

    def made(self, record: Any) -> Answer:
        return self.done(self.told(record), self.url(self.home))


class FeedbackEditing(Editing, FeedbackFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    run = change_feedback
    said = gettext_lazy("Saved: %(name)s")

    def fields(self) -> dict[str, Any]:
        fields = super().fields()
        return fields | {"heard_on": fields["heard_on"] or self.record.heard_on}


class Passages(EvidencePage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": PassageForm}

    def post(self, request: HttpRequest, feedback: UUID) -> Answer:
        found = feedback_by_id(self.acting, feedback)
        passage, event = mark_passage(by=self.acting, now=self.now, feedback=found, **self.taken(PassageForm))  # fmt: skip
        said = _("Marked %(what)s") if event else _("This was marked already: %(what)s")
        return self.redone(said % {"what": passage}, found.page_url(), event)


class PassageTrashing(EvidencePage):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, passage: UUID) -> Answer:
        found = passage_by_id(self.acting, passage)
        event = trash_passage(by=self.acting, now=self.now, passage=found)
        return self.redone(_("Took the mark off %(what)s") % {"what": found}, found.feedback.page_url(), event)  # fmt: skip


class Splitting(EvidencePage):
    """The text with a place between any two sentences or lines where it can be cut; then the cut."""

    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    forms = {"post": SplitForm}
    tab = "inbox"

    def get(self, request: HttpRequest, feedback: UUID) -> Answer:
        found = feedback_by_id(self.acting, feedback)
        return self.draw("evidence/splitting.html", {"feedback": found, "pieces": sentences(found.text)})  # fmt: skip

    def post(self, request: HttpRequest, feedback: UUID) -> Answer:
        found = feedback_by_id(self.acting, feedback)
        made, event = split_feedback(by=self.acting, now=self.now, feedback=found, version=self.version(), **self.taken(SplitForm))  # fmt: skip
        return self.done(_("Split off: %(what)s") % {"what": made}, found.page_url(), event)


class TellingApart(EvidencePage):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, likeness: UUID) -> Answer:
        found = likeness_by_id(self.acting, likeness)
        event = tell_apart(by=self.acting, now=self.now, likeness=found)
        found.feedback.workspace = self.acting.workspace
        return self.redone(_("Said that the two differ."), found.feedback.page_url(), event)


ENDS = ".!?…\n"
MOST_PIECES = 200


def sentences(text: str) -> list[tuple[int, str]]:
    """The sentences and lines of a text, each with the place where it begins, in code points."""
    starts = [at + 1 for at, letter in enumerate(text[:-1]) if letter in ENDS and text[at + 1].isspace()]  # fmt: skip
    cuts = [0, *[at for at in starts if text[:at].strip() and text[at:].strip()][:MOST_PIECES], len(text)]  # fmt: skip
    return [(start, text[start:end]) for start, end in pairwise(cuts) if text[start:end].strip()]
