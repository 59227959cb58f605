"""Canvases, box by box, and their versions."""

from datetime import datetime
from typing import Any

from leadline.foundation.refusals import Invalid, NotFound, Refusal
from leadline.products.models import Product
from leadline.strategy.kinds import KINDS, SINGLE
from leadline.strategy.models import Canvas, CanvasVersion
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

MOST_CHARACTERS = 5_000


class NothingNew(Refusal):
    """The canvas stands as it was published last."""


@operation(needs=Right.PLAN)
def create_canvas(
    *, by: Member, now: datetime, canvas_kind: str, name: str, product: Product | None = None
) -> Canvas:
    """Begin an empty canvas; of vision, positioning and value proposition there is one for each product."""
    _refuse_second(canvas_kind, product)
    canvas, change = Canvas.create(by=by, now=now, canvas_kind=canvas_kind, name=name, product=product)  # fmt: skip
    record(by, now, "canvas.created", subject=canvas, changes=[change])
    return canvas


@operation(needs=Right.PLAN)
def change_canvas(
    *, by: Member, now: datetime, canvas: Canvas, version: int | None = None, **values: Any
) -> Event | None:
    """Rename a canvas, or give it to another product."""
    if "product" in values:
        _refuse_second(canvas.canvas_kind, values["product"], canvas)
    change = canvas.change(by=by, now=now, version=version, **values)
    return record(by, now, "canvas.changed", subject=canvas, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def fill_box(
    *, by: Member, now: datetime, canvas: Canvas, box: str, text: str, version: int | None = None
) -> Event | None:
    """Write what stands in one box; the others stay."""
    if box not in {each.key for each in KINDS[canvas.canvas_kind].boxes}:
        raise NotFound("This canvas has no such box.")
    if len(text) > MOST_CHARACTERS:
        raise Invalid(f"A box holds {MOST_CHARACTERS:,} characters at most.", field="text", remedy="Shorten it.")  # fmt: skip
    boxes = {**canvas.boxes, box: text.strip()}
    change = canvas.change(by=by, now=now, version=version, boxes=boxes)
    return record(by, now, "canvas.filled", subject=canvas, changes=[change])


@operation(needs=Right.PLAN)
def publish_canvas(*, by: Member, now: datetime, canvas: Canvas, reason: str) -> CanvasVersion:
    """Keep the canvas as it stands, with the reason; raises `NothingNew` where nothing differs."""
    if not reason.strip():
        raise Invalid("A version has a reason.", field="reason", remedy="Say in a line what changed, and why.")  # fmt: skip
    last = CanvasVersion.objects.filter(canvas=canvas).order_by("-number").first()
    if canvas.boxes == (last.boxes if last else {}):
        raise NothingNew(remedy="Write into a box first.")
    version, change = CanvasVersion.create(
        by=by, now=now, canvas=canvas, number=last.number + 1 if last else 1, boxes=canvas.boxes,
        reason=reason, member=by, published_at=now,
    )  # fmt: skip
    record(by, now, "canvas.published", subject=canvas, changes=[change])
    return version


@operation(needs=Right.PLAN)
def trash_canvas(
    *, by: Member, now: datetime, canvas: Canvas, version: int | None = None
) -> Event | None:
    """Put a canvas into the trash, with its versions."""
    change = canvas.trash(by=by, now=now, version=version)
    return record(by, now, "canvas.trashed", subject=canvas, changes=[change])


def _refuse_second(kind: str, product: Product | None, but: Canvas | None = None) -> None:
    if kind not in KINDS:
        raise Invalid("There is no such canvas.", field="canvas_kind", remedy=f"Take one of: {', '.join(KINDS)}.")  # fmt: skip
    same = Canvas.objects.filter(canvas_kind=kind, product=product)
    if kind in SINGLE and (same.exclude(pk=but.pk) if but else same).exists():
        raise Invalid("There is one already.", field="product", remedy="Open that one and write into its boxes.")  # fmt: skip
