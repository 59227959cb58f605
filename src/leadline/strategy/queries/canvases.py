"""Canvases with their boxes, and their versions beside each other."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from leadline.design.diffs import Piece, word_diff
from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.strategy.kinds import KINDS, SEVERAL, SINGLE, Box
from leadline.strategy.models import Canvas, CanvasVersion
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

MOST = 200


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


def compared(canvas: Canvas, before: dict[str, str], after: dict[str, str]) -> list[Compared]:
    """Every box of a canvas in two versions."""
    pairs = ((box, before.get(box.key, ""), after.get(box.key, "")) for box in KINDS[canvas.canvas_kind].boxes)  # fmt: skip
    return [Compared(box, old, new, word_diff(old, new)) for box, old, new in pairs]


def _rows() -> Any:
    return Canvas.objects.select_related("workspace", "product")
