"""Work that is stuck: older than usual, waiting for other work, too much at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from leadline.backlog.models import Dependency, Item, Status
from leadline.delivery.queries.flow.scope import FlowScope
from leadline.delivery.queries.flow.times import TimedItem, in_progress, taken
from leadline.home.queries.needs import Need
from leadline.workspaces.models import Member
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
        url=_item_url(member, item.key), cost=min(over, 5), state=f"×{int(over)}",
        tone="bad" if over > 2 else "warn",
    )  # fmt: skip


def blocked(member: Member, now: datetime) -> list[Need]:
    """Items in progress that wait for one that is not done."""
    rows = Dependency.objects.select_related("blocked__product", "blocker__product").filter(
        blocked__status__category=Status.Category.DOING, blocked__trashed_at=None,
        blocker__finished_at=None, blocker__trashed_at=None,
    )  # fmt: skip
    seen: dict[object, Need] = {}
    for row in rows.order_by("blocked__started_at", "id")[: 3 * MOST]:
        seen.setdefault(row.blocked_id, _waiting(member, row))
    return [*seen.values()][:MOST]


def _waiting(member: Member, row: Dependency) -> Need:
    names = {"blocked": row.blocked.title_text, "blocker": row.blocker.title_text}
    sentence = _("%(blocked)s is in progress and waits for %(blocker)s.") % names
    return Need(
        kind="blocked", subject_id=row.blocked_id, sentence=sentence,
        verb=_("Open what blocks it"), url=_item_url(member, row.blocker.key), cost=2.0,
        state=str(row.blocker_id),
    )  # fmt: skip


def over_limit(member: Member, now: datetime) -> list[Need]:
    """Statuses that hold more items than their limit."""
    rows = Status.objects.filter(wip_limit__isnull=False).select_related("product")
    counts = dict(
        Item.objects.filter(status__in=rows).values_list("status").annotate(Count("id")).order_by()
    )
    over = ((counts.get(row.pk, 0), row) for row in rows.order_by("product__name", "rank"))
    found = [_too_many(member, count, row) for count, row in over if count > (row.wip_limit or 0)]
    return found[:MOST]


def _too_many(member: Member, count: int, row: Status) -> Need:
    values = {"status": row.name, "product": row.product.name, "count": count, "limit": row.wip_limit}  # fmt: skip
    sentence = _("“%(status)s” of %(product)s holds %(count)d items; its limit is %(limit)d.") % values  # fmt: skip
    url = f"{reverse('delivery:board', kwargs={'slug': member.workspace.slug})}?product={row.product.key}"
    return Need(
        kind="over-limit", subject_id=row.pk, sentence=sentence, verb=_("Open board"), url=url,
        cost=1.0 + (count - (row.wip_limit or 0)) / 4, state=str(count),
    )  # fmt: skip


def _item_url(member: Member, key: str) -> str:
    product, _dash, number = key.rpartition("-")
    names = {"slug": member.workspace.slug, "key": product, "number": int(number)}
    return reverse("backlog:item", kwargs=names)
