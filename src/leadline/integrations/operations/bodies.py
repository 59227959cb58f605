"""What the body of a draft says, as values of an item."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from leadline.backlog.models import Item, Status
from leadline.backlog.operations import Passage
from leadline.integrations.models import ImportDraft
from leadline.integrations.operations.framing import Frame
from leadline.integrations.understanding.words import DONE


def circles(item: UUID, parent: UUID | None) -> bool:
    seen = set()
    while parent is not None and parent not in seen:
        if parent == item:
            return True
        seen.add(parent)
        parent = Item.with_trash.filter(pk=parent).values_list("parent_id", flat=True).first()
    return False


def title_of(draft: ImportDraft) -> str:
    """Its title; without one, its key, or its type and day, since something must name it."""
    body = draft.body
    if title := body.get("title"):
        return str(title)
    if not draft.key.startswith("row:"):
        return draft.key
    kind = body.get("fields", {}).get("Type (imported)") or body.get("type", "item").capitalize()
    day = (body.get("opened") or "")[:10]
    return f"{kind} of {day}" if day else f"{kind} in row {draft.number}"


def source_key(draft: ImportDraft) -> str:
    return "" if draft.key.startswith("row:") else draft.key


def plain_values(body: dict[str, Any]) -> dict[str, Any]:
    """The columns of an item that are a number or a day."""
    return {
        "points": Decimal(body["points"]) if body.get("points") else None,
        "estimate_seconds": body.get("estimate"),
        "due_on": date.fromisoformat(body["due"]) if body.get("due") else None,
    }


def flow_values(body: dict[str, Any], frame: Frame, now: datetime) -> dict[str, Any]:
    """Status, dates and passages of an item; where the source says no day, it came today."""
    status = frame.status(body["status"]) or frame.statuses["@to_do"]
    opened = _at(body.get("opened")) or now
    finished = _at(body.get("finished"))
    is_done = status.category == DONE
    passages = passages_of(body, frame) or (Passage(opened, status),)
    return {
        "status": status, "opened_at": opened, "started_at": _at(body.get("started")),
        "finished_at": (finished or opened) if is_done else None, "passages": passages,
    }  # fmt: skip


def passages_of(body: dict[str, Any], frame: Frame) -> tuple[Passage, ...]:
    """The way of an item through the product's statuses; steps that stay in one are left out."""
    found: list[Passage] = []
    before: Status | None = None
    for at, text in body.get("passages", ()):
        to = frame.status(text)
        if to is None or (before is not None and to.id == before.id):
            continue
        found.append(Passage(datetime.fromisoformat(at), to, before))
        before = to
    return tuple(found)


def _at(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
