"""What a release holds, what might go out with it, and what is told of it outside."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from leadline.backlog.models import Item
from leadline.backlog.models.items import BET
from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.foundation.wording import says
from leadline.planning.models import Bet
from leadline.releases.drafting import Told
from leadline.releases.models import Release, ReleaseItem
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

MOST_FOUND, MOST_BETS = 20, 50
OPEN = "open"
WITH = ("release__workspace", "release__product", "item__product", "item__status", "item__workspace")  # fmt: skip


def contents(
    member: Member, release: Release, only: str = "", after: str = "", limit: int = PAGE
) -> "Slice[ReleaseItem]":
    """What goes out with a release, in the order it was put in; `only` "open" leaves out what is done."""
    rows = _alive(release).select_related(*WITH)
    return page_of(rows.filter(item__finished_at=None) if only == OPEN else rows, ["id"], after, limit)  # fmt: skip


def part_by_id(member: Member, release: Release, key: UUID) -> ReleaseItem:
    found: ReleaseItem = one(ReleaseItem.objects.filter(release=release).select_related(*WITH), pk=key)  # fmt: skip
    return found


def bets_of(member: Member, release: Release) -> Sequence[Bet]:
    """The bets that its items work for, by name; 50 at most."""
    keys = _items(release).order_by().values_list(BET)
    return list(Bet.objects.filter(pk__in=keys).select_related("workspace").order_by("name", "id")[:MOST_BETS])  # fmt: skip


def first_release_of(member: Member, bet: Bet) -> Release | None:
    """The first release that went out with an item of the bet and was not withdrawn; None where none did."""
    # In two statements: as one, a database without statistics plans it for seconds.
    parts = ReleaseItem.objects.filter(item__in=Item.of_bet(bet).values("pk")).order_by()
    went = set(parts.values_list("release", flat=True).distinct())
    rows = Release.objects.filter(pk__in=went, state=Release.State.RELEASED)
    found: Release | None = rows.select_related("product", "workspace").order_by("released_at", "id").first()  # fmt: skip
    return found


def candidates(member: Member, release: Release, text: str) -> Sequence[Item]:
    """Items of the product that are not in the release and fit the words, finished ones first; 20 at most."""
    rows = Item.objects.filter(product=release.product_id).exclude(pk__in=_all(release))
    for word in text.split()[:8]:
        number = word.rpartition("-")[2]
        fits = says("title", word)
        rows = rows.filter(fits | Q(number=int(number)) if number.isdecimal() and len(number) < 9 else fits)  # fmt: skip
    return list(rows.select_related("product", "status", "workspace").order_by("-finished_at", "-updated_at", "-id")[:MOST_FOUND])  # fmt: skip


def finished_since(member: Member, release: Release) -> "QuerySet[Item]":
    """What was finished since the last release of the product, and went out with none."""
    rows: QuerySet[Item] = Item.objects.filter(product=release.product_id, finished_at__isnull=False)  # fmt: skip
    last = last_before(member, release)
    if last is not None and last.released_at is not None:
        rows = rows.filter(finished_at__gt=last.released_at)
    taken = ReleaseItem.objects.filter(release__trashed_at=None).exclude(release__state=Release.State.WITHDRAWN)  # fmt: skip
    own = Q(pk__in=taken.values("item")) | Q(pk__in=_all(release))
    return rows.exclude(own).order_by("finished_at", "id")


def last_before(member: Member, release: Release) -> Release | None:
    """The last release of the product that went out and was not withdrawn."""
    rows = Release.objects.filter(product=release.product_id, state=Release.State.RELEASED)
    found: Release | None = rows.exclude(pk=release.pk).order_by("-released_at", "-id").first()
    return found


def told_of(member: Member, release: Release) -> list[Told]:
    """What is told of its items outside: those that are ticked and have a public line."""
    rows = _alive(release).filter(is_told=True).exclude(public_line="").select_related("item__parent__parent")  # fmt: skip
    return [Told(row.item.item_kind, row.public_line, _bet_key(row.item)) for row in rows.order_by("id")]  # fmt: skip


def _bet_key(item: Item) -> str:
    own = item.bet_id or (item.parent and (item.parent.bet_id or (item.parent.parent and item.parent.parent.bet_id)))  # fmt: skip
    return str(own or "")


def _alive(release: Release) -> "QuerySet[ReleaseItem]":
    rows: QuerySet[ReleaseItem] = ReleaseItem.objects.filter(release=release, item__trashed_at=None)
    return rows


def _items(release: Release) -> "QuerySet[Item]":
    rows: QuerySet[Item] = Item.objects.filter(pk__in=_all(release))
    return rows


def _all(release: Release) -> "QuerySet[ReleaseItem, Any]":
    return ReleaseItem.objects.filter(release=release).order_by().values("item")
