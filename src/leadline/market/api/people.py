"""Personas, and the contacts at customers."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from leadline.foundation import clock
from leadline.foundation.paging import PAGE
from leadline.market import operations, queries
from leadline.market.schemas.people import (
    ContactChange,
    ContactIn,
    ContactOut,
    ContactPage,
    PersonaChange,
    PersonaIn,
    PersonaOut,
    PersonaPage,
)
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right

router = Router()


@endpoint(router, "GET", "/personas", needs=Right.SEE, response=PersonaPage)
def list_personas(request: HttpRequest, after: str = "", limit: int = PAGE) -> Any:
    """Personas by name."""
    return queries.personas(acting(request), after, limit).of(PersonaOut.of)


@endpoint(router, "POST", "/personas", needs=Right.CONTRIBUTE, response={201: PersonaOut})
def create_persona(request: HttpRequest, body: PersonaIn) -> Any:
    """Add an archetype."""
    fields = _with_rows(request, body.model_dump())
    return 201, PersonaOut.of(operations.create_persona(by=acting(request), now=clock.now(), **fields))  # fmt: skip


@endpoint(router, "GET", "/personas/{uuid:persona}", needs=Right.SEE, response=PersonaOut)
def read_persona(request: HttpRequest, persona: UUID) -> Any:
    """One persona."""
    return PersonaOut.of(queries.persona_by_id(acting(request), persona))


@endpoint(router, "PATCH", "/personas/{uuid:persona}", needs=Right.CONTRIBUTE, response=PersonaOut)
def change_persona(request: HttpRequest, persona: UUID, body: PersonaChange) -> Any:
    """Rename a persona, say who they are, what they want and what hurts them."""
    found, version = queries.persona_by_id(acting(request), persona), expected_version(request)
    fields = _with_rows(request, body.model_dump(exclude_unset=True))
    operations.change_persona(by=acting(request), now=clock.now(), persona=found, version=version, **fields)  # fmt: skip
    return PersonaOut.of(found)


@endpoint(router, "DELETE", "/personas/{uuid:persona}", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def remove_persona(request: HttpRequest, persona: UUID) -> Any:
    """Put a persona into the trash."""
    found, version = queries.persona_by_id(acting(request), persona), expected_version(request)
    operations.trash_persona(by=acting(request), now=clock.now(), persona=found, version=version)
    return 204, None


@endpoint(router, "GET", "/contacts", needs=Right.SEE, response=ContactPage)
def list_contacts(
    request: HttpRequest, customer: UUID | None = None, after: str = "", limit: int = PAGE
) -> Any:
    """Contacts by name, of a customer or all."""
    found = queries.customer_by_id(acting(request), customer) if customer else None
    return queries.contacts(acting(request), customer=found, after=after, limit=limit).of(ContactOut.of)  # fmt: skip


@endpoint(router, "POST", "/contacts", needs=Right.CONTRIBUTE, response={201: ContactOut})
def create_contact(request: HttpRequest, body: ContactIn) -> Any:
    """Add a person at a customer."""
    fields = _with_rows(request, body.model_dump())
    fields["customer"] = queries.customer_by_id(acting(request), body.customer)
    return 201, ContactOut.of(operations.create_contact(by=acting(request), now=clock.now(), **fields))  # fmt: skip


@endpoint(router, "GET", "/contacts/{uuid:contact}", needs=Right.SEE, response=ContactOut)
def read_contact(request: HttpRequest, contact: UUID) -> Any:
    """One contact."""
    return ContactOut.of(queries.contact_by_id(acting(request), contact))


@endpoint(router, "PATCH", "/contacts/{uuid:contact}", needs=Right.CONTRIBUTE, response=ContactOut)
def change_contact(request: HttpRequest, contact: UUID, body: ContactChange) -> Any:
    """Edit a contact."""
    found, version = queries.contact_by_id(acting(request), contact), expected_version(request)
    fields = _with_rows(request, body.model_dump(exclude_unset=True))
    operations.change_contact(by=acting(request), now=clock.now(), contact=found, version=version, **fields)  # fmt: skip
    return ContactOut.of(found)


@endpoint(router, "DELETE", "/contacts/{uuid:contact}", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def remove_contact(request: HttpRequest, contact: UUID) -> Any:
    """Put a contact into the trash."""
    found, version = queries.contact_by_id(acting(request), contact), expected_version(request)
    operations.trash_contact(by=acting(request), now=clock.now(), contact=found, version=version)
    return 204, None


def _with_rows(request: HttpRequest, fields: dict[str, Any]) -> dict[str, Any]:
    readers = {"segment": queries.segment_by_id, "persona": queries.persona_by_id}
    rows = {name: read(acting(request), fields[name]) for name, read in readers.items() if fields.get(name)}  # fmt: skip
    return fields | rows
