"""Many customers at once, as an import brings, changes and takes back: inside the import's operation.

None of these records an event: the import keeps what it did record by record, and says so in one.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from leadline.foundation.inserting import Prepared, insert_prepared, prepared
from leadline.foundation.keys import new_key
from leadline.foundation.ranks import ranks_between
from leadline.market.models import Contact, Customer, Segment, Tier
from leadline.workspaces.models import Member, Record
from leadline.workspaces.models.bulk import change_all, create_all, erase_all

Values = Mapping[str, Any]
BLANK: dict[type[Record], dict[str, Any]] = {
    Customer: {
        "segment_id": None, "tier_id": None, "revenue": None, "website": "", "since_on": None,
        "left_on": None, "owner_id": None, "notes": "", "source_key": "",
    },
    Contact: {"email": "", "job_title": "", "persona_id": None, "notes": ""},
}  # fmt: skip
HISTORY = ["history_id", "history_date", "history_type", "history_user_id", "history_change_reason"]


def bring_customers(by: Member, now: datetime, values: Sequence[Values]) -> None:
    """Add customers by column; each mapping has its `id`, and only what differs from an empty one."""
    bring_ready(ready_customers(by, now, values))


def bring_contacts(by: Member, now: datetime, values: Sequence[Values]) -> None:
    """The same of contacts; `customer_id` says where."""
    bring_ready(ready_contacts(by, now, values))


def ready_customers(by: Member, now: datetime, values: Sequence[Values]) -> list[Prepared]:
    """What `bring_customers` would insert, made before the lock is taken, for `bring_ready`."""
    return _prepared(Customer, by, now, [{"currency": by.workspace.currency, **each} for each in values])  # fmt: skip


def ready_contacts(by: Member, now: datetime, values: Sequence[Values]) -> list[Prepared]:
    """The same of contacts."""
    return _prepared(Contact, by, now, values)


def bring_ready(ready: Iterable[Prepared]) -> None:
    """Insert what was made ready, in that order."""
    for each in ready:
        insert_prepared(each)


def bring_segments(by: Member, now: datetime, names: Mapping[UUID, str]) -> None:
    """Add segments of these names, none of which is there, under these keys."""
    create_all(Segment, [{"id": key, "name": name} for key, name in names.items()], by=by, now=now)


def bring_tiers(by: Member, now: datetime, names: Mapping[UUID, str]) -> None:
    """The same of tiers: ordinary voices, behind those that are there."""
    last = Tier.with_trash.order_by("-rank").values_list("rank", flat=True).first()
    ranks = ranks_between(last, None, len(names))
    rows = [{"id": key, "name": name, "rank": rank} for (key, name), rank in zip(names.items(), ranks, strict=True)]  # fmt: skip
    create_all(Tier, rows, by=by, now=now)


def change_brought(
    by: Member, now: datetime, rows: Sequence[Customer | Contact], values: Sequence[Values]
) -> None:
    """Set columns of customers or contacts that were read under the lock."""
    change_all(rows, values, by=by, now=now)


def erase_brought(by: Member, now: datetime, rows: "QuerySet[Any]") -> None:
    """Delete records that nothing points at and nobody touched since they came; history tells of the end."""
    erase_all(rows, by=by, now=now)


def _prepared(model: type[Record], by: Member, now: datetime, values: Sequence[Values]) -> list[Prepared]:  # fmt: skip
    """New rows with the beginning of their history, without making an object of each."""
    common = BLANK[model] | {"workspace_id": by.workspace_id, "version": 1, "created_at": now, "updated_at": now, "trashed_at": None}  # fmt: skip
    columns = [field.attname for field in model._meta.concrete_fields]
    full = [{**common, **each} for each in values]
    rows = [tuple(each[name] for name in columns) for each in full]
    past: Any = model.history.model
    told = [now, "+", by.id, None]
    history = ((*row, new_key(now), *told) for row in rows)
    return [prepared(model, columns, rows), prepared(past, [*columns, *HISTORY], history)]
