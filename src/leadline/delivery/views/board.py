"""The board."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from leadline.backlog.models import Item
from leadline.backlog.operations import Place, move_items, rank_items
from leadline.backlog.queries import items_by_ids
from leadline.delivery.forms import CardForm
from leadline.delivery.queries import board as queries
from leadline.delivery.queries.sprints import open_sprints, sprint
from leadline.delivery.views.choice import ChoicePage, products
from leadline.foundation.refusals import NotFound
from leadline.products.models import Product
from leadline.workspaces.doors import Answer
from leadline.workspaces.models import Member
from leadline.workspaces.rights import Right

MOST_PEOPLE = 200


class BoardPage(ChoicePage):
    """What the pages of the board share: its filters."""

    tab = "board"

    def which(self) -> queries.BoardFilter:
        kinds = [value for value, _label in Item.Kind.choices]
        who = self.asked("assignee")
        sprint_id = self.key("sprint")
        return queries.BoardFilter(
            sprint=sprint(self.acting, sprint_id) if sprint_id else None,
            assignee=who if who in ("", "nobody") else str(self.key("assignee")),
            kind=self.asked("kind", kinds),
            words=self.asked("q").strip(),
        )


class Board(BoardPage):
    """The board of a product, or of one of its sprints."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        product = self.product()
        if product is None:
            return self.draw("delivery/no_product.html", {"title": _("Board")})
        which, lanes = self.which(), self.asked("lanes", queries.LANES[1:])
        board = queries.board_of(self.acting, product, which, self.now, lanes)
        context = {"board": board, "which": which, "lanes": lanes, **self.menus(product)}
        return self.draw("delivery/board.html", context)

    def menus(self, product: Product) -> dict[str, Any]:
        running = open_sprints(self.acting, product)
        people = Member.objects.select_related("user").order_by("user__name", "id")[:MOST_PEOPLE]
        return {
            "product": product,
            "products": [(each.key, each.name) for each in products()],
            "sprints": [("", _("Whole product")), *((str(each.id), _sprint_name(each)) for each in running)],
            "people": [("", _("Anybody")), ("nobody", _("Nobody")), *((str(each.id), each.name) for each in people)],
            "kinds": [("", _("All but epics")), *Item.Kind.choices],
            "lane_choices": [("", _("None")), ("assignee", _("By person")), ("epic", _("By epic"))],
            "may_move": self.acting.may(Right.CONTRIBUTE),
        }  # fmt: skip


def _sprint_name(one: Any) -> str:
    return _("%(name)s (running)") % {"name": one.name} if one.started_at else str(one.name)


class BoardColumn(BoardPage):
    """The next cards of a column."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, status: UUID) -> Answer:
        product = self.product()
        if product is None:
            raise NotFound
        found = queries.status_of(self.acting, product, status)
        column = queries.column_of(self.acting, found, self.which(), self.now, self.asked("after"))
        return self.draw("delivery/_column.html", {"column": column, "product": product})


class CardMove(BoardPage):
    """Moving cards to another column, or within their own."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": CardForm}

    def post(self, request: HttpRequest) -> Answer:
        sent = self.taken(CardForm)
        items = items_by_ids(self.acting, sent["item"])
        if not items:
            raise NotFound
        status = queries.status_of(self.acting, items[0].product, sent["list"])
        if all(item.status_id == status.id for item in items):
            self.rank(items, sent)
        else:
            version = self.version() if len(items) == 1 else None
            move_items(by=self.acting, now=self.now, items=items, to=status, version=version)
        cards = queries.cards_of(self.acting, [item.id for item in items])
        return self.draw("delivery/_cards.html", {"cards": cards})

    def rank(self, items: Any, sent: dict[str, Any]) -> None:
        """Beside the neighbour that stands in the same list, if there is one."""
        wanted = [key for key in (sent["before"], sent["after"]) if key]
        near = {item.id: item for item in Item.objects.filter(pk__in=wanted)}
        own = items[0].backlog_list_id
        before, after = (self._near(near, sent[name], own) for name in ("before", "after"))
        if before or after:
            place = Place(before=before) if before else Place(after=after)
            rank_items(by=self.acting, now=self.now, items=items, place=place)

    def _near(self, near: dict[Any, Item], key: Any, own: Any) -> Item | None:
        found = near.get(key)
        return found if found and found.backlog_list_id == own else None
