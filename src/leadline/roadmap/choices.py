"""What the forms of this room offer to choose from."""

from collections.abc import Sequence
from functools import cached_property

from leadline.backlog.models import Item
from leadline.planning.models import Bet
from leadline.products import queries
from leadline.products.queries import MOST


class Choices(queries.Choices):
    """Also open bets and open epics."""

    @cached_property
    def bets(self) -> Sequence[Bet]:
        rows = Bet.objects.exclude(state__in=(Bet.State.DONE, Bet.State.STOPPED))
        return list(rows.order_by("name", "id")[:MOST])

    @cached_property
    def epics(self) -> Sequence[Item]:
        rows = Item.objects.filter(item_kind=Item.Kind.EPIC, finished_at=None)
        return list(rows.select_related("product").order_by("-updated_at", "id")[:MOST])
