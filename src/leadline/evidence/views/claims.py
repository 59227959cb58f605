"""Claims: the list, the record, its form, fresh looks, and what stands under it."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.evidence.forms import ClaimForm, LookForm, SupportForm
from leadline.evidence.models import Claim, Nature, Stance
from leadline.evidence.operations import (
    add_support,
    change_claim,
    create_claim,
    look_again,
    remove_support,
    trash_claim,
)
from leadline.evidence.queries import (
    ClaimFilters,
    claim_by_id,
    claim_lines,
    claims,
    claims_like,
    feedback_by_id,
    looks_at,
    passage_by_id,
    resting_on,
    support_by_id,
    supports_of,
    voices_for,
    weighed,
)
from leadline.evidence.views.base import EvidencePage
from leadline.evidence.words import STRENGTHS
from leadline.foundation.forms import Form
from leadline.foundation.refusals import Invalid
from leadline.workspaces.doors import Answer, Editing, FormPage, Making, Trashing
from leadline.workspaces.rights import Right


class Claims(EvidencePage):
    """The claims: all of them, those due for a fresh look, or those that something contradicts."""

    needs = {"get": Right.SEE}
    tab = "claims"

    def get(self, request: HttpRequest) -> Answer:
        get = request.GET
        filters = ClaimFilters(self.today, get.get("state") or "every", get.get("nature", ""), get.get("q", "")[:200])  # fmt: skip
        page = claims(self.acting, filters, after=get.get("after", ""))
        context = {
            "lines": claim_lines(self.acting, page.rows, self.today),
            "after": page.after,
            "is_narrowed": any(get.get(name) for name in ("state", "nature", "q")),
            "natures": Nature.choices,
            "base": self.url("claims"),
        }
        return self.draw("evidence/claims.html", context)


class ClaimPage(EvidencePage):
    """A claim: how sure it is and why, what stands under it and on it, when somebody looked."""

    needs = {"get": Right.SEE}
    tab = "claims"

    def get(self, request: HttpRequest, claim: UUID) -> Answer:
        found = claim_by_id(self.acting, claim)
        under = supports_of(self.acting, [found.pk]).get(found.pk, [])
        context = {
            "claim": found,
            "under": under,
            "against": sum(row.stance == Stance.CONTRADICTS for row in under),
            "weighed": weighed(found, under, self.today),
            "voices": voices_for(self.acting, under, self.today),
            "looks": looks_at(self.acting, found),
            "above": resting_on(self.acting, found),
            "strengths": STRENGTHS,
            "stances": Stance.choices,
        }
        return self.draw("evidence/claim.html", context)


class ClaimFormPage(EvidencePage, FormPage):
    tab, home, form_class, by_id = "claims", "claims", ClaimForm, claim_by_id
    template = "evidence/claim_form.html"
    titles = (gettext_lazy("New claim"), gettext_lazy("Save claim"))

    def fields(self) -> dict[str, Any]:
        """The claim's own values, and what stands under it from the beginning."""
        fields = super().fields()
        ground = self.ground(fields.pop("passage"), fields.pop("feedback"))
        observed = fields.pop("observed_on") or (self.record.observed_on if self.record else None)
        given = {"observed_on": observed} if observed else {}
        return fields | {"strength": Decimal(fields["strength"])} | given | ground

    def ground(self, passage: UUID | None, feedback: UUID | None) -> dict[str, Any]:
        """What was heard that a new claim comes from."""
        return {}

    def more(self, form: Form) -> dict[str, Any]:
        return {"ground": None}


class NewClaim(Making, ClaimFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    run = create_claim
    said = gettext_lazy("Wrote down the claim.")

    def first(self) -> dict[str, Any]:
        return {name: self.key(name) for name in ("passage", "feedback")}

    def ground(self, passage: UUID | None, feedback: UUID | None) -> dict[str, Any]:
        if passage:
            return {"ground": passage_by_id(self.acting, passage)}
        return {"ground": feedback_by_id(self.acting, feedback) if feedback else None}

    def more(self, form: Form) -> dict[str, Any]:
        """The words that it will stand on, shown while it is written."""
        asked = form.cleaned_data if form.is_bound else self.first()
        return self.ground(asked.get("passage"), asked.get("feedback"))


class ClaimEditing(Editing, ClaimFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    run = change_claim
    said = gettext_lazy("Saved the claim.")


class ClaimTrashing(Trashing, ClaimFormPage):
    needs = {"post": Right.CONTRIBUTE}
    run = trash_claim
    said = gettext_lazy("Moved the claim to the trash.")


class Looking(EvidencePage):
    """Somebody looked again."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": LookForm}

    def post(self, request: HttpRequest, claim: UUID) -> Answer:
        found = claim_by_id(self.acting, claim)
        fields = self.taken(LookForm)
        fields["strength"] = Decimal(fields["strength"])
        _look, event = look_again(by=self.acting, now=self.now, claim=found, version=self.version(), **fields)  # fmt: skip
        return self.redone(_("Kept your look: the claim counts from that day on."), found.page_url(), event)  # fmt: skip


class Supports(EvidencePage):
    """Something stands under a claim."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": SupportForm}

    def post(self, request: HttpRequest) -> Answer:
        fields = self.taken(SupportForm, member=self.acting)
        ground = self.ground(**{name: fields.pop(name) for name in ("passage", "feedback", "other")})  # fmt: skip
        claim = claim_by_id(self.acting, fields.pop("claim").pk)
        strength = Decimal(fields.pop("strength"))
        _row, event = add_support(by=self.acting, now=self.now, claim=claim, ground=ground, strength=strength, **fields)  # fmt: skip
        said = _("It supports the claim now.") if fields["stance"] == Stance.SUPPORTS else _("It contradicts the claim now.")  # fmt: skip
        return self.redone(said, self.back(claim.page_url()), event)

    def ground(self, passage: UUID | None, feedback: UUID | None, other: Claim | None) -> Any:
        if passage:
            return passage_by_id(self.acting, passage)
        if feedback:
            return feedback_by_id(self.acting, feedback)
        if other is None:
            raise Invalid("Nothing is named that would stand under the claim.", field="other", remedy="Choose a claim, or a passage.")  # fmt: skip
        return other


class SupportRemoval(EvidencePage):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, support: UUID) -> Answer:
        found = support_by_id(self.acting, support)
        event = remove_support(by=self.acting, now=self.now, support=found)
        return self.redone(_("The claim stands on this no longer."), found.claim.page_url(), event)


class ClaimsOffered(EvidencePage):
    """The claims whose statements hold what is being written, as options."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        asked = request.GET.get("claim", "") or request.GET.get("other", "")
        found = claims_like(self.acting, asked[:200])
        return self.draw("evidence/_options.html", {"options": [row.statement for row in found]})
