"""Customers: the list as its address describes it, one of them, and what is done to several."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leadline.foundation.refusals import Invalid
from leadline.market.forms import (
    CustomerCellForm,
    CustomerForm,
    PickedForm,
    PickedOwnerForm,
    PickedSegmentForm,
    PickedTierForm,
)
from leadline.market.models import Customer
from leadline.market.operations import (
    change_customer,
    create_customer,
    edit_customers,
    trash_customers,
)
from leadline.market.queries import (
    ACTIVE,
    CustomerFilters,
    contacts,
    customer_by_id,
    customers,
    customers_by_ids,
    lines_of,
    voices_of,
)
from leadline.market.views.base import MarketFormPage, MarketPage, alive
from leadline.workspaces.doors import Answer, Editing, Making
from leadline.workspaces.doors.shell import url_in
from leadline.workspaces.models import Event
from leadline.workspaces.rights import Right

NONE = "none"
NARROWING = ("state", "segment", "tier", "owner", "q")


class Customers(MarketPage):
    """The customers, filtered and sorted by the address."""

    needs = {"get": Right.SEE}
    tab = "customers"

    def get(self, request: HttpRequest) -> Answer:
        get = request.GET
        page = customers(self.acting, self.filters(get), sort=get.get("sort") or "name", after=get.get("after", ""))  # fmt: skip
        context = {
            "lines": lines_of(self.acting, self.choices, page.rows, self.today),
            "after": page.after,
            "frame": self.choices,
            "is_narrowed": any(get.get(name) for name in NARROWING),
            "options": options,
            "base": self.url("customers"),
            "import_url": url_in(self.acting, "integrations:new_table")
            if self.acting.may(Right.IMPORT)
            else "",
        }
        return self.draw("market/customers.html", context)

    def filters(self, params: QueryDict) -> CustomerFilters:
        return CustomerFilters(
            today=self.today,
            state=params.get("state") or ACTIVE,
            segments=ids(params, "segment"),
            tiers=ids(params, "tier"),
            owners=ids(params, "owner"),
            text=params.get("q", "")[:200],
        )


def ids(params: QueryDict, name: str) -> tuple[UUID | None, ...]:
    """What a parameter asks for: one id, or those that have none."""
    given = params.get(name, "")
    try:
        return (None if given == NONE else UUID(given),) if given else ()
    except ValueError as error:
        raise Invalid("The address names nothing that there is.", field=name, remedy="Choose again.") from error  # fmt: skip


def options(rows: Sequence[Any]) -> list[tuple[str, str]]:
    """Rows as a menu offers them."""
    return [(str(row.pk), str(row)) for row in rows]


class CustomerPage(MarketPage):
    """A customer: what it brings, who is there, and what was said."""

    needs = {"get": Right.SEE}
    tab = "customers"

    def get(self, request: HttpRequest, customer: UUID) -> Answer:
        found = customer_by_id(self.acting, customer)
        context = {
            "customer": found,
            "segment": alive(found.segment),
            "tier": alive(found.tier),
            "has_left": found.has_left(self.today),
            "voices": voices_of(self.acting, [found.pk], self.today),
            "page": contacts(self.acting, customer=found, after=request.GET.get("after", "")),
        }
        return self.draw("market/customer.html", context)


class CustomerFormPage(MarketFormPage):
    tab, home, form_class, by_id = "customers", "customers", CustomerForm, customer_by_id
    titles = (gettext_lazy("New customer"), gettext_lazy("Save customer"))


class NewCustomer(Making, CustomerFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    run = create_customer
    said = gettext_lazy("Added %(name)s.")

    def first(self) -> dict[str, Any]:
        return {"segment": self.asked("segment"), "currency": self.acting.workspace.currency}


class CustomerEditing(Editing, CustomerFormPage):
    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    run = change_customer


class CustomerCell(MarketPage):
    """One value of a customer, edited where it stands in the list."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": CustomerCellForm}

    def post(self, request: HttpRequest, customer: UUID) -> Answer:
        found = customer_by_id(self.acting, customer)
        fields = self.taken(CustomerCellForm, choices=self.choices, also=found)
        event = change_customer(by=self.acting, now=self.now, customer=found, version=self.version(), **fields)  # fmt: skip
        said = _("Saved %(name)s.") % {"name": found.name}
        if not self.is_part:
            return self.done(said, self.back(self.url("customers")), event)
        lines = lines_of(self.acting, self.choices, [found], self.today)
        return self.draw("market/_rows.html", {"lines": lines, "said": said, "undo_url": self.undo_url(event)})  # fmt: skip


class CustomerTrashing(MarketPage):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, customer: UUID) -> Answer:
        found = customer_by_id(self.acting, customer)
        event = trash_customers(by=self.acting, now=self.now, customers=[found], version=self.version())  # fmt: skip
        text = _("Moved %(name)s to the trash.") % {"name": found.name}
        return self.done(text, self.url("customers"), event)


class PickedPage(MarketPage):
    """Takes the selected customers and goes back to the list."""

    def picked(self, form: type[PickedForm]) -> tuple[list[Customer], dict[str, Any]]:
        fields = self.taken(form, choices=self.choices)
        return customers_by_ids(self.acting, fields.pop("item")), fields

    def edited(self, form: type[PickedForm], said: str) -> Answer:
        rows, fields = self.picked(form)
        event = edit_customers(by=self.acting, now=self.now, customers=rows, **fields)
        (given,) = fields.values()
        return self.said(said % {"what": counted(rows), "given": given or _("none")}, event)

    def said(self, text: str, event: Event | None) -> Answer:
        return self.done(text, self.back(self.url("customers")), event)


def counted(rows: Sequence[Customer]) -> str:
    """Say how many, or which one."""
    if len(rows) == 1:
        return rows[0].name
    return ngettext("%(n)d customer", "%(n)d customers", len(rows)) % {"n": len(rows)}


class PickedSegment(PickedPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": PickedSegmentForm}

    def post(self, request: HttpRequest) -> Answer:
        return self.edited(PickedSegmentForm, _("%(what)s: segment now %(given)s."))


class PickedTier(PickedPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": PickedTierForm}

    def post(self, request: HttpRequest) -> Answer:
        return self.edited(PickedTierForm, _("%(what)s: tier now %(given)s."))


class PickedOwner(PickedPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": PickedOwnerForm}

    def post(self, request: HttpRequest) -> Answer:
        return self.edited(PickedOwnerForm, _("%(what)s: looked after by %(given)s."))


class PickedTrash(PickedPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": PickedForm}

    def post(self, request: HttpRequest) -> Answer:
        rows, _fields = self.picked(PickedForm)
        event = trash_customers(by=self.acting, now=self.now, customers=rows)
        return self.said(_("Moved %(what)s to the trash.") % {"what": counted(rows)}, event)
