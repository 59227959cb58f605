"""Saying what files, columns and statuses mean; each of it may be changed until the import is written."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from leadline.foundation.refusals import Invalid
from leadline.foundation.tabular.delimiters import CANDIDATES
from leadline.foundation.tabular.encodings import OFFERED
from leadline.integrations.models import Import, ImportFile, ImportRow, State
from leadline.integrations.operations.course import READ, ImportBusy, NotReady, locked, set_off
from leadline.integrations.plans import Plan, usages
from leadline.integrations.understanding.columns import Meaning, faults, misfits
from leadline.integrations.understanding.kinds import Role
from leadline.products.models import Team
from leadline.workspaces.models import Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

Meanings = Mapping[str, Meaning]


@operation(needs=Right.IMPORT)
def set_roles(*, by: Member, now: datetime, batch: Import, roles: Mapping[int, Role]) -> None:
    """Say what each file is, by its place."""
    batch = _open(batch)
    changes = [
        file.change(by=by, now=now, role=str(roles[file.position]), mapping={})
        for file in ImportFile.objects.filter(batch=batch)
        if file.position in roles and roles[file.position] != file.role
    ]
    _remap(batch, by, now)
    record(by, now, "import.files_named", subject=batch, changes=changes, facts={"final": True})


@operation(needs=Right.IMPORT)
def read_again(
    *, by: Member, now: datetime, batch: Import, position: int, encoding: str = "", delimiter: str = "", sheet: str = ""
) -> None:  # fmt: skip
    """Read a file in another encoding, with another delimiter, or another sheet of it."""
    batch = _open(batch, State.UNREADABLE, State.STOPPED)
    if (encoding and encoding not in OFFERED) or (delimiter and delimiter not in CANDIDATES):
        raise Invalid(
            "This is none of the choices.",
            field="encoding",
            remedy=f"Encodings: {', '.join(OFFERED)}. Delimiters: comma, semicolon, tab, bar.",
        )
    file = ImportFile.objects.get(batch=batch, position=position)
    ImportRow.objects.filter(file=file).delete()
    wish = {"encoding": encoding, "delimiter": delimiter, "sheet": sheet}
    file.change(by=by, now=now, wish=wish, read_at=None, rows=0, role="", mapping={})
    set_off(batch, READ, by=by, now=now, refusal={})
    record(by, now, "import.read_again", subject=batch, facts={"final": True})


@operation(needs=Right.IMPORT)
def map_columns(
    *, by: Member, now: datetime, batch: Import, file: ImportFile, meanings: Meanings, version: int | None = None
) -> None:  # fmt: skip
    """Say what each column of a file means; raises `Invalid`, naming the column."""
    batch = _open(batch)
    file = ImportFile.objects.get(pk=file.pk, batch=batch)
    known = {group.name for group in file.groups}
    if unknown := sorted(set(meanings) - known):
        raise Invalid(
            f"The file has no column “{unknown[0]}”.",
            field=unknown[0],
            remedy=f"Name one of: {', '.join(sorted(known))[:300]}.",
        )
    kept = {name: meanings.get(name) for name in known}
    whole = {group.name: kept[group.name] or meaning for group, meaning in Plan(batch).mapped(file)}
    groups = [(group, whole[group.name]) for group in file.groups]
    if found := faults(file.meant_as, whole) + misfits(groups):
        raise Invalid(found[0][1], field=found[0][0] or "columns", remedy=found[0][2])
    mapping = {name: {"kind": str(each.kind), "field": each.field} for name, each in whole.items()}
    change = file.change(by=by, now=now, version=version, mapping=mapping)
    _remap(batch, by, now)
    record(by, now, "import.mapped", subject=batch, changes=[change], facts={"final": True})


@operation(needs=Right.IMPORT)
def map_statuses(
    *, by: Member, now: datetime, batch: Import, statuses: Mapping[str, str], answers: Mapping[str, str],
    team: Team | None = None, team_name: str = "", version: int | None = None,
) -> None:  # fmt: skip
    """Say what statuses count as, answer what the files leave open, and whose team's work it is.

    `statuses` maps texts of the source to `new:<category>` or the key of a status.
    """
    batch = _open(batch)
    plan = Plan(batch)
    fitting = {each.text for each in plan.statuses}
    settings = batch.settings | {
        "statuses": batch.settings.get("statuses", {}) | {text: choice for text, choice in statuses.items() if text in fitting},
        "answers": dict(answers), "team_name": team_name.strip()[:120],
    }  # fmt: skip
    change = batch.change(
        by=by, now=now, version=version, settings=settings, team=team, state=State.MAPPING
    )
    record(by, now, "import.mapped", subject=batch, changes=[change], facts={"final": True})


def _open(batch: Import, *also: State) -> Import:
    found = locked(batch)
    if found.is_busy:
        raise ImportBusy(remedy="Wait until it is done, or stop it.")
    if not found.is_open and found.state not in also:
        raise NotReady(
            f"The import is “{found.get_state_display().lower()}”.", remedy="Bring the files again."
        )
    return found


def _remap(batch: Import, by: Member, now: datetime) -> None:
    """What was checked holds no more, and other columns may hold other statuses."""
    values: dict[str, Any] = {"usages": usages(Plan(batch)), "state": State.MAPPING}
    batch.change(by=by, now=now, **values)
