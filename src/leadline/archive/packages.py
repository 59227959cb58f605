"""The zip files that everything is taken out in, and what is checked before one is believed."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leadline.foundation import strict_json
from leadline.foundation.refusals import Invalid

MANIFEST = "manifest.json"
MAX_MEMBERS = 2_000
MAX_RATIO = 200
MAX_LINE = 16 * 2**20


class Unreadable(Invalid):
    """This file is no package of Leadline, or it has been damaged."""


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A place to write to; what lies there is called `path` once it is whole and on the disk."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        yield unfinished
        _make_durable(unfinished)
        unfinished.replace(path)
        _make_durable(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _make_durable(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@dataclass
class Writer:
    """Writes members line by line and keeps count and checksum of each."""

    zip: zipfile.ZipFile
    members: dict[str, dict[str, Any]] = field(default_factory=dict)

    def lines(self, name: str, rows: Iterable[dict[str, Any]]) -> int:
        """Write rows as JSON Lines; returns how many."""
        digest, count = hashlib.sha256(), 0
        with self.zip.open(name, "w", force_zip64=True) as out:
            for row in rows:
                text = line(row)
                digest.update(text)
                out.write(text)
                count += 1
        self.members[name] = {"rows": count, "sha256": digest.hexdigest()}
        return count

    def close(self, facts: dict[str, Any]) -> None:
        manifest = facts | {"members": self.members}
        self.zip.writestr(MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))


@dataclass(frozen=True)
class Reader:
    """A package whose manifest has been read; members are checked while they are read."""

    zip: zipfile.ZipFile
    manifest: dict[str, Any]

    @classmethod
    def open(cls, path: Path, what: str) -> "Reader":
        """Raise `Unreadable` for anything but a package of the kind `what`."""
        try:
            package = zipfile.ZipFile(path)
            _refuse_bomb(package)
            manifest = strict_json.loads(package.read(MANIFEST))
        except (OSError, zipfile.BadZipFile, KeyError, Invalid) as error:
            raise Unreadable(f"{Unreadable.reason()} ({error})", remedy="Take another copy, or export it again.") from error  # fmt: skip
        if not isinstance(manifest, dict) or manifest.get("what") != what:
            raise Unreadable(
                f"This file is no {what} of Leadline.",
                remedy=f"Bring the {what} as Leadline wrote it.",
            )
        return cls(package, manifest)

    def has(self, name: str) -> bool:
        return name in self.manifest["members"]

    def lines(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a member; raises `Unreadable` at its end when the checksum differs."""
        return map(json.loads, self.texts(name))

    def texts(self, name: str) -> Iterator[bytes]:
        """The same as they are written, a line each."""
        digest = hashlib.sha256()
        with self.zip.open(name) as member:
            while text := member.readline(MAX_LINE):
                digest.update(text)
                yield text
        if digest.hexdigest() != self.manifest["members"][name]["sha256"]:
            raise Unreadable(f"{name} has been damaged.", remedy="Take another copy.")


def line(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _refuse_bomb(package: zipfile.ZipFile) -> None:
    members = package.infolist()
    if len(members) > MAX_MEMBERS:
        raise Unreadable(
            f"It holds more than {MAX_MEMBERS} files.",
            remedy="Bring the file as Leadline wrote it.",
        )
    for member in members:
        if member.file_size > MAX_RATIO * max(member.compress_size, 1_000):
            raise Unreadable(
                f"{member.filename} unpacks to too much.",
                remedy="Bring the file as Leadline wrote it.",
            )


def kind_of(path: Path) -> str:
    """Whether a file is a backup or an export; raises `Unreadable` for neither."""
    try:
        with zipfile.ZipFile(path) as package:
            manifest = strict_json.loads(package.read(MANIFEST))
    except (OSError, zipfile.BadZipFile, KeyError, Invalid) as error:
        raise Unreadable(f"{Unreadable.reason()} ({error})", remedy="Take another copy, or export it again.") from error  # fmt: skip
    return str(manifest.get("what")) if isinstance(manifest, dict) else ""
