"""What releases must keep to, whichever door they come through."""

from collections.abc import Sequence
from datetime import date

from leadline.backlog.models import Item
from leadline.design import dates
from leadline.foundation.refusals import Invalid, Refusal
from leadline.products.models import Product
from leadline.releases.models import ChecklistLine, Release, ReleaseItem

FIRST, LAST = date(1990, 1, 1), date(2099, 12, 31)
MOST_ITEMS, MOST_LINES = 2_000, 100


class Taken(Refusal):
    """It is there already."""


class Full(Refusal):
    """There is no room for more."""


class NotPlanned(Refusal):
    """This release went out already."""


class NotOut(Refusal):
    """This release has not gone out, or was withdrawn."""


class NothingInIt(Refusal):
    """Nothing goes out with this release yet."""


class LinesOpen(Refusal):
    """Required lines of the launch checklist are open."""


class OtherProduct(Refusal):
    """An item goes out with its own product."""


def refuse_taken_version(product: Product, name: str, but: Release | None = None) -> None:
    """Raise where the product has a release of this version, whatever its case."""
    same = Release.objects.filter(product=product, name__iexact=name)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise Taken(f"{product} has a release {name} already.", field="name", remedy="Take another version, or go on with that release.")  # fmt: skip


def refuse_odd_day(product: Product, on: date | None) -> None:
    """Raise `Invalid` for a day before the product was first sold, and beyond all plans."""
    if on is None:
        return
    if not FIRST <= on <= LAST:
        raise Invalid(f"Releases lie between {FIRST.year} and {LAST.year}.", field="planned_on", remedy="Correct the year.")  # fmt: skip
    if product.born_on and on < product.born_on:
        raise Invalid(f"{product} was first sold on {dates.day(product.born_on)}.", field="planned_on", remedy="Take that day or a later one.")  # fmt: skip


def refuse_odd_support(until: date | None, planned_on: date | None) -> None:
    """Raise `Invalid` for support that ends before it begins, or beyond all plans."""
    if until and not FIRST <= until <= LAST:
        raise Invalid(f"Support ends between {FIRST.year} and {LAST.year}.", field="support_ends_on", remedy="Correct the year.")  # fmt: skip
    if until and planned_on and until < planned_on:
        raise Invalid(f"Its support would end before it comes out ({dates.day(planned_on)}).", field="support_ends_on", remedy="Take that day or a later one.")  # fmt: skip


def refuse_withdrawn(release: Release) -> None:
    if release.state == Release.State.WITHDRAWN:
        raise NotOut(f"{release} was withdrawn.", remedy="Plan a new release.")


def refuse_other_products(release: Release, items: Sequence[Item]) -> None:
    for item in items:
        if item.product_id != release.product_id:
            raise OtherProduct(f"“{item.title_text}” is of another product than {release.title_text}.", field="item", remedy="Put it into a release of its own product.")  # fmt: skip


def refuse_too_many(release: Release, more: int) -> None:
    if ReleaseItem.objects.filter(release=release).count() + more > MOST_ITEMS:
        raise Full(f"A release holds {MOST_ITEMS:,} items at most.", field="item", remedy="Plan a second release, or take epics instead of what lies below them.")  # fmt: skip


def refuse_many_lines(release: Release) -> None:
    if ChecklistLine.objects.filter(release=release).count() >= MOST_LINES:
        raise Full(f"A checklist has {MOST_LINES} lines at most.", field="text", remedy="Remove one first.")  # fmt: skip


def refuse_empty(release: Release) -> None:
    if not ReleaseItem.objects.filter(release=release, item__trashed_at=None).exists():
        raise NothingInIt(remedy="Say which items go out with it, or take all that were finished.", field="item")  # fmt: skip


def refuse_open_lines(release: Release, reason: str) -> None:
    """Raise `LinesOpen` with the first of them by name, unless there is a reason to go on."""
    rows = ChecklistLine.objects.filter(release=release, is_required=True, ticked_at=None)
    open_lines = list(rows.order_by("position", "id")[:MOST_LINES])
    if not open_lines or reason.strip():
        return
    named = ", ".join(f"“{line}”" for line in open_lines[:3])
    more = f" and {len(open_lines) - 3} more" if len(open_lines) > 3 else ""
    raise LinesOpen(f"Still open: {named}{more}.", field="reason", remedy="Tick them, or say why it goes out without; the reason is kept.")  # fmt: skip
