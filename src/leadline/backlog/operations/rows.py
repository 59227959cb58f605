"""The items that an operation is handed, as they are once it holds the lock."""

from collections.abc import Iterable, Sequence

from leadline.backlog.models import Item
from leadline.foundation.refusals import Invalid, NotFound

MOST = 1_000


def fresh(items: Iterable[Item], from_trash: bool = False) -> list[Item]:
    """The items as they are now, in the order given and each once; read under the lock.

    Raises `NotFound` when one is in the trash by now (or, `from_trash`, not in it), `Invalid`
    for more than 1,000.
    """
    keys = list(dict.fromkeys(item.pk for item in items))
    if len(keys) > MOST:
        raise Invalid(f"At most {MOST:,} items change at once.", remedy="Select fewer.")
    rows = Item.with_trash.filter(trashed_at__isnull=not from_trash)
    found = rows.select_related("product", "status", "backlog_list").in_bulk(keys)
    if len(found) < len(keys):
        raise NotFound("Some of these items are gone.", remedy="Load the list again.")
    return [found[key] for key in keys]


def only(items: Sequence[Item]) -> Item | None:
    """The item that an event is about, where it is about a single one."""
    return items[0] if len(items) == 1 else None
