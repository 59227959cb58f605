"""What statuses and lists have in common: names, order, and items that need a home."""

from typing import TypeVar

from django.db.models import QuerySet

from leadline.backlog.models import BacklogList, Item, Status
from leadline.foundation.ranks import ranks_between
from leadline.foundation.refusals import Invalid, Refusal
from leadline.products.models import Product

Part = TypeVar("Part", Status, BacklogList)
MOST_PARTS, MOST_TO_MOVE = 40, 5_000


class StillNeeded(Refusal):
    """A product cannot do without this."""


def refuse_taken(
    model: type[Status] | type[BacklogList], product: Product, name: str,
    but: Status | BacklogList | None = None,
) -> None:  # fmt: skip
    """Raise for a name that another one of the product has, and for one too many."""
    there = model.objects.filter(product=product)
    noun = "status" if model is Status else "list"
    if (there.exclude(pk=but.pk) if but else there).filter(name__iexact=name).exists():
        raise Invalid(f"There is a {noun} “{name}” already.", field="name", remedy="Choose another name.")  # fmt: skip
    if but is None and there.count() >= MOST_PARTS:
        raise Invalid(f"A product has {MOST_PARTS} of these at most.", remedy="Remove one first.")


def rank_before(part: Part, before: Part | None) -> str:
    """A rank right ahead of another one of the same product; of None, at the end."""
    if before and (before.product_id != part.product_id or before.pk == part.pk):
        raise Invalid(
            "It stands beside another one of its own product.",
            field="before",
            remedy="Name another one of the same product, or none for the end.",
        )
    others = type(part).objects.filter(product=part.product_id).exclude(pk=part.pk)
    ahead = others.filter(rank__lt=before.rank) if before else others
    edge = ahead.order_by("-rank").first()
    return ranks_between(edge.rank if edge else None, before.rank if before else None)[0]


def rows_to_move(items: "QuerySet[Item]", part: Part, instead: Part | None) -> list[Item]:
    """The items that need another home; raises where there is none, or too many to move at once."""
    if instead and (instead.product_id != part.product_id or instead.pk == part.pk):
        raise Invalid(
            "Choose another one of the same product.",
            field="instead",
            remedy="Take one that is not being removed.",
        )
    rows = list(items[: MOST_TO_MOVE + 1])
    if rows and instead is None:
        raise StillNeeded(f"There are items in “{part}”.", field="instead", remedy="Say where they go.")  # fmt: skip
    if len(rows) > MOST_TO_MOVE:
        raise StillNeeded(f"More than {MOST_TO_MOVE:,} items are in “{part}”.", remedy="Move some first.")  # fmt: skip
    return rows
