"""Opportunities, what was heard about them, and the actual shares of themes."""

from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from leadline.foundation.paging import PAGE
from leadline.planning.models import MOST_POINTS, Opportunity, OpportunityEvidence
from leadline.planning.queries import ActualShare, Node
from leadline.planning.schemas.bets import Name, Text
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Id, text_up_to

Points = Annotated[int, Field(ge=0, le=MOST_POINTS)]
Times = Annotated[float, Field(ge=1, le=1_000, allow_inf_nan=False)]
Note = Annotated[str, text_up_to(300)]


class OpportunityIn(Input):
    """A new opportunity, under an objective, under another one, or nowhere yet."""

    name: Name
    problem: Text = ""
    product: Id | None = None
    segment: Id | None = None
    owner: Id | None = None
    objective: Id | None = None
    parent: Id | None = None
    importance: Points | None = None
    satisfaction: Points | None = None


class OpportunityChange(OpportunityIn):
    """Fields that are left out stay as they are."""

    name: Name = ""


class PlaceIn(Input):
    """Where the branch goes; nowhere when both are null."""

    objective: Id | None = None
    parent: Id | None = None


class OpportunityQuery(Schema):
    """What a list of opportunities is narrowed to."""

    q: Annotated[str, text_up_to(200)] = ""
    objective: UUID | None = None
    after: str = ""
    limit: int = PAGE


class OpportunityOut(Schema):
    id: UUID
    version: int
    name: str
    problem: str
    product: UUID | None
    segment: UUID | None
    owner: UUID | None
    objective: UUID | None
    parent: UUID | None
    importance: int | None
    satisfaction: int | None

    @classmethod
    def of(cls, row: Opportunity) -> "OpportunityOut":
        same = ("id", "version", "name", "problem", "importance", "satisfaction")
        tied = {name: getattr(row, f"{name}_id") for name in ("product", "segment", "owner", "objective", "parent")}  # fmt: skip
        return cls(**{name: getattr(row, name) for name in same}, **tied)


class OpportunityPage(Schema):
    rows: list[OpportunityOut]
    after: str


class NodeOut(OpportunityOut):
    """An opportunity in the tree; pieces and customers count all below it too."""

    below: int
    children: int
    supports: int
    contradicts: int
    customers: int
    weight: float
    bets: list[UUID]

    @classmethod
    def of_node(cls, node: Node) -> "NodeOut":
        heard = node.heard
        return cls(
            **OpportunityOut.of(node.opportunity).model_dump(), below=node.below, children=node.children,
            supports=heard.supports, contradicts=heard.contradicts, customers=heard.voices.customers,
            weight=float(heard.voices.weight), bets=[bet.pk for bet in node.bets],
        )  # fmt: skip


class NodePage(Schema):
    rows: list[NodeOut]
    after: str


class EvidenceIn(Input):
    """A passage or a claim; `strength` is how many times likelier one hears it if the need is real."""

    passage: Id | None = None
    claim: Id | None = None
    stance: Literal["supports", "contradicts"] = "supports"
    strength: Times = 1.5
    note: Note = ""


class EvidenceOut(Schema):
    id: UUID
    passage: UUID | None
    claim: UUID | None
    stance: str
    strength: float
    note: str

    @classmethod
    def of(cls, row: OpportunityEvidence) -> "EvidenceOut":
        return cls(id=row.pk, passage=row.passage_id, claim=row.claim_id, stance=row.stance, strength=float(row.strength), note=row.note)  # fmt: skip


class EvidencePage(Schema):
    rows: list[EvidenceOut]
    after: str


class ActualOut(Schema):
    """What goes to a theme of a dimension; `theme` is null for work that belongs to none of them."""

    dimension: str
    theme: UUID | None
    bets: int
    weeks: float
    share: float | None
    intended: float | None
    money: dict[str, int]
    money_share: float | None

    @classmethod
    def of(cls, each: ActualShare) -> "ActualOut":
        same = ("dimension", "bets", "share", "intended", "money_share")
        return cls(
            theme=each.theme.pk if each.theme else None, weeks=float(each.weeks),
            money={amount.currency: amount.minor for amount in each.money}, **{name: getattr(each, name) for name in same},
        )  # fmt: skip


class ActualList(Schema):
    rows: list[ActualOut]
