"""The tree of opportunities, one of them, and its place."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal
from leadline.planning.forms.opportunities import EvidenceForm, OpportunityForm, PlaceForm
from leadline.planning.models import Opportunity
from leadline.planning.operations import (
    create_opportunity,
    edit_opportunity,
    link_evidence,
    move_opportunity,
    trash_opportunity,
    unlink_evidence,
)
from leadline.planning.queries import (
    children_of,
    evidence_by_id,
    evidence_of,
    opportunity_by_id,
    roots_of,
    standing_of,
)
from leadline.planning.queries.doubts import claims_of_opportunity
from leadline.planning.queries.tree import objectives_with
from leadline.planning.views.base import PlanningFormPage, PlanningPage
from leadline.strategy.models import Objective
from leadline.workspaces.doors import Answer, Editing, Making, Trashing
from leadline.workspaces.models import Event
from leadline.workspaces.queries import one
from leadline.workspaces.rights import Right


class OpportunityPage(PlanningPage):
    tab = "opportunities"
    opportunity: Opportunity

    def enter_opportunity(self, opportunity: UUID) -> Opportunity:
        self.opportunity = opportunity_by_id(self.acting, opportunity)
        return self.opportunity

    def record(self, text: str, event: Event | None = None) -> Answer:
        return self.done(text, self.opportunity.page_url(), event)


class Opportunities(OpportunityPage):
    """The tree under an objective, and what stands nowhere yet."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        offered = objectives_with(self.acting)
        objective = self.objective(offered)
        context = {
            "objectives": offered,
            "objective": objective,
            "page": roots_of(self.acting, objective, self.today, request.GET.get("after", "")),
            "level": 1,
        }
        return self.draw("planning/opportunities.html", context)

    def objective(self, offered: Any) -> Objective | None:
        """The one that the address names; else that of a running cycle with the most beneath it; None for those that stand nowhere."""
        if self.request.GET.get("objective") == "none":
            return None
        wanted = self.key("objective")
        if wanted:
            return one(Objective.objects.select_related("workspace", "cycle"), pk=wanted)  # type: ignore[no-any-return]
        found = [each for each in offered if each.objective and each.opportunities]
        fullest = max(found, key=self._weight, default=None)
        return fullest.objective if fullest else None

    def _weight(self, tree: Any) -> tuple[bool, int]:
        cycle = tree.objective.cycle
        return cycle.starts_on <= self.today <= cycle.ends_on, tree.opportunities


class Branch(OpportunityPage):
    """What stands right below an opportunity, for the tree that opens it."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, opportunity: UUID) -> Answer:
        found = self.enter_opportunity(opportunity)
        page = children_of(self.acting, found, self.today, request.GET.get("after", ""))
        given = request.GET.get("level", "")
        level = int(given) if given.isdecimal() and len(given) < 3 else 2
        return self.draw("planning/_branch.html", {"page": page, "level": level, "above": found})


class OpportunityView(OpportunityPage):
    """An opportunity: the problem, who has it, what was heard, and the bets that answer it."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, opportunity: UUID) -> Answer:
        found = self.enter_opportunity(opportunity)
        standing = standing_of(self.acting, found, self.today)
        context = {
            "opportunity": found,
            "node": standing.node,
            "crumbs": standing.crumbs,
            "children": standing.children,
            "level": 1,
            "evidence": evidence_of(self.acting, found, request.GET.get("after", "")),
            "doubts": claims_of_opportunity(self.acting, found, self.today),
        }
        return self.draw("planning/opportunity.html", context)


class OpportunityFormPage(PlanningFormPage):
    tab, home, template, form_class = "opportunities", "opportunities", "planning/opportunity_form.html", OpportunityForm  # fmt: skip
    by_id = opportunity_by_id

    def more(self, form: Form) -> dict[str, Any]:
        """The rows that its two pickers begin with."""
        return {name: self._row(form, name) for name in ("objective", "parent")}

    def _row(self, form: Form, name: str) -> Any:
        field: Any = form.fields[name]
        try:
            return field.clean(form[name].value())
        except (ValidationError, Refusal):
            return None


class NewOpportunity(Making, OpportunityFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    run = create_opportunity

    def first(self) -> dict[str, Any]:
        return {"owner": self.acting.pk, "objective": self.key("objective"), "parent": self.key("parent")}  # fmt: skip


class OpportunityEditing(Editing, OpportunityFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    run = edit_opportunity


class OpportunityTrashing(Trashing, OpportunityFormPage):
    needs = {"post": Right.CONTRIBUTE}
    run = trash_opportunity


class OpportunityMoving(OpportunityPage):
    """A node with its branch goes elsewhere; the tree asks for a part, the page goes on to the record."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": PlaceForm}

    def post(self, request: HttpRequest, opportunity: UUID) -> Answer:
        found = self.enter_opportunity(opportunity)
        fields = self.taken(PlaceForm)
        fields.pop("q")
        event = move_opportunity(by=self.acting, now=self.now, opportunity=found, version=self.version(), **fields)  # fmt: skip
        where = fields["parent"] or fields["objective"] or _("the top, under no objective")
        text = _("Moved %(name)s under %(where)s.") % {"name": found.name, "where": where}
        if not self.is_part or "next" in request.POST:
            return self.record(text, event)
        return self.draw("planning/_moved.html", {"text": text, "event": event})

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.draw_refusal(refusal)


class EvidenceLinking(OpportunityPage):
    """A claim, or a passage, for or against the opportunity."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": EvidenceForm}

    def post(self, request: HttpRequest, opportunity: UUID) -> Answer:
        found = self.enter_opportunity(opportunity)
        fields = self.taken(EvidenceForm)
        for name in ("q", "opportunity"):
            fields.pop(name)
        event = link_evidence(by=self.acting, now=self.now, opportunity=found, **fields)
        return self.record(_("Linked it to the opportunity."), event)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.draw_refusal(refusal)


class EvidenceUnlinking(OpportunityPage):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, opportunity: UUID, evidence: UUID) -> Answer:
        found = self.enter_opportunity(opportunity)
        row = evidence_by_id(self.acting, found, evidence)
        event = unlink_evidence(by=self.acting, now=self.now, evidence=row)
        return self.record(_("Took it off the opportunity."), event)
