"""The walk that the guide tells of, request by request: from one complaint to one result."""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from leadline.foundation import clock
from tests.backlog.test_api import Api
from tests.house.tree import ROOT
from tests.integrations.files import run_jobs
from tests.world import World

PAGE = ROOT / "docs/guide/api.md"
DAY = re.compile(r"^## (\d+ \w+ \d{4}):", re.MULTILINE)
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^(?:(\w+)=\$\()?api (.*?)(?: \| jq -r (\S+?))?\)?$")


@dataclass
class Shell:
    """As much of a shell as the page asks for: `api`, a name for what a filter finds, and those names."""

    api: Api
    names: dict[str, str] = field(default_factory=dict)

    def run(self, line: str) -> str:
        """What a line prints; nothing where it gives a name to it."""
        found = COMMAND.match(line)
        assert found, line
        name, asked, chosen = found.groups()
        verb, path, body, version = [*shlex.split(self.told(asked)), "", ""][:4]
        headers = {"If-Match": f'"{version}"'} if version else {}
        answer = self.api(verb, path, json.loads(body) if body else None, **headers)
        assert answer.status_code < 400 or "problems" in (chosen or ""), (line, answer.content.decode())  # fmt: skip
        printed = shown(answer.json(), chosen.strip("'")) if chosen else answer.content.decode()
        if name:
            self.names[name] = printed
        return "" if name else printed

    def told(self, text: str) -> str:
        """A text with the values in the place of their names."""
        return re.sub(r"\$([A-Z]+)", lambda match: self.names[match[1]], text)


def shown(answer: Any, chosen: str) -> str:
    """What `jq -r` prints of an answer."""
    for step in re.findall(r"\w+", chosen):
        answer = answer[int(step)] if step.isdecimal() else answer[step]
    return answer if isinstance(answer, str) else json.dumps(answer)


def days() -> Iterator[tuple[datetime, list[tuple[str, str]]]]:
    """The days of the page, each with the lines that are typed on it and what they print."""
    _before, *parts = DAY.split(PAGE.read_text(encoding="utf-8"))
    for day, part in zip(parts[::2], parts[1::2], strict=True):
        typed = "".join(BLOCK.findall(part)).removeprefix("$ ").split("\n$ ")
        lines = [line.rstrip("\n").partition("\n") for line in typed]
        yield (
            datetime.strptime(day, "%d %B %Y").replace(hour=9, tzinfo=UTC),
            [(line, printed) for line, _, printed in lines],
        )


def test_the_walk_of_the_guide_is_walked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = Shell(Api(world, world.ann))
    for now, lines in days():
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        run_jobs(now)
        for line, printed in lines:
            assert shell.run(line) == shell.told(printed), line
    thread = shell.run("api GET /records/feedback/$FEEDBACK/thread")
    assert {shell.names[name] for name in ("BET", "EPIC", "RELEASE")} <= set(
        re.findall(r"[0-9a-f-]{36}", thread)
    )
