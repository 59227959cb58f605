"""What several verbs share: whom they act for, how they answer, how they show progress."""

import argparse
import dataclasses
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from leadline.foundation.refusals import Invalid, NotFound
from leadline.workspaces.models import Member
from leadline.workspaces.scope import every_workspace

console = Console(stderr=True)


def acting_options(verb: argparse.ArgumentParser) -> None:
    """`--workspace` and `--as`: where the verb acts, and for whom."""
    verb.add_argument("--workspace", metavar="SLUG", help="the workspace; needed when there are several")  # fmt: skip
    verb.add_argument("--as", dest="person", metavar="EMAIL", help="act as this member (default: an owner)")  # fmt: skip


def acting_member(asked: argparse.Namespace) -> Member:
    """The member for whom a verb acts; the operator of the machine may act as anybody."""
    with every_workspace("the operator names the workspace"):
        members = Member.objects.select_related("workspace", "role", "user").filter(
            workspace__removed_at=None
        )
        if asked.workspace:
            members = members.filter(workspace__slug=asked.workspace)
        members = members.filter(user__email__iexact=asked.person) if asked.person else members.filter(role__name="Owner")  # fmt: skip
        found = list(members.order_by("workspace__is_sample", "workspace__created_at", "id"))
    return _the_one(found)


def _the_one(found: list[Member]) -> Member:
    if not found:
        raise NotFound("No such workspace or member.", remedy="See `leadline user list`.")
    own = [member for member in found if not member.workspace.is_sample] or found
    slugs = sorted({member.workspace.slug for member in own})
    if len(slugs) > 1:
        raise Invalid(f"There are several workspaces: {', '.join(slugs)}.", field="--workspace", remedy="Name one.")  # fmt: skip
    return own[0]


def print_json(answer: Any) -> None:
    """The answer as JSON on standard output, for scripts."""
    print(json.dumps(plain(answer), ensure_ascii=False, indent=2))  # noqa: T201


def plain(value: Any) -> Any:
    """Dataclasses, dates, decimals and keys as JSON values."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    match value:
        case dict():
            return {str(key): plain(inner) for key, inner in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(inner) for inner in value]
        case datetime() | date():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
    return value


@contextmanager
def progress(title: str) -> Iterator[Any]:
    """A bar on a terminal; `step(stage, done, total)` moves it. Silent when not on a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=None)

        def step(stage: str, done: int, total: int | None) -> None:
            bar.update(task, description=f"{title}: {stage}", completed=done, total=total)

        yield step


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Name a stage of the start, and print how long it took."""
    began = time.monotonic()
    yield
    console.print(f"{name:<24}{time.monotonic() - began:7.1f} s", highlight=False)
