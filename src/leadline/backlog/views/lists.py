"""The backlog: the list itself, and adding to it in one line."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.backlog.forms.items import ENDS, NewItemForm, QuickAddForm
from leadline.backlog.forms.setup import ViewForm
from leadline.backlog.models import BacklogList, Item
from leadline.backlog.operations import BOTTOM, TOP, Place, create_item, save_view, trash_view
from leadline.backlog.queries import (
    ItemLine,
    items_by_ids,
    lines_among,
    open_items,
    view_menu,
    views_for,
)
from leadline.backlog.views.address import NONE, Address, query_of, read_address
from leadline.backlog.views.base import BacklogPage
from leadline.foundation.forms import Form
from leadline.foundation.paging import Slice
from leadline.foundation.refusals import Refusal
from leadline.planning.queries import bet_by_id
from leadline.products.queries import products
from leadline.workspaces.doors import Answer
from leadline.workspaces.doors.shell import url_in
from leadline.workspaces.models import Event
from leadline.workspaces.queries import events_of, one
from leadline.workspaces.rights import Right

BACKLOG = gettext_lazy("A backlog belongs to a product: something that you sell or keep alive. Make the first one, and its list of work comes with it.")  # fmt: skip


class ListPage(BacklogPage):
    """Draws rows of the list as the address asks for them."""

    def row_context(self, address: Address) -> dict[str, Any]:
        may_rank = self.acting.may(Right.PLAN)
        return {
            "product": self.product,
            "frame": self.frame,
            "address": address,
            "may_rank": may_rank,
            "movable": may_rank and address.is_ranked,
            "slug": self.acting.workspace.slug,
            "base": self.url("backlog"),
            "kinds": list(Item.Kind.choices),
            "ends": ENDS,
        }

    def draw_rows(self, lines: list[ItemLine], **said: Any) -> HttpResponse:
        """Rows drawn anew, for the places where they stand, with what there is to say."""
        address = read_address(self.shown_params(), self.frame)
        named = {"said": "", "undo_url": ""}
        return self.draw("backlog/_rows.html", self.row_context(address) | named | {"lines": lines} | said)  # fmt: skip

    def shown_params(self) -> Any:
        """The parameters of the page that the part belongs to, as the browser tells them."""
        shown = self.request.headers.get("HX-Current-URL", "") or self.request.headers.get("Referer", "")  # fmt: skip
        return QueryDict(shown.partition("?")[2].partition("#")[0][:4_000])


class Backlog(ListPage):
    """The ranked list of a product, filtered, sorted and grouped by its address."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        if self.in_hand is None:
            return self.without_product(_("Backlog"), str(BACKLOG))
        address = read_address(request.GET, self.frame)
        page = open_items(self.acting, self.product, filters=address.filters, order=address.order, after=address.after, frame=self.frame)  # fmt: skip
        return self.draw("backlog/backlog.html", self.row_context(address) | self.of_page(page))

    def of_page(self, page: "Slice[ItemLine]") -> dict[str, Any]:
        return {
            "page": page,
            "products": products(self.acting),
            "views": view_menu(self.acting, self.product),
            "list": self.chosen_list(),
            "bet": self.chosen_bet(),
            "may_import": self.acting.may(Right.IMPORT),
            "import_url": url_in(self.acting, "integrations:imports"),
            "options": options,
            "pairs": lambda texts: [(text, text) for text in texts],
            "group_of": group_of,
        }

    def chosen_bet(self) -> str:
        """What the bet is called that the list is narrowed to."""
        wanted = self.request.GET.get("bet", "")
        if wanted in ("", NONE):
            return _("none") if wanted else ""
        return bet_by_id(self.acting, UUID(wanted)).name

    def chosen_list(self) -> BacklogList | None:
        wanted = self.request.GET.get("list", "")
        first = self.frame.lists[0] if self.frame.lists and not wanted else None
        return next((each for each in self.frame.lists if str(each.pk) == wanted), first)


def options(rows: Sequence[Any]) -> list[tuple[str, str]]:
    """Rows as a menu offers them."""
    return [(str(row.pk), str(row)) for row in rows]


def group_of(line: ItemLine, group: str) -> str:
    """The heading that a line stands under."""
    found = {
        "status": line.status,
        "list": line.list,
        "epic": line.parent or _("No epic"),
        "assignee": line.assignee or _("Nobody"),
    }
    return found[group]


class QuickAdd(ListPage):
    """A new item in one line; the field stays ready for the next one."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": QuickAddForm}

    def post(self, request: HttpRequest) -> Answer:
        fields = self.taken(QuickAddForm, choices=self.frame)
        place = self.place_of(fields)
        item = create_item(
            by=self.acting, now=self.now, product=self.product, title=fields["title"], place=place,
            backlog_list=place.backlog_list or fields["backlog_list"],
            item_kind=fields["item_kind"] or Item.Kind.STORY, parent=fields["parent"],
        )  # fmt: skip
        event, text = self.event_of(item), said_of(item, place)
        if not self.is_part:
            return self.to(self.back(self.list_url()), text, event)
        lines = list(lines_among(self.acting, self.product, [item.pk]).values())
        return self.draw_rows(lines, said=text, undo_url=self.undo_url(event))

    def place_of(self, fields: dict[str, Any]) -> Place:
        if fields["after"]:
            (above,) = items_by_ids(self.acting, [fields["after"]])
            return Place(after=above)
        return TOP if fields["place"] == "top" else BOTTOM

    def event_of(self, item: Item) -> Event | None:
        return next(iter(events_of(self.acting, item.pk, limit=1).rows), None)


def said_of(item: Item, place: Place) -> str:
    """What was added, and where."""
    named = {"key": item.key, "list": item.backlog_list}
    if place.after:
        return _("Added %(key)s below %(above)s.") % (named | {"above": place.after.key})
    end = _("Added %(key)s at the top of %(list)s.") if place.at_top else _("Added %(key)s at the end of %(list)s.")  # fmt: skip
    return end % named


class NewItem(ListPage):
    """A new item with all its fields."""

    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    forms = {"post": NewItemForm}

    def get(self, request: HttpRequest) -> Answer:
        if self.in_hand is None:
            return self.without_product(_("New item"), str(BACKLOG))
        first = {"status": self.frame.statuses[:1], "backlog_list": self.frame.lists[:1]}
        start: dict[str, Any] = {name: rows[0].pk for name, rows in first.items() if rows}
        kind = request.GET.get("kind", "")
        start["item_kind"] = kind if kind in Item.Kind.values else Item.Kind.STORY
        return self.page(NewItemForm(choices=self.frame, initial=start))

    def post(self, request: HttpRequest) -> Answer:
        fields = self.taken(NewItemForm, choices=self.frame)
        item = create_item(by=self.acting, now=self.now, product=self.product, **fields)
        return self.done(_("Added %(key)s.") % {"key": item.key}, item.page_url())

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.page(form, refusal.status)

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        named = {"form": form, "product": self.product, "cancel_url": self.list_url(), "item": None}
        return self.draw("backlog/item_form.html", named, status)


class Views(BacklogPage):
    """Keeps the view that the address describes, under a name."""

    needs = {"post": Right.SEE}
    forms = {"post": ViewForm}

    def post(self, request: HttpRequest) -> Answer:
        fields = self.taken(ViewForm)
        query = query_of(QueryDict(fields["query"].lstrip("?")))
        view = save_view(
            by=self.acting, now=self.now, product=self.product, name=fields["name"], query=query,
            is_shared=fields["is_shared"],
        )  # fmt: skip
        return self.done(
            _("The view “%(name)s” is kept.") % {"name": view.name}, self.back(self.list_url())
        )


class ViewRemoval(BacklogPage):
    needs = {"post": Right.SEE}

    def post(self, request: HttpRequest, view: Any) -> Answer:
        found = one(views_for(self.acting, self.product), pk=view)
        event = trash_view(by=self.acting, now=self.now, view=found)
        return self.done(_("The view “%(name)s” is removed.") % {"name": found.name}, self.back(self.list_url()), event)  # fmt: skip
