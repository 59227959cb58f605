"""What the API of this room takes in and gives out."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema

from leadline.products.models import Product
from leadline.releases.models import (
    Changelog,
    ChecklistLine,
    PublishedNote,
    Release,
    ReleaseItem,
)
from leadline.releases.queries import ReleaseLine, Template
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Day, Id, Ids, name_up_to, text_up_to

Name = Annotated[str, name_up_to(60)]
Heading = Annotated[str, name_up_to(120)]
Address = Annotated[str, text_up_to(60)]
Line = Annotated[str, name_up_to(300)]
Told = Annotated[str, text_up_to(300)]
Text = Annotated[str, text_up_to(5_000)]
Notes = Annotated[str, text_up_to(20_000)]
Why = Annotated[str, text_up_to(500)]
Tier = Literal["major", "minor", "patch"]


class ReleaseIn(Input):
    product: Id
    name: Name
    tier: Tier = "minor"
    planned_on: Day | None = None
    support_ends_on: Day | None = None
    about: Text = ""


class ReleaseChange(Input):
    """Fields that are left out stay as they are."""

    name: Name = ""
    tier: Tier = "minor"
    planned_on: Day | None = None
    support_ends_on: Day | None = None
    about: Text = ""
    notes: Notes = ""


class ReleaseOut(Schema):
    """A release; `name` is the version that people read, `version` that of the record."""

    id: UUID
    version: int
    product: UUID
    name: str
    tier: str
    state: str
    planned_on: date | None
    support_ends_on: date | None
    about: str
    notes: str
    released_at: datetime | None
    let_go: str
    withdrawn_at: datetime | None
    withdrawn_for: str
    url: str

    @classmethod
    def of(cls, row: Release) -> "ReleaseOut":
        same = ("id", "version", "name", "tier", "state", "planned_on", "support_ends_on", "about", "notes", "released_at", "let_go", "withdrawn_at", "withdrawn_for")  # fmt: skip
        return cls(product=row.product_id, url=row.page_url(), **{name: getattr(row, name) for name in same})  # fmt: skip


class ReleasePage(Schema):
    rows: list[ReleaseOut]
    after: str


class ProgressOut(Schema):
    """How far a release is; `open_lines` are those that are required."""

    items: int
    done: int
    open_lines: int
    is_told: bool

    @classmethod
    def of(cls, line: ReleaseLine) -> "ProgressOut":
        return cls(items=line.items, done=line.done, open_lines=line.open_lines, is_told=line.is_told)  # fmt: skip


class Reasoned(Input):
    reason: Why = ""


class ReleaseItemsIn(Input):
    items: Ids


class PartChange(Input):
    """Fields that are left out stay as they are."""

    public_line: Told = ""
    is_told: bool = False


class PartOut(Schema):
    id: UUID
    version: int
    item: UUID
    key: str
    is_done: bool
    is_told: bool
    public_line: str

    @classmethod
    def of(cls, row: ReleaseItem) -> "PartOut":
        done = row.item.finished_at is not None
        return cls(id=row.id, version=row.version, item=row.item_id, key=row.item.key, is_done=done, is_told=row.is_told, public_line=row.public_line)  # fmt: skip


class PartPage(Schema):
    rows: list[PartOut]
    after: str


class ChecklistLineIn(Input):
    text: Line
    is_required: bool = False
    owner: Id | None = None
    due_on: Day | None = None


class ChecklistLineChange(Input):
    """Fields that are left out stay as they are."""

    text: Line = ""
    is_required: bool = False
    owner: Id | None = None
    due_on: Day | None = None
    is_ticked: bool = False


class ChecklistLineOut(Schema):
    id: UUID
    version: int
    text: str
    is_required: bool
    owner: UUID | None
    due_on: date | None
    ticked_at: datetime | None
    ticked_by: UUID | None

    @classmethod
    def of(cls, row: ChecklistLine) -> "ChecklistLineOut":
        same = ("id", "version", "text", "is_required", "due_on", "ticked_at")
        return cls(owner=row.owner_id, ticked_by=row.ticked_by_id, **{name: getattr(row, name) for name in same})  # fmt: skip


class LineList(Schema):
    rows: list[ChecklistLineOut]


class ChecklistIn(Input):
    """A line of each text is a line of the checklist: what is required, and what is welcome."""

    required: Text = ""
    welcome: Text = ""


class ChecklistOut(Schema):
    """With what releases of a tier begin; version 0 while the standard lines hold."""

    tier: str
    version: int
    required: list[str]
    welcome: list[str]

    @classmethod
    def of(cls, row: Template) -> "ChecklistOut":
        return cls(tier=row.tier, version=row.version, required=list(row.required), welcome=list(row.welcome))  # fmt: skip


class ChecklistList(Schema):
    rows: list[ChecklistOut]


class ChangelogIn(Input):
    """Without an address it keeps the one it has, or gets one that nobody can guess."""

    is_open: bool
    heading: Heading
    address: Address = ""


class ChangelogOut(Schema):
    version: int
    product: UUID
    heading: str
    address: str
    is_open: bool

    @classmethod
    def of(cls, product: Product, row: Changelog | None) -> "ChangelogOut":
        if row is None:
            return cls(version=0, product=product.pk, heading=product.name, address="", is_open=False)  # fmt: skip
        return cls(version=row.version, product=product.pk, heading=row.heading, address=row.address, is_open=row.is_open)  # fmt: skip


class NoteOut(Schema):
    release: UUID
    name: str
    on: date
    text: str
    published_at: datetime

    @classmethod
    def of(cls, row: PublishedNote) -> "NoteOut":
        same = ("name", "on", "text", "published_at")
        return cls(release=row.release_id, **{name: getattr(row, name) for name in same})


class NotePage(Schema):
    rows: list[NoteOut]
    after: str


class ServedBetOut(Schema):
    """A bet that items of a release work for."""

    id: UUID
    name: str
    state: str


class ServedBetList(Schema):
    rows: list[ServedBetOut]
