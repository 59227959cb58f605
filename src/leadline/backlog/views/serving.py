"""What an item is for: its bet, and the key results it serves."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from leadline.backlog.forms.aims import ServedBetForm, ServedResultForm
from leadline.backlog.forms.items import PickedBetForm
from leadline.backlog.operations import (
    change_item,
    drop_key_result,
    edit_items,
    serve_key_result,
)
from leadline.backlog.queries import ANY, bet_choices, goal_of
from leadline.backlog.views.base import BacklogPage, ItemPageBase
from leadline.backlog.views.picked import PickedPage, counted
from leadline.foundation.refusals import Invalid
from leadline.planning.models import Bet
from leadline.planning.queries import bet_by_id
from leadline.strategy.queries import result_by_id
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right

PURPOSES = ("pick", "filter")


class ChoicesPage(BacklogPage):
    """A dialog in which one types and chooses a bet."""

    def draw_choices(self, purpose: str, action: str, form: str) -> Answer:
        text = self.request.GET.get("q", "")[:200]
        named = {
            "bets": bet_choices(self.acting, text), "purpose": purpose, "text": text, "action": action, "form": form,
            "list_url": self.list_url(list="all", state=ANY), "slug": self.acting.workspace.slug,
        }  # fmt: skip
        return self.draw("backlog/_bets.html", named)


class BetChoices(ChoicesPage):
    """For the items that are picked in the list, or for its filter."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        purpose = request.GET.get("for", "filter")
        if purpose not in PURPOSES:
            raise Invalid(
                "A bet is chosen for nothing of this name.",
                field="for",
                remedy=f"Ask for one of: {', '.join(PURPOSES)}.",
            )
        action = f"{self.url('picked_bet')}?product={self.product.key}"
        return self.draw_choices(purpose, action, "picked")


class ItemBetChoices(ChoicesPage, ItemPageBase):
    """For one item."""

    needs = {"get": Right.CONTRIBUTE}

    def get(self, request: HttpRequest, key: str, number: int) -> Answer:
        self.enter_item(key, number)
        return self.draw_choices("item", self.item_url("item_bet"), "item-bet")


class ItemBet(ItemPageBase):
    """The bet that an item works for; nothing for that of its epic."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": ServedBetForm}

    def post(self, request: HttpRequest, key: str, number: int) -> Answer:
        item = self.enter_item(key, number)
        wanted = self.taken(ServedBetForm)["bet"]
        bet = bet_by_id(self.acting, wanted) if wanted else None
        event = change_item(by=self.acting, now=self.now, item=item, bet=bet)
        return self.done(said_of(item.key, bet), self.item_url(), event)


class PickedBet(PickedPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": PickedBetForm}

    def post(self, request: HttpRequest) -> Answer:
        items, fields = self.picked(PickedBetForm)
        bet = bet_by_id(self.acting, fields["bet"]) if fields["bet"] else None
        event = edit_items(by=self.acting, now=self.now, items=items, bet=bet)
        return self.said(said_of(counted(items), bet), event)


def said_of(what: str, bet: Bet | None) -> str:
    if bet is None:
        return _("%(what)s: no bet of its own any more.") % {"what": what}
    return _("%(what)s: now for “%(bet)s”.") % {"what": what, "bet": bet}


class Goals(ItemPageBase):
    """A key result that an item serves, and with which share."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": ServedResultForm}

    def post(self, request: HttpRequest, key: str, number: int) -> Answer:
        item = self.enter_item(key, number)
        fields = self.taken(ServedResultForm)
        assert isinstance(self.form, ServedResultForm)
        result = result_by_id(self.acting, fields["key_result"])
        serve_key_result(by=self.acting, now=self.now, item=item, key_result=result, share=self.form.parts())  # fmt: skip
        return self.record(_("Serves “%(result)s” now.") % {"result": result})


class GoalRemoval(ItemPageBase):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, key: str, number: int, served: UUID) -> Answer:
        item = self.enter_item(key, number)
        event = drop_key_result(
            by=self.acting, now=self.now, goal=goal_of(self.acting, item, served)
        )
        return self.record(_("Serves it no more."), event)
