"""Tables of customers as people bring them, and what is found of them."""

from dataclasses import dataclass, field
from typing import Any

from leadline.integrations.models import TableImport
from leadline.integrations.operations import (
    Upload,
    apply_table,
    ask_for,
    check_table,
    map_table,
    read_table,
    start_table,
    undo_table,
)
from leadline.integrations.operations.course import APPLY_TABLE, CHECK_TABLE, UNDO_TABLE, locked
from leadline.integrations.tables.plans import TablePlan
from leadline.market.models import Customer
from tests.world import World

HUBSPOT = (
    "Record ID,Company name,Company Domain Name,Industry,Company owner,Became a customer date,ARR,First Name,Last Name,Email,Job Title\n"
    '101,Bergen havn,bergenhavn.example,Ports,otto@nordlys.example,2021-03-14,"$48,000.00",Kari,Nes,kari@bergenhavn.example,Harbour master\n'
    '102,Oslo havn,oslohavn.example,Ports,Nobody Known,2022-05-01,"$12,500.50",,,,\n'
    "103,Fjord Ferries,fjord.example,Ferries,,,,Ola,Dahl,ola@fjord.example,\n"
)


@dataclass
class Bringing:
    """Edda brings a table and goes step by step, without a worker."""

    world: World
    minutes: int = 0
    batches: list[TableImport] = field(default_factory=list)

    @property
    def who(self) -> dict[str, Any]:
        self.minutes += 1
        return {"by": self.world.edda, "now": self.world.later(minutes=self.minutes)}

    def read(self, text: str | bytes, name: str = "crm.csv") -> TableImport:
        data = text.encode() if isinstance(text, str) else text
        batch = start_table(**self.who, of="customers", file=Upload(name, [data]), in_background=False)  # fmt: skip
        return read_table(**self.who, batch=batch)

    def check(self, text: str | bytes, columns: dict[str, str] | None = None, **options: Any) -> TableImport:  # fmt: skip
        """Read, map and check; `columns`: header → field, over what is proposed."""
        batch = self.read(text)
        plan = TablePlan(batch)
        mapping = dict(plan.mapping)
        for header, name in (columns or {}).items():
            place = plan.names.index(header)
            mapping = {field: at for field, at in mapping.items() if at != place and field != name}
            mapping |= {name: place} if name else {}
        map_table(**self.who, batch=batch, mapping=mapping, options=options)
        return self.again(batch)

    def again(self, batch: TableImport) -> TableImport:
        """Check what is mapped."""
        ask_for(**self.who, batch=batch, job=CHECK_TABLE)
        return check_table(**self.who, batch=locked(batch))

    def bring(self, text: str | bytes, columns: dict[str, str] | None = None, **options: Any) -> TableImport:  # fmt: skip
        return self.write(self.check(text, columns, **options))

    def write(self, batch: TableImport) -> TableImport:
        ask_for(**self.who, batch=batch, job=APPLY_TABLE)
        return apply_table(**self.who, batch=locked(batch))

    def take_back(self, batch: TableImport) -> TableImport:
        ask_for(**self.who, batch=batch, job=UNDO_TABLE)
        return undo_table(**self.who, batch=locked(batch))


def counts(batch: TableImport) -> dict[str, int]:
    """What is not nothing among the counts of a report."""
    return {name: value for name, value in batch.report.items() if isinstance(value, int) and value}  # fmt: skip


def faults(batch: TableImport) -> list[tuple[int, str, str]]:
    """Row, severity and reason of each."""
    return [(each["number"], each["severity"], each["reason"]) for each in batch.report["faults"]]


def customers() -> dict[str, Customer]:
    return {row.name: row for row in Customer.objects.select_related("segment", "tier", "owner")}
