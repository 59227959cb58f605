"""Reading: from the kept bytes, through the limited process, into staging rows in chunks."""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from leadline.foundation.inserting import insert_rows
from leadline.foundation.keys import new_key
from leadline.foundation.tabular.limits import Unreadable
from leadline.foundation.tabular.parent import Wish, read_file
from leadline.foundation.tabular.words import plain
from leadline.integrations.models import Import, ImportBlob, ImportFile, ImportRow, State
from leadline.integrations.operations.course import (
    Progress,
    move_on,
    refuse_stopped,
    silent,
)
from leadline.integrations.plans import Plan, usages
from leadline.integrations.understanding import columns
from leadline.integrations.understanding.kinds import Kind
from leadline.integrations.understanding.profiles import Profile
from leadline.integrations.understanding.words import HEADERS
from leadline.workspaces.models import Member
from leadline.workspaces.scope import scope

JIRA = {
    "issue key",
    "issue id",
    "issue type",
    "issuetype name",
    "timeoriginalestimate",
    "vorgangsschlussel",
    "cle de ticket",
    "clave de incidencia",
}

ROW = ["id", "workspace_id", "file_id", "batch", "number", "key", "cells", "flaw"]


def read_import(*, by: Member, now: datetime, batch: Import, progress: Progress = silent) -> Import:
    """Read every file of an import that has not been read, then propose what it means.

    Rows are committed in chunks, so a run that was killed goes on where it was. A file that
    cannot be read leaves the import as unreadable, with the reason; `Stopped` when stopped.
    """
    with scope(by.workspace_id):
        for file in ImportFile.objects.filter(batch=batch, read_at=None).order_by("position"):
            try:
                _read(batch, file, by, now, progress)
            except Unreadable as why:
                return _refused(batch, file, why, by, now)
        progress("Understanding columns", 0, None)
        return _propose(batch, by, now)


def _read(batch: Import, file: ImportFile, by: Member, now: datetime, progress: Progress) -> None:
    with tempfile.TemporaryDirectory(prefix="leadline-import-") as folder:
        path = Path(folder) / "file"
        write_out(ImportBlob.objects.filter(file=file), path)
        staging = Staging(batch, file, by, now)
        for message in read_file(path, Wish(**file.wish)):
            match message["is"]:
                case "file":
                    staging.begin(message)
                case "rows":
                    staging.take(message["rows"])
                    progress(f"Reading {file.name}", staging.count, None)
                    refuse_stopped(batch, State.READING)
        staging.end()


def write_out(pieces: "QuerySet[Any]", path: Path) -> None:
    """Write kept pieces into a file, for the process that reads it."""
    rows = pieces.order_by("number").values_list("data", flat=True)
    with path.open("wb") as out:
        for piece in rows.iterator(chunk_size=4):
            out.write(piece)


class Staging:
    """Takes a file's rows in: keeps them in chunks and counts what stands in each column."""

    def __init__(self, batch: Import, file: ImportFile, by: Member, now: datetime) -> None:
        self.batch, self.file, self.by, self.now = batch, file, by, now
        self.today = batch.workspace.today(now).isoformat()
        self.count = 0
        self.profiles: list[Profile] = []
        self.head: dict[str, Any] = {}
        self.key_places: list[int] = []
        self.seen: Counter[bytes] = Counter()
        last = (
            ImportRow.objects.filter(file=file).order_by("-number").values_list("number", flat=True)
        )
        self.staged_to: int = last.first() or 0

    def begin(self, head: dict[str, Any]) -> None:
        names = head.pop("columns")
        self.head = {"names": list(names), "width": len(names), **head}
        self.profiles = [Profile() for _ in names]
        self.key_places = key_places(names)

    def take(self, rows: Sequence[list[Any]]) -> None:
        """Profile all rows; keep those that an earlier run did not."""
        fresh = []
        for number, cells, flaw in rows:
            self._profile(cells)
            key = self._key(cells)
            if number > self.staged_to:
                fresh.append(self._row(number, cells, flaw, key))
        with transaction.atomic():
            insert_rows(ImportRow, ROW, fresh)
        self.count += len(rows)

    def _profile(self, cells: Sequence[str]) -> None:
        while len(self.profiles) < len(cells):
            self.profiles.append(Profile())
        for profile, cell in zip(self.profiles, cells, strict=False):
            if cell:
                profile.add(cell, self.today)

    def _key(self, cells: Sequence[str]) -> str:
        for place in self.key_places:
            if place < len(cells) and cells[place]:
                return cells[place][:120]
        return "" if self.key_places else content_key(cells, self.seen)

    def _row(self, number: int, cells: list[str], flaw: str, key: str) -> tuple[Any, ...]:
        own = (self.by.workspace_id, self.file.id, self.batch.id)
        return (new_key(self.now), *own, number, key, cells, flaw)

    def end(self) -> None:
        names = self.head.pop("names")
        names += [f"Column {at}" for at in range(len(names) + 1, len(self.profiles) + 1)]
        found = [{"name": name, "profile": profile.as_json()} for name, profile in zip(names, self.profiles, strict=True)]  # fmt: skip
        role = self.file.role or columns.propose_role(self.file.name, names)
        self.file.change(
            by=self.by, now=self.now, head=self.head, columns=found, rows=self.count, read_at=self.now,
            role=str(role), keyed_by=self.key_places,
        )  # fmt: skip


def key_places(names: Sequence[str]) -> list[int]:
    """Where the key most likely stands, by the header alone; rows are staged under it."""
    words = HEADERS[Kind.KEY]
    named = [
        (words.index(plain(name)), at) for at, name in enumerate(names) if plain(name) in words
    ]
    return [min(named)[1]] if named else []


def content_key(cells: Iterable[str], seen: "Counter[bytes]") -> str:
    """A key for a row that has none: its content, and which of the rows of this content it is."""
    digest = hashlib.sha256("\x1f".join(cells).encode()).digest()[:9]
    seen[digest] += 1
    return f"row:{digest.hex()}:{seen[digest]}"


def _refused(batch: Import, file: ImportFile, why: Unreadable, by: Member, now: datetime) -> Import:
    refusal = {"reason": why.reason, "remedy": why.remedy, "row": why.row, "file": file.name}
    with transaction.atomic():
        ImportRow.objects.filter(batch=batch.id).delete()
        ImportFile.objects.filter(batch=batch).update(read_at=None, rows=0)
    return move_on(batch, by, now, State.READING, state=State.UNREADABLE, refusal=refusal)


def _propose(batch: Import, by: Member, now: datetime) -> Import:
    batch = move_on(batch, by, now, State.READING, connection=connection_of(batch))
    plan = Plan(batch)
    return move_on(batch, by, now, State.READING, state=State.MAPPING, usages=usages(plan))


def connection_of(batch: Import) -> str:
    """The kind of source, under which its keys are known: jira, excel or csv."""
    files = list(ImportFile.objects.filter(batch=batch).order_by("position"))
    words = {plain(each["name"]) for file in files for each in file.columns}
    if batch.settings.get("connection"):
        return str(batch.settings["connection"])
    if (words & JIRA and {"summary", "issue key"} & words) or len(words & JIRA) > 1:
        return "jira"
    return "excel" if any(file.head.get("form") == "excel" for file in files) else "csv"
