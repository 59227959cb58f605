"""The frame of a product's backlog: what its items can be given and narrowed to."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from leadline.backlog.models import BacklogList, CustomField, Item, Label, SavedView, Status
from leadline.products.models import Product, Team
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared
from leadline.workspaces.queries import one

MOST = 200
"""How many people, teams, labels or epics a menu offers; typing finds the others."""


@dataclass(frozen=True)
class Frame:
    """Statuses and lists of a product in order, and who and what its items may be tied to."""

    product: Product
    statuses: tuple[Status, ...] = ()
    lists: tuple[BacklogList, ...] = ()
    teams: tuple[Team, ...] = ()
    people: tuple[Member, ...] = ()
    labels: tuple[Label, ...] = ()
    epics: tuple[Item, ...] = ()
    fields: tuple[CustomField, ...] = ()

    @property
    def is_set_up(self) -> bool:
        return bool(self.statuses and self.lists)


def frame_of(member: Member, product: Product) -> Frame:
    """The frame of a product, in seven statements; menus end after 200 entries."""
    return Frame(
        product=product,
        statuses=tuple(_statuses(product=product.pk)),
        lists=tuple(_lists(product=product.pk)),
        teams=tuple(_teams()),
        people=tuple(_people()),
        labels=tuple(_labels()),
        epics=tuple(_epics(product=product.pk)),
        fields=tuple(_fields(product=product.pk)),
    )


@prepared
def _statuses(product: UUID) -> "QuerySet[Status]":
    return Status.objects.filter(product=product).order_by("rank")


@prepared
def _lists(product: UUID) -> "QuerySet[BacklogList]":
    return BacklogList.objects.filter(product=product).order_by("rank")


@prepared
def _teams() -> "QuerySet[Team]":
    return Team.objects.order_by("name", "id")[:MOST]


@prepared
def _people() -> "QuerySet[Member]":
    return Member.objects.select_related("user").order_by("user__name", "id")[:MOST]


@prepared
def _labels() -> "QuerySet[Label]":
    return Label.objects.order_by("name", "id")[:MOST]


@prepared
def _epics(product: UUID) -> "QuerySet[Item]":
    return _open_epics(product)[:MOST]


@prepared
def _fields(product: UUID) -> "QuerySet[CustomField]":
    return _custom_fields(product)


def statuses_of(member: Member, product: Product) -> "QuerySet[Status]":
    """A product's statuses in order."""
    return Status.objects.filter(product=product).order_by("rank")


def lists_of(member: Member, product: Product) -> "QuerySet[BacklogList]":
    """A product's lists in order."""
    return BacklogList.objects.filter(product=product).order_by("rank")


def fields_of(member: Member, product: Product) -> "QuerySet[CustomField]":
    """The custom fields that a product's items have."""
    return _custom_fields(product.pk)


def _custom_fields(product: UUID) -> "QuerySet[CustomField]":
    mine = Q(product=product) | Q(product=None)
    return CustomField.objects.filter(mine).order_by("rank", "id")


def epics_of(member: Member, product: Product) -> "QuerySet[Item]":
    """A product's open epics, newest first."""
    return _open_epics(product.pk)


def _open_epics(product: UUID) -> "QuerySet[Item]":
    epics = Item.objects.filter(product=product, item_kind=Item.Kind.EPIC, finished_at=None)
    return epics.only("id", "number", "title", "product_id", "workspace_id").order_by("-number")


def views_for(member: Member, product: Product, page: str = "backlog") -> "QuerySet[SavedView]":
    """The saved views of a page that a member may open: their own, and the shared ones."""
    return _visible_views(member.pk, product.pk, page)


def view_by_id(member: Member, view_id: UUID) -> SavedView:
    """A saved view that a member may open, of whichever product."""
    found: SavedView = one(SavedView.objects.filter(Q(member=member) | Q(is_shared=True)), pk=view_id)  # fmt: skip
    return found


def view_menu(member: Member, product: Product, page: str = "backlog") -> Sequence[SavedView]:
    """The same as a list, for the menu of the page."""
    return _view_menu(member=member.pk, product=product.pk, page=page)


def _visible_views(member: UUID, product: UUID, page: str) -> "QuerySet[SavedView]":
    visible = Q(member=member) | Q(is_shared=True)
    return SavedView.objects.filter(visible, product=product, page=page).order_by("name", "id")


@prepared
def _view_menu(member: UUID, product: UUID, page: str) -> "QuerySet[SavedView]":
    return _visible_views(member, product, page)[:MOST]


def status_of(member: Member, product: Product, key: str) -> Status:
    """The status of a product with an id; `NotFound` for any other."""
    found: Status = one(Status.objects.filter(product=product), pk=key)
    return found
