"""Many pieces at once, from a paste or from the rows of a file: what is clear, and what must be put right."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leadline.evidence.models import MOST_TEXT, Channel
from leadline.evidence.operations import MOST_CAPTURED, known_keys
from leadline.evidence.queries import contacts_named, customers_named, products_by_name
from leadline.foundation.refusals import Invalid, TooLarge
from leadline.foundation.tabular.days import DAY_FIRST, order_of, read_date
from leadline.foundation.tabular.whole import Table, TableRow
from leadline.foundation.tabular.words import plain
from leadline.workspaces.models import Member

COLUMNS: Mapping[str, Sequence[str]] = {
    "text": ("text", "feedback", "comment", "comments", "message", "quote", "note", "body", "description", "answer"),
    "customer": ("customer", "company", "account", "organisation", "organization"),
    "contact": ("contact", "contact e mail", "contact email", "e mail", "email", "person"),
    "product": ("product",),
    "channel": ("channel", "via"),
    "heard_on": ("heard on", "date", "day", "created", "created at", "received", "timestamp", "time started", "date submitted", "submitted at"),
    "source_key": ("id", "source key", "key", "external id", "ticket"),
}  # fmt: skip


CHANNELS: Mapping[str, str] = {
    **{value.lower(): value for value in Channel.values}, **{str(label).lower(): value for value, label in Channel.choices},
    "mail": "email", "phone": "call", "telephone": "call", "interview": "meeting", "ticket": "support", "app store": "review",
}  # fmt: skip
"""Channels as people write them."""
NAMED = 5


@dataclass(frozen=True)
class Told:
    """What a file does not say by itself: the column of the words, whether its first row is one of the pieces, and
    which comes first in dates such as 1/2/2026."""

    column: str = ""
    is_headless: bool = False
    order: str = ""


@dataclass(frozen=True)
class RowProblem:
    """What is wrong in a row, and what to do about it."""

    row: int
    reason: str
    remedy: str


@dataclass(frozen=True)
class Draft:
    """A piece that is not captured yet, and the row that it came from."""

    row: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Many:
    """As many drafts and problems as rows; `known` came before under the same key; `columns` name what was read,
    and `doubts` what is odd and no mistake."""

    drafts: tuple[Draft, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    known: int = 0
    columns: Mapping[str, str] | None = None
    doubts: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        return bool(self.drafts) and not self.problems

    @property
    def values(self) -> list[Mapping[str, Any]]:
        return [draft.values for draft in self.drafts]


def from_text(text: str, by_line: bool, common: Mapping[str, Any]) -> Many:
    """A piece for each paragraph or line that holds words; `common` are values that all share."""
    parts = text.split("\n") if by_line else re.split(r"\n[ \t]*\n", text)
    filled = [part.strip() for part in parts if part.strip()]
    _refuse_too_many(len(filled))
    found = _sorted([_text_or_problem(row, part, common) for row, part in enumerate(filled, 1)])
    return replace(found, doubts=tuple(_doubts(found.drafts)))


def from_table(member: Member, table: Table, common: Mapping[str, Any], today: date, told: Told = Told()) -> Many:  # fmt: skip
    """A piece for each row. Raises `Invalid` where no column holds the words, or dates can be read in two ways."""
    places = _places(table, told)
    if told.is_headless:
        table = replace(table, rows=(TableRow(1, table.columns), *table.rows))
    _refuse_too_many(len(table.rows))
    reader = _Reader.of(member, table, places, today, told.order)
    read = [each for row in table.rows for each in reader.read(row, common)]
    found = _sorted([*read, *_repeated(read)])
    keys = known_keys([draft.values.get("source_key", "") for draft in found.drafts])
    new = tuple(draft for draft in found.drafts if draft.values.get("source_key", "") not in keys)
    named = {field: table.columns[place] for field, place in places.items()}
    return Many(
        new,
        found.problems,
        len(found.drafts) - len(new),
        named,
        (*_lost_row(table, told), *_twice(table, named), *_doubts(new)),
    )


Read = Draft | RowProblem


def _text_or_problem(row: int, text: str, values: Mapping[str, Any]) -> Read:
    if len(text) > MOST_TEXT:
        return RowProblem(row, _("It has %(n)d characters.") % {"n": len(text)}, _("Keep %(most)d at most.") % {"most": MOST_TEXT})  # fmt: skip
    return Draft(row, {**values, "text": text})


def _places(table: Table, told: Told) -> dict[str, int]:
    places = {} if told.is_headless else table.places(COLUMNS)
    if told.column:
        place = _named_column(table, told.column)
        return {field: at for field, at in places.items() if at != place} | {"text": place}
    if len(table.columns) == 1:
        return {"text": 0}
    if "text" not in places:
        raise Invalid("No column is called text, feedback or comment.", field="column", remedy=f"Name the one with the words, or write its number. The file has: {_listed(table)}.")  # fmt: skip
    return places


def _named_column(table: Table, name: str) -> int:
    """By its name, or by its number from 1 on."""
    names = [plain(each) for each in table.columns]
    if plain(name) in names:
        return names.index(plain(name))
    if name.isdecimal() and 1 <= int(name[:6]) <= len(names):
        return int(name) - 1
    raise Invalid(f"No column is called “{name[:60]}”.", field="column", remedy=f"The file has: {_listed(table)}.")  # fmt: skip


def _listed(table: Table) -> str:
    shown = [f"“{name[:60]}”" for name in table.columns[:12]]
    return ", ".join(shown) + (f" and {len(table.columns) - 12} more" if len(table.columns) > 12 else "")  # fmt: skip


def _lost_row(table: Table, told: Told) -> Iterator[str]:
    """A file of one column may begin with its first piece."""
    name = table.columns[0]
    if len(table.columns) == 1 and not told.is_headless and plain(name) not in COLUMNS["text"]:
        yield _("The first row, “%(name)s”, was taken for the name of the column. Say so below if it is a piece of feedback.") % {"name": name[:80]}  # fmt: skip


def _twice(table: Table, named: Mapping[str, str]) -> Iterator[str]:
    for name in table.twice:
        if plain(name) in map(plain, named.values()):
            yield _("Several columns are called “%(name)s”: the first of them is read. Rename the others if they hold more.") % {"name": name[:60]}  # fmt: skip


def _doubts(drafts: Sequence[Draft]) -> Iterator[str]:
    """What people should look at before they write it down: broken letters, and words that come twice."""
    garbled = [draft.row for draft in drafts if _is_garbled(draft.values["text"])]
    if garbled:
        yield _("Letters look broken in %(rows)s, as in a file of another encoding. Save it as UTF-8 and take it again.") % {"rows": _rows(garbled)}  # fmt: skip
    first: dict[tuple[str, Any], int] = {}
    again = [draft.row for draft in drafts if first.setdefault((draft.values["text"], draft.values.get("customer")), draft.row) != draft.row]  # fmt: skip
    if again:
        yield _("The same customer says the same, word for word, in %(rows)s as in a row above. Write them down only if it was said so often.") % {"rows": _rows(again)}  # fmt: skip


def _is_garbled(text: str) -> bool:
    """Whether a text in UTF-8 was read as one of Windows: “FÃ¼r”, or letters were lost."""
    if text.isascii():
        return False
    try:
        return "\ufffd" in text or bool(text.encode("cp1252").decode())
    except UnicodeError:
        return False


def _rows(numbers: Sequence[int]) -> str:
    named = ", ".join(str(number) for number in numbers[:NAMED])
    if len(numbers) <= NAMED:
        return ngettext("row %(named)s", "rows %(named)s", len(numbers)) % {"named": named}
    return _("rows %(named)s and %(n)d more") % {"named": named, "n": len(numbers) - NAMED}


@dataclass(frozen=True)
class _Reader:
    """What the cells of a row stand for."""

    places: Mapping[str, int]
    customers: Mapping[str, Sequence[Any]]
    contacts: Mapping[str, Sequence[Any]]
    products: Mapping[str, Any]
    order: str
    today: date

    @classmethod
    def of(cls, member: Member, table: Table, places: Mapping[str, int], today: date, order: str) -> "_Reader":  # fmt: skip
        days = [_day_text(_cell(row, places.get("heard_on"))) for row in table.rows]
        told, needed = order_of(days)
        order = told or order
        if needed and not order:
            raise Invalid("Days such as 1/2/2026 can be read in two ways, and none in the file tells which.", field="order", remedy="Say what comes first.")  # fmt: skip
        customers = customers_named(member, {_cell(row, places.get("customer")) for row in table.rows})  # fmt: skip
        contacts = contacts_named(member, {_cell(row, places.get("contact")) for row in table.rows})
        return cls(places, customers, contacts, products_by_name(member), order or DAY_FIRST, today)

    def cell(self, row: TableRow, field: str) -> str:
        return _cell(row, self.places.get(field))

    def read(self, row: TableRow, common: Mapping[str, Any]) -> Iterator[Read]:
        text = self.cell(row, "text")
        if not text:
            return
        given = {name: find(self.cell(row, name)) for name, find in self._finders() if self.cell(row, name)}  # fmt: skip
        given |= self._speaker(row, given.get("customer") or common.get("customer"))
        lost = next((name for name, value in given.items() if value is None), None)
        if lost:
            yield RowProblem(row.number, _("“%(text)s” is no %(field)s that is known.") % {"text": self.cell(row, lost)[:60], "field": WORDS[lost]}, str(REMEDIES[lost]))  # fmt: skip
        else:
            yield _text_or_problem(row.number, text, {**common, **given})

    def _speaker(self, row: TableRow, customer: Any) -> dict[str, Any]:
        """The contact of a row, who is at its customer where one is named; None when nobody or several are."""
        text = self.cell(row, "contact")
        if not text:
            return {}
        found = self.contacts.get(text.casefold(), ())
        return {"contact": _single([each for each in found if not customer or each.customer_id == customer.pk])}  # fmt: skip

    def _finders(self) -> tuple[tuple[str, Callable[[str], Any]], ...]:
        return (
            ("customer", lambda text: _single(self.customers.get(text.strip().casefold(), ()))),
            ("product", lambda text: self.products.get(text.casefold())),
            ("channel", lambda text: CHANNELS.get(text.lower())),
            ("heard_on", self._day),
            ("source_key", lambda text: text[:200]),
        )

    def _day(self, text: str) -> date | None:
        day = read_date(_day_text(text), self.order)
        return None if day is None or day > self.today else day


WORDS = {"customer": gettext_lazy("customer"), "contact": gettext_lazy("contact (at this customer)"), "product": gettext_lazy("product"), "channel": gettext_lazy("channel"), "heard_on": gettext_lazy("day until today")}  # fmt: skip
REMEDIES = {
    "customer": gettext_lazy("Add it to the market first, or empty the cell."),
    "contact": gettext_lazy(
        "Add them to the customer first, write their e-mail address, or empty the cell."
    ),
    "product": gettext_lazy("Write its key or name, or empty the cell."),
    "channel": gettext_lazy(
        "Take one of: note, call, meeting, email, chat, support, sales, survey, review, social."
    ),
    "heard_on": gettext_lazy("Write it as in 2026-01-31."),
}


def _single(found: Sequence[Any]) -> Any:
    return found[0] if len(found) == 1 else None


def _cell(row: TableRow, place: int | None) -> str:
    return row.cells[place].strip() if place is not None and place < len(row.cells) else ""


def _day_text(text: str) -> str:
    """The day of an instant as exports write it."""
    return re.split(r"[T ](?=\d{1,2}:)", text)[0]


def _repeated(read: Sequence[Read]) -> Iterator[RowProblem]:
    seen: dict[str, int] = {}
    for each in read:
        key = each.values.get("source_key", "") if isinstance(each, Draft) else ""
        first = seen.setdefault(key, each.row) if key else each.row
        if first != each.row:
            yield RowProblem(each.row, _("Row %(row)d has the same id.") % {"row": first}, _("Keep one of them."))  # fmt: skip


def _sorted(read: Sequence[Read]) -> Many:
    drafts = tuple(each for each in read if isinstance(each, Draft))
    problems = [each for each in read if isinstance(each, RowProblem)]
    return Many(drafts, tuple(sorted(problems, key=lambda each: each.row)))


def _refuse_too_many(count: int) -> None:
    if count > MOST_CAPTURED:
        raise TooLarge(f"These are {count:,} pieces; {MOST_CAPTURED:,} come in at once.", field="text", remedy="Give them in parts.")  # fmt: skip
