"""Decisions and their alternatives."""

from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Schema

from leadline.strategy.models import Alternative, DecisionReview
from leadline.strategy.queries.decisions import DecisionLine, Linked
from leadline.strategy.schemas.base import Listing, Name, Text
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Day, Id, name_up_to, text_up_to


class DecisionIn(Input):
    question: Annotated[str, name_up_to(300)]
    about: Text = ""


class DecisionChange(Input):
    """Fields that are left out stay as they are."""

    question: Annotated[str, name_up_to(300)] = ""
    about: Text = ""


class DecisionQuery(Listing):
    """`state` is open, decided, due or superseded."""

    q: Annotated[str, text_up_to(200)] = ""
    state: str = ""


class DecisionOut(Schema):
    id: UUID
    version: int
    question: str
    about: str
    chosen: str | None
    why: str
    decided_by: UUID | None
    decided_on: date | None
    review_on: date | None
    superseded_by: UUID | None
    is_due: bool

    @classmethod
    def of(cls, line: DecisionLine) -> "DecisionOut":
        row = line.decision
        same = ("id", "version", "question", "about", "why", "decided_on", "review_on")
        return cls(
            **{name: getattr(row, name) for name in same},
            chosen=line.chosen.name if line.chosen else None,
            decided_by=row.decided_by_id,
            superseded_by=row.superseded_by_id,
            is_due=line.is_due,
        )


class AlternativeIn(Input):
    name: Name
    pros: Text = ""
    cons: Text = ""


class AlternativeChange(Input):
    """Fields that are left out stay as they are."""

    name: Name = ""
    pros: Text = ""
    cons: Text = ""


class AlternativeOut(Schema):
    id: UUID
    version: int
    name: str
    pros: str
    cons: str
    is_chosen: bool

    @classmethod
    def of(cls, row: Alternative) -> "AlternativeOut":
        same = ("id", "version", "name", "pros", "cons", "is_chosen")
        return cls(**{name: getattr(row, name) for name in same})


class ChoiceIn(Input):
    alternative: Id
    why: Annotated[str, name_up_to(20_000)]
    decided_on: Day | None = None
    review_on: Day | None = None


class DecisionReviewIn(Input):
    """What was seen; without a day to look again it is not asked for any more."""

    note: Text = ""
    review_on: Day | None = None


class DecisionReviewOut(Schema):
    on: date
    member: UUID
    note: str

    @classmethod
    def of(cls, row: DecisionReview) -> "DecisionReviewOut":
        return cls(on=row.on, member=row.member_id, note=row.note)


class LaterIn(Input):
    """The decision that took its place."""

    later: Id


class LinkIn(Input):
    """A record that a decision is about, by its kind and id."""

    kind: Annotated[str, name_up_to(40)]
    id: Id


class DecisionLinkOut(Schema):
    """A record that a decision is about; without a title where it is gone or in the trash."""

    id: UUID
    kind: str
    record: UUID
    title: str | None

    @classmethod
    def of(cls, linked: Linked) -> "DecisionLinkOut":
        link, title = linked.link, str(linked.record) if linked.record else None
        return cls(id=link.id, kind=link.record_kind, record=link.record_id, title=title)


class DecisionPage(Schema):
    rows: list[DecisionOut]
    after: str


class AlternativeList(Schema):
    rows: list[AlternativeOut]


class DecisionReviewList(Schema):
    rows: list[DecisionReviewOut]


class DecisionLinkList(Schema):
    rows: list[DecisionLinkOut]
