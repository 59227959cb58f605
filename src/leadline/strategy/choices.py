"""What the forms of this room offer to choose from."""

from collections.abc import Sequence
from functools import cached_property

from leadline.metrics.models import Metric
from leadline.products import queries
from leadline.products.queries import MOST
from leadline.strategy.models import Cycle, Goal, Objective
from leadline.strategy.queries import cycles, goals, offered_objectives


class Choices(queries.Choices):
    """Also cycles, goals, objectives and metrics."""

    @cached_property
    def cycles(self) -> Sequence[Cycle]:
        return cycles(self.member)

    @cached_property
    def goals(self) -> Sequence[Goal]:
        return goals(self.member)

    @cached_property
    def objectives(self) -> Sequence[Objective]:
        return offered_objectives(self.member)

    @cached_property
    def metrics(self) -> Sequence[Metric]:
        return list(Metric.objects.order_by("name", "id")[:MOST])
