"""Writing what was weighed: segments and tiers first, then customers, then the people there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from leadline.foundation.inserting import Prepared
from leadline.foundation.keys import new_key
from leadline.integrations.tables.customers.rows import folded
from leadline.integrations.tables.customers.weighing import Changed, Plan
from leadline.integrations.tables.shape import Deed
from leadline.market.models import Contact, Customer
from leadline.market.operations.bringing import (
    bring_ready,
    bring_segments,
    bring_tiers,
    change_brought,
    ready_contacts,
    ready_customers,
)
from leadline.workspaces.models import Member

CHUNK = 2_000
Make = Callable[[Member, datetime, Sequence[Mapping[str, Any]]], list[Prepared]]


class Writing:
    """Does what a plan says, and keeps a deed for every record that it touched.

    What is new is made ready at once, which needs no lock; `run` does.
    """

    def __init__(self, plan: Plan, by: Member, now: datetime) -> None:
        self.plan, self.by, self.now = plan, by, now
        self.deeds: list[Deed] = []
        self.made = {name: {new_key(now): text for text in names.values()} for name, names in plan.along.items()}  # fmt: skip
        for name, names in self.made.items():
            plan.frame[name] |= {folded(text): key for key, text in names.items()}
        self.customers = self._ready(self._customers(), ready_customers)
        self.people = self._ready(self._people(), ready_contacts)

    def run(self) -> tuple[list[Deed], list[list[str]]]:
        for name, bring in (("segment", bring_segments), ("tier", bring_tiers)):
            if self.made[name]:
                bring(self.by, self.now, self.made[name])
        bring_ready(self.customers)
        self._change(Customer, self.plan.changed)
        bring_ready(self.people)
        self._change(Contact, self.plan.changed_people)
        return self.deeds, [[name, str(key)] for name, names in self.made.items() for key in names]

    def _ready(self, values: Iterator[dict[str, Any]], make: Make) -> list[Prepared]:
        found: list[Prepared] = []
        while chunk := list(islice(values, CHUNK)):
            found += make(self.by, self.now, chunk)
        return found

    def _customers(self) -> Iterator[dict[str, Any]]:
        for key, draft in self.plan.new:
            self.deeds.append(Deed(key, "customer", 1, None, draft.told))
            yield {"id": key, **self._columns(draft.told), "source_key": draft.key}

    def _people(self) -> Iterator[dict[str, Any]]:
        for customer, person in self.plan.new_people:
            key = new_key(self.now)
            self.deeds.append(Deed(key, "contact", 1, None, person.told))
            yield {"id": key, "customer_id": customer, **person.told}

    def _change(self, model: Any, changed: Sequence[Changed]) -> None:
        for start in range(0, len(changed), CHUNK):
            part = changed[start : start + CHUNK]
            there = model.with_trash.in_bulk([each.id for each in part])
            rows = [there[each.id] for each in part]
            values = [self._columns(each.updates) for each in part]
            before = [row.as_json(set(value)) for row, value in zip(rows, values, strict=True)]
            change_brought(self.by, self.now, rows, values)
            self.deeds += [Deed(row.id, row.kind(), row.version, was, each.told) for row, was, each in zip(rows, before, part, strict=True)]  # fmt: skip

    def _columns(self, told: Mapping[str, str]) -> dict[str, Any]:
        """What a file says, as columns of the record."""
        found: dict[str, Any] = {}
        for name, text in told.items():
            if name in ("segment", "tier"):
                found[f"{name}_id"] = self.plan.frame[name][folded(text)]
            elif name == "owner":
                found["owner_id"] = UUID(text)
            elif name == "money":
                minor, currency = text.split()
                found |= {"revenue": int(minor), "currency": currency}
            elif name in ("since_on", "left_on"):
                found[name] = date.fromisoformat(text)
            else:
                found[name] = text
        return found
