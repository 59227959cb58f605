"""A package from somewhere else, read by the limited process, member by member."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leadline.archive.packages import MAX_LINE, Unreadable
from leadline.foundation import limited


@dataclass(frozen=True)
class Opened:
    """A package whose manifest has been read; each member is read to its end before the next."""

    process: limited.Process
    manifest: dict[str, Any]

    def has(self, name: str) -> bool:
        return name in self.manifest["members"]

    def lines(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a member; raises `Unreadable` where it is damaged."""
        assert self.process.stdin
        self.process.stdin.write(name.encode() + b"\n")
        self.process.stdin.flush()
        while (answer := _answer(self.process))[:1] == b"r":
            yield json.loads(answer[1:])


@contextmanager
def opened(path: Path, what: str) -> Iterator[Opened]:
    """Open a package of the kind `what`; raises `Unreadable` for anything else."""
    process = limited.start("leadline.archive.child", str(path), what, talks=True)
    try:
        yield Opened(process, json.loads(_answer(process)[1:]))
    finally:
        limited.end(process)


def _answer(process: limited.Process) -> bytes:
    """The next line of the process; raises `Unreadable` for a refusal and when it is gone."""
    assert process.stdout
    answer = process.stdout.readline(MAX_LINE + 2)
    if answer[:1] == b"x":
        raise Unreadable(**json.loads(answer[1:]))
    if not answer.endswith(b"\n"):
        raise Unreadable("The file could not be read to its end.", remedy="Take another copy.")
    return answer
