"""Releases in lists, and one by its key."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.products.models import Product
from leadline.releases.models import ChecklistLine, PublishedNote, Release, ReleaseItem
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

MOST_PLANNED = 100
WITH = ("workspace", "product", "released_by__user")


@dataclass(frozen=True)
class ReleaseLine:
    """A release with how far it is: items and those done, required lines that are open, whether it is told outside."""

    release: Release
    items: int
    done: int
    open_lines: int
    is_told: bool


def planned(member: Member, product: Product) -> list[ReleaseLine]:
    """The releases that are to come, the nearest first; 100 at most."""
    rows = _releases().filter(product=product, state=Release.State.PLANNED)
    return lines(member, rows.order_by(F("planned_on").asc(nulls_last=True), "id")[:MOST_PLANNED])


def gone_out(member: Member, product: Product, after: str = "") -> "Slice[ReleaseLine]":
    """Those that went out, withdrawn ones too, the latest first."""
    rows = _releases().filter(product=product, released_at__isnull=False)
    page = page_of(rows, ["-released_at", "-id"], after)
    return Slice(lines(member, page.rows), page.after)


def releases(
    member: Member, product: Product | None = None, after: str = "", limit: int = PAGE
) -> "Slice[Release]":
    """All releases, or those of a product, the newest first."""
    rows = _releases().filter(product__trashed_at=None)
    return page_of(rows.filter(product=product) if product else rows, ["-id"], after, limit)


def release_by_id(member: Member, key: UUID) -> Release:
    found: Release = one(_releases(), pk=key)
    return found


def line_of(member: Member, release: Release) -> ReleaseLine:
    return lines(member, [release])[0]


def lines(member: Member, rows: "Sequence[Release] | QuerySet[Release]") -> list[ReleaseLine]:
    """The releases with their counts, in three queries however many there are."""
    found = list(rows)
    keys = [row.pk for row in found]
    done = _counts(keys)
    required = dict(ChecklistLine.objects.filter(release__in=keys, is_required=True, ticked_at=None).values_list("release").annotate(Count("id")).order_by())  # fmt: skip
    told = set(PublishedNote.objects.filter(release__in=keys).values_list("release", flat=True))
    return [ReleaseLine(row, *done.get(row.pk, (0, 0)), required.get(row.pk, 0), row.pk in told) for row in found]  # fmt: skip


def _counts(keys: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    rows = ReleaseItem.objects.filter(release__in=keys, item__trashed_at=None).order_by()
    counted = rows.values_list("release").annotate(every=Count("id"), done=Count("id", filter=Q(item__finished_at__isnull=False)))  # fmt: skip
    return {key: (every, done) for key, every, done in counted}


def _releases() -> "QuerySet[Release]":
    rows: QuerySet[Release] = Release.objects.select_related(*WITH)
    return rows
