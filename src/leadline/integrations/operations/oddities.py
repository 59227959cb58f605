"""What is odd about rows as such: no key, totals, repeats, bytes that are no text."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from leadline.foundation.keys import new_key
from leadline.integrations.models import Import, ImportFile, ImportProblem, ImportRow, Severity
from leadline.integrations.understanding.kinds import Kind
from leadline.integrations.understanding.sources import Source, Trouble
from leadline.integrations.understanding.words import TOTALS


def problem_of(trouble: Trouble, batch: Import, seq: int, now: datetime) -> ImportProblem:
    return ImportProblem(
        id=new_key(now), workspace_id=batch.workspace_id, batch=batch, seq=seq, file_name=trouble.file_name,
        number=trouble.number, column=trouble.column, severity=trouble.severity, reason=trouble.reason,
        remedy=trouble.remedy, value=trouble.value,
    )  # fmt: skip


def trouble(
    row: Source, severity: str, reason: str, remedy: str = "", *, value: str = "", column: str = ""
) -> Trouble:
    return Trouble(
        row.number,
        str(severity),
        reason[:500],
        remedy[:300],
        column[:300],
        value[:200],
        row.file_name,
    )


def totals(row: Source) -> Trouble | None:
    filled = [cell for cell in row.cells if cell]
    if filled and TOTALS.match(filled[0]) and len(filled) <= max(2, len(row.cells) - 1):
        return trouble(row, Severity.LEFT_OUT, "It looks like a row of totals.", value=filled[0])
    return None


def keyless(row: Source) -> Trouble:
    filled = next((cell for cell in row.cells if cell), "")
    return trouble(row, Severity.LEFT_OUT, "The row has no key.", "Fill it in the source, or map another column to the key.", value=filled)  # fmt: skip


def repeats(rows: Sequence[Source], key: str) -> list[Trouble]:
    first = rows[0].number if rows else 0
    return [trouble(row, Severity.NOTE, f"Its key stands in row {first} already; the rows are taken as one item.", value=key) for row in rows[1:]]  # fmt: skip


def lost_sprints(rows: Sequence[Source], sprints: Mapping[str, Any]) -> list[Trouble]:
    """Rows that put an item into a sprint which no file tells the days of."""
    named = ((row, row.one(Kind.SPRINT_ID)[0]) for row in rows)
    return [
        trouble(row, Severity.NOTE, f"Its sprint “{name[:60]}” is not among the sprints; the stay is left out.", "Bring the file that tells its days.", value=name)
        for row, name in named
        if name and name.casefold() not in sprints
    ]  # fmt: skip


FLAWS = {
    "nul": "It held NUL characters; they are left out.",
    "replaced": "It held bytes that are no text in this encoding; they show as �.",
}


def flaws(rows: Sequence[ImportRow], files: dict[Any, ImportFile]) -> Iterator[Trouble]:
    for row in rows:
        file = files[row.file_id]
        named = file.head.get("width", 0)
        if row.flaw in FLAWS:
            yield Trouble(
                row.number,
                str(Severity.NOTE),
                FLAWS[row.flaw],
                "Choose the encoding by hand.",
                file_name=file.name,
            )
        if len(row.cells) > named and any(row.cells[named:]) and named:
            extra = ", ".join(cell for cell in row.cells[named:] if cell)
            yield Trouble(row.number, str(Severity.NOTE), "It has more cells than the header.", "Map the nameless column to keep them.", value=extra[:200], file_name=file.name)  # fmt: skip
