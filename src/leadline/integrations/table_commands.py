"""What `leadline import customers` does: whole tables without a page, for a terminal or a script."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from leadline.foundation.refusals import Invalid, NotFound
from leadline.foundation.tabular.parent import Wish
from leadline.integrations.commands import pieces_of
from leadline.integrations.models import State, TableImport
from leadline.integrations.operations import (
    Upload,
    apply_table,
    check_table,
    map_table,
    read_table,
    start_table,
    undo_table,
)
from leadline.integrations.operations.course import Progress, locked, move_on, silent
from leadline.integrations.tables.plans import TablePlan
from leadline.workspaces.models import Member
from leadline.workspaces.scope import scope

SHOWN = 10
COUNTS = ("new", "changed", "unchanged", "kept", "left_out", "new_contacts", "changed_contacts")


@dataclass(frozen=True)
class TableOptions:
    """What the command line may say; everything else is proposed from the file.

    `columns` maps headers to fields over what is proposed, `none` leaves one out; `options` are
    those of `Options`.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    wish: Wish = field(default_factory=Wish)
    dry_run: bool = False


@dataclass(frozen=True)
class TableAnswer:
    """What an import did, or with a dry run would do; `problems` are the gravest, `problem_count` all."""

    import_id: str
    of: str
    state: str
    counts: dict[str, int]
    columns: dict[str, str]
    along: dict[str, list[str]]
    asks: tuple[str, ...]
    problem_count: int
    problems: tuple[dict[str, Any], ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def import_table(
    *, member: Member, now: datetime, of: str, path: Path, given: TableOptions, progress: Progress = silent
) -> TableAnswer:  # fmt: skip
    """Read, check and, without `dry_run`, write a table; raises refusals that name field, row and remedy."""
    who: dict[str, Any] = {"by": member, "now": now}
    with scope(member.workspace_id):
        batch = start_table(**who, of=of, file=Upload(path.name, pieces_of(path)), wish=given.wish, in_background=False)  # fmt: skip
        batch = read_table(**who, batch=locked(batch), progress=progress)
        _refuse_unread(batch)
        map_table(**who, batch=batch, mapping=_mapping(TablePlan(batch), given.columns), options=given.options)  # fmt: skip
        batch = move_on(locked(batch), member, now, State.MAPPING, state=State.CHECKING)
        batch = check_table(**who, batch=batch, progress=progress)
        return table_answer(batch if given.dry_run else apply_table(**who, batch=batch, progress=progress))  # fmt: skip


def undo(*, member: Member, now: datetime, import_id: str, progress: Progress = silent) -> TableAnswer:  # fmt: skip
    """Take a table back; raises `ChangedSince` with the list of records that people changed since."""
    with scope(member.workspace_id):
        batch = named(member, import_id)
        if batch is None:
            raise NotFound(f"There is no import “{import_id[:40]}”.", field="import")
        return table_answer(undo_table(by=member, now=now, batch=batch, progress=progress))


def named(member: Member, import_id: str) -> TableImport | None:
    """The table of this id; None where no table has it."""
    try:
        key = UUID(import_id)
    except ValueError:
        return None
    with scope(member.workspace_id):
        found: TableImport | None = TableImport.objects.select_related("workspace").filter(pk=key).first()  # fmt: skip
        return found


def table_answer(batch: TableImport) -> TableAnswer:
    plan, report = TablePlan(batch), batch.report
    asks = {"order": plan.asks_order, "decimal": plan.asks_decimal}
    return TableAnswer(
        str(batch.id), batch.of, batch.state, {name: report.get(name, 0) for name in COUNTS},
        dict(zip(plan.names, plan.meanings, strict=True)), report.get("along", {}),
        tuple(name for name, is_open in asks.items() if is_open and name not in batch.options),
        sum(report.get("problems", {}).values()), tuple(report.get("faults", ())[:SHOWN]),
    )  # fmt: skip


def _refuse_unread(batch: TableImport) -> None:
    if batch.state == State.UNREADABLE:
        told = batch.refusal
        raise Invalid(told["reason"], remedy=told["remedy"], field=f"row {told['row']}" if told["row"] else "file")  # fmt: skip


def _mapping(plan: TablePlan, columns: Mapping[str, str]) -> dict[str, int]:
    """What is proposed, with what was said laid over it."""
    if unknown := sorted(set(columns) - set(plan.names)):
        raise Invalid(f"The file has no column “{unknown[0][:40]}”.", field="map", remedy="Write the header as it stands.")  # fmt: skip
    places = {plan.names.index(name): name for name in columns}
    kept = {name: place for name, place in plan.mapping.items() if place not in places and name not in columns.values()}  # fmt: skip
    return kept | {columns[name]: place for place, name in places.items() if columns[name] != "none"}  # fmt: skip
