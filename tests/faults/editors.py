"""People and programs that edit the same records at the same time."""

import random
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

from leadline.backlog.models import Item
from leadline.foundation import clock
from leadline.workspaces.models import Member
from leadline.workspaces.operations import issue_token
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope

FIELDS = ("title", "description")


@dataclass(frozen=True)
class Edit:
    """A text that an editor set in one field of an item, on top of a version."""

    item: Any
    base: int
    field: str
    text: str


@dataclass
class Editing:
    """What editors got saved, what was refused, and what they saw."""

    saved: list[Edit] = field(default_factory=list)
    refused: list[Edit] = field(default_factory=list)
    seen: list[tuple[Any, int, str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass
class Editor:
    """Reads an item, thinks of a text for one of its fields, and saves it on top of what was read."""

    member: Member
    items: Sequence[Item]
    told: Editing
    chance: random.Random
    client: Client = field(default_factory=Client)

    def edit(self, number: int) -> None:
        item = self.chance.choice(self.items)
        base, *_ = self.read(item)
        name = self.chance.choice(FIELDS)
        edit = Edit(item.id, base, name, f"{self.member.name}’s {name} {number} in {id(self)}")
        status, answer = self.save(item, edit)
        if status == 412:
            self.told.refused.append(edit)
            self.look_at_refusal(item, edit, answer)
        elif status in (200, 204, 302):
            self.told.saved.append(edit)
        else:
            self.told.faults.append(f"{edit} was answered with {status}: {answer[:300]}")

    def read(self, item: Item) -> tuple[int, str, str]:
        body = self.client.get(self.api(item), headers=self.headers).json()
        self.told.seen.append((item.id, body["version"], body["title"], body["description"]))
        return body["version"], body["title"], body["description"]

    def api(self, item: Item) -> str:
        return f"/api/v1/{self.member.workspace.slug}/items/{item.id}"

    @property
    def headers(self) -> dict[str, str]:
        return {}

    def save(self, item: Item, edit: Edit) -> tuple[int, str]:
        raise NotImplementedError

    def look_at_refusal(self, item: Item, edit: Edit, answer: str) -> None:
        """Note what is missing in it."""


@dataclass
class Program(Editor):
    """Saves through the API, with If-Match."""

    secret: str = ""

    def __post_init__(self) -> None:
        _, self.secret = issue_token(by=self.member, now=clock.now(), name="Program", rights=[Right.CONTRIBUTE])  # fmt: skip

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}

    def save(self, item: Item, edit: Edit) -> tuple[int, str]:
        answer = self.client.patch(
            self.api(item), {edit.field: edit.text}, content_type="application/json",
            headers=self.headers | {"If-Match": f'"{edit.base}"'},
        )  # fmt: skip
        if answer.status_code == 200:
            body = answer.json()
            self.told.seen.append((item.id, body["version"], body["title"], body["description"]))
        return answer.status_code, answer.content.decode()


@dataclass
class Person(Editor):
    """Saves through the form of the item's page."""

    def __post_init__(self) -> None:
        self.client.force_login(self.member.user, settings.AUTHENTICATION_BACKENDS[0])

    def save(self, item: Item, edit: Edit) -> tuple[int, str]:
        where = f"/w/{self.member.workspace.slug}/items/{item.key}/editing"
        answer = self.client.post(where, {"version": edit.base, edit.field: edit.text})
        return answer.status_code, answer.content.decode()

    def look_at_refusal(self, item: Item, edit: Edit, answer: str) -> None:
        """Both texts: one's own, and one that stood there after the version that was read."""
        shown = unescape(answer)
        with scope(self.member.workspace):
            later = Item.history.filter(id=item.id, version__gte=edit.base)
            theirs = set(later.values_list(edit.field, flat=True))
        if edit.text not in shown or not any(text in shown for text in theirs):
            self.told.faults.append(f"{edit} was refused without both texts.")


def all_at_once(deeds: Sequence[Callable[[], object]]) -> list[BaseException]:
    """Start deeds together, each with a connection of its own; gives what they raised."""
    ready = threading.Barrier(len(deeds))
    raised: list[BaseException] = []

    def run(deed: Callable[[], object]) -> None:
        ready.wait()
        try:
            deed()
        except Exception as error:  # noqa: BLE001
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def lost_updates(items: Sequence[Item], told: Editing) -> list[str]:
    """Where the history is not the chain of the saved edits, one version each, each on its base."""
    found = list(told.faults)
    for item in items:
        saved = sorted((each for each in told.saved if each.item == item.id), key=lambda each: each.base)  # fmt: skip
        rows = list(Item.history.filter(id=item.id).order_by("version").values("version", *FIELDS))
        expected = _chain(item, saved)
        if rows != expected:
            found.append(f"{item.key} has the history {rows}, where {expected} was saved.")
        now = Item.objects.filter(pk=item.pk).values("version", *FIELDS).get()
        if now != expected[-1]:
            found.append(f"{item.key} is {now} and was last saved as {expected[-1]}.")
    return found + _shown_wrongly(told)


def _chain(item: Item, saved: Sequence[Edit]) -> list[dict[str, Any]]:
    chain: list[dict[str, Any]] = [{"version": 1, "title": item.title, "description": ""}]
    for edit in saved:
        chain.append(chain[-1] | {"version": edit.base + 1, edit.field: edit.text})
    return chain


def _shown_wrongly(told: Editing) -> list[str]:
    """What was shown under a version must be what stands there, or the next save undoes the rest."""
    rows = Item.history.values_list("id", "version", *FIELDS)
    kept = {(key, version): (title, text) for key, version, title, text in rows}
    return [
        f"Version {version} was shown as {(title, text)} and is {kept.get((key, version))}."
        for key, version, title, text in told.seen
        if kept.get((key, version)) != (title, text)
    ]
