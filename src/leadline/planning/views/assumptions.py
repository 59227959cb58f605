"""The map of what bets rest on: importance against evidence."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from leadline.planning.pictures import assumption_map
from leadline.planning.queries import doubts_of_bet, doubts_of_product
from leadline.planning.queries.doubts import MOST
from leadline.planning.views.base import BetRecordPage, PlanningPage
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right


class AssumptionMap(PlanningPage):
    """What the open bets of a product, or of all, rest on."""

    needs = {"get": Right.SEE}
    tab = "assumptions"

    def get(self, request: HttpRequest) -> Answer:
        doubts = doubts_of_product(self.acting, self.key("product"), self.today)
        context: dict[str, Any] = {"doubts": doubts, "picture": assumption_map(doubts), "most": MOST}  # fmt: skip
        return self.draw("planning/assumptions.html", context | {"choices": self.choices})


class BetMap(BetRecordPage):
    """What one bet rests on, as a part of its page."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, bet: UUID) -> Answer:
        doubts = doubts_of_bet(self.acting, self.enter_bet(bet), self.today)
        context = {"doubts": doubts, "picture": assumption_map(doubts), "bet": self.bet}
        return self.draw("planning/_map.html", context)
