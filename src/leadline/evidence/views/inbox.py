"""The inbox, and what is done to several pieces of it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from leadline.design.dates import short_day
from leadline.evidence.forms import MergeForm, PickedForm, SnoozeForm
from leadline.evidence.models import Feedback
from leadline.evidence.operations import (
    archive_feedback,
    merge_feedback,
    return_feedback,
    snooze_feedback,
    trash_feedback,
)
from leadline.evidence.queries import (
    FeedbackFilters,
    customers_like,
    feedback_by_id,
    feedback_by_ids,
    feedback_page,
    likes_of,
    lines_of,
)
from leadline.evidence.views.base import EvidencePage, counted
from leadline.foundation.forms import Form
from leadline.foundation.refusals import Invalid, NotFound
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right

CHOSEN = ("merging", "snoozing")


class Inbox(EvidencePage):
    """What waits, sleeps or was settled, page by page."""

    needs = {"get": Right.SEE}
    tab = "inbox"

    def get(self, request: HttpRequest) -> Answer:
        get = request.GET
        state = get.get("state") or "inbox"
        filters = FeedbackFilters(self.now, state, _id(get.get("product", ""), "product"), _id(get.get("customer", ""), "customer"))  # fmt: skip
        page = feedback_page(self.acting, filters, after=get.get("after", ""))
        context = {
            "lines": lines_of(self.acting, page.rows, self.today),
            "after": page.after,
            "state": state,
            "products": self.choices.products,
            "is_narrowed": any(get.get(name) for name in ("state", "product", "customer")),
            "base": self.url("inbox"),
            "mornings": mornings(self),
        }
        return self.draw("evidence/inbox.html", context)


def mornings(page: EvidencePage) -> list[tuple[str, Any]]:
    """Days until which something may sleep."""
    today = page.today
    monday = today + timedelta(days=7 - today.weekday())
    days = [(_("tomorrow"), today + timedelta(days=1)), (_("next Monday"), monday), (_("in two weeks"), today + timedelta(days=14)), (_("in three months"), today + timedelta(days=91))]  # fmt: skip
    return [(words, day) for words, day in days]


def _id(given: str, field: str) -> UUID | None:
    try:
        return UUID(given) if given else None
    except ValueError as error:
        raise Invalid("The address names nothing that there is.", field=field, remedy="Choose again.") from error  # fmt: skip


class PickedPage(EvidencePage):
    """Takes the selected pieces and goes back to the list."""

    def picked(self, form: type[Form] = PickedForm) -> tuple[list[Feedback], dict[str, Any]]:
        fields = self.taken(form)
        return feedback_by_ids(self.acting, fields.pop("item")), fields


class PickedArchive(PickedPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": PickedForm}

    def post(self, request: HttpRequest) -> Answer:
        rows, _fields = self.picked()
        event = archive_feedback(by=self.acting, now=self.now, feedback=rows)
        return self.settled(rows, _("Archived: %(what)s") % {"what": counted(rows)}, event)


class PickedReturn(PickedPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": PickedForm}

    def post(self, request: HttpRequest) -> Answer:
        rows, _fields = self.picked()
        event = return_feedback(by=self.acting, now=self.now, feedback=rows)
        return self.settled(rows, _("Back in the inbox: %(what)s") % {"what": counted(rows)}, event)


class PickedSnooze(PickedPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": SnoozeForm}

    def post(self, request: HttpRequest) -> Answer:
        rows, fields = self.picked(SnoozeForm)
        event = snooze_feedback(by=self.acting, now=self.now, feedback=rows, **fields)
        said = _("Snoozed until %(day)s: %(what)s") % {"day": short_day(fields["until"]), "what": counted(rows)}  # fmt: skip
        return self.settled(rows, said, event)


class PickedMerge(PickedPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": MergeForm}

    def post(self, request: HttpRequest) -> Answer:
        rows, fields = self.picked(MergeForm)
        if len(rows) == 1 and not fields["into"]:
            raise Invalid(_("One piece alone has nothing to be merged with."), field="item", remedy=_("Select what says the same, too, or choose “Merge into…”."))  # fmt: skip
        into = feedback_by_id(self.acting, fields["into"]) if fields["into"] else min(rows, key=lambda row: row.pk)  # fmt: skip
        event = merge_feedback(by=self.acting, now=self.now, feedback=rows, into=into)
        gone = [row for row in rows if row.pk != into.pk]
        said = _("Merged into “%(into)s”: %(what)s") % {"into": into, "what": counted(gone)}
        return self.settled(gone, said, event)


class PickedTrash(PickedPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": PickedForm}

    def post(self, request: HttpRequest) -> Answer:
        rows, _fields = self.picked()
        event = trash_feedback(by=self.acting, now=self.now, feedback=rows)
        return self.settled(rows, _("Moved to the trash: %(what)s") % {"what": counted(rows)}, event)  # fmt: skip


class Choosing(EvidencePage):
    """The dialog in which one chooses what to merge some pieces into, or until when they sleep.

    They are those selected in the list, or the one that `item` names.
    """

    needs = {"get": Right.CONTRIBUTE}

    def get(self, request: HttpRequest, verb: str) -> Answer:
        if verb not in CHOSEN:
            raise NotFound
        item = _id(request.GET.get("item", ""), "item")
        found = feedback_by_id(self.acting, item) if item else None
        context = {
            "feedback": found,
            "likes": likes_of(self.acting, found) if found else [],
            "in_list": "list" in request.GET,
            "tomorrow": self.today + timedelta(days=1),
        }
        return self.draw(f"evidence/_{verb}.html", context)


class CustomersOffered(EvidencePage):
    """The customers whose names hold what is being written, as options."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        found = customers_like(self.acting, request.GET.get("customer", "")[:200])
        return self.draw("evidence/_options.html", {"options": [row.name for row in found]})
