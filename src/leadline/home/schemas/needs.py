"""What asks for a hand, and what was put aside."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema

from leadline.home.queries import Need
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import name_up_to


class NeedPartOut(Schema):
    """One reason for which leaving a need costs, in working days for each day that it is left."""

    days: float
    words: str


class NeedOut(Schema):
    """`cost`, which orders needs: working days lost, about, for each day that it is left; the sum of its `parts`."""

    kind: str
    subject_id: UUID
    sentence: str
    verb: str
    url: str
    tone: str
    cost: float
    parts: list[NeedPartOut]

    @classmethod
    def of(cls, need: Need) -> "NeedOut":
        same = ("kind", "subject_id", "sentence", "verb", "url", "tone", "cost")
        parts = [NeedPartOut(days=part.days, words=part.words) for part in need.parts]
        return cls(**{name: getattr(need, name) for name in same}, parts=parts)


class DismissalIn(Input):
    """Why a need may stay as it is."""

    reason: Annotated[str, name_up_to(300)]


class DismissalOut(Schema):
    """A need that was put aside; `state` tells how it stood then."""

    id: UUID
    need: str
    subject_id: UUID
    state: str
    sentence: str
    reason: str
    created_at: datetime


class DismissalList(Schema):
    rows: list[DismissalOut]
