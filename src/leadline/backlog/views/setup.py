"""The frame of a product's work: statuses, lists, custom fields."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from leadline.backlog.forms.setup import (
    FieldChangeForm,
    FieldForm,
    ListForm,
    PartPlaceForm,
    PartRemovalForm,
    StatusForm,
)
from leadline.backlog.models import BacklogList, CustomField, Status
from leadline.backlog.operations import (
    add_list,
    add_status,
    change_field,
    change_status,
    define_field,
    rank_list,
    rank_status,
    remove_list,
    remove_status,
    rename_list,
    set_up_backlog,
    trash_field,
)
from leadline.backlog.queries import fields_of, lists_of, statuses_of
from leadline.backlog.views.base import BacklogPage
from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal
from leadline.workspaces.doors import Answer
from leadline.workspaces.models import Event
from leadline.workspaces.queries import one
from leadline.workspaces.rights import Right


class SetupPage(BacklogPage):
    """The one page on which everything of the frame is shown and changed."""

    def page(self, status: int = 200, **forms: Form) -> HttpResponse:
        context = {
            "product": self.product,
            "frame": self.frame,
            "may_plan": self.acting.may(Right.PLAN),
            "status_form": StatusForm(),
            "list_form": ListForm(),
            "field_form": FieldForm(),
            "categories": Status.Category.choices,
            "slug": self.acting.workspace.slug,
            "list_url": self.list_url(),
        }
        return self.draw("backlog/setup.html", context | forms, status)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        names = {StatusForm: "status_form", ListForm: "list_form", FieldForm: "field_form"}
        name = names.get(type(form))
        if name is None or self.request.resolver_match is None or "key" in self.request.resolver_match.kwargs:  # fmt: skip
            return self.draw_refusal(refusal)
        return self.page(refusal.status, **{name: form})

    def said(self, text: str, event: Event | None = None) -> Answer:
        return self.done(text, f"{self.url('setup')}?product={self.product.key}", event)

    def status(self, key: UUID) -> Status:
        return self._part(statuses_of(self.acting, self.product), key)  # type: ignore[no-any-return]

    def list(self, key: UUID) -> BacklogList:
        return self._part(lists_of(self.acting, self.product), key)  # type: ignore[no-any-return]

    def field(self, key: UUID) -> CustomField:
        return self._part(fields_of(self.acting, self.product), key)  # type: ignore[no-any-return]

    def _part(self, rows: Any, key: UUID) -> Any:
        return one(rows.select_related("product"), pk=key)


class Setup(SetupPage):
    needs = {"get": Right.SEE, "post": Right.PLAN}

    def get(self, request: HttpRequest) -> Answer:
        return self.page()

    def post(self, request: HttpRequest) -> Answer:
        set_up_backlog(by=self.acting, now=self.now, product=self.product)
        return self.said(_("The backlog is set up."))


class NewStatus(SetupPage):
    needs = {"post": Right.PLAN}
    forms = {"post": StatusForm}

    def post(self, request: HttpRequest) -> Answer:
        fields = self.taken(StatusForm)
        status = add_status(by=self.acting, now=self.now, product=self.product, **fields)
        return self.said(_("Added the status “%(name)s”.") % {"name": status.name})


class StatusEditing(SetupPage):
    needs = {"post": Right.PLAN}
    forms = {"post": StatusForm}

    def post(self, request: HttpRequest, key: UUID) -> Answer:
        fields, status = self.taken(StatusForm), self.status(key)
        event = change_status(by=self.acting, now=self.now, status=status, version=self.version(), **fields)  # fmt: skip
        return self.said(_("Saved the status “%(name)s”.") % {"name": status.name}, event)


class StatusPlace(SetupPage):
    needs = {"post": Right.PLAN}
    forms = {"post": PartPlaceForm}

    def post(self, request: HttpRequest, key: UUID) -> Answer:
        wanted = self.taken(PartPlaceForm)["before"]
        before = self.status(wanted) if wanted else None
        event = rank_status(by=self.acting, now=self.now, status=self.status(key), before=before)
        return self.said(_("Moved the status."), event)


class StatusRemoval(SetupPage):
    needs = {"post": Right.PLAN}
    forms = {"post": PartRemovalForm}

    def post(self, request: HttpRequest, key: UUID) -> Answer:
        wanted, status = self.taken(PartRemovalForm)["instead"], self.status(key)
        instead = self.status(wanted) if wanted else None
        event = remove_status(by=self.acting, now=self.now, status=status, instead=instead)
        return self.said(_("Removed the status “%(name)s”.") % {"name": status.name}, event)


class NewList(SetupPage):
    needs = {"post": Right.PLAN}
    forms = {"post": ListForm}

    def post(self, request: HttpRequest) -> Answer:
        fields = self.taken(ListForm)
        made = add_list(by=self.acting, now=self.now, product=self.product, **fields)
        return self.said(_("Added the list “%(name)s”.") % {"name": made.name})


class ListEditing(SetupPage):
    needs = {"post": Right.PLAN}
    forms = {"post": ListForm}

    def post(self, request: HttpRequest, key: UUID) -> Answer:
        fields, found = self.taken(ListForm), self.list(key)
        event = rename_list(by=self.acting, now=self.now, backlog_list=found, version=self.version(), **fields)  # fmt: skip
        return self.said(_("Saved the list “%(name)s”.") % {"name": found.name}, event)


class ListPlace(SetupPage):
    needs = {"post": Right.PLAN}
    forms = {"post": PartPlaceForm}

    def post(self, request: HttpRequest, key: UUID) -> Answer:
        wanted = self.taken(PartPlaceForm)["before"]
        before = self.list(wanted) if wanted else None
        event = rank_list(by=self.acting, now=self.now, backlog_list=self.list(key), before=before)
        return self.said(_("Moved the list."), event)


class ListRemoval(SetupPage):
    needs = {"post": Right.PLAN}
    forms = {"post": PartRemovalForm}

    def post(self, request: HttpRequest, key: UUID) -> Answer:
        wanted, found = self.taken(PartRemovalForm)["instead"], self.list(key)
        instead = self.list(wanted) if wanted else None
        event = remove_list(by=self.acting, now=self.now, backlog_list=found, instead=instead)
        return self.said(_("Removed the list “%(name)s”.") % {"name": found.name}, event)


class NewField(SetupPage):
    needs = {"post": Right.PLAN}
    forms = {"post": FieldForm}

    def post(self, request: HttpRequest) -> Answer:
        fields = self.taken(FieldForm)
        made = define_field(
            by=self.acting, now=self.now, name=fields["name"], of_type=fields["type"],
            choices=fields["choices"].splitlines(),
            product=None if fields["everywhere"] else self.product,
        )  # fmt: skip
        return self.said(_("Added the field “%(name)s”.") % {"name": made.name})


class FieldEditing(SetupPage):
    needs = {"post": Right.PLAN}
    forms = {"post": FieldChangeForm}

    def post(self, request: HttpRequest, key: UUID) -> Answer:
        fields, found = self.taken(FieldChangeForm), self.field(key)
        event = change_field(
            by=self.acting, now=self.now, field=found, version=self.version(), name=fields["name"],
            choices=fields["choices"].splitlines(),
        )  # fmt: skip
        return self.said(_("Saved the field “%(name)s”.") % {"name": found.name}, event)


class FieldRemoval(SetupPage):
    needs = {"post": Right.PLAN}

    def post(self, request: HttpRequest, key: UUID) -> Answer:
        found = self.field(key)
        event = trash_field(by=self.acting, now=self.now, field=found, version=self.version())
        return self.said(_("Removed the field “%(name)s”.") % {"name": found.name}, event)
