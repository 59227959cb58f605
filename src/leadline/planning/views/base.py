"""What the pages of this room have in common."""

from uuid import UUID

from leadline.planning.choices import Choices
from leadline.planning.models import Bet
from leadline.planning.queries import bet_by_id
from leadline.planning.words import FOR_TEMPLATES
from leadline.workspaces.doors import Answer, FormPage, RoomPage
from leadline.workspaces.models import Event


class PlanningPage(RoomPage):
    room, place = "planning", "plan"
    choose = Choices
    vocabulary = FOR_TEMPLATES


class PlanningFormPage(PlanningPage, FormPage):
    """A page with the form of a bet or an opportunity."""


class BetRecordPage(PlanningPage):
    """A page, or a part of one, about a bet."""

    tab = "bets"
    bet: Bet

    def enter_bet(self, bet: UUID) -> Bet:
        self.bet = bet_by_id(self.acting, bet)
        return self.bet

    def record(self, text: str, event: Event | None = None, part: str = "") -> Answer:
        """On to the bet, saying what happened."""
        return self.on_to(self.bet, text, event, part)
