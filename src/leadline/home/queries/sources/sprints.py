"""Sprints that end with work undone, or begin with work that nobody could test."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.backlog.models import Criterion, Item, Status
from leadline.delivery.models import Sprint, SprintItem
from leadline.delivery.queries.sprints import Scope, scopes_of
from leadline.home.queries.needs import Need, Part
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared

MOST = 6
ENDS_SOON = timedelta(days=2)


def ending(member: Member, now: datetime) -> list[Need]:
    """Running sprints that end within two days, or should have, with commitment undone."""
    today = member.workspace.today(now)
    running = _running(until=today + ENDS_SOON)
    scopes = scopes_of(running)
    return [need for each in running if (need := _undone(each, scopes[each.id], today))]


@prepared
def _running(until: date) -> "QuerySet[Sprint]":
    rows: QuerySet[Sprint] = Sprint.objects.filter(closed_at=None, ends_on__lte=until)
    return rows.exclude(started_at=None).select_related("team", "workspace").order_by("ends_on", "id")[:MOST]  # fmt: skip


def _undone(sprint: Sprint, scope: Scope, today: date) -> Need | None:
    left = scope.committed.items - scope.kept.items
    is_over = sprint.ends_on < today
    if left <= 0 and not is_over:
        return None
    names = {"sprint": sprint.name, "team": sprint.team.name, "when": _when(sprint.ends_on, today), "left": max(left, 0), "all": scope.committed.items}  # fmt: skip
    sentence = _("%(sprint)s of %(team)s %(when)s with %(left)d of %(all)d committed items not done.") % names  # fmt: skip
    verb = _("Close sprint") if is_over else _("Open sprint")
    late = (today - sprint.ends_on).days
    late_words = _("half a day for each day since it ended, ten days at most")
    left_words = _("a tenth for each committed item that is not done")
    parts = (
        (Part(4.0, _("a sprint that is over and still open")), Part(min(late, 10) / 2, late_words))
        if is_over
        else (Part(2.5, _("a sprint that is about to end undone")), Part(left / 10, left_words))
    )
    return Need(
        kind="sprint-ending", subject_id=sprint.id, sentence=sentence, verb=verb,
        url=sprint.page_url(), parts=parts, state="over" if is_over else "ending",
        tone="bad" if is_over else "warn",
    )  # fmt: skip


def _when(ends_on: date, today: date) -> str:
    days = (ends_on - today).days
    if days < 0:
        return ngettext("ended %(n)d day ago and is still open", "ended %(n)d days ago and is still open", -days) % {"n": -days}  # fmt: skip
    if days == 0:
        return _("ends today")
    return _("ends tomorrow") if days == 1 else _("ends in %(n)d days") % {"n": days}


def without_criteria(member: Member, now: datetime) -> list[Need]:
    """Sprints that hold stories not begun yet, with no acceptance criterion."""
    by_sprint: dict[Sprint, list[Item]] = defaultdict(list)
    for row in _without_criteria():
        by_sprint[row.sprint].append(row.item)
    return [_untestable(sprint, items) for sprint, items in [*by_sprint.items()][:MOST]]


@prepared
def _without_criteria() -> "QuerySet[SprintItem]":
    none = ~Exists(Criterion.objects.filter(item=OuterRef("item")))
    rows: QuerySet[SprintItem] = SprintItem.objects.filter(
        none, removed_at=None, sprint__closed_at=None, sprint__trashed_at=None,
        item__trashed_at=None, item__item_kind=Item.Kind.STORY,
        item__status__category=Status.Category.TO_DO,
    ).select_related("sprint__workspace", "item__product")  # fmt: skip
    return rows.order_by("sprint__starts_on", "sprint_id", "item__rank")[:200]


def _untestable(sprint: Sprint, items: list[Item]) -> Need:
    keys = ", ".join(item.key for item in items[:5]) + (" …" if len(items) > 5 else "")
    values = {"n": len(items), "sprint": sprint.name, "keys": keys}
    sentence = ngettext(
        "%(n)d story in %(sprint)s has no acceptance criteria: %(keys)s.",
        "%(n)d stories in %(sprint)s have no acceptance criteria: %(keys)s.", len(items),
    ) % values  # fmt: skip
    return Need(
        kind="without-criteria", subject_id=sprint.id, sentence=sentence, verb=_("Open sprint"),
        url=sprint.page_url(),
        parts=(Part(0.8, _("stories that nobody could test")), Part(len(items) / 10, _("a tenth for each of them"))),
        state=str(len(items)), tone="info",
    )  # fmt: skip
