"""What a list of items is narrowed to, in which order, and under which headings."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from leadline.backlog.models import CustomField, FieldValue, Item, ItemLabel, Status
from leadline.foundation.refusals import Invalid
from leadline.foundation.wording import says

OPEN, ANY = "open", "any"
STATES = (OPEN, *Status.Category.values, ANY)
NOBODY = None
"""Among ids: the items that have none."""

Ids = tuple[UUID | None, ...]


@dataclass(frozen=True)
class Filters:
    """Conditions that all hold; an empty one asks for nothing. None among ids means "has none"."""

    state: str = OPEN
    lists: Ids = ()
    statuses: Ids = ()
    kinds: tuple[str, ...] = ()
    teams: Ids = ()
    assignees: Ids = ()
    labels: Ids = ()
    parents: Ids = ()
    bets: Ids = ()
    text: str = ""
    fields: tuple[tuple[CustomField, str], ...] = ()

    def narrow(self, rows: "QuerySet[Item]") -> "QuerySet[Item]":
        """The rows that fit; raises `Invalid` for a value that a custom field cannot have."""
        rows = rows.filter(self._state())
        for column, ids in self._ids().items():
            rows = rows.filter(_among(column, ids)) if ids else rows
        if self.kinds:
            rows = rows.filter(item_kind__in=self.kinds)
        if self.labels:
            rows = rows.filter(_labelled(self.labels))
        if self.bets:
            rows = rows.filter(_serving(self.bets))
        for field, value in self.fields:
            rows = rows.filter(_has(field, value))
        return rows.filter(_says(self.text)) if self.text.strip() else rows

    def _state(self) -> Q:
        if self.state not in STATES:
            raise Invalid(f"“{self.state[:40]}” is no state.", field="state", remedy=f"Take one of: {', '.join(STATES)}.")  # fmt: skip
        if self.state == ANY:
            return Q()
        return Q(finished_at=None) if self.state == OPEN else Q(status__category=self.state)

    def _ids(self) -> dict[str, Ids]:
        return {
            "backlog_list": self.lists,
            "status": self.statuses,
            "team": self.teams,
            "assignee": self.assignees,
            "parent": self.parents,
        }


def _among(column: str, ids: Ids) -> Q:
    some = [each for each in ids if each is not None]
    found = Q(**{f"{column}__in": some}) if len(some) > 1 else Q(**{column: some[0]}) if some else Q(pk__in=[])  # fmt: skip
    return found | Q(**{column: None}) if None in ids else found


def _labelled(ids: Ids) -> Q:
    links = ItemLabel.objects.filter(item=OuterRef("pk"), label__trashed_at=None)
    found = Q(Exists(links.filter(label__in=[each for each in ids if each])))
    return found | ~Q(Exists(links)) if None in ids else found


def _serving(ids: Ids) -> Q:
    found = Q(pk__in=Item.of_bet(*(each for each in ids if each)).values("pk"))
    none = Q(bet=None, parent__bet=None, parent__parent__bet=None)
    return found | none if None in ids else found


def _has(field: CustomField, value: str) -> Q:
    values = FieldValue.objects.filter(item=OuterRef("pk"), field=field)
    if field.type in (CustomField.Type.TEXT, CustomField.Type.LINK):
        return Q(Exists(values.filter(text__icontains=value)))
    wanted = {name: one for name, one in field.columns(value).items() if one not in ("", None)}
    return Q(Exists(values.filter(**wanted)))


def _says(text: str) -> Q:
    found = says("title", text)
    number = text.strip().rpartition("-")[2]
    if number.isdecimal() and len(number) < 10:
        found |= Q(number=int(number))
    return found | Q(source_key__iexact=text.strip())


SORTS: dict[str, str] = {
    "rank": "rank",
    "updated": "updated_at",
    "created": "opened_at",
    "key": "number",
    "points": "points_order",
    "due": "due_order",
}
GROUPS: dict[str, Any] = {
    "status": F("status__rank"),
    "list": F("backlog_list__rank"),
    "epic": Coalesce(F("parent__number"), Value(2**31 - 1)),
    "assignee": Coalesce(F("assignee_id"), Value(UUID(int=2**128 - 1))),
}
LEAST = {"points_order": Value(Decimal(-1)), "due_order": Value(date.min)}
MOST = {"points_order": Value(Decimal(10) ** 7), "due_order": Value(date.max)}
COLUMNS = {"points_order": "points", "due_order": "due_on"}


@dataclass(frozen=True)
class Order:
    """How a list is sorted (`-` for falling) and grouped; items without a value come last."""

    sort: str = "rank"
    group: str = ""

    def apply(self, rows: "QuerySet[Item]") -> "tuple[QuerySet[Item], list[str]]":
        """The rows with what the order needs, and the columns it goes by."""
        name, falls = self.sort.lstrip("-"), self.sort.startswith("-")
        if name not in SORTS or (self.group and self.group not in GROUPS):
            raise Invalid("There is no such order.", field="sort", remedy=f"Sort by one of: {', '.join(SORTS)}.")  # fmt: skip
        column = SORTS[name]
        if column in COLUMNS:
            rows = rows.annotate(**{column: Coalesce(F(COLUMNS[column]), (LEAST if falls else MOST)[column])})  # fmt: skip
        sign = "-" if falls else ""
        columns = [f"{sign}{column}", f"{sign}id"]
        if self.group:
            return rows.annotate(group_order=GROUPS[self.group]), ["group_order", *columns]
        return rows, columns


ALL_OPEN, BY_RANK = Filters(), Order()
