"""The frame of the market: its segments, tiers and personas, and what a customer can be given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.functions import Lower

from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.market.models import Contact, Persona, Segment, Tier
from leadline.market.queries.voices import SILENCE, Voices, voices_by
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared
from leadline.workspaces.queries import one

MOST_PEOPLE = 200
"""How many people a menu offers."""


@dataclass(frozen=True)
class Frame:
    """Segments and personas by name, tiers in their order, people by name."""

    segments: tuple[Segment, ...] = ()
    tiers: tuple[Tier, ...] = ()
    personas: tuple[Persona, ...] = ()
    people: tuple[Member, ...] = ()


@dataclass(frozen=True)
class SegmentLine:
    """A segment, its personas, and the voices of its customers."""

    segment: Segment
    personas: tuple[Persona, ...]
    voices: Voices


@dataclass(frozen=True)
class PersonaLine:
    """A persona, the segment it is of (None for none), and how many contacts are like it."""

    persona: Persona
    segment: Segment | None
    contacts: int


@dataclass(frozen=True)
class TierLine:
    """A tier and the voices of its customers."""

    tier: Tier
    voices: Voices


def frame_of(member: Member) -> Frame:
    """The frame, in four statements."""
    return Frame(tuple(_segments()), tuple(_tiers()), tuple(_personas()), tuple(_people()))


def segment_lines(member: Member, today: date) -> Sequence[SegmentLine]:
    """Every segment by name, in four statements."""
    personas, voices = _personas(), voices_by(member, "segment", today)
    return [
        SegmentLine(row, tuple(each for each in personas if each.segment_id == row.pk), voices.get(row.pk, SILENCE))
        for row in _segments()
    ]  # fmt: skip


def persona_lines(member: Member) -> Sequence[PersonaLine]:
    """Every persona by name, in three statements."""
    segments = {row.pk: row for row in _segments()}
    counts = _contacts_by_persona()
    return [
        PersonaLine(row, segments.get(row.segment_id), counts.get(row.pk, 0)) for row in _personas()
    ]


def tier_lines(member: Member, today: date) -> Sequence[TierLine]:
    """Every tier in its order, in three statements."""
    voices = voices_by(member, "tier", today)
    return [TierLine(row, voices.get(row.pk, SILENCE)) for row in _tiers()]


def segments(member: Member, after: str = "", limit: int = PAGE) -> "Slice[Segment]":
    """A page of segments by name."""
    return _by_name(Segment, after, limit)


def personas(member: Member, after: str = "", limit: int = PAGE) -> "Slice[Persona]":
    """A page of personas by name."""
    return _by_name(Persona, after, limit)


def tiers(member: Member, after: str = "", limit: int = PAGE) -> "Slice[Tier]":
    """A page of tiers in their order."""
    return page_of(Tier.objects.all(), ["rank", "id"], after, limit)


def segment_by_id(member: Member, segment_id: UUID) -> Segment:
    found: Segment = one(Segment.objects.select_related("workspace"), pk=segment_id)
    return found


def tier_by_id(member: Member, tier_id: UUID) -> Tier:
    found: Tier = one(Tier.objects.select_related("workspace"), pk=tier_id)
    return found


def persona_by_id(member: Member, persona_id: UUID) -> Persona:
    found: Persona = one(Persona.objects.select_related("workspace", "segment"), pk=persona_id)
    return found


def _by_name(model: Any, after: str, limit: int) -> "Slice[Any]":
    rows = model.objects.annotate(name_order=Lower("name"))
    return page_of(rows, ["name_order", "id"], after, limit)


def _contacts_by_persona() -> Mapping[UUID, int]:
    rows = Contact.objects.exclude(persona=None).order_by().values_list("persona_id")
    return dict(rows.annotate(Count("id")))


@prepared
def _segments() -> "QuerySet[Segment]":
    return Segment.objects.select_related("workspace").order_by(Lower("name"), "id")


@prepared
def _tiers() -> "QuerySet[Tier]":
    return Tier.objects.select_related("workspace").order_by("rank", "id")


@prepared
def _personas() -> "QuerySet[Persona]":
    return Persona.objects.select_related("workspace").order_by(Lower("name"), "id")


@prepared
def _people() -> "QuerySet[Member]":
    return Member.objects.select_related("user").order_by("user__name", "id")[:MOST_PEOPLE]
