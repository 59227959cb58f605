"""One review: begun, written, closed."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.foundation.forms import Form, NothingForm
from leadline.foundation.refusals import Refusal
from leadline.outcomes import operations
from leadline.outcomes.forms import ResultForm, ReviewForm
from leadline.outcomes.queries import (
    claim_of,
    cost_of,
    efforts_of,
    newest_by_effect,
    newest_jobs,
    review_by_id,
    scores_of,
    sides_of,
    spent_on,
)
from leadline.outcomes.views.base import OutcomesPage, ReviewRecordPage
from leadline.planning.queries import bet_by_id
from leadline.workspaces.doors import Answer, Editing, Trashing
from leadline.workspaces.rights import Right


class NewReview(OutcomesPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": NothingForm}

    def post(self, request: HttpRequest, bet: UUID) -> Answer:
        self.taken(NothingForm)
        made = operations.open_review(by=self.acting, now=self.now, bet=bet_by_id(self.acting, bet))
        return self.done(_("Began the review of %(name)s.") % {"name": made.bet.name}, made.page_url())  # fmt: skip

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.draw_refusal(refusal)


class ReviewPage(ReviewRecordPage):
    """A review: the promise on the one side, what came on the other."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, review: UUID) -> Answer:
        found = self.enter_review(review)
        promise = found.promised.promise
        context = {
            "review": found, "bet": found.bet, "sides": sides_of(self.acting, found), "claim": claim_of(self.acting, found),
            "efforts": efforts_of(promise), "cost": cost_of(promise), "currency": found.currency,
            "scores": {row.part: row for row in scores_of(self.acting, found)},
            "tracked": spent_on(self.acting, found.bet, self.today),
            "estimates": newest_by_effect(self.acting, found), "asked": newest_jobs(self.acting, found),
        }  # fmt: skip
        return self.draw("outcomes/review.html", context)


class ReviewEditing(Editing, OutcomesPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    template, form_class, by_id = "outcomes/review_form.html", ReviewForm, review_by_id
    run, said = operations.change_review, gettext_lazy("Saved the review.")

    def get(self, request: HttpRequest, **url: Any) -> Answer:
        self.enter_last(url)
        self.record.refuse_closed()
        return self.blank()

    def filled(self) -> dict[str, Any]:
        """Also what the tracker knows of the effort, where the address asks for it."""
        found = super().filled()
        if self.request.GET.get("weeks") != "tracked":
            return found
        return found | {"weeks_spent": f"{spent_on(self.acting, self.record.bet, self.today).weeks:f}"}  # fmt: skip

    def more(self, form: Form) -> dict[str, Any]:
        return {"review": self.record}


class ReviewClosing(ReviewRecordPage):
    needs = {"post": Right.PLAN}

    def post(self, request: HttpRequest, review: UUID) -> Answer:
        found = self.enter_review(review)
        operations.close_review(by=self.acting, now=self.now, review=found, version=self.version())
        return self.record(_("Closed the review. What was learned is among the evidence."))


class ReviewTrashing(Trashing, OutcomesPage):
    needs = {"post": Right.CONTRIBUTE}
    by_id, run = review_by_id, operations.trash_review
    said = gettext_lazy("Moved the review to the trash.")

    def after(self, record: Any) -> str:
        return str(record.bet.page_url())


class Results(ReviewRecordPage):
    """What is typed about an effect."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": ResultForm}

    def post(self, request: HttpRequest, review: UUID, subject: UUID) -> Answer:
        found = self.enter_review(review)
        event = operations.set_result(by=self.acting, now=self.now, review=found, subject=subject, **self.taken(ResultForm))  # fmt: skip
        return self.record(_("Saved the result."), event, "effects")

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.draw_refusal(refusal)


class ResultRemoval(ReviewRecordPage):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, review: UUID, subject: UUID) -> Answer:
        found = self.enter_review(review)
        event = operations.remove_result(by=self.acting, now=self.now, review=found, subject=subject)  # fmt: skip
        return self.record(_("The readings count again."), event, "effects")
