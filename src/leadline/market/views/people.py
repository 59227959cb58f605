"""Personas, and the contacts at customers: the lists, one of them, and their forms."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
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
from leadline.market.views.base import FormPage, MarketPage, alive
from leadline.workspaces.doors import Answer
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


class PersonaFormPage(FormPage):
    tab, home, form_class = "personas", "personas", PersonaForm
    titles = (gettext_lazy("New persona"), gettext_lazy("Save persona"))


class NewPersona(PersonaFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    forms = {"post": PersonaForm}

    def get(self, request: HttpRequest) -> Answer:
        return self.blank(segment=request.GET.get("segment", ""))

    def post(self, request: HttpRequest) -> Answer:
        made = create_persona(by=self.acting, now=self.now, **self.fields())
        return self.done(_("Made the persona %(name)s.") % {"name": made.name}, made.page_url())


class PersonaEditing(PersonaFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    forms = {"post": PersonaForm}

    def get(self, request: HttpRequest, persona: UUID) -> Answer:
        self.record = persona_by_id(self.acting, persona)
        return self.blank()

    def post(self, request: HttpRequest, persona: UUID) -> Answer:
        found = self.record = persona_by_id(self.acting, persona)
        fields = self.fields()
        event = change_persona(by=self.acting, now=self.now, persona=found, version=self.version(), **fields)  # fmt: skip
        return self.done(_("Saved %(name)s.") % fields, found.page_url(), event)


class PersonaTrashing(MarketPage):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, persona: UUID) -> Answer:
        found = persona_by_id(self.acting, persona)
        event = trash_persona(by=self.acting, now=self.now, persona=found, version=self.version())
        text = _("Moved %(name)s to the trash.") % {"name": found.name}
        return self.done(text, self.url("personas"), event)


class ContactPage(MarketPage):
    """A person at a customer."""

    needs = {"get": Right.SEE}
    tab = "customers"

    def get(self, request: HttpRequest, contact: UUID) -> Answer:
        found = contact_by_id(self.acting, contact)
        return self.draw("market/contact.html", {"contact": found, "persona": alive(found.persona)})


class ContactFormPage(FormPage):
    tab, home, form_class = "customers", "customers", ContactForm
    titles = (gettext_lazy("New contact"), gettext_lazy("Save contact"))
    customer: Customer

    def cancel_url(self) -> str:
        return self.record.page_url() if self.record else self.customer.page_url()


class NewContact(ContactFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    forms = {"post": ContactForm}

    def get(self, request: HttpRequest, customer: UUID) -> Answer:
        self.customer = customer_by_id(self.acting, customer)
        return self.blank()

    def post(self, request: HttpRequest, customer: UUID) -> Answer:
        self.customer = customer_by_id(self.acting, customer)
        made = create_contact(by=self.acting, now=self.now, customer=self.customer, **self.fields())
        return self.done(_("Added %(name)s.") % {"name": made.name}, self.customer.page_url())


class ContactEditing(ContactFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    forms = {"post": ContactForm}

    def get(self, request: HttpRequest, contact: UUID) -> Answer:
        self.record = contact_by_id(self.acting, contact)
        return self.blank()

    def post(self, request: HttpRequest, contact: UUID) -> Answer:
        found = self.record = contact_by_id(self.acting, contact)
        fields = self.fields()
        event = change_contact(by=self.acting, now=self.now, contact=found, version=self.version(), **fields)  # fmt: skip
        return self.done(_("Saved %(name)s.") % fields, found.page_url(), event)


class ContactTrashing(MarketPage):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, contact: UUID) -> Answer:
        found = contact_by_id(self.acting, contact)
        event = trash_contact(by=self.acting, now=self.now, contact=found, version=self.version())
        text = _("Moved %(name)s to the trash.") % {"name": found.name}
        return self.done(text, found.customer.page_url(), event)
