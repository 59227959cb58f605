"""An effect against what would have come anyway: asked, on its way, kept, and let count."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal
from leadline.outcomes import operations, pictures
from leadline.outcomes.forms import EstimateForm, UseForm
from leadline.outcomes.models import EffectEstimate
from leadline.outcomes.operations import Question
from leadline.outcomes.operations.estimates import replay_estimate
from leadline.outcomes.queries import effect_of, effects_under_way, estimate_by_id
from leadline.outcomes.queries.comparing import comparisons
from leadline.outcomes.queries.estimates import beginning_of
from leadline.outcomes.views.base import ReviewRecordPage
from leadline.workspaces.doors import Answer
from leadline.workspaces.doors.rooms import replay_words
from leadline.workspaces.rights import Right


class EstimateAsking(ReviewRecordPage):
    """Having one effect estimated in the background."""

    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    forms = {"post": EstimateForm}

    def get(self, request: HttpRequest, review: UUID, subject: UUID) -> Answer:
        self.enter_effect(review, subject)
        begins_on, _began_with = self.began
        return self.page(EstimateForm(offered=self.offered, initial={"begins_on": begins_on}))

    def post(self, request: HttpRequest, review: UUID, subject: UUID) -> Answer:
        self.enter_effect(review, subject)
        fields = self.taken(EstimateForm, offered=self.offered)
        question = Question(subject, fields["begins_on"], tuple(fields.get("controls", ())))
        operations.ask_for_estimate(by=self.acting, now=self.now, review=self.review, question=question)  # fmt: skip
        return self.record(_("The estimate is being computed."), part=f"effect-{subject}")

    def enter_effect(self, review: UUID, subject: UUID) -> None:
        found = self.enter_review(review)
        found.refuse_closed()
        self.effect = effect_of(found.promised.promise, subject)
        self.began = beginning_of(self.acting, found)
        self.offered = comparisons(self.acting, found, self.effect)

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        context = {"review": self.review, "effect": self.effect, "began_with": self.began[1], "form": form}  # fmt: skip
        return self.draw("outcomes/estimate_form.html", context, status)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.page(form, refusal.status)


class EstimateProgress(ReviewRecordPage):
    """Whether an estimate is still on its way."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, review: UUID, subject: UUID) -> Answer:
        found = self.enter_review(review)
        # Alone it is no page: whether an estimate is on its way is told beside its effect.
        if not self.is_part:
            return HttpResponseRedirect(found.page_url())
        if str(subject) not in effects_under_way(self.acting, found):
            return HttpResponse(status=204, headers={"HX-Trigger": "estimate"})
        return self.draw("outcomes/_progress.html", {"review": found, "subject": subject})


class OfEstimate(ReviewRecordPage):
    estimate: EffectEstimate

    def enter_estimate(self, run: UUID) -> EffectEstimate:
        self.estimate = estimate_by_id(self.acting, run)
        self.review = self.estimate.review
        return self.estimate


class EstimatePage(OfEstimate):
    """A kept estimate: observed against expected, what it says or why it says nothing, and what it rests on."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, run: UUID) -> Answer:
        from leadline.outcomes.queries.estimating import answer_of, path_of

        kept = self.enter_estimate(run)
        found = answer_of(kept)
        path = path_of(found)
        context: dict[str, Any] = {
            "estimate": kept, "review": kept.review, "found": found, "path": path, "picture": pictures.counterfactual(kept, found, path),
            "effect": effect_of(kept.review.promised.promise, kept.subject), "days": [date.fromisoformat(each) for each in kept.inputs["days"]],
        }  # fmt: skip
        return self.draw("outcomes/estimate.html", context)


class EstimateUse(OfEstimate):
    """Letting an estimate count as the result."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": UseForm}

    def post(self, request: HttpRequest, run: UUID) -> Answer:
        kept = self.enter_estimate(run)
        event = operations.use_estimate(by=self.acting, now=self.now, estimate=kept, reason=self.taken(UseForm)["reason"])  # fmt: skip
        return self.record(_("The estimate counts as the result."), event, f"effect-{kept.subject}")

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.draw_refusal(refusal)


class EstimateReplay(OfEstimate):
    """Computing a kept estimate again from what it kept."""

    needs = {"post": Right.SEE}

    def post(self, request: HttpRequest, run: UUID) -> Answer:
        told = replay_estimate(self.enter_estimate(run))
        return self.done(replay_words(told), told.run.page_url())
