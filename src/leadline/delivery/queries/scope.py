"""Items that a sprint could still take in."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from leadline.backlog.models import Item
from leadline.delivery.models import Sprint, SprintItem
from leadline.foundation.paging import Slice, page_of
from leadline.workspaces.models import Member


def free_items(member: Member, sprint: Sprint, words: str = "", after: str = "") -> "Slice[Item]":
    """Open items in no open sprint, of the sprint's product and of its team or none, by rank."""
    rows = _free(sprint)
    rows = rows.filter(named(words)) if words else rows
    related = ("product", "status", "assignee__user", "workspace", "backlog_list")
    return page_of(rows.select_related(*related), ["rank", "id"], after)


def _free(sprint: Sprint) -> "QuerySet[Item]":
    taken = SprintItem.objects.filter(
        item=OuterRef("pk"), removed_at=None, sprint__closed_at=None, sprint__trashed_at=None
    )
    rows: QuerySet[Item] = Item.objects.filter(~Exists(taken), finished_at=None)
    rows = rows.exclude(item_kind=Item.Kind.EPIC).filter(Q(team=sprint.team) | Q(team=None))
    return rows.filter(product=sprint.product) if sprint.product_id else rows


def named(words: str) -> Q:
    """Items whose title holds the words, or whose number they end with, as in WS-12."""
    number = words.rpartition("-")[2]
    title = Q(title__icontains=words)
    is_number = number.isdecimal() and len(number) < 9
    return title | Q(number=int(number)) if is_number else title
