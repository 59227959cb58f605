"""What this room shows on pages of lower rooms: links to opportunities, and the actual shares of themes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from leadline.evidence.models import Claim, Feedback
from leadline.evidence.queries import claim_by_id
from leadline.foundation.refusals import Invalid
from leadline.planning.forms.opportunities import EvidenceForm
from leadline.planning.models import OpportunityEvidence
from leadline.planning.operations import link_evidence
from leadline.planning.queries import actual_shares, links_of_claim, links_of_feedback
from leadline.planning.queries.opportunities import passages_of
from leadline.planning.views.base import PlanningPage
from leadline.workspaces.doors import Answer
from leadline.workspaces.queries import one
from leadline.workspaces.rights import Right


class Linking(PlanningPage):
    """The opportunities that something speaks for, and a picker for one more."""

    def page(self, links: Sequence[OpportunityEvidence], action: str, **more: Any) -> HttpResponse:
        context = {"links": links, "action": action, "passages": (), "claim": None} | more
        return self.draw("planning/_linking.html", context)

    def linked(self, answer: HttpResponse) -> HttpResponse:
        """The fragment after a link was made: the strip above it follows the thread anew."""
        answer.headers["HX-Trigger"] = "thread"
        return answer

    def link(self, fields: dict[str, Any]) -> None:
        fields.pop("q")
        if fields["opportunity"] is None:
            raise Invalid("Which opportunity?", field="opportunity", remedy="Choose one of the list.")  # fmt: skip
        link_evidence(by=self.acting, now=self.now, **fields)


class FeedbackLinking(Linking):
    """Passages of a piece of feedback under opportunities."""

    needs = {"get": Right.SEE, "post": Right.CONTRIBUTE}
    forms = {"post": EvidenceForm}

    def get(self, request: HttpRequest, feedback: UUID) -> Answer:
        return self.fragment(one(Feedback.objects.all(), pk=feedback))

    def post(self, request: HttpRequest, feedback: UUID) -> Answer:
        found = one(Feedback.objects.select_related("workspace"), pk=feedback)
        fields = self.taken(EvidenceForm)
        if fields["passage"] is None or fields["passage"].feedback_id != found.pk:
            raise Invalid("Which passage?", field="passage", remedy="Mark one in the text first, then choose it here.")  # fmt: skip
        self.link(fields | {"claim": None})
        if self.is_part:
            return self.linked(self.fragment(found))
        return self.done(_("Linked the passage."), found.page_url())

    def fragment(self, found: Feedback) -> HttpResponse:
        return self.page(
            links_of_feedback(self.acting, found.pk),
            self.url("feedback_opportunities", feedback=found.pk),
            passages=passages_of(self.acting, found.pk),
        )


class ClaimLinking(Linking):
    """A claim under opportunities."""

    needs = {"get": Right.SEE, "post": Right.CONTRIBUTE}
    forms = {"post": EvidenceForm}

    def get(self, request: HttpRequest, claim: UUID) -> Answer:
        return self.fragment(claim_by_id(self.acting, claim))

    def post(self, request: HttpRequest, claim: UUID) -> Answer:
        found = claim_by_id(self.acting, claim)
        self.link(self.taken(EvidenceForm) | {"claim": found, "passage": None})
        if self.is_part:
            return self.linked(self.fragment(found))
        return self.done(_("Linked the claim."), found.page_url())

    def fragment(self, found: Claim) -> HttpResponse:
        action = self.url("claim_opportunities", claim=found.pk)
        return self.page(links_of_claim(self.acting, found), action, claim=found)


class ThemesActual(PlanningPage):
    """Where effort and money go, theme by theme, beside where they should go."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        shares = actual_shares(self.acting, self.key("cycle"))
        dimensions = list(dict.fromkeys(each.dimension for each in shares))
        return self.draw("planning/_themes_actual.html", {"shares": shares, "dimensions": dimensions})  # fmt: skip
