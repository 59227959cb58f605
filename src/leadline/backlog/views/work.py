"""The work of a bet: scenarios, epics, stories; and adding to it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from leadline.backlog.forms.aims import (
    BROKEN_DOWN,
    NewWorkForm,
    ScenarioForm,
    ScenarioItemForm,
)
from leadline.backlog.models import Item, Scenario
from leadline.backlog.operations import (
    add_scenario,
    change_scenario,
    create_item,
    put_into_scenario,
    take_out_of_scenario,
    trash_scenario,
)
from leadline.backlog.queries import (
    item_by_id,
    item_by_key,
    scenario_by_id,
    scenario_link,
    work_of_bet,
)
from leadline.backlog.views.base import BacklogPage
from leadline.foundation.refusals import Invalid, NotFound
from leadline.planning.models import Bet
from leadline.planning.queries import bet_by_id
from leadline.products.queries import product_by_key
from leadline.workspaces.doors import Answer
from leadline.workspaces.models import Event
from leadline.workspaces.rights import Right


class WorkPage(BacklogPage):
    """A part of a bet's page: what is below it, drawn anew after every change."""

    bet: Bet

    def enter_bet(self, bet: UUID) -> Bet:
        self.bet = bet_by_id(self.acting, bet)
        if self.bet.product:
            self.product = self.bet.product
        return self.bet

    def enter_scenario(self, bet: UUID, scenario: UUID) -> Scenario:
        self.enter_bet(bet)
        found = scenario_by_id(self.acting, scenario)
        if found.bet_id != self.bet.pk:
            raise NotFound
        return found

    def item_called(self, key: str) -> Item:
        product, _dash, number = key.rpartition("-")
        return item_by_key(self.acting, product_by_key(self.acting, product.upper()), int(number))

    def answer(self, text: str, event: Event | None = None) -> Answer:
        """The part drawn anew, or the way back to the page of the bet."""
        if not self.is_part:
            return self.to(self.bet.page_url(), text, event)
        return self.part(text, event)

    def part(self, text: str = "", event: Event | None = None) -> Answer:
        work = work_of_bet(self.acting, self.bet)
        named: dict[str, Any] = {
            "work": work,
            "bet": self.bet,
            "kinds": BROKEN_DOWN,
            "epics": [piece.item for piece in work.pieces if piece.item.item_kind == Item.Kind.EPIC],
            "slug": self.acting.workspace.slug,
            "list_url": f"{self.url('backlog')}?product={self.product_key()}&list=all&state=any&bet={self.bet.pk}",
            "said": text,
            "undo_url": self.undo_url(event),
        }  # fmt: skip
        return self.draw("backlog/_work.html", named)

    def product_key(self) -> str:
        return self.bet.product.key if self.bet.product else ""


class BetWork(WorkPage):
    """From what a bet is to change down to its stories; adding an epic or a story to it."""

    needs = {"get": Right.SEE, "post": Right.CONTRIBUTE}
    forms = {"post": NewWorkForm}

    def get(self, request: HttpRequest, bet: UUID) -> Answer:
        self.enter_bet(bet)
        return self.part()

    def post(self, request: HttpRequest, bet: UUID) -> Answer:
        self.enter_bet(bet)
        fields = self.taken(NewWorkForm)
        above, scenario = fields.pop("parent"), fields.pop("scenario")
        parent = item_by_id(self.acting, above) if above else None
        if parent and parent.works_for != self.bet:
            raise Invalid("This epic works for another bet.", field="parent", remedy="Choose one of this bet.")  # fmt: skip
        item = create_item(
            by=self.acting, now=self.now, product=parent.product if parent else self.product, parent=parent, bet=None if parent else self.bet,
            scenario=self.enter_scenario(bet, scenario) if scenario else None, **fields,
        )  # fmt: skip
        return self.answer(_("Added %(key)s.") % {"key": item.key})


class Scenarios(WorkPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": ScenarioForm}

    def post(self, request: HttpRequest, bet: UUID) -> Answer:
        self.enter_bet(bet)
        scenario = add_scenario(by=self.acting, now=self.now, bet=self.bet, **self.taken(ScenarioForm))  # fmt: skip
        return self.answer(_("Added the scenario “%(name)s”.") % {"name": scenario})


class ScenarioEditing(WorkPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": ScenarioForm}

    def post(self, request: HttpRequest, bet: UUID, scenario: UUID) -> Answer:
        found = self.enter_scenario(bet, scenario)
        fields = self.taken(ScenarioForm)
        event = change_scenario(by=self.acting, now=self.now, scenario=found, version=self.version(), **fields)  # fmt: skip
        return self.answer(_("Saved the scenario."), event)


class ScenarioTrashing(WorkPage):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, bet: UUID, scenario: UUID) -> Answer:
        found = self.enter_scenario(bet, scenario)
        event = trash_scenario(by=self.acting, now=self.now, scenario=found, version=self.version())
        return self.answer(_("Moved “%(name)s” to the trash.") % {"name": found}, event)


class ScenarioItems(WorkPage):
    """An item that makes a scenario possible, by its key."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": ScenarioItemForm}

    def post(self, request: HttpRequest, bet: UUID, scenario: UUID) -> Answer:
        found = self.enter_scenario(bet, scenario)
        item = self.item_called(self.taken(ScenarioItemForm)["item"])
        event = put_into_scenario(by=self.acting, now=self.now, scenario=found, item=item)
        return self.answer(_("%(key)s is in the scenario.") % {"key": item.key}, event)


class ScenarioItemRemoval(WorkPage):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, bet: UUID, scenario: UUID, link: UUID) -> Answer:
        found = scenario_link(self.acting, self.enter_scenario(bet, scenario), link)
        event = take_out_of_scenario(by=self.acting, now=self.now, link=found)
        return self.answer(_("Taken out of the scenario."), event)
