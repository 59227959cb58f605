"""Having a file read by the limited process, message by message."""

import json
import signal
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from leadline.foundation import limited
from leadline.foundation.tabular.limits import LIMITS, Limits, Unreadable

LONGEST_LINE = 32 * 2**20


@dataclass(frozen=True)
class Wish:
    """What the person chose instead of what would be detected; empty: detect. `as_text`: the text itself, uncut."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    as_text: bool = False


def read_file(path: Path, wish: Wish = Wish(), limits: Limits = LIMITS) -> Iterator[dict[str, Any]]:
    """The messages of `child` for a file: first "file", then "rows", then "end"; or "text" and "end".

    Raises `Unreadable` for a file that is refused, also when reading it ran out of its limits.
    """
    process = _start(path, wish, limits)
    try:
        yield from _messages(process)
    finally:
        limited.end(process)


def _start(path: Path, wish: Wish, limits: Limits) -> limited.Process:
    orders = json.dumps({"limits": asdict(limits), **asdict(wish)})
    return limited.start("leadline.foundation.tabular.child", str(path), orders)


def _messages(process: limited.Process) -> Iterator[dict[str, Any]]:
    assert process.stdout
    while line := process.stdout.readline(LONGEST_LINE):
        if not line.endswith(b"\n"):
            break
        message: dict[str, Any] = json.loads(line)
        if message["is"] == "refusal":
            raise Unreadable(message["reason"], message["remedy"], message["row"])
        yield message
        if message["is"] == "end":
            return
    raise _died(process.wait())


def _died(code: int) -> Unreadable:
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return Unreadable("Reading this file takes longer than an import may take.", "Save it as CSV, or in several files.")  # fmt: skip
    return Unreadable("The file could not be read to its end.", "Open it in a spreadsheet program, save it as CSV, and bring that.")  # fmt: skip
