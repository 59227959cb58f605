"""The process that reads a package which somebody sent: it sets its own limits before it looks.

Orders come on standard input, the name of a member on each line. Answers are lines, told apart by
their first letter: `m` the manifest, once; `r` a row; `e` the end of a member; `x` a refusal.
"""

import json
import sys
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from leadline.archive.packages import Reader, Unreadable
from leadline.foundation import strict_json
from leadline.foundation.limited import give_up
from leadline.foundation.refusals import Invalid, Problem

MEMORY, SECONDS = 512 * 2**20, 600
DAMAGE = (OSError, EOFError, KeyError, TypeError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error)  # fmt: skip


def main(arguments: list[str], orders: Iterable[str], out: BinaryIO) -> int:
    """Read the package of the first argument, which must be of the kind that the second names."""
    give_up(MEMORY, SECONDS)
    try:
        serve(Path(arguments[0]), arguments[1], orders, out)
    except Invalid as refusal:
        refuse(refusal.problems[0], out)
    except (MemoryError, RecursionError):
        no = Unreadable("Reading this file takes too much memory.", remedy="Take another copy, or export it again.")  # fmt: skip
        refuse(no.problems[0], out)
    return 0


def serve(path: Path, what: str, orders: Iterable[str], out: BinaryIO) -> None:
    package = Reader.open(path, what)
    tell(out, b"m", json.dumps(package.manifest).encode())
    for order in orders:
        read(package, order.strip(), out)
        tell(out, b"e", b"")


def read(package: Reader, name: str, out: BinaryIO) -> None:
    """Write the rows of a member as they stand in it; raises `Invalid` at the first odd one."""
    try:
        for number, text in enumerate(package.texts(name), start=1):
            if not isinstance(loaded(name, number, text), dict):
                raise Unreadable(
                    f"{name}, line {number} is no row.",
                    remedy="Take another copy, or export it again.",
                )
            out.write(b"r" + text.rstrip(b"\n") + b"\n")
    except DAMAGE as error:
        raise Unreadable(f"{name} has been damaged.", remedy="Take another copy.") from error


def loaded(name: str, number: int, text: bytes) -> Any:
    try:
        return strict_json.loads(text)
    except Invalid as refusal:
        raise Unreadable(
            f"{name}, line {number}: {refusal}", remedy="Take another copy, or export it again."
        ) from refusal


def refuse(problem: Problem, out: BinaryIO) -> None:
    told = {"reason": problem.reason, "remedy": problem.remedy}
    tell(out, b"x", json.dumps(told).encode())


def tell(out: BinaryIO, letter: bytes, text: bytes) -> None:
    out.write(letter + text + b"\n")
    out.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin, sys.stdout.buffer))
