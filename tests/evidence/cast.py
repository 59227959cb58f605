"""What the ports said to Nordlys Instruments, and what Nordlys believes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from leadline.evidence.models import Claim, Feedback
from leadline.evidence.operations import capture_feedback, create_claim
from leadline.evidence.queries import FeedbackFilters, feedback_page
from leadline.market.models import Contact, Customer
from leadline.workspaces.scope import scope
from tests.after import done
from tests.world import World


@dataclass
class Evidence:
    """Tromsø's harbour office is a key account; Marit works there. Otto writes down what is heard."""

    world: World
    harbour: Customer
    marit: Contact

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.world.otto, "now": self.world.now}

    @property
    def today(self) -> date:
        return self.world.workspace.today(self.world.now)

    def heard(self, text: str, **values: Any) -> Feedback:
        """Feedback that Otto writes down."""
        return capture_feedback(**self.who, text=text, **values)

    def believed(self, statement: str, **values: Any) -> Claim:
        """A claim that Otto writes down."""
        return create_claim(**self.who, statement=statement, **values)

    def texts(self, state: str = "inbox", **narrowed: Any) -> list[str]:
        """The texts in Vera's list, in their order."""
        filters = FeedbackFilters(self.world.now, state, **narrowed)
        with scope(self.world.workspace):
            return [row.text for row in feedback_page(self.world.vera, filters).rows]

    def again(self, row: Any) -> Any:
        """The row as it is now."""
        with scope(self.world.workspace):
            return getattr(type(row), "with_trash", type(row).objects).get(pk=row.pk)

    def to(self, name: str, **more: Any) -> str:
        """The address of a page of this room."""
        return reverse(f"evidence:{name}", kwargs={"slug": self.world.workspace.slug, **more})

    def compared(self) -> None:
        """Let the background do its work."""
        done(self.world)
