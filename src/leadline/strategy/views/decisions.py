"""Decisions: asked, answered, looked at again."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal
from leadline.strategy.forms import (
    AlternativeForm,
    ChoiceForm,
    DecisionForm,
    LaterForm,
    LinkForm,
    ReviewForm,
)
from leadline.strategy.models import Decision
from leadline.strategy.operations import (
    add_alternative,
    change_alternative,
    change_decision,
    create_decision,
    decide,
    link_decision,
    remove_alternative,
    review_decision,
    supersede,
    trash_decision,
    unlink_decision,
)
from leadline.strategy.queries.decisions import (
    DecisionFilters,
    alternative_by_id,
    alternatives_of,
    decision_by_id,
    decision_lines,
    later_than,
    link_by_id,
    links_of,
    reviews_of,
    superseded_by,
)
from leadline.strategy.views.base import StrategyFormPage, StrategyPage
from leadline.workspaces.doors import Answer, Editing, Making, Trashing
from leadline.workspaces.models import Event
from leadline.workspaces.rights import Right


class Decisions(StrategyPage):
    """Every decision: open, decided, due for another look, superseded."""

    needs = {"get": Right.SEE}
    tab = "decisions"

    def get(self, request: HttpRequest) -> Answer:
        get = request.GET
        state, text = get.get("state", ""), get.get("q", "")[:200]
        context = {
            "page": decision_lines(
                self.acting, self.today, DecisionFilters(state, text), get.get("after", "")
            ),
            "is_narrowed": bool(state or text),
        }
        return self.draw("strategy/decisions.html", context)


class DecisionRecord(StrategyPage):
    """A page, or a part of one, about a decision."""

    tab = "decisions"
    decision: Decision

    def enter_decision(self, key: UUID) -> Decision:
        self.decision = decision_by_id(self.acting, key)
        return self.decision

    def page(self, status: int = 200, form: Form | None = None) -> HttpResponse:
        found = self.decision
        alternatives = alternatives_of(self.acting, found)
        context = {
            "decision": found,
            "alternatives": alternatives,
            "chosen": next((each for each in alternatives if each.is_chosen), None),
            "links": links_of(self.acting, found),
            "reviews": reviews_of(self.acting, found),
            "before": superseded_by(self.acting, found),
            "later": later_than(self.acting, found),
            "linkable": self.linkable(),
            "form": form,
        }
        return self.draw("strategy/decision.html", context, status)

    def linkable(self) -> list[tuple[str, Any]]:
        """What a decision may be about, in groups; other records are linked by the API."""
        return [
            (_("Goals"), self.choices.goals),
            (_("Objectives"), self.choices.objectives),
            (_("Products"), self.choices.products),
        ]

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.draw_refusal(refusal) if self.is_part else self.page(refusal.status, form)

    def told(self, text: str, event: Event | None) -> Answer:
        return self.done(text, self.decision.page_url(), event)


class DecisionPage(DecisionRecord):
    """A decision with its alternatives, its reason, and what it is about."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, decision: UUID) -> Answer:
        self.enter_decision(decision)
        return self.page()


class Alternatives(DecisionRecord):
    """One more answer to choose from."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": AlternativeForm}

    def post(self, request: HttpRequest, decision: UUID) -> Answer:
        found = self.enter_decision(decision)
        fields = self.taken(AlternativeForm)
        event = add_alternative(by=self.acting, now=self.now, decision=found, **fields)
        return self.told(_("Added %(name)s.") % fields, event)


class AlternativeEditing(DecisionRecord):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": AlternativeForm}

    def post(self, request: HttpRequest, decision: UUID, alternative: UUID) -> Answer:
        row = alternative_by_id(self.acting, self.enter_decision(decision), alternative)
        fields = self.taken(AlternativeForm)
        event = change_alternative(
            by=self.acting, now=self.now, alternative=row, version=self.version(), **fields
        )
        return self.told(_("Saved %(name)s.") % fields, event)


class AlternativeRemoval(DecisionRecord):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, decision: UUID, alternative: UUID) -> Answer:
        row = alternative_by_id(self.acting, self.enter_decision(decision), alternative)
        event = remove_alternative(
            by=self.acting, now=self.now, alternative=row, version=self.version()
        )
        return self.told(_("Removed %(name)s.") % {"name": row.name}, event)


class Choosing(DecisionRecord):
    """The answer that is chosen, and why."""

    needs = {"post": Right.PLAN}
    forms = {"post": ChoiceForm}

    def post(self, request: HttpRequest, decision: UUID) -> Answer:
        found = self.enter_decision(decision)
        fields: dict[str, Any] = self.taken(ChoiceForm)
        fields["alternative"] = alternative_by_id(self.acting, found, fields["alternative"])
        event = decide(
            by=self.acting, now=self.now, decision=found, version=self.version(), **fields
        )
        return self.told(_("Decided: %(name)s.") % {"name": fields["alternative"].name}, event)


class Reviews(DecisionRecord):
    """Another look, after which the decision stands."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": ReviewForm}

    def post(self, request: HttpRequest, decision: UUID) -> Answer:
        found = self.enter_decision(decision)
        event = review_decision(
            by=self.acting, now=self.now, decision=found, **self.taken(ReviewForm)
        )
        return self.told(_("Noted that it stands."), event)


class Superseding(DecisionRecord):
    """The later decision that took its place."""

    needs = {"post": Right.PLAN}
    forms = {"post": LaterForm}

    def post(self, request: HttpRequest, decision: UUID) -> Answer:
        found = self.enter_decision(decision)
        later = decision_by_id(self.acting, self.taken(LaterForm)["later"])
        event = supersede(
            by=self.acting, now=self.now, decision=found, later=later, version=self.version()
        )
        return self.told(_("Superseded by %(name)s.") % {"name": later.question}, event)


class Links(DecisionRecord):
    """A record that the decision is about."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": LinkForm}

    def post(self, request: HttpRequest, decision: UUID) -> Answer:
        found = self.enter_decision(decision)
        kind, key = self.taken(LinkForm)["record"]
        event = link_decision(by=self.acting, now=self.now, decision=found, kind=kind, key=key)
        return self.told(_("Linked it."), event)


class LinkRemoval(DecisionRecord):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, decision: UUID, link: UUID) -> Answer:
        row = link_by_id(self.acting, self.enter_decision(decision), link)
        event = unlink_decision(by=self.acting, now=self.now, link=row)
        return self.told(_("Took the link away."), event)


class DecisionFormPage(StrategyFormPage):
    tab, home, form_class, by_id = "decisions", "decisions", DecisionForm, decision_by_id
    titles = (gettext_lazy("New decision"), gettext_lazy("Save decision"))


class NewDecision(Making, DecisionFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    run = create_decision


class DecisionEditing(Editing, DecisionFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    run = change_decision


class DecisionTrashing(Trashing, DecisionFormPage):
    needs = {"post": Right.PLAN}
    run = trash_decision
