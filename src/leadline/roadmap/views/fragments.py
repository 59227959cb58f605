"""What this room shows on pages of lower rooms."""

from uuid import UUID

from django.http import HttpRequest

from leadline.planning.queries import bet_by_id
from leadline.roadmap.queries import bars_of_bet, roadmap_in_hand
from leadline.roadmap.views.base import RoadmapRoom
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right


class BetWhen(RoadmapRoom):
    """On the page of a bet: when it is likely done, or the way onto a roadmap."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, bet: UUID) -> Answer:
        found = bet_by_id(self.acting, bet)
        roadmap, _choices = roadmap_in_hand(self.acting, "", request.session)
        bars = bars_of_bet(self.acting, found)
        return self.draw("roadmap/_when.html", {"bet": found, "bars": bars, "roadmap": roadmap})
