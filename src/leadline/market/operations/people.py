"""Personas, and the contacts at customers who are like them."""

from datetime import datetime
from typing import Any

from leadline.market.models import Contact, Customer, Persona
from leadline.market.operations.checks import checked_contact, refuse_taken_name
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.CONTRIBUTE)
def create_persona(*, by: Member, now: datetime, name: str, **values: Any) -> Persona:
    """Add an archetype."""
    refuse_taken_name(Persona, name)
    persona, change = Persona.create(by=by, now=now, name=name, **values)
    record(by, now, "persona.created", subject=persona, changes=[change])
    return persona


@operation(needs=Right.CONTRIBUTE)
def change_persona(
    *, by: Member, now: datetime, persona: Persona, version: int | None = None, **values: Any
) -> Event | None:
    """Rename a persona, say who they are, what they want and what hurts them."""
    if "name" in values:
        refuse_taken_name(Persona, values["name"], persona)
    change = persona.change(by=by, now=now, version=version, **values)
    return record(by, now, "persona.changed", subject=persona, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def trash_persona(
    *, by: Member, now: datetime, persona: Persona, version: int | None = None
) -> Event | None:
    """Put a persona into the trash; contacts show none until it comes back."""
    change = persona.trash(by=by, now=now, version=version)
    return record(by, now, "persona.trashed", subject=persona, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def create_contact(
    *, by: Member, now: datetime, customer: Customer, name: str, **values: Any
) -> Contact:
    """Add a person at a customer."""
    values = checked_contact(values, customer)
    contact, change = Contact.create(by=by, now=now, customer=customer, name=name, **values)
    record(by, now, "contact.created", subject=contact, changes=[change])
    return contact


@operation(needs=Right.CONTRIBUTE)
def change_contact(
    *, by: Member, now: datetime, contact: Contact, version: int | None = None, **values: Any
) -> Event | None:
    """Edit a contact; it stays with its customer."""
    values = checked_contact(values, contact.customer, contact)
    change = contact.change(by=by, now=now, version=version, **values)
    return record(by, now, "contact.changed", subject=contact, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def trash_contact(
    *, by: Member, now: datetime, contact: Contact, version: int | None = None
) -> Event | None:
    """Put a contact into the trash."""
    change = contact.trash(by=by, now=now, version=version)
    return record(by, now, "contact.trashed", subject=contact, changes=[change])
