"""Clients of the API that write without pause and note every write that was acknowledged."""

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import cycle
from typing import Any
from uuid import UUID, uuid4

from tests.faults.servers import PATIENCE_SECONDS

STEPS = ("create", "change", "move", "create", "change", "change", "move", "invite")
ADDRESSES = 400
"""A workspace has at most 500 open invitations; a new one to the same address ends the old."""


class Cut(Exception):
    """The connection broke: nobody knows whether the write was kept."""


@dataclass(frozen=True)
class Written:
    """An item as an answer showed it."""

    id: UUID
    version: int
    title: str
    status: UUID

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Written":
        return cls(UUID(row["id"]), row["version"], row["title"], UUID(row["status"]))


@dataclass(frozen=True)
class Call:
    """One write: what is sent, and what must stand there when it is acknowledged."""

    verb: str
    path: str
    body: dict[str, Any]
    headers: dict[str, str]
    item: Written | None = None


@dataclass(frozen=True)
class Frame:
    """Where the writers write, and as whom."""

    slug: str
    token: str
    assignee: str
    role: str
    statuses: tuple[str, ...]


@dataclass
class Writer:
    """One client. It works on its own items, so that it knows what each answer must be."""

    name: str
    frame: Frame
    items: dict[UUID, Written] = field(default_factory=dict)
    acknowledged: list[Written] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    pending: Call | None = None
    count: int = 0
    invited: int = 0
    steps: Iterator[str] = field(default_factory=lambda: cycle(STEPS))

    def work(self, port: int) -> None:
        """Finish what was in doubt, then write until the server is gone."""
        with suppress(Cut), self.line(port) as line:
            self.send_again(line)
            while True:
                self.pending = self.next()
                self.take(self.pending, *self.send(line, self.pending))
                self.pending = None

    def finish(self, port: int) -> None:
        """Send again what is in doubt, and nothing more."""
        with self.line(port) as line:
            self.send_again(line)

    def line(self, port: int) -> "closing[http.client.HTTPConnection]":
        return closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS))

    def send_again(self, line: http.client.HTTPConnection) -> None:
        """A change in doubt that was kept before the cut is refused as stale now."""
        if self.pending is None:
            return
        status, body = self.send(line, self.pending)
        if self.pending.verb == "PATCH" and status == 412 and self.pending.item:
            self.note(self.pending.item)
        else:
            self.take(self.pending, status, body)
        self.pending = None

    def send(self, line: http.client.HTTPConnection, call: Call) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {self.frame.token}", "Content-Type": "application/json"}  # fmt: skip
        try:
            line.request(call.verb, f"/api/v1/{self.frame.slug}{call.path}", json.dumps(call.body) if call.body else None, headers | call.headers)  # fmt: skip
            answer = line.getresponse()
            return answer.status, json.loads(answer.read() or b"null")
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Cut from error

    def next(self) -> Call:
        self.count += 1
        step = next(self.steps) if self.items else "create"
        call: Call = getattr(self, step)()
        return call

    def create(self) -> Call:
        title = f"{self.name} writes {self.count}"
        body = {"product": "WS", "title": title, "assignee": self.frame.assignee}
        return Call("POST", "/items", body, _key())

    def change(self) -> Call:
        item = self._recent()
        title = f"{self.name} changes {self.count}"
        wanted = replace(item, title=title, version=item.version + 1)
        return Call("PATCH", f"/items/{item.id}", {"title": title}, {"If-Match": f'"{item.version}"'}, wanted)  # fmt: skip

    def move(self) -> Call:
        item = self._recent()
        to = next(each for each in self.frame.statuses if each != str(item.status))
        wanted = replace(item, status=UUID(to), version=item.version + 1)
        return Call("POST", "/items/moves", {"items": [str(item.id)], "status": to}, _key(), wanted)

    def invite(self) -> Call:
        self.invited += 1
        email = f"{self.name}.{self.invited % ADDRESSES}@elsewhere.example".lower()
        return Call("POST", "/invitations", {"email": email, "role": self.frame.role}, _key())

    def _recent(self) -> Written:
        recent = list(self.items.values())[-5:]
        return recent[self.count % len(recent)]

    def take(self, call: Call, status: int, body: Any) -> None:
        """Note what was acknowledged, and whether it is what was asked for."""
        if status not in (200, 201):
            return self.faults.append(f"{call.verb} {call.path} was answered with {status}: {body}")
        if call.path == "/invitations":
            return None
        shown = Written.of(body["rows"][0] if "rows" in body else body)
        if call.item and shown != call.item:
            self.faults.append(f"{call.item} was asked for, {shown} was acknowledged")
        return self.note(shown)

    def note(self, item: Written) -> None:
        self.items[item.id] = item
        self.acknowledged.append(item)

    def take_notes(self) -> list[Written]:
        """What was acknowledged since the last question."""
        notes, self.acknowledged = self.acknowledged, []
        return notes


def _key() -> dict[str, str]:
    return {"Idempotency-Key": str(uuid4())}


@contextmanager
def at_work(writers: list[Writer], port: int) -> Iterator[None]:
    """The writers write while the block runs, and are done when their server is gone."""
    threads = [threading.Thread(target=writer.work, args=(port,)) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for thread in threads:
            thread.join(PATIENCE_SECONDS)
