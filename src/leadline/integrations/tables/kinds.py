"""The kinds of table that may be brought; a new one costs a module and a line here."""

from leadline.foundation.refusals import NotFound
from leadline.integrations.tables.customers import CustomerTable
from leadline.integrations.tables.releases import ReleaseTable
from leadline.integrations.tables.shape import TableKind

KINDS: dict[str, TableKind] = {kind.name: kind for kind in (CustomerTable(), ReleaseTable())}


def kind_called(name: str) -> TableKind:
    """The kind of this name; raises `NotFound` with all there are."""
    if name not in KINDS:
        raise NotFound(f"Tables of “{name[:40]}” cannot be brought.", field="of", remedy=f"Take one of: {', '.join(KINDS)}.")  # fmt: skip
    return KINDS[name]
