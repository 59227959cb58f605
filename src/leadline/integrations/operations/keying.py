"""Staging rows under the key that the mapping names, where reading guessed another column."""

from collections import Counter

from django.db import transaction

from leadline.integrations.models import ImportFile, ImportRow
from leadline.integrations.operations.course import Progress
from leadline.integrations.operations.reading import content_key
from leadline.integrations.plans import Plan
from leadline.integrations.understanding.kinds import Kind, Role

CHUNK = 1_000


def rekey(plan: Plan, progress: Progress) -> None:
    """Give the rows of each file their key again where another column has become the key."""
    for file in plan.files:
        wanted = (
            [place for place, _, _ in plan.places(file).get(Kind.KEY, ())]
            if _has_keys(file)
            else None
        )
        if wanted != file.keyed_by:
            _rekey(file, wanted, progress)


def _has_keys(file: ImportFile) -> bool:
    return file.meant_as in (Role.ITEMS, Role.CHANGES, Role.SPRINT_ITEMS)


def _rekey(file: ImportFile, wanted: list[int] | None, progress: Progress) -> None:
    seen: Counter[bytes] = Counter()
    last = 0
    while rows := list(
        ImportRow.objects.filter(file=file, number__gt=last).order_by("number")[:CHUNK]
    ):
        for row in rows:
            row.key = _key(row.cells, wanted, seen)
        with transaction.atomic():
            ImportRow.objects.bulk_update(rows, ["key"], batch_size=500)
        last = rows[-1].number
        progress(f"Reading the keys of {file.name}", last, file.rows)
    ImportFile.objects.filter(pk=file.pk).update(keyed_by=wanted)
    file.keyed_by = wanted


def _key(cells: list[str], wanted: list[int] | None, seen: "Counter[bytes]") -> str:
    if wanted is None:
        return ""
    if not wanted:
        return content_key(cells, seen)
    return next((cells[place][:120] for place in wanted if place < len(cells) and cells[place]), "")
