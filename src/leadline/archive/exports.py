"""One workspace as a file of JSON Lines and CSV. The format is described in docs/guide/export.md."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import models

from leadline import __version__
from leadline.archive import tables
from leadline.archive.backups import Step, snapshot
from leadline.archive.packages import Writer, whole
from leadline.foundation.formulas import neutral
from leadline.workspaces import records
from leadline.workspaces.models import ChainHead, Event, Member
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope

WHAT = "export"


def export_workspace(
    path: Path, *, by: Member, now: datetime, step: Step = lambda *_: None
) -> dict[str, int]:
    """Write the whole workspace to `path`; returns the rows of each noun. Reads only."""
    by.must(Right.EXPORT)
    counts = {}
    with scope(by.workspace_id), snapshot(), whole(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:  # fmt: skip
        writer = Writer(package)
        nouns = travelling()
        for number, (name, model) in enumerate(nouns.items()):
            step(name, number, len(nouns))
            counts[name] = writer.lines(f"{name}.jsonl", _rows(model, by.workspace_id))
            _write_csv(package, f"{name}.csv", model, by.workspace_id)
        writer.close(_facts(by, now))
    return counts


def travelling() -> dict[str, type[models.Model]]:
    """The nouns of an export with their history, parents first."""
    found: dict[type[models.Model], str] = {}
    for kind, model in records.row_models().items():
        if model.travels:
            found[model] = kind
            history = getattr(model, "history", None)
            if history is not None:
                found[history.model] = f"{kind}.history"
    return {found[model]: model for model in tables.tables() if model in found}


def _rows(model: type[models.Model], workspace_id: UUID) -> Iterator[dict[str, Any]]:
    # Each event is chained to the one before, so a restore wants them in their order.
    order = "seq" if model is Event else "pk"
    for row in tables.read(model, order, workspace_id=workspace_id):
        row.pop("workspace_id")
        yield row


def _write_csv(package: zipfile.ZipFile, name: str, model: type[models.Model], workspace_id: UUID) -> None:  # fmt: skip
    heads = [field.attname for field in tables.columns(model) if field.attname != "workspace_id"]
    with package.open(name, "w", force_zip64=True) as out:
        text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
        writer = csv.DictWriter(text, heads)
        writer.writeheader()
        for row in _rows(model, workspace_id):
            writer.writerow({head: cell(row[head]) for head in heads})
        text.flush()
        text.detach()


def cell(value: Any) -> Any:
    """A JSON value as a cell: nothing that a spreadsheet would compute, lists and such as JSON.

    >>> cell("=1+1"), cell(["a"]), cell(None)
    ("'=1+1", '["a"]', None)
    """
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list | bool) else neutral(value)  # fmt: skip


def _facts(by: Member, now: datetime) -> dict[str, Any]:
    workspace = by.workspace
    people = Member.with_trash.select_related("user")
    head = ChainHead.objects.get(workspace=workspace)
    return {
        "what": WHAT,
        "version": __version__,
        "taken_at": now.isoformat(),
        "workspace": {
            "name": workspace.name, "time_zone": workspace.time_zone,
            "currency": workspace.currency, "is_sample": workspace.is_sample,
        },
        "people": {str(each.id): {"name": each.name, "email": each.user.email} for each in people},
        "events_head": {"seq": head.seq, "hash": head.hash},
    }  # fmt: skip
