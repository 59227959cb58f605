"""Roadmaps, and one bar with what hangs on it."""

from collections.abc import MutableMapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.foundation.refusals import Invalid
from leadline.roadmap.models import Bar, BarDependency, BarMove, Baseline, Roadmap
from leadline.roadmap.queries.past import DAYS
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

MOST_ROADMAPS, MOST_MOVES, MOST_LINKS = 200, 100, 200
WITH = ("workspace", "roadmap__product", "bet__product", "item__product", "product", "team")


def roadmaps(member: Member) -> Sequence[Roadmap]:
    """Every roadmap by name; a workspace has 200 at most."""
    rows = Roadmap.objects.select_related("workspace", "product").order_by("name", "id")
    return list(rows[:MOST_ROADMAPS])


def roadmap_page(member: Member, after: str = "", limit: int = PAGE) -> "Slice[Roadmap]":
    return page_of(Roadmap.objects.select_related("workspace"), ["name", "id"], after, limit)


def roadmap_by_id(member: Member, key: UUID) -> Roadmap:
    found: Roadmap = one(Roadmap.objects.select_related("workspace", "product"), pk=key)
    return found


def roadmap_in_hand(
    member: Member, asked: str, kept: MutableMapping[str, Any]
) -> tuple[Roadmap | None, Sequence[Roadmap]]:
    """The roadmap that a page is about, and all that may be chosen.

    The one asked for, or the one the member had last, or the first; None where there is none.
    `kept` is the session, which remembers the choice for each workspace.
    """
    place, every = f"roadmap:{member.workspace_id}", roadmaps(member)
    wanted = asked or str(kept.get(place, ""))
    found = next((each for each in every if str(each.pk) == wanted), None)
    if found is None and asked:
        found = roadmap_by_id(member, _key(asked))
    found = found or next(iter(every), None)
    if found and kept.get(place) != str(found.pk):
        kept[place] = str(found.pk)
    return found, every


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Invalid(
            "This is no key of a roadmap.", field="roadmap", remedy="Choose one of the menu."
        ) from error


def bars(member: Member) -> "QuerySet[Bar]":
    rows: QuerySet[Bar] = Bar.objects.select_related(*WITH)
    return rows


def bar_by_id(member: Member, key: UUID) -> Bar:
    found: Bar = one(bars(member), pk=key)
    return found


def bars_by_ids(member: Member, keys: Sequence[UUID]) -> list[Bar]:
    """The bars in the order of the keys; those that are not there are left out."""
    found = {bar.pk: bar for bar in bars(member).filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def dependency_by_id(member: Member, bar: Bar, key: UUID) -> BarDependency:
    rows = BarDependency.objects.filter(blocked=bar).select_related("blocked__roadmap", "blocked__bet", "blocked__item")  # fmt: skip
    found: BarDependency = one(rows, pk=key)
    return found


def dependencies_of(member: Member, bar: Bar) -> Sequence[BarDependency]:
    """What a bar waits for, by what was said here."""
    rows = BarDependency.objects.filter(blocked=bar, blocker__trashed_at=None)
    return list(rows.select_related("blocker__bet", "blocker__item__product", "blocker__workspace")[:MOST_LINKS])  # fmt: skip


def moves_of(member: Member, bar: Bar) -> Sequence[BarMove]:
    """How a bar was moved, the last first."""
    rows = (
        BarMove.objects.filter(bar=bar).select_related("member__user").prefetch_related("reasons")
    )
    return list(rows.order_by("-at", "-id")[:MOST_MOVES])


def move_by_id(member: Member, bar: Bar, key: UUID) -> BarMove:
    found: BarMove = one(BarMove.objects.filter(bar=bar).select_related("bar__roadmap", "bar__bet", "bar__item"), pk=key)  # fmt: skip
    return found


def unexplained(member: Member, bar: Bar, at: datetime) -> BarMove | None:
    """The move of an instant that somebody will ask about: other days without a word, of a bar that was promised or frozen."""
    move = BarMove.objects.filter(bar=bar, at=at, reason="").order_by("-id").first()
    if move is None or not set(move.after) & set(DAYS):
        return None
    is_frozen = Baseline.objects.filter(roadmap=bar.roadmap_id, at__gte=bar.created_at).exists()
    return move if bar.promised_on or is_frozen else None


def page_of_bars(member: Member, roadmap: Roadmap, after: str = "", limit: int = PAGE) -> "Slice[Bar]":  # fmt: skip
    return page_of(bars(member).filter(roadmap=roadmap), ["rank", "id"], after, limit)
