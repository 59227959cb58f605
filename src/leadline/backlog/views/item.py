"""One item: its page, which is also the panel beside the list, and changes to its own fields."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from leadline.backlog.forms.items import CellForm, ItemForm, PickedForm
from leadline.backlog.models import Item
from leadline.backlog.operations import change_item, move_items, restore_items, trash_items
from leadline.backlog.queries import lines_among, trashed_items
from leadline.backlog.views.base import ItemPageBase
from leadline.backlog.views.lists import ListPage
from leadline.foundation.forms import Form
from leadline.foundation.refusals import NotFound, Refusal, Stale
from leadline.workspaces.doors import Answer
from leadline.workspaces.models import Event
from leadline.workspaces.queries import events_of
from leadline.workspaces.rights import Right


class ItemPage(ItemPageBase):
    """An item with everything that hangs on it."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, key: str, number: int) -> Answer:
        self.enter_item(key, number)
        return self.draw_record()


class ItemEditing(ItemPageBase):
    """The item's own fields in one form; a second editor is shown both texts."""

    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    forms = {"post": ItemForm}

    def get(self, request: HttpRequest, key: str, number: int) -> Answer:
        item = self.enter_item(key, number)
        form = ItemForm(choices=self.frame, also=self.item, initial=ItemForm.filled(item))
        return self.page(form)

    def post(self, request: HttpRequest, key: str, number: int) -> Answer:
        item = self.enter_item(key, number)
        fields = self.taken(ItemForm, choices=self.frame, also=self.item, partly=True)
        event = change_item(by=self.acting, now=self.now, item=item, version=self.version(), **fields)  # fmt: skip
        text = _("Saved %(key)s.") % {"key": item.key}
        return self.done(text, self.item_url(), event)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        if not isinstance(refusal, Stale):
            return self.page(self.whole(form), refusal.status)
        self.enter_item(self.product.key, self.item.number)
        sides = self.sides(form)
        last = next(iter(events_of(self.acting, self.item.pk, limit=1).rows), None)
        named = {"item": self.item, "sides": sides, "last": last, "cancel_url": self.item_url()}
        named["action"] = self.item_url("item_editing")
        return self.draw("backlog/conflict.html", named, refusal.status)

    def whole(self, form: Form) -> Form:
        """The form with the fields again that were not sent, holding what stands there now."""
        form.fields = ItemForm(choices=self.frame, also=self.item).fields
        there = {name: shown(value) for name, value in ItemForm.filled(self.item).items()}
        sent = dict(form.data.lists()) if isinstance(form.data, MultiValueDict) else {}
        form.data = MultiValueDict({name: [value] for name, value in there.items()} | sent)
        return form

    def sides(self, form: Form) -> list[dict[str, str]]:
        """The fields in which what was typed differs from what stands there now."""
        theirs = ItemForm.filled(self.item)
        return [
            {"name": name, "label": str(form.fields[name].label), "yours": yours, "theirs": other}
            for name in form.fields
            if (yours := typed(form, name)) != (other := shown(theirs[name]))
        ]

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        named = {"form": form, "item": self.item, "product": self.product}
        return self.draw("backlog/item_form.html", named | {"cancel_url": self.item_url()}, status)


def shown(value: Any) -> str:
    """A value of a form as its control writes it."""
    return "" if value is None else str(value)


def typed(form: Form, name: str) -> str:
    return str(form.data.get(name, "")).replace("\r\n", "\n")


class ItemCell(ListPage, ItemPageBase):
    """One value of an item, edited where it stands: in a row of the list, or in its record."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": CellForm}

    def post(self, request: HttpRequest, key: str, number: int) -> Answer:
        item = self.enter_item(key, number)
        fields = self.taken(CellForm, choices=self.frame, also=self.item, partly=True)
        event = self.change(item, fields)
        if not self.is_part:
            return self.to(self.item_url(), _("Saved %(key)s.") % {"key": item.key}, event)
        lines = lines_among(self.acting, self.product, [item.pk])
        return self.draw_rows(list(lines.values()), said=self.words(), undo_url=self.undo_url(event))  # fmt: skip

    def change(self, item: Item, fields: dict[str, Any]) -> Event | None:
        by, now, version = self.acting, self.now, self.version()
        if status := fields.pop("status", None):
            return move_items(by=by, now=now, items=[item], to=status, version=version)
        return change_item(by=by, now=now, item=item, version=version, **fields)

    def words(self) -> str:
        return _("Saved %(key)s.") % {"key": self.item.key}


class RecordCell(ItemCell):
    """The same from the record, which is drawn anew."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": CellForm}

    def post(self, request: HttpRequest, key: str, number: int) -> Answer:
        item = self.enter_item(key, number)
        fields = self.taken(CellForm, choices=self.frame, also=self.item, partly=True)
        event = self.change(item, fields)
        self.enter_item(key, number)
        return self.record(_("Saved %(key)s.") % {"key": item.key}, event)


class ItemTrashing(ItemPageBase):
    """Puts one item into the trash."""

    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, key: str, number: int) -> Answer:
        item = self.enter_item(key, number)
        event = trash_items(by=self.acting, now=self.now, items=[item], version=self.version())
        text = _("Moved %(key)s to the trash.") % {"key": item.key}
        return self.done(text, self.list_url(), event)


class Trash(ListPage):
    """What of a product was thrown away, and back with it."""

    needs = {"get": Right.SEE, "post": Right.CONTRIBUTE}
    forms = {"post": PickedForm}

    def get(self, request: HttpRequest) -> Answer:
        page = trashed_items(self.acting, self.product, request.GET.get("after", ""))
        named = {"page": page, "product": self.product}
        return self.draw("backlog/trash.html", named | {"list_url": self.list_url()})

    def post(self, request: HttpRequest) -> Answer:
        fields = self.taken(PickedForm, choices=self.frame)
        items = list(Item.with_trash.filter(pk__in=fields["item"], trashed_at__isnull=False))
        if not items:
            raise NotFound("Nothing of this is in the trash any more.")
        event = restore_items(by=self.acting, now=self.now, items=items)
        return self.done(_("Brought back %(n)s.") % {"n": len(items)}, self.url("trash"), event)
