"""Having a file read by the limited process, message by message."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from leadline.integrations.reading.limits import LIMITS, Limits, Unreadable

LONGEST_LINE = 32 * 2**20


@dataclass(frozen=True)
class Wish:
    """What the person chose instead of what would be detected; empty: detect."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


def read_file(path: Path, wish: Wish = Wish(), limits: Limits = LIMITS) -> Iterator[dict[str, Any]]:
    """The messages of `child` for a file: first "file", then "rows", then "end".

    Raises `Unreadable` for a file that is refused, also when reading it ran out of its limits.
    """
    process = _start(path, wish, limits)
    try:
        yield from _messages(process)
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def _start(path: Path, wish: Wish, limits: Limits) -> "subprocess.Popen[bytes]":
    orders = json.dumps({"limits": asdict(limits), **asdict(wish)})
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "leadline.integrations.reading.child", str(path), orders],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        close_fds=True,
    )  # fmt: skip


def _messages(process: "subprocess.Popen[bytes]") -> Iterator[dict[str, Any]]:
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
