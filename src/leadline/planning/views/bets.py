"""Bets: the list as its address describes it, one of them, and what becomes of it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal
from leadline.planning.forms.bets import BetForm, CommitmentForm, PromisedBetForm, StateForm
from leadline.planning.models import Bet, Opportunity
from leadline.planning.operations import (
    commit_bet,
    create_bet,
    edit_bet,
    lacking_of,
    move_bet,
    promise_of,
    trash_bet,
)
from leadline.planning.queries import (
    BetFilters,
    altered,
    bet_by_id,
    bet_lines,
    comparison,
    criteria_of,
    doubts_of_bet,
    opportunity_by_id,
    parts_of,
    steps_of,
    told,
    versions_of,
)
from leadline.planning.queries.rankings.confidence import confidence_of
from leadline.planning.views.base import BetRecordPage, PlanningFormPage, PlanningPage
from leadline.workspaces.doors import Answer, Editing, Making, Trashing
from leadline.workspaces.rights import Right

NARROWING = ("q", "kind", "state", "owner", "product", "theme", "gap")


class Bets(PlanningPage):
    """The bets, filtered and sorted by the address."""

    needs = {"get": Right.SEE}
    tab = "bets"

    def get(self, request: HttpRequest) -> Answer:
        get = request.GET
        context = {
            "page": bet_lines(self.acting, self.filters(), sort=get.get("sort") or "state", after=get.get("after", "")),
            "is_narrowed": any(get.get(name) for name in NARROWING),
            "choices": self.choices,
            "kinds": Bet.Kind.choices,
            "states": Bet.State.choices,
        }  # fmt: skip
        return self.draw("planning/bets.html", context)

    def filters(self) -> BetFilters:
        get = self.request.GET
        return BetFilters(
            get.get("q", "")[:200], get.get("kind", ""), get.get("state", ""), self.key("owner"),
            self.key("product"), self.key("theme"), get.get("gap", ""),
        )  # fmt: skip


class BetFormPage(PlanningFormPage):
    tab, home, template, by_id = "bets", "bets", "planning/bet_form.html", bet_by_id


class NewBet(Making, BetFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    form_class, run = BetForm, create_bet
    answered: Opportunity | None = None

    def under(self, **url: Any) -> dict[str, Any]:
        """The opportunity that it will answer, if the address names one."""
        wanted = self.key("opportunity")
        self.answered = opportunity_by_id(self.acting, wanted) if wanted else None
        return {"opportunity": self.answered}

    def first(self) -> dict[str, Any]:
        first = {"currency": self.acting.workspace.currency, "owner": self.acting.pk, "bet_kind": Bet.Kind.FEATURE}  # fmt: skip
        if self.answered:
            first |= {"product": self.answered.product_id, "segment": self.answered.segment_id}
        return first

    def more(self, form: Form) -> dict[str, Any]:
        return {"answered": self.answered}


class BetEditing(Editing, BetFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    form_class, run = PromisedBetForm, edit_bet


class BetTrashing(Trashing, BetFormPage):
    needs = {"post": Right.CONTRIBUTE}
    run = trash_bet


class BetPage(BetRecordPage):
    """A bet: what is believed, what is promised, what it stands on, and what changed since."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, bet: UUID) -> Answer:
        found = self.enter_bet(bet)
        return self.draw("planning/bet.html", {"bet": found, **self.of_bet(found)})

    def of_bet(self, bet: Bet) -> dict[str, Any]:
        versions = versions_of(self.acting, bet)
        return {
            "parts": parts_of(self.acting, bet),
            "steps": steps_of(self.acting, bet),
            "versions": versions,
            "since": altered(versions[-1].promise, versions[0].promise) if versions else (),
            "doubts": doubts_of_bet(self.acting, bet, self.today),
            "criteria": criteria_of(self.acting, bet),
            "lacking": lacking_of(bet),
            "sure": confidence_of(self.acting, bet, self.today),
            "choices": self.choices,
        }


class BetCommitment(BetRecordPage):
    """What will be frozen, what is missing, and the deed itself."""

    needs = {"get": Right.PLAN, "post": Right.PLAN}
    forms = {"post": CommitmentForm}

    def get(self, request: HttpRequest, bet: UUID) -> Answer:
        self.enter_bet(bet)
        return self.page(CommitmentForm())

    def post(self, request: HttpRequest, bet: UUID) -> Answer:
        found = self.enter_bet(bet)
        fields = self.taken(CommitmentForm)
        commit_bet(by=self.acting, now=self.now, bet=found, version=self.version(), **fields)
        return self.record(_("Committed to %(name)s. Its promise is kept.") % {"name": found.name})

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        self.enter_bet(self.bet.pk)
        return self.page(form, refusal.status)

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        promise = [(label.partition("\x1f")[0], text) for label, text in told(promise_of(self.bet))]
        lacking = lacking_of(self.bet)
        form.fields["despite"].required = bool(lacking)
        context = {"bet": self.bet, "form": form, "promise": promise, "lacking": lacking}
        return self.draw("planning/commitment.html", context, status)


class BetMoving(BetRecordPage):
    """A bet goes from one state to another."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": StateForm}

    def post(self, request: HttpRequest, bet: UUID) -> Answer:
        found = self.enter_bet(bet)
        fields = self.taken(StateForm)
        event = move_bet(by=self.acting, now=self.now, bet=found, version=self.version(), **fields)
        text = _("%(name)s is %(state)s now.") % {"name": found.name, "state": found.get_state_display().lower()}  # fmt: skip
        return self.record(text, event)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.draw_refusal(refusal)


class BetVersions(BetRecordPage):
    """The promises of a bet side by side."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, bet: UUID) -> Answer:
        found = self.enter_bet(bet)
        versions = versions_of(self.acting, found)
        sides = comparison(versions, request.GET.get("older", ""), request.GET.get("newer", ""))
        context: dict[str, Any] = {"bet": found, "versions": versions, **vars(sides)}
        if sides.newer:
            context["promise"] = [(label.partition("\x1f")[0], text) for label, text in told(sides.newer.promise)]  # fmt: skip
        return self.draw("planning/versions.html", context)
