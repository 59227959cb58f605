"""What a new workspace does first, and which of it is done."""

from typing import NamedTuple

from leadline.delivery.models import ForecastRun
from leadline.evidence.models import Feedback
from leadline.products.models import Product, Team
from leadline.strategy.models import Objective
from leadline.workspaces.models import Member, Row

STEPS: dict[str, type[Row]] = {
    "hear": Feedback, "aim": Objective, "work": Product, "team": Team, "ask": ForecastRun,
}  # fmt: skip
"""Each step is done once there is one of its nouns."""


class Step(NamedTuple):
    """A step by its name; the page says what it asks for."""

    name: str
    is_done: bool


def first_steps(member: Member) -> list[Step]:
    """The steps in the order of the loop."""
    return [Step(name, model.objects.exists()) for name, model in STEPS.items()]
