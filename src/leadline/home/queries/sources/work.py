"""Work that is stuck: older than usual, waiting for other work, too much at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.backlog.models import Dependency, Item, ItemGoal, Status
from leadline.backlog.models.items import BET as BET_OF_ITEM
from leadline.delivery.queries.flow.scope import FlowScope
from leadline.delivery.queries.flow.times import TimedItem, in_progress, taken
from leadline.home.queries.needs import Need, Part
from leadline.planning.models import Bet
from leadline.products.models import Product
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared
from leadline_science.flow import cycle_times

MOST = 6
FEWEST_FINISHED = 10
SERVICE_LEVEL = 0.85


def ageing(member: Member, now: datetime) -> list[Need]:
    """Items in progress for longer than 85 % of their product's finished items took."""
    today = member.workspace.today(now)
    levels = _levels(taken(member, FlowScope(), today).items)
    late = [
        (item.days / levels[item.product_key], item)
        for item in in_progress(member, FlowScope(), today)
        if item.days > levels.get(item.product_key, float("inf"))
    ]
    worst = sorted(late, key=lambda each: each[0], reverse=True)[:MOST]
    return [_too_old(member, item, levels[item.product_key], over) for over, item in worst]


def _levels(finished: Iterable[TimedItem]) -> dict[str, float]:
    days: dict[str, list[float]] = defaultdict(list)
    for item in finished:
        days[item.product_key].append(float(item.days))
    return {
        key: next(each.days for each in cycle_times(of).percentiles if each.share == SERVICE_LEVEL)
        for key, of in days.items()
        if len(of) >= FEWEST_FINISHED
    }


def _too_old(member: Member, item: TimedItem, level: float, over: float) -> Need:
    sentence = _("%(item)s has been in progress for %(days)d days; 85\u202f%% of items take %(level)d or fewer.") % {
        "item": f"{item.key} {item.title}", "days": item.days, "level": round(level),
    }  # fmt: skip
    return Need(
        kind="ageing", subject_id=item.id, sentence=sentence, verb=_("Open item"),
        url=_item_url(member, item.key),
        parts=(Part(min(over, 5), _("how many times as long as usual it has taken, five at most")),), state=f"×{int(over)}",
        tone="bad" if over > 2 else "warn",
    )  # fmt: skip


def blocked(member: Member, now: datetime) -> list[Need]:
    """Items in progress that wait for one that is not done."""
    seen: dict[object, Need] = {}
    for row in _blocked():
        seen.setdefault(row.blocked_id, _waiting(member, row))
    return [*seen.values()][:MOST]


@prepared
def _blocked() -> "QuerySet[Dependency]":
    rows: QuerySet[Dependency] = Dependency.objects.select_related("blocked__product", "blocker__product").filter(
        blocked__status__category=Status.Category.DOING, blocked__trashed_at=None,
        blocker__finished_at=None, blocker__trashed_at=None,
    )  # fmt: skip
    return rows.order_by("blocked__started_at", "id")[: 3 * MOST]


def _waiting(member: Member, row: Dependency) -> Need:
    names = {"blocked": row.blocked.title_text, "blocker": row.blocker.title_text}
    sentence = _("%(blocked)s is in progress and waits for %(blocker)s.") % names
    return Need(
        kind="blocked", subject_id=row.blocked_id, sentence=sentence,
        verb=_("Open what blocks it"), url=_item_url(member, row.blocker.key),
        parts=(Part(2.0, _("work in progress that waits for other work")),),
        state=str(row.blocker_id),
    )  # fmt: skip


def over_limit(member: Member, now: datetime) -> list[Need]:
    """Statuses that hold more items than their limit."""
    counts = dict(_counts_limited())
    over = ((counts.get(row.pk, 0), row) for row in _limited())
    found = [_too_many(member, count, row) for count, row in over if count > (row.wip_limit or 0)]
    return found[:MOST]


@prepared
def _counts_limited() -> "QuerySet[Item, tuple[UUID, int]]":
    rows = Item.objects.filter(status__in=Status.objects.filter(wip_limit__isnull=False))
    counts: QuerySet[Item, tuple[UUID, int]] = rows.values_list("status").annotate(Count("id"))
    return counts.order_by()


@prepared
def _limited() -> "QuerySet[Status]":
    rows: QuerySet[Status] = Status.objects.filter(wip_limit__isnull=False)
    return rows.select_related("product").order_by("product__name", "rank")


def _too_many(member: Member, count: int, row: Status) -> Need:
    values = {"status": row.name, "product": row.product.name, "count": count, "limit": row.wip_limit}  # fmt: skip
    sentence = _("“%(status)s” of %(product)s holds %(count)d items; its limit is %(limit)d.") % values  # fmt: skip
    url = f"{reverse('delivery:board', kwargs={'slug': member.workspace.slug})}?product={row.product.key}"
    return Need(
        kind="over-limit", subject_id=row.pk, sentence=sentence, verb=_("Open board"), url=url,
        parts=(
            Part(1.0, _("more at once than was agreed")),
            Part((count - (row.wip_limit or 0)) / 4, _("a quarter for each item beyond the limit")),
        ), state=str(count),
    )  # fmt: skip


def without_goal(member: Member, now: datetime) -> list[Need]:
    """Stories under way that serve no bet and no key result, in products that have bets; a need for each product."""
    found = dict(_counts_aimless())
    products = Product.objects.in_bulk(list(found))
    return [_aimless(member, products[key], count) for key, count in found.items()]


@prepared
def _counts_aimless() -> "QuerySet[Item, tuple[UUID, int]]":
    aiming = Bet.objects.filter(state=Bet.State.COMMITTED, product__isnull=False).values("product")
    serves = Exists(ItemGoal.objects.filter(item=OuterRef("pk")))
    stories = Item.objects.filter(~serves, status__category=Status.Category.DOING, product__in=aiming, item_kind=Item.Kind.STORY)  # fmt: skip
    bare = stories.annotate(works_for_key=BET_OF_ITEM).filter(works_for_key=None).order_by()
    counts: Any = bare.values_list("product_id").annotate(count=Count("id"))
    most: QuerySet[Item, tuple[UUID, int]] = counts.order_by("-count", "product_id")
    return most[:MOST]


def _aimless(member: Member, product: Product, count: int) -> Need:
    sentence = ngettext(
        "%(n)d story under way in %(product)s serves no bet and no key result.",
        "%(n)d stories under way in %(product)s serve no bet and no key result.", count,
    ) % {"n": count, "product": product.name}  # fmt: skip
    url = (
        f"{reverse('delivery:board', kwargs={'slug': member.workspace.slug})}?product={product.key}"
    )
    return Need(
        kind="work-aimless", subject_id=product.pk, sentence=sentence, verb=_("Open board"), url=url,
        parts=(
            Part(0.7, _("work that serves no aim")),
            Part(min(count, 20) / 10, _("a tenth for each story, twenty at most")),
        ), state=f"×{count // 5}", tone="info",
    )  # fmt: skip


def _item_url(member: Member, key: str) -> str:
    product, _dash, number = key.rpartition("-")
    names = {"slug": member.workspace.slug, "key": product, "number": int(number)}
    return reverse("backlog:item", kwargs=names)
