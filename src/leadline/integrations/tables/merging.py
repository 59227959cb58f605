"""What a source changed since it last told of a record, held against what people changed here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from leadline.integrations.models import Brought, State

Told = Mapping[str, str]
AT_ONCE = 500
BROUGHT = (State.DONE, State.UNDOING)


@dataclass(frozen=True, slots=True)
class Merged:
    """`updates`: what is to be set. `kept`: fields that the source changed and people edited here."""

    updates: dict[str, str]
    kept: tuple[str, ...]


def differing(told: Told, here: Told, same: Callable[[str, str, str], bool]) -> dict[str, str]:
    """What a file says otherwise than it stands here."""
    return {name: value for name, value in told.items() if not same(name, value, here.get(name, ""))}  # fmt: skip


def merged(other: Told, here: Told, last: Told | None) -> Merged:
    """Of what a file says otherwise: what its source changed since `last`, unless people changed it too."""
    if last is None:
        return Merged(dict(other), ())
    moved = {name: value for name, value in other.items() if last.get(name) != value}
    kept = tuple(name for name in moved if name in last and here.get(name, "") != last[name])
    return Merged({name: value for name, value in moved.items() if name not in kept}, kept)


def last_told(keys: Iterable[UUID]) -> dict[UUID, Told]:
    """What imports said last of these records; none for those that no import brought."""
    found: dict[UUID, Told] = {}
    for part in _parts(list(keys)):
        rows = Brought.objects.filter(row_id__in=part, batch__state__in=BROUGHT)
        for key, told in rows.order_by("batch__applied_at").values_list("row_id", "told"):
            found[key] = {**found.get(key, {}), **told}
    return found


def _parts(keys: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))
