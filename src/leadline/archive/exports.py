"""One workspace as a file of JSON Lines and CSV, and a new workspace from such a file.

The format is described in docs/guide/export.md.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.db import connection, models, transaction

from leadline import __version__
from leadline.archive import tables
from leadline.archive.backups import Step, snapshot
from leadline.archive.packages import Reader, Unreadable, Writer
from leadline.foundation.formulas import neutral
from leadline.foundation.guards import drop_guards, install_guards
from leadline.foundation.refusals import Refusal
from leadline.workspaces import records
from leadline.workspaces.models import ChainHead, Event, Member, Role, User
from leadline.workspaces.operations import open_workspace, record
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import every_workspace, scope

WHAT = "export"
KEPT_BACK = frozenset({"apitoken", "invitation", "idempotentanswer"})
"""Secrets and half-open doors do not travel."""
NOWHERE = "restored.invalid"


def export_workspace(
    path: Path, *, by: Member, now: datetime, step: Step = lambda *_: None
) -> dict[str, int]:
    """Write the whole workspace to `path`; returns the rows of each noun. Reads only."""
    by.must(Right.EXPORT)
    unfinished = path.with_name(f".{path.name}.unfinished")
    counts = {}
    with scope(by.workspace_id), snapshot(), zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as package:  # fmt: skip
        writer = Writer(package)
        nouns = travelling()
        for number, (name, model) in enumerate(nouns.items()):
            step(name, number, len(nouns))
            counts[name] = writer.lines(f"{name}.jsonl", _rows(model, by.workspace_id))
            _write_csv(package, f"{name}.csv", model, by.workspace_id)
        writer.close(_facts(by, now))
    unfinished.replace(path)
    return counts


def travelling() -> dict[str, type[models.Model]]:
    """The nouns of an export with their history, parents first."""
    found: dict[type[models.Model], str] = {}
    for kind, model in records.row_models().items():
        if kind not in KEPT_BACK:
            found[model] = kind
            history = getattr(model, "history", None)
            if history is not None:
                found[history.model] = f"{kind}.history"
    return {found[model]: model for model in tables.tables() if model in found}


def _rows(model: type[models.Model], workspace_id: UUID) -> Iterator[dict[str, Any]]:
    for row in tables.read(model, workspace_id=workspace_id):
        row.pop("workspace_id")
        yield row


def _write_csv(package: zipfile.ZipFile, name: str, model: type[models.Model], workspace_id: UUID) -> None:  # fmt: skip
    heads = [field.attname for field in tables.columns(model) if field.attname != "workspace_id"]
    with package.open(name, "w", force_zip64=True) as out:
        text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
        writer = csv.DictWriter(text, heads)
        writer.writeheader()
        for row in _rows(model, workspace_id):
            writer.writerow({head: neutral(row[head]) for head in heads})
        text.flush()
        text.detach()


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


@dataclass(frozen=True)
class _Arrival:
    """A restore under way: where rows go, and under which keys."""

    reader: Reader
    owner: Member
    roles: dict[str, UUID]
    keys: dict[str, UUID]

    def key(self, old: str) -> UUID:
        """The new key of an old one: the same every time within this workspace."""
        return self.keys.get(old) or uuid5(self.owner.workspace_id, old)


def restore_workspace(
    path: Path, *, owner: User, now: datetime, name: str | None = None,
    step: Callable[[str, int, int | None], None] = lambda *_: None,
) -> tuple[Member, dict[str, int]]:  # fmt: skip
    """Open a new workspace from an export; all or nothing.

    `owner` owns it. Everybody else in the file is kept by name, for history, and has no
    access until invited again. Raises `Unreadable` for a damaged or foreign file.
    """
    reader = Reader.open(path, WHAT)
    try:
        facts = reader.manifest["workspace"]
        with transaction.atomic():
            member = open_workspace(owner=owner, now=now, name=name or facts["name"], time_zone=facts["time_zone"])  # fmt: skip
            counts = _fill(_arrival(reader, member), now, step)
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable(remedy=f"({type(error).__name__}: {error})") from error
    return member, counts


def _arrival(reader: Reader, owner: Member) -> _Arrival:
    with scope(owner.workspace_id):
        roles = {role.name: role.id for role in Role.objects.all()}
    keys = {row["id"]: roles[row["name"]] for row in reader.lines("role.jsonl") if row["is_built_in"]}  # fmt: skip
    return _Arrival(reader, owner, roles, keys)


def _fill(arrival: _Arrival, now: datetime, step: Step) -> dict[str, int]:
    counts = {}
    nouns = travelling()
    unknown = set(arrival.reader.manifest["members"]) - {f"{name}.jsonl" for name in nouns}
    if unknown:
        raise Refusal(f"This export holds {', '.join(sorted(unknown))}, which this version does not know.", remedy="Restore it with a newer Leadline.")  # fmt: skip
    with every_workspace("a workspace is filled from its export"):
        drop_guards(connection)
        for number, (name, model) in enumerate(nouns.items()):
            step(name, number, len(nouns))
            if arrival.reader.has(f"{name}.jsonl"):
                counts[name] = _write(arrival, name, model)
        _rechain(arrival)
        install_guards(connection)
        record(arrival.owner, now, "workspace.restored", facts=_origin(arrival))
    return counts


def _write(arrival: _Arrival, name: str, model: type[models.Model]) -> int:
    if name == "member":
        return sum(1 for row in arrival.reader.lines("member.jsonl") if _write_member(arrival, row))
    lines = arrival.reader.lines(f"{name}.jsonl")
    if name == "role":
        lines = (row for row in lines if not row["is_built_in"])
    if model is Event:
        return tables.write(model, _events_behind(arrival, lines))
    return tables.write(model, (_renewed(arrival, model, row) for row in lines))


def _renewed(arrival: _Arrival, model: type[models.Model], row: dict[str, Any]) -> dict[str, Any]:
    keys = {field.attname for field in tables.columns(model) if isinstance(field, models.UUIDField) or field.remote_field}  # fmt: skip
    new = {
        name: str(arrival.key(value)) if value and name in keys else _within(arrival, value)
        for name, value in row.items()
    }
    return new | {"workspace_id": str(arrival.owner.workspace_id)}


def _within(arrival: _Arrival, value: Any) -> Any:
    """Keys inside JSON: in events, kept runs and saved views."""
    match value:
        case dict():
            return {name: _within(arrival, inner) for name, inner in value.items()}
        case list():
            return [_within(arrival, inner) for inner in value]
        case str() if len(value) == 36 and _is_key(value):
            return str(arrival.key(value))
    return value


def _is_key(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _write_member(arrival: _Arrival, row: dict[str, Any]) -> bool:
    """Keep a person by name; the restoring owner takes the place of their own old self."""
    person = arrival.reader.manifest["people"][row["id"]]
    if person["email"].lower() == arrival.owner.user.email.lower():
        arrival.keys[row["id"]] = arrival.owner.id
        return False
    user = _stand_in(arrival, row["id"], person)
    new = _renewed(arrival, Member, row) | {"user_id": str(user.id)}
    new["trashed_at"] = new["trashed_at"] or arrival.owner.created_at.isoformat()
    tables.write(Member, [new])
    return True


def _stand_in(arrival: _Arrival, old_id: str, person: dict[str, str]) -> User:
    known = User.objects.filter(email__iexact=person["email"]).first()
    if known:
        return known
    user = User.objects.create_user(f"{arrival.key(old_id)}@{NOWHERE}", person["name"])
    User.objects.filter(pk=user.pk).update(is_active=False)
    return user


def _events_behind(arrival: _Arrival, lines: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Old events go ahead of the new workspace's own, which stand at the chain's beginning."""
    own = ChainHead.objects.get(workspace_id=arrival.owner.workspace_id).seq
    for row in lines:
        new = _renewed(arrival, Event, row) | {"token_id": None}
        yield new | {"seq": row["seq"] + own}


def _rechain(arrival: _Arrival) -> None:
    """Chain the restored events anew, since their keys and their workspace are new."""
    head = ChainHead.objects.get(workspace_id=arrival.owner.workspace_id)
    restored = Event.objects.filter(workspace_id=head.workspace_id, seq__gt=head.seq)
    for event in restored.order_by("seq").iterator():
        event.previous_hash = head.hash
        event.hash = event.digest()
        Event.objects.filter(pk=event.pk).update(hash=event.hash, previous_hash=event.previous_hash)
        head.seq, head.hash = event.seq, event.hash
    head.save(update_fields=["seq", "hash"])


def _origin(arrival: _Arrival) -> dict[str, Any]:
    manifest = arrival.reader.manifest
    return {"final": True} | {name: manifest[name] for name in ("events_head", "taken_at")}
