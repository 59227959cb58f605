"""An operation: permission, rule, write and event, in one transaction."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import transaction

from leadline.foundation import jobs
from leadline.workspaces.models import ChainHead, Change, Event, Member, Record
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Declared:
    """An operation as the registry knows it."""

    name: str
    needs: Right
    run: Callable[..., Any]


OPERATIONS: dict[str, Declared] = {}
_SUBSCRIPTIONS: dict[str, tuple[str, ...]] = {}
Follow = Callable[[Event, datetime], None]
_AT_ONCE: dict[str, tuple[Follow, ...]] = {}


def operation(needs: Right) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function an operation: it asks for the right, locks the workspace, and is atomic.

    The function takes `by: Member` and `now: datetime` by keyword and ends with `record`.
    Operations of one workspace run one after the other (docs/decisions).
    """

    def declare(run: Callable[P, R]) -> Callable[P, R]:
        @wraps(run)
        def guarded(*arguments: P.args, **named: P.kwargs) -> R:
            by = named["by"]
            assert isinstance(by, Member)
            by.must(needs)
            with scope(by.workspace_id), transaction.atomic():
                lock(by.workspace_id)
                return run(*arguments, **named)

        OPERATIONS[f"{run.__module__}.{run.__name__}"] = Declared(run.__name__, needs, guarded)
        return guarded

    return declare


def lock(workspace_id: UUID) -> ChainHead:
    """Hold the workspace's chain until the transaction ends."""
    return ChainHead.objects.select_for_update().get(workspace_id=workspace_id)


def subscribe(
    table: Mapping[str, Iterable[str]], at_once: Mapping[str, Iterable[Follow]] | None = None
) -> None:
    """Take the tables of wiring: which jobs follow which action, and what is done with it at once."""
    _SUBSCRIPTIONS.clear()
    _SUBSCRIPTIONS.update({action: tuple(names) for action, names in table.items()})
    _AT_ONCE.clear()
    _AT_ONCE.update({action: tuple(each) for action, each in (at_once or {}).items()})


def record(
    by: Member | None,
    now: datetime,
    action: str,
    *,
    subject: Record | None = None,
    changes: Iterable[Change] = (),
    facts: Mapping[str, Any] | None = None,
    undoes: Event | None = None,
    workspace_id: UUID | None = None,
) -> Event | None:
    """Write the event, do what belongs to it at once, and ask for the jobs that follow; None when nothing changed."""
    written = [change for change in changes if not change.is_empty]
    if not written and not facts and not undoes:
        return None
    owner = by.workspace_id if by else workspace_id
    assert owner is not None, "an event belongs to a workspace"
    event = Event(
        workspace_id=owner,
        at=now,
        member=by,
        token=by.token if by else None,
        action=action,
        changes=[change.as_json() for change in written],
        facts=dict(facts or {}),
        undoes=undoes,
    )
    _name_subject(event, subject)
    _chain(event)
    _ask_followers(event, now)
    for follow in _AT_ONCE.get(action, ()):
        follow(event, now)
    return event


def _name_subject(event: Event, subject: Record | None) -> None:
    if subject is not None:
        event.subject_kind, event.subject_id = subject.kind(), subject.id
        event.subject_title = subject.title_text[:300]


def _chain(event: Event) -> None:
    head = lock(event.workspace_id)
    event.seq, event.previous_hash = head.seq + 1, head.hash
    event.hash = event.digest()
    event.save(force_insert=True)
    head.seq, head.hash = event.seq, event.hash
    head.save(update_fields=["seq", "hash"])


def _ask_followers(event: Event, now: datetime) -> None:
    followers = _SUBSCRIPTIONS.get(event.action, ()) + _SUBSCRIPTIONS.get("*", ())
    keys = {name: f"{name}:{event.id}" for name in followers}
    jobs.ask_each(keys, {"event": str(event.id)}, now=now, workspace_id=event.workspace_id)
