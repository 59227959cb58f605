"""What the forms of this room offer to choose from."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from leadline.market.queries import Frame, frame_of
from leadline.products import queries
from leadline.products.queries import MOST
from leadline.strategy.models import Theme


class Choices(queries.Choices):
    """Also segments, personas and themes."""

    @cached_property
    def _frame(self) -> Frame:
        return frame_of(self.member)

    @property
    def segments(self) -> Sequence[Any]:
        return self._frame.segments

    @property
    def personas(self) -> Sequence[Any]:
        return self._frame.personas

    @cached_property
    def themes(self) -> Sequence[Theme]:
        return list(Theme.objects.order_by("dimension", "name", "id")[:MOST])
