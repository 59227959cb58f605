"""Taking files in: their bytes into the database, and a job that reads them."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from leadline.foundation.keys import new_key
from leadline.foundation.pieces import MEGABYTE, megabytes
from leadline.foundation.refusals import Invalid, NotFound
from leadline.foundation.tabular.limits import LIMITS
from leadline.integrations.models import Import, ImportBlob, ImportFile, Piece
from leadline.integrations.operations.course import READ, set_off
from leadline.products.models import Product, Team
from leadline.products.operations import create_product
from leadline.workspaces.models import Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

MOST_FILES = 10
ODD_LETTERS = re.compile(r"[\x00-\x1f\x7f/\\]")


@dataclass(frozen=True)
class Upload:
    """A file as it comes: its name, for people only, and its bytes in pieces."""

    name: str
    pieces: Iterable[bytes]


@operation(needs=Right.IMPORT)
def start_import(
    *, by: Member, now: datetime, product: Product, files: Sequence[Upload], team: Team | None = None,
    in_background: bool = True,
) -> Import:  # fmt: skip
    """Keep the files of one export and have them read. Raises `Invalid`; then nothing is kept."""
    if not 0 < len(files) <= MOST_FILES:
        raise Invalid(f"An import takes 1 to {MOST_FILES} files.", field="files", remedy="Choose the files of one export.")  # fmt: skip
    title = ", ".join(shown_name(each.name) for each in files)[:200]
    batch, change = Import.create(
        by=by, now=now, product=product, team=team, title=title, bringer=by
    )
    for position, each in enumerate(files):
        _keep(batch, position, each, by, now)
    if in_background:
        set_off(batch, READ, by=by, now=now)
    record(by, now, "import.started", subject=batch, changes=[change], facts={"final": True})
    return batch


def product_for(
    *, by: Member, now: datetime, name: str, create: bool = True
) -> tuple[Product, bool]:
    """The product called so (or with this key), made where there is none; and whether it was made."""
    wanted = name.strip()
    found = (
        Product.objects.filter(name__iexact=wanted).first()
        or Product.objects.filter(key=wanted.upper()).first()
    )
    if found is not None:
        return found, False
    if not create:
        raise NotFound(
            f"There is no product called “{wanted}”.",
            field="product",
            remedy="Choose one, or have it made.",
        )
    if not 0 < len(wanted) <= 120:
        raise Invalid(
            "A product's name has between 1 and 120 characters.",
            field="product",
            remedy="Shorten it, or choose a product that is there.",
        )
    return create_product(by=by, now=now, name=wanted, key=free_key(wanted)), True


def free_key(name: str) -> str:
    """A key for a product of this name that no other has: its initials or first letters."""
    words = re.findall(r"[A-Za-z0-9]+", name.upper())
    initials = "".join(word[0] for word in words)
    stem = (initials if len(initials) > 1 else "".join(words))[:4].lstrip("0123456789")
    stem = stem if len(stem) > 1 else (stem + "PR")[:4]
    taken = set(Product.with_trash.values_list("key", flat=True))
    return next(
        key
        for key in (stem, *(f"{stem}{number}" for number in range(2, 100_000)))
        if key not in taken
    )


def shown_name(name: str) -> str:
    """A file's name for people: without a path and odd letters; it never names anything on a disk."""
    return ODD_LETTERS.sub("", PurePath(name.replace("\\", "/")).name)[:200].strip() or "file"


def _keep(batch: Import, position: int, upload: Upload, by: Member, now: datetime) -> None:
    file, _ = ImportFile.create(by=by, now=now, batch=batch, position=position, name=shown_name(upload.name), size=0, digest="")  # fmt: skip
    size, digest = keep_pieces(upload, ImportBlob, by, now, field="files", file=file)
    file.change(by=by, now=now, size=size, digest=digest)


def keep_pieces(upload: Upload, model: type[Piece], by: Member, now: datetime, *, field: str, **owner: Any) -> tuple[int, str]:  # fmt: skip
    """Keep a file's bytes as pieces of its `owner`; gives their number and their digest."""
    digest, size, name = hashlib.sha256(), 0, shown_name(upload.name)
    for number, piece in enumerate(megabytes(upload.pieces)):
        size += len(piece)
        if size > LIMITS.bytes:
            raise Invalid(f"“{name}” is larger than {LIMITS.bytes // MEGABYTE} MB.", field=field, remedy="Split it.")  # fmt: skip
        digest.update(piece)
        model(id=new_key(now), workspace_id=by.workspace_id, number=number, data=piece, **owner).save(force_insert=True)  # fmt: skip
    if not size:
        raise Invalid(f"“{name}” is empty.", field=field, remedy="Export it again.")
    return size, digest.hexdigest()
