"""What this room shows on pages of lower rooms."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from leadline.evidence.queries import claim_by_id
from leadline.outcomes.queries import line_of_bet, newest_run, rated_of, review_behind
from leadline.outcomes.views.base import OutcomesPage
from leadline.planning.queries import bet_by_id
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right


class BetOutcome(OutcomesPage):
    """On the page of a bet: what came of its promise, or how its effects would read corrected."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, bet: UUID) -> Answer:
        found = bet_by_id(self.acting, bet)
        line, run = line_of_bet(self.acting, found, self.today), newest_run(self.acting)
        is_open = not found.is_over and not (line and line.review and line.review.is_closed)
        rated = rated_of(run) if run and is_open else None
        corrected = [each for each in rated.open if each.bet == str(found.pk)] if rated else []
        return self.draw("outcomes/_bet.html", {"bet": found, "line": line, "run": run, "corrected": corrected})  # fmt: skip


class ClaimReview(OutcomesPage):
    """On the page of a claim: the review that it was learned from; nothing for other claims."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, claim: UUID) -> Answer:
        review = review_behind(self.acting, claim_by_id(self.acting, claim))
        return HttpResponse("") if review is None else self.draw("outcomes/_claim.html", {"review": review})  # fmt: skip
