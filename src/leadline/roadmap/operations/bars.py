"""Putting bars on roadmaps, and moving them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from leadline.backlog.models import Item
from leadline.foundation.ranks import ranks_between
from leadline.foundation.refusals import Invalid
from leadline.planning.models import Bet
from leadline.products.models import Product, Team
from leadline.roadmap.models import Audience, Bar, BarMove, Bucket, MoveReason, Roadmap
from leadline.roadmap.operations.checks import (
    MOVED,
    checked,
    refuse_full,
    refuse_twice,
    refuse_without_reason,
)
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.models.bulk import create_all
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@dataclass(frozen=True)
class BarDraft:
    """A bar that is not there yet."""

    bet: Bet | None = None
    item: Item | None = None
    name: str = ""
    outward: str = ""
    note: str = ""
    product: Product | None = None
    team: Team | None = None
    bucket: str = Bucket.LATER
    from_on: date | None = None
    until_on: date | None = None
    promised_on: date | None = None
    told_to: str = Audience.INTERNAL

    def values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@operation(needs=Right.PLAN)
def create_bar(*, by: Member, now: datetime, roadmap: Roadmap, **values: Any) -> Bar:
    """Put a bet, an item or a thing with a name onto a roadmap, behind the others."""
    refuse_full(roadmap, 1)
    refuse_twice(roadmap, values)
    (rank,) = _ranks_behind(roadmap, 1)
    bar, change = Bar.create(by=by, now=now, roadmap=roadmap, rank=rank, **checked(values))
    record(by, now, "bar.created", subject=bar, changes=[change])
    return bar


@operation(needs=Right.PLAN)
def add_bars(
    *, by: Member, now: datetime, roadmap: Roadmap, drafts: Sequence[BarDraft]
) -> tuple[list[Bar], Event | None]:
    """Put many bars onto a roadmap, or none: the first that cannot be refuses them all."""
    refuse_full(roadmap, len(drafts))
    _refuse_repeated(roadmap, drafts)
    ranks = _ranks_behind(roadmap, len(drafts))
    values = [checked(draft.values()) | {"roadmap": roadmap, "rank": rank} for draft, rank in zip(drafts, ranks, strict=True)]  # fmt: skip
    bars, changes = create_all(Bar, values, by=by, now=now)
    return bars, record(by, now, "bars.added", subject=roadmap, changes=changes)


@operation(needs=Right.PLAN)
def change_bar(
    *, by: Member, now: datetime, bar: Bar, version: int | None = None, reason: str = "", **values: Any,
) -> Event | None:  # fmt: skip
    """Change what a bar says. A move leaves a trace; that of a promise asks for a `reason`."""
    refuse_without_reason(bar, values, reason)
    refuse_twice(bar.roadmap, {name: values[name] for name in ("bet", "item") if name in values}, bar)  # fmt: skip
    change = bar.change(by=by, now=now, version=version, **checked(values, bar))
    return record(by, now, "bar.changed", subject=bar, changes=[change, *traces(bar, change, by, now, reason)])  # fmt: skip


@operation(needs=Right.PLAN)
def explain_move(*, by: Member, now: datetime, move: BarMove, reason: str) -> Event | None:
    """Say why a bar was moved, or say it better; what was said last holds."""
    _row, change = MoveReason.create(by=by, now=now, move=move, reason=reason)
    return record(by, now, "bar.move_explained", subject=move.bar, changes=[change])


@operation(needs=Right.PLAN)
def place_bars(
    *, by: Member, now: datetime, bars: Sequence[Bar], version: int | None = None, bucket: str = "",
    before: Bar | None = None, after: Bar | None = None,
) -> Event | None:  # fmt: skip
    """Give bars another place in the order of work, another bucket, or both."""
    if not bars:
        raise Invalid("No bar was named.", field="item", remedy="Choose one or more bars first.")
    ranks = _ranks_beside(bars[0].roadmap, before, after, len(bars)) if before or after else [bar.rank for bar in bars]  # fmt: skip
    changes: list[Change] = []
    for bar, rank in zip(bars, ranks, strict=True):
        change = bar.change(by=by, now=now, version=version, rank=rank, bucket=bucket or bar.bucket)
        changes += [change, *traces(bar, change, by, now, "")]
    return record(by, now, "bars.placed", subject=bars[0], changes=changes)


@operation(needs=Right.PLAN)
def trash_bar(*, by: Member, now: datetime, bar: Bar, version: int | None = None) -> Event | None:
    """Take a bar off its roadmap, into the trash."""
    change = bar.trash(by=by, now=now, version=version)
    return record(by, now, "bar.trashed", subject=bar, changes=[change])


def traces(bar: Bar, change: Change, by: Member, now: datetime, reason: str) -> list[Change]:
    """The trace of a move, where the change was one."""
    return [
        BarMove.create(by=by, now=now, bar=bar, before=before, after=after, reason=reason.strip())[1]
        for before, after in traces_of(change)
    ]  # fmt: skip


def traces_of(change: Change) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """What a move was from and to; nothing where the change was none."""
    before, after = (_moved(each) for each in (change.before, change.after))
    return [(before, after)] if after else []


def _moved(values: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: value for name, value in (values or {}).items() if name in MOVED}


def _refuse_repeated(roadmap: Roadmap, drafts: Sequence[BarDraft]) -> None:
    for name in ("bet", "item"):
        named = [thing for draft in drafts if (thing := getattr(draft, name)) is not None]
        there = set(Bar.objects.filter(roadmap=roadmap, **{f"{name}__in": named}).values_list(f"{name}_id", flat=True))  # fmt: skip
        for thing in named:
            if thing.pk in there:
                refuse_twice(roadmap, {name: thing})
                raise Invalid(f"“{thing}” is given twice.", field=name, remedy="Keep one of them.")
            there.add(thing.pk)


def _ranks_behind(roadmap: Roadmap, count: int) -> list[str]:
    last = Bar.with_trash.filter(roadmap=roadmap).order_by("-rank").values_list("rank", flat=True).first()  # fmt: skip
    return ranks_between(last, None, count)


def _ranks_beside(roadmap: Roadmap, before: Bar | None, after: Bar | None, count: int) -> list[str]:
    """Ranks right before one bar or right after another."""
    near = before or after
    assert near is not None
    if near.roadmap_id != roadmap.pk:
        raise Invalid("The neighbour is on another roadmap.", field="before", remedy="Load the page again.")  # fmt: skip
    ranks = Bar.with_trash.filter(roadmap=roadmap)
    if before:
        lower = ranks.filter(rank__lt=before.rank).order_by("-rank").values_list("rank", flat=True).first()  # fmt: skip
        return ranks_between(lower, before.rank, count)
    upper = ranks.filter(rank__gt=near.rank).order_by("rank").values_list("rank", flat=True).first()
    return ranks_between(near.rank, upper, count)
