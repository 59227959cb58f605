"""What the pages of this room have in common."""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect

from leadline.backlog.forms.parts import ValuesForm
from leadline.backlog.models import Item
from leadline.backlog.queries import ANY, Frame, ItemRecord, frame_of, item_by_key, item_record
from leadline.foundation.refusals import NotFound
from leadline.products.models import Product
from leadline.products.queries import product_by_key, product_in_hand
from leadline.workspaces.doors import Answer, RoomPage
from leadline.workspaces.doors.pages import say
from leadline.workspaces.models import Event, Record
from leadline.workspaces.rights import Right


class BacklogPage(RoomPage):
    """A page about the backlog of the product in hand."""

    room, place, tab = "backlog", "plan", "backlog"

    @cached_property
    def in_hand(self) -> Product | None:
        """The product of the address, or the last one; None where there is none at all."""
        return product_in_hand(self.acting, self.request.GET.get("product", ""), self.request.session)  # fmt: skip

    @cached_property
    def product(self) -> Product:
        if self.in_hand is None:
            raise NotFound("There is no product yet.", remedy="Make one first.")
        return self.in_hand

    @cached_property
    def frame(self) -> Frame:
        return frame_of(self.acting, self.product)

    def list_url(self, **query: str) -> str:
        return f"{self.url('backlog')}?{urlencode({'product': self.product.key, **query})}"

    def without_product(self, title: str, told: str) -> HttpResponse:
        """Where a page stands before there is any product, and what will be on it."""
        named = {"title": title, "told": told, "may_plan": self.acting.may(Right.PLAN)}
        return self.draw("backlog/no_product.html", named)

    def to(self, url: str, text: str, event: Event | None = None) -> Answer:
        """Go on to a page, saying what happened."""
        say(self.request, text, event)
        return HttpResponseRedirect(url)


class ItemPageBase(BacklogPage):
    """A page, or a part of one, about an item: `/w/<slug>/items/<key>-<number>…`."""

    item: Item

    def enter_item(self, key: str, number: int) -> Item:
        self.product = product_by_key(self.acting, key)
        self.item = item_by_key(self.acting, self.product, number)
        return self.item

    def item_url(self, name: str = "item", **named: Any) -> str:
        return self.url(name, key=self.product.key, number=self.item.number, **named)

    def record(self, text: str = "", event: Event | None = None) -> Answer:
        """The record drawn anew for a part of a page; for a whole one, the way there."""
        if not self.is_part:
            return self.to(self.item_url(), text, event)
        return self.draw_record(text, event)

    def draw_record(self, text: str = "", event: Event | None = None, status: int = 200) -> HttpResponse:  # fmt: skip
        context = record_context(self) | {"said": text, "undo_url": self.undo_url(event)}
        return self.draw("backlog/item.html", context, status)


def record_context(page: ItemPageBase) -> dict[str, Any]:
    """What `backlog/item.html` draws."""
    record = item_record(page.acting, page.item, page.now)
    return {
        "record": record,
        "bet": alive(record.item.works_for),
        "item": record.item,
        "line": record.line,
        "frame": page.frame,
        "list_url": page.list_url(list=str(page.item.backlog_list_id)),
        "children_url": page.list_url(list="all", state=ANY, epic=str(page.item.pk)),
        "values_form": ValuesForm(fields=page.frame.fields, initial=initial_of(record)),
        "movable": False,
        "said": "",
        "undo_url": "",
        "product": page.product,
    }


def alive(row: Record | None) -> Any:
    """The row, unless it lies in the trash."""
    return None if row is None or row.trashed_at else row


def initial_of(record: ItemRecord) -> dict[str, Any]:
    return {f"field-{field.pk}": value for field, value in record.values}
