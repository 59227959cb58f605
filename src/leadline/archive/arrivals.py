"""A new workspace from an export: everything or nothing, under new keys, with the guards on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models, transaction

from leadline.archive import tables
from leadline.archive.backups import Step
from leadline.archive.exports import WHAT, travelling
from leadline.archive.opened import Opened, opened
from leadline.archive.packages import Unreadable
from leadline.foundation.refusals import Refusal
from leadline.workspaces.models import ChainHead, Event, Member, Role, User
from leadline.workspaces.operations import open_workspace, record
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import every_workspace, scope

NOWHERE = "restored.invalid"
MOST_PEOPLE = 20_000
ODD = (KeyError, TypeError, ValueError, AttributeError, ArithmeticError, ValidationError, IntegrityError, DataError)  # fmt: skip
"""What a file raises that no version of Leadline has written."""


@dataclass(frozen=True)
class Arrival:
    """A restore under way: where rows come from, where they go, and under which keys."""

    package: Opened
    owner: Member
    keys: dict[str, UUID] = field(default_factory=dict)
    recognises: bool = False

    def key(self, old: str) -> UUID:
        """The new key of an old one: the same every time within this workspace."""
        return self.keys.get(old) or uuid5(self.owner.workspace_id, old)

    @cached_property
    def people(self) -> dict[str, dict[str, str]]:
        """Name and address of each member in the file, by old key."""
        found: dict[str, dict[str, str]] = self.package.manifest["people"]
        if len(found) > MOST_PEOPLE:
            raise Unreadable(
                f"It names more than {MOST_PEOPLE:,} people.",
                remedy="Ask whoever made the file to leave out people who have left.",
            )
        return found


def restore_workspace(
    path: Path, *, owner: User, now: datetime, name: str | None = None, recognises: bool = False,
    step: Step = lambda *_: None,
) -> tuple[Member, dict[str, int]]:  # fmt: skip
    """Open a new workspace from an export; all or nothing.

    `owner` owns it. Everybody else in the file is kept by name, for history, and has no access
    until invited again; with `recognises`, which is for the operator, people of this server
    are tied to it by their address. Raises `Unreadable` for a damaged or foreign file.
    """
    with opened(path, WHAT) as package, every_workspace("a workspace is filled from its export"):
        try:
            with transaction.atomic():
                member = _open(package, owner, now, name)
                arrival = Arrival(package, member, recognises=recognises)
                return member, _fill(arrival, now, step)
        except ODD as error:
            raise Unreadable(f"{Unreadable.reason()} ({type(error).__name__}: {str(error)[:200]})", remedy="Take another copy, or export it again.") from error  # fmt: skip


def _open(package: Opened, owner: User, now: datetime, name: str | None) -> Member:
    facts = package.manifest["workspace"]
    name, zone, currency = name or str(facts["name"]), facts["time_zone"], facts["currency"]
    ZoneInfo(zone)
    if not 0 < len(name) <= 120 or not (isinstance(currency, str) and len(currency) == 3 and currency.isupper()):  # fmt: skip
        raise ValueError("name or currency of the workspace")
    return open_workspace(owner=owner, now=now, name=name, time_zone=zone, currency=currency)


def _fill(arrival: Arrival, now: datetime, step: Step) -> dict[str, int]:
    nouns = travelling()
    unknown = set(arrival.package.manifest["members"]) - {f"{name}.jsonl" for name in nouns}
    if unknown:
        raise Refusal(f"This export holds {', '.join(sorted(unknown))[:200]}, which this version does not know.", remedy="Restore it with a newer Leadline.")  # fmt: skip
    _know_keys(arrival)
    counts = {}
    for number, (name, model) in enumerate(nouns.items()):
        step(name, number, len(nouns))
        if arrival.package.has(f"{name}.jsonl"):
            counts[name] = _write(arrival, name, model)
    record(arrival.owner, now, "workspace.restored", facts=_origin(arrival))
    return counts


def _know_keys(arrival: Arrival) -> None:
    """The built-in roles and the owner are here already: what points at the old ones, points at them."""
    with scope(arrival.owner.workspace_id):
        here = {role.name: role.id for role in Role.objects.all()}
    for row in arrival.package.lines("role.jsonl"):
        if row["is_built_in"]:
            arrival.keys[row["id"]] = here[row["name"]]
    own = arrival.owner.user.email.casefold()
    old = (key for key, person in arrival.people.items() if person["email"].casefold() == own)
    arrival.keys.update(dict.fromkeys(old, arrival.owner.id))


def _write(arrival: Arrival, name: str, model: type[models.Model]) -> int:
    rows = arrival.package.lines(f"{name}.jsonl")
    match name:
        case "role":
            return tables.write(model, (_own_role(arrival, row) for row in rows if not row["is_built_in"]))  # fmt: skip
        case "member":
            return tables.write(model, (_guest(arrival, row) for row in rows if arrival.keys.get(row["id"]) != arrival.owner.id))  # fmt: skip
        case "event":
            return _write_events(arrival, rows)
    return _write_tied(arrival, model, rows)


def _write_tied(arrival: Arrival, model: type[models.Model], rows: Iterator[dict[str, Any]]) -> int:
    """Write rows, and tie those that point at another of their own kind when all are there."""
    own = [each for each in tables.columns(model) if each.related_model is model and not getattr(model, "guard_append_only", False)]  # fmt: skip
    later: dict[Any, list[tuple[str, str]]] = {each: [] for each in own}

    def untied() -> Iterator[dict[str, Any]]:
        for row in rows:
            new = renewed(arrival, model, row)
            for each in own:
                if new[each.attname]:
                    later[each].append((new["id"], new[each.attname]))
            yield new | {each.attname: None for each in own}

    count = tables.write(model, untied())
    for each, pairs in later.items():
        tables.tie(model, each, pairs)
    return count


def renewed(arrival: Arrival, model: type[models.Model], row: dict[str, Any]) -> dict[str, Any]:
    """A row with new keys; raises one of `ODD` for values that do not fit their columns."""
    columns = [each for each in tables.columns(model) if each.attname != "workspace_id"]
    if unknown := set(row) - {each.attname for each in columns}:
        raise ValueError(f"{min(unknown)[:40]} is unknown")
    new = {each.attname: _renewed(arrival, each, row[each.attname]) for each in columns}
    return new | {"workspace_id": str(arrival.owner.workspace_id)}


def _renewed(arrival: Arrival, column: Any, value: Any) -> Any:
    is_key = isinstance(column, models.UUIDField) or bool(column.remote_field)
    new = str(arrival.key(value)) if value and is_key else _within(arrival, value)
    tables.refuse_unfit(column, new)
    return new


def _within(arrival: Arrival, value: Any) -> Any:
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


def _own_role(arrival: Arrival, row: dict[str, Any]) -> dict[str, Any]:
    return renewed(arrival, Role, row) | {"rights": [Right(each).value for each in row["rights"]]}


def _guest(arrival: Arrival, row: dict[str, Any]) -> dict[str, Any]:
    """A person of the file, kept by name and without access."""
    user = _stand_in(arrival, row["id"], arrival.people[row["id"]])
    new = renewed(arrival, Member, row) | {"user_id": str(user.id)}
    return new | {"trashed_at": new["trashed_at"] or arrival.owner.created_at.isoformat()}


def _stand_in(arrival: Arrival, old_id: str, person: dict[str, str]) -> User:
    known = User.objects.filter(email__iexact=person["email"]).first()
    if known and arrival.recognises:
        return known
    user = User.objects.create_user(f"{arrival.key(old_id)}@{NOWHERE}", str(person["name"])[:120])
    User.objects.filter(pk=user.pk).update(is_active=False)
    return user


def _write_events(arrival: Arrival, rows: Iterator[dict[str, Any]]) -> int:
    """Chain the old events anew behind the workspace's own first one, since their keys are new."""
    head = ChainHead.objects.get(workspace_id=arrival.owner.workspace_id)
    count = tables.write(Event, (_chained(arrival, head, row) for row in rows))
    head.save(update_fields=["seq", "hash"])
    return count


def _chained(arrival: Arrival, head: ChainHead, row: dict[str, Any]) -> dict[str, Any]:
    own = {"token_id": None, "seq": head.seq + 1, "previous_hash": head.hash}
    new = renewed(arrival, Event, row) | own
    event = Event(**Event.column_values(new))
    head.seq, head.hash = event.seq, event.digest()
    return new | {"hash": head.hash}


def _origin(arrival: Arrival) -> dict[str, Any]:
    manifest = arrival.package.manifest
    return {"final": True} | {name: manifest[name] for name in ("events_head", "taken_at")}
