"""What the pages of this room have in common."""

from uuid import UUID

from leadline.outcomes.models import OutcomeReview
from leadline.outcomes.queries import review_by_id
from leadline.outcomes.words import FOR_TEMPLATES
from leadline.products.queries import Choices
from leadline.workspaces.doors import Answer, RoomPage
from leadline.workspaces.models import Event


class OutcomesPage(RoomPage):
    room, place, tab = "outcomes", "outcomes", "reviews"
    choose = Choices
    vocabulary = FOR_TEMPLATES


class ReviewRecordPage(OutcomesPage):
    """A page, or a part of one, about a review."""

    review: OutcomeReview

    def enter_review(self, review: UUID) -> OutcomeReview:
        self.review = review_by_id(self.acting, review)
        return self.review

    def record(self, text: str, event: Event | None = None, part: str = "") -> Answer:
        """On to the review, saying what happened."""
        return self.on_to(self.review, text, event, part)
