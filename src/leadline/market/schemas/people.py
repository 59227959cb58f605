"""Personas and contacts."""

from typing import Annotated
from uuid import UUID

from ninja import Schema

from leadline.market.models import Contact, Persona
from leadline.market.schemas.words import LongName, Name, Text
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Id, text_up_to


class PersonaIn(Input):
    name: Name
    segment: Id | None = None
    quote: Annotated[str, text_up_to(300)] = ""
    about: Text = ""
    goals: Text = ""
    pains: Text = ""


class PersonaChange(Input):
    """Fields that are left out stay as they are."""

    name: Name = ""
    segment: Id | None = None
    quote: Annotated[str, text_up_to(300)] = ""
    about: Text = ""
    goals: Text = ""
    pains: Text = ""


class PersonaOut(Schema):
    id: UUID
    version: int
    name: str
    segment: UUID | None
    quote: str
    about: str
    goals: str
    pains: str

    @classmethod
    def of(cls, row: Persona) -> "PersonaOut":
        return cls(
            id=row.id, version=row.version, name=row.name, segment=row.segment_id, quote=row.quote,
            about=row.about, goals=row.goals, pains=row.pains,
        )  # fmt: skip


class ContactIn(Input):
    customer: Id
    name: LongName
    email: Annotated[str, text_up_to(254)] = ""
    job_title: Annotated[str, text_up_to(120)] = ""
    persona: Id | None = None
    notes: Text = ""


class ContactChange(Input):
    """Fields that are left out stay as they are; a contact stays with its customer."""

    name: LongName = ""
    email: Annotated[str, text_up_to(254)] = ""
    job_title: Annotated[str, text_up_to(120)] = ""
    persona: Id | None = None
    notes: Text = ""


class ContactOut(Schema):
    id: UUID
    version: int
    customer: UUID
    name: str
    email: str
    job_title: str
    persona: UUID | None
    notes: str

    @classmethod
    def of(cls, row: Contact) -> "ContactOut":
        return cls(
            id=row.id, version=row.version, customer=row.customer_id, name=row.name, email=row.email,
            job_title=row.job_title, persona=row.persona_id, notes=row.notes,
        )  # fmt: skip


class PersonaPage(Schema):
    rows: list[PersonaOut]
    after: str


class ContactPage(Schema):
    rows: list[ContactOut]
    after: str
