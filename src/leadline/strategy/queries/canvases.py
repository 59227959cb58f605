"""Canvases with their boxes, and their versions beside each other."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from leadline.design.diffs import Piece, word_diff
from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.foundation.refusals import Invalid, NotFound
from leadline.strategy.kinds import KINDS, SEVERAL, SINGLE, Box
from leadline.strategy.models import Canvas, CanvasVersion
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

MOST = 200
NOW = "now"
"""Names the canvas as it stands, where versions are named by their numbers."""


@dataclass(frozen=True)
class Filled:
    """A box with what stands in it."""

    box: Box
    text: str


@dataclass(frozen=True)
class Compared:
    """A box in two versions: its text before and after, and the pieces that stayed, went and came."""

    box: Box
    before: str
    after: str
    pieces: list[Piece]

    @property
    def is_same(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True)
class Comparison:
    """Every box in two versions; `before` and `after` name them: a number, or "now"."""

    before: str
    after: str
    rows: list[Compared]


def canvases(
    member: Member, after: str = "", product: UUID | None = None,
    kinds: Collection[str] = SEVERAL, limit: int = PAGE,
) -> "Slice[Canvas]":  # fmt: skip
    """A page of the canvases of these kinds, by kind and name; those of which there may be several unless told."""
    rows = _rows().filter(canvas_kind__in=kinds)
    rows = rows.filter(product=product) if product else rows
    return page_of(rows, ["canvas_kind", "name", "id"], after, limit)


def visions(member: Member, product: UUID | None) -> dict[str, Canvas]:
    """Vision, positioning and value proposition of a product, or of the workspace, by kind."""
    found = _rows().filter(canvas_kind__in=SINGLE, product=product)
    return {each.canvas_kind: each for each in found}


def canvas_by_id(member: Member, key: UUID) -> Canvas:
    found: Canvas = one(_rows(), pk=key)
    return found


def boxes_of(canvas: Canvas) -> list[Filled]:
    """The boxes of a canvas in reading order."""
    return [Filled(box, canvas.boxes.get(box.key, "")) for box in KINDS[canvas.canvas_kind].boxes]


def versions_of(member: Member, canvas: Canvas) -> Sequence[CanvasVersion]:
    """What was published, newest first; 200 at most."""
    return list(CanvasVersion.objects.filter(canvas=canvas).select_related("member__user").order_by("-number")[:MOST])  # fmt: skip


def version_by_number(member: Member, canvas: Canvas, number: int) -> CanvasVersion:
    rows = CanvasVersion.objects.filter(canvas=canvas).select_related("member__user")
    found: CanvasVersion = one(rows, number=number)
    return found


def comparison(member: Member, canvas: Canvas, before: str = "", after: str = NOW) -> Comparison:
    """Two versions beside each other; the newest one, and the canvas as it stands, unless told.

    Raises `NotFound` where nothing was published, or not under that number, and `Invalid` for what is no number.
    """
    newest = versions_of(member, canvas)[:1]
    if not newest:
        raise NotFound("Nothing was published yet.", remedy="Publish a version first.")
    before = before or str(newest[0].number)
    texts = [_boxes_at(member, canvas, field, number) for field, number in (("before", before), ("after", after))]  # fmt: skip
    return Comparison(before, after, compared(canvas, *texts))


def _boxes_at(member: Member, canvas: Canvas, field: str, number: str) -> dict[str, str]:
    if number == NOW:
        return dict(canvas.boxes)
    if not number.isdecimal() or len(number) > 6:
        raise Invalid("This is no version.", field=field, remedy="Send the number of a version, or now.")  # fmt: skip
    return dict(version_by_number(member, canvas, int(number)).boxes)


def compared(canvas: Canvas, before: dict[str, str], after: dict[str, str]) -> list[Compared]:
    """Every box of a canvas in two versions."""
    pairs = ((box, before.get(box.key, ""), after.get(box.key, "")) for box in KINDS[canvas.canvas_kind].boxes)  # fmt: skip
    return [Compared(box, old, new, word_diff(old, new)) for box, old, new in pairs]


def _rows() -> Any:
    return Canvas.objects.select_related("workspace", "product")
