"""Files as people bring them, written by the tests themselves, and the jobs that follow done at once."""

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from openpyxl import Workbook

from leadline.foundation import jobs
from leadline.integrations.commands import ImportAnswer, ImportOptions, import_files
from leadline.integrations.models import Import
from leadline.integrations.operations import Upload, start_import
from leadline.workspaces.scope import scope
from tests.world import World

JIRA = (
    "Issue key,Summary,Issue Type,Status,Priority,Assignee,Created,Resolved,Custom field (Story Points),"
    "Original Estimate,Labels,Labels,Description\n"
    "KEL-1,Show the wind,Story,Done,High,otto@nordlys.example,12/May/25 3:04 PM,14/May/25 9:00 AM,3,7200,field,web,In knots\n"
    "KEL-2,Show the rain,Bug,In Progress,Low,Somebody Else,13/May/25 3:04 PM,,5.5,,web,,\n"
    "KEL-3,Show the snow,Story,To Do,Low,,20/May/25 8:00 AM,,,,,,\n"
)


def run_jobs(now: datetime) -> None:
    """Do every job that is due, as the worker would."""
    while jobs.do_next(now, "test"):
        pass


def bring(world: World, text: str | bytes, name: str = "jira.csv") -> Import:
    """Edda brings a file into the weather station, and the worker reads it."""
    data = text.encode() if isinstance(text, str) else text
    batch = start_import(
        by=world.edda,
        now=world.later(minutes=1),
        product=world.station,
        files=[Upload(name, [data])],
    )
    run_jobs(world.now)
    return again(world, batch.id)


def again(world: World, key: UUID) -> Import:
    with scope(world.workspace):
        found: Import = Import.objects.get(pk=key)
        return found


def imported(
    world: World, folder: Path, text: str | bytes, name: str = "jira.csv", **options: Any
) -> ImportAnswer:
    """Edda imports a file from the command line."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    wanted = ImportOptions(**({"product": "Weather station"} | options))
    return import_files(member=world.edda, now=world.later(minutes=1), paths=[path], options=wanted)


def workbook(
    rows: Sequence[Sequence[Any]], merge: Sequence[str] = (), **sheets: Sequence[Sequence[Any]]
) -> bytes:
    """An Excel file with these rows on its first sheet."""
    book = Workbook()
    book.remove(book.active)
    for name, lines in {"Work": rows, **sheets}.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
        for block in merge if name == "Work" else ():
            sheet.merge_cells(block)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
