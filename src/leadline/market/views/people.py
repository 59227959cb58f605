"""Personas, and the contacts at customers: the lists, one of them, and their forms."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from leadline.market.forms import ContactForm, PersonaForm
from leadline.market.models import Customer
from leadline.market.operations import (
    change_contact,
    change_persona,
    create_contact,
    create_persona,
    trash_contact,
    trash_persona,
)
from leadline.market.queries import (
    contact_by_id,
    contacts,
    customer_by_id,
    persona_by_id,
    persona_lines,
)
from leadline.market.views.base import MarketFormPage, MarketPage, alive
from leadline.workspaces.doors import Answer, Editing, Making, Trashing
from leadline.workspaces.rights import Right


class Personas(MarketPage):
    """Every persona with its segment."""

    needs = {"get": Right.SEE}
    tab = "personas"

    def get(self, request: HttpRequest) -> Answer:
        return self.draw("market/personas.html", {"lines": persona_lines(self.acting)})


class PersonaPage(MarketPage):
    """A persona: who they are, what they want, what hurts them, and who is like them."""

    needs = {"get": Right.SEE}
    tab = "personas"

    def get(self, request: HttpRequest, persona: UUID) -> Answer:
        found = persona_by_id(self.acting, persona)
        page = contacts(self.acting, persona=found, after=request.GET.get("after", ""))
        segment = alive(found.segment)
        return self.draw("market/persona.html", {"persona": found, "segment": segment, "page": page})  # fmt: skip


class PersonaFormPage(MarketFormPage):
    tab, home, form_class, by_id = "personas", "personas", PersonaForm, persona_by_id
    titles = (gettext_lazy("New persona"), gettext_lazy("Save persona"))


class NewPersona(Making, PersonaFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    run = create_persona
    said = gettext_lazy("Made the persona %(name)s.")

    def first(self) -> dict[str, Any]:
        return {"segment": self.asked("segment")}


class PersonaEditing(Editing, PersonaFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    run = change_persona


class PersonaTrashing(Trashing, PersonaFormPage):
    needs = {"post": Right.CONTRIBUTE}
    run = trash_persona


class ContactPage(MarketPage):
    """A person at a customer."""

    needs = {"get": Right.SEE}
    tab = "customers"

    def get(self, request: HttpRequest, contact: UUID) -> Answer:
        found = contact_by_id(self.acting, contact)
        return self.draw("market/contact.html", {"contact": found, "persona": alive(found.persona)})


class ContactFormPage(MarketFormPage):
    tab, home, form_class, by_id = "customers", "customers", ContactForm, contact_by_id
    titles = (gettext_lazy("New contact"), gettext_lazy("Save contact"))


class NewContact(Making, ContactFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    run = create_contact
    said = gettext_lazy("Added %(name)s.")
    customer: Customer

    def under(self, **url: Any) -> dict[str, Any]:
        self.customer = customer_by_id(self.acting, url["customer"])
        return {"customer": self.customer}

    def cancel_url(self) -> str:
        return self.customer.page_url()

    def made(self, record: Any) -> Answer:
        return self.done(self.told(record), self.customer.page_url())


class ContactEditing(Editing, ContactFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    run = change_contact


class ContactTrashing(Trashing, ContactFormPage):
    needs = {"post": Right.CONTRIBUTE}
    run = trash_contact

    def after(self, record: Any) -> str:
        return str(record.customer.page_url())
