"""Tables of records: kept, read, mapped, checked; nothing is staged, the bytes are read again each time."""

import tempfile
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from leadline.foundation.money import refuse_unknown_currency
from leadline.foundation.refusals import Invalid
from leadline.foundation.tabular.delimiters import CANDIDATES
from leadline.foundation.tabular.encodings import OFFERED
from leadline.foundation.tabular.limits import LIMITS, Unreadable
from leadline.foundation.tabular.parent import Wish, read_file
from leadline.foundation.tabular.whole import DETECT, twice
from leadline.foundation.tabular.words import plain
from leadline.integrations.models import Severity, State, TableImport, TablePiece
from leadline.integrations.operations.course import (
    READ_TABLE,
    ImportBusy,
    NotReady,
    Progress,
    locked,
    move_on,
    refuse_stopped,
    set_off,
    silent,
)
from leadline.integrations.operations.reading import write_out
from leadline.integrations.operations.uploading import Upload, keep_pieces, shown_name
from leadline.integrations.tables.amounts import parted
from leadline.integrations.tables.kinds import kind_called
from leadline.integrations.tables.plans import TablePlan
from leadline.integrations.tables.shape import Fault, Faults, Options, Row
from leadline.integrations.understanding.profiles import Profile
from leadline.workspaces.models import Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope

TABLE = replace(LIMITS, rows=200_000)
CHOICES = {"order": ("dmy", "mdy"), "decimal": ("point", "comma"), "per": ("year", "month")}
LONGEST_SOURCE = 30


@operation(needs=Right.IMPORT)
def start_table(
    *, by: Member, now: datetime, of: str, file: Upload, wish: Wish = DETECT, in_background: bool = True
) -> TableImport:  # fmt: skip
    """Keep a file of records of one kind and have it read. Raises `Invalid`; then nothing is kept."""
    by.must(kind_called(of).needs)
    batch, change = TableImport.create(by=by, now=now, of=of, title=shown_name(file.name), bringer=by, wish=_fitting(wish))  # fmt: skip
    size, digest = keep_pieces(file, TablePiece, by, now, field="file", batch=batch)
    batch.change(by=by, now=now, size=size, digest=digest)
    if in_background:
        set_off(batch, READ_TABLE, by=by, now=now)
    record(by, now, "import.started", subject=batch, changes=[change], facts={"final": True})
    return batch


@operation(needs=Right.IMPORT)
def read_table_again(*, by: Member, now: datetime, batch: TableImport, wish: Wish) -> None:
    """Read the file in another encoding, with another delimiter, or another sheet of it."""
    batch = open_table(batch, State.UNREADABLE, State.STOPPED)
    set_off(batch, READ_TABLE, by=by, now=now, refusal={}, wish=_fitting(wish), mapping=None)
    record(by, now, "import.read_again", subject=batch, facts={"final": True})


@operation(needs=Right.IMPORT)
def map_table(
    *, by: Member, now: datetime, batch: TableImport, mapping: Mapping[str, int], options: Mapping[str, Any], version: int | None = None
) -> None:  # fmt: skip
    """Say what the columns mean and how their texts are read; what is not said stays as proposed."""
    batch = open_table(batch)
    plan = TablePlan(batch)
    _refuse_odd(plan, mapping, options)
    change = batch.change(by=by, now=now, version=version, state=State.MAPPING, mapping=dict(mapping), options={**batch.options, **options}, refusal={})  # fmt: skip
    record(by, now, "import.columns_named", subject=batch, changes=[change], facts={"final": True})


def open_table(batch: TableImport, *also: State) -> TableImport:
    """The import as it is now; raises unless its mapping may still be changed."""
    batch = locked(batch)
    if batch.is_busy:
        raise ImportBusy(f"It is {batch.get_state_display().lower()}.", remedy="Wait for it, or stop it.")  # fmt: skip
    if not batch.is_open and batch.state not in also:
        raise NotReady(f"The import is “{batch.get_state_display().lower()}”.", remedy="Bring the file again.")  # fmt: skip
    return batch


def _fitting(wish: Wish) -> dict[str, str]:
    if (wish.encoding and wish.encoding not in OFFERED) or (wish.delimiter and wish.delimiter not in CANDIDATES):  # fmt: skip
        raise Invalid(
            "This is none of the choices.",
            field="encoding",
            remedy=f"Encodings: {', '.join(OFFERED)}. Delimiters: comma, semicolon, tab, bar.",
        )
    return vars(wish)


def _refuse_odd(plan: TablePlan, mapping: Mapping[str, int], options: Mapping[str, Any]) -> None:
    known = {field.name for field in plan.kind.fields}
    if odd := sorted(set(mapping) - known):
        raise Invalid(f"“{odd[0][:40]}” is nothing that a column may mean.", field="columns", remedy=f"Take one of: {', '.join(sorted(known))}.")  # fmt: skip
    if any(not 0 <= place < len(plan.names) for place in mapping.values()):
        raise Invalid("The file has no such column.", field="columns", remedy="Write the header as it stands.")  # fmt: skip
    plan.kind.refuse_mapping(mapping)
    _refuse_odd_options(options)


def _refuse_odd_options(options: Mapping[str, Any]) -> None:
    if odd := sorted(set(options) - {each.name for each in fields(Options)}):
        raise Invalid(
            f"There is no option “{odd[0][:40]}”.",
            field="options",
            remedy=f"Take one of: {', '.join(sorted(each.name for each in fields(Options)))}.",
        )
    for name, choices in CHOICES.items():
        if name in options and options[name] not in choices:
            raise Invalid(f"“{str(options[name])[:40]}” is none of the choices.", field=name, remedy=f"Take one of: {', '.join(choices)}.")  # fmt: skip
    if "currency" in options:
        refuse_unknown_currency(options["currency"])
    if not 0 < len(str(options.get("source", "crm")).strip()) <= LONGEST_SOURCE:
        raise Invalid(f"The name of the source has 1 to {LONGEST_SOURCE} characters.", field="source", remedy="Write it as in salesforce.")  # fmt: skip


def read_table(
    *, by: Member, now: datetime, batch: TableImport, progress: Progress = silent
) -> TableImport:
    """Read the file once for its columns and what stands in them; then they may be mapped."""
    with scope(by.workspace_id):
        found = Columns(batch.workspace.today(now).isoformat())
        try:
            for message in messages(batch):
                found.take(message)
                progress("Reading the file", found.rows, None)
                refuse_stopped(batch, State.READING)
        except Unreadable as why:
            refusal = {
                "reason": why.reason,
                "remedy": why.remedy,
                "row": why.row,
                "file": batch.title,
            }
            return move_on(batch, by, now, State.READING, state=State.UNREADABLE, refusal=refusal)
        return move_on(batch, by, now, State.READING, state=State.MAPPING, head=found.head, columns=found.as_json(), rows=found.rows)  # fmt: skip


class Columns:
    """What stands in each column, counted while the rows go by."""

    def __init__(self, today: str) -> None:
        self.today, self.rows = today, 0
        self.head: dict[str, Any] = {}
        self.names: list[str] = []
        self.profiles: list[Profile] = []

    def take(self, message: dict[str, Any]) -> None:
        if message["is"] == "file":
            self.names = list(message["columns"])
            self.head = {name: value for name, value in message.items() if name not in ("is", "columns")}  # fmt: skip
        for _number, cells, _flaw in message["rows"] if message["is"] == "rows" else ():
            self.rows += 1
            self._count(cells)

    def _count(self, cells: list[str]) -> None:
        while len(self.profiles) < max(len(cells), len(self.names)):
            self.profiles.append(AmountProfile())
        for profile, cell in zip(self.profiles, cells, strict=False):
            if cell:
                profile.add(cell, self.today)

    def as_json(self) -> list[dict[str, Any]]:
        names = self.names + [f"Column {at}" for at in range(len(self.names) + 1, len(self.profiles) + 1)]  # fmt: skip
        return [{"name": name, "profile": profile.as_json() | {"values": None}} for name, profile in zip(names, self.profiles, strict=True)]  # fmt: skip


class AmountProfile(Profile):
    """The same for columns whose numbers may bear the sign of a currency."""

    def _number(self, cell: str) -> None:
        super()._number(parted(cell)[0])


def messages(batch: TableImport) -> Iterator[dict[str, Any]]:
    """The kept bytes, read by the limited process; raises `Unreadable`."""
    with tempfile.TemporaryDirectory(prefix="leadline-table-") as folder:
        path = Path(folder) / "file"
        write_out(TablePiece.objects.filter(batch=batch), path)
        yield from read_file(path, Wish(**batch.wish), TABLE)


def cells_of(batch: TableImport, numbers: Container[int]) -> dict[int, list[str]]:
    """The cells of some rows as they stand in the file, by the number of the row."""
    found = (
        row for message in messages(batch) if message["is"] == "rows" for row in message["rows"]
    )
    return {number: cells for number, cells, _flaw in found if number in numbers}


def _twice(plan: TablePlan) -> Iterator[Fault]:
    """Columns that are read while others bear the same name."""
    names = {plain(plan.names[place]): field for field, place in plan.mapping.items()}
    for name in twice(plan.names):
        if field := names.get(plain(name)):
            yield Fault(1, Severity.NOTE, f"Several columns are called “{name[:60]}”, and one of them is read.", "Look whether it is the right one, or rename the others in the file.", field, name)  # fmt: skip


def drafts_of(batch: TableImport, faults: Faults, told: Callable[[int], None]) -> list[Any]:
    """The rows of a table as records in the making; `told` hears how many rows were read."""
    plan = TablePlan(batch)
    plan.kind.refuse_mapping(plan.mapping)
    faults.add(_twice(plan))

    def rows() -> Iterator[Row]:
        count = 0
        for message in messages(batch):
            for number, cells, flaw in message["rows"] if message["is"] == "rows" else ():
                count += 1
                yield plan.row(number, cells, flaw)
            told(count)

    try:
        return plan.kind.drafts(rows(), plan.options, faults)
    except Unreadable as why:
        raise Invalid(why.reason, field="file", remedy=why.remedy) from why
