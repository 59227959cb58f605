"""The kind of table whose rows are customers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from leadline.foundation.refusals import Invalid
from leadline.integrations.pointing import in_use
from leadline.integrations.tables.customers.fields import FIELDS
from leadline.integrations.tables.customers.rows import Draft, Reader
from leadline.integrations.tables.customers.weighing import Plan, Weighing
from leadline.integrations.tables.customers.writing import Writing
from leadline.integrations.tables.shape import Deed, Faults, Findings, Options, Row, TableKind
from leadline.market.models import Contact, Customer, Segment, Tier
from leadline.market.operations.bringing import change_brought, erase_brought
from leadline.workspaces.models import Member, Record
from leadline.workspaces.rights import Right

ALONG: dict[str, type[Record]] = {"segment": Segment, "tier": Tier}


class CustomerTable(TableKind):
    """Customers, with a contact in the same row."""

    name = "customers"
    title = _("Customers")
    one, many = _("customer"), _("customers")
    place, tab = "market", "customers"
    icon = "building-2"
    hints = (
        (_("Salesforce"), _("A report of accounts, or of contacts and accounts, exported with details only. Take the account ID along.")),
        (_("HubSpot"), _("Companies or contacts → Export, all properties.")),
        (_("Pipedrive"), _("Organizations or people → Export filter results.")),
        (_("Any other"), _("A row for each customer: name, website, segment, tier, what it pays, since when, who looks after it, and a contact. Headers may be English, German, French or Spanish.")),
        (_("An id for each"), _("With a column of ids a customer is known again even when its name changes, and two of one name stay apart. Without one, name and website have to tell.")),
    )  # fmt: skip
    fields = FIELDS
    needs = Right.CONTRIBUTE
    nouns = (Contact, Customer)
    stands_on = (Customer, Contact, Segment, Tier, Member)
    home = "market:customers"

    def refuse_mapping(self, mapping: Mapping[str, int]) -> None:
        if not {"name", "key"} & set(mapping):
            raise Invalid("Nothing says what the customers are called.", field="columns", remedy="Choose the column with their names, or with their ids.")  # fmt: skip

    def drafts(self, rows: Iterable[Row], options: Options, faults: Faults) -> list[Draft]:
        read = Reader(options, faults).draft
        return [draft for row in rows if (draft := read(row))]

    def weigh(self, drafts: list[Draft], options: Options, faults: Faults, by: Member, now: datetime) -> Findings:  # fmt: skip
        may_make = options.make and by.may(Right.PLAN)
        return Weighing(drafts, replace(options, make=may_make), faults, now).findings()

    def ready(self, plan: Plan, by: Member, now: datetime) -> Writing:
        return Writing(plan, by, now)

    def write(self, ready: Writing, by: Member, now: datetime) -> tuple[list[Deed], list[list[str]]]:  # fmt: skip
        if any(ready.made.values()):
            by.must(Right.PLAN)
        return ready.run()

    def set_back(self, model: type[Record], rows: Sequence[Any], values: Sequence[Mapping[str, Any]], by: Member, now: datetime) -> None:  # fmt: skip
        change_brought(by, now, rows, values)

    def erase(self, rows: Any, by: Member, now: datetime) -> None:
        erase_brought(by, now, rows)

    def forget_along(self, kind: str, key: str, by: Member, now: datetime) -> bool:
        row = ALONG[kind].with_trash.filter(pk=UUID(key)).first()
        if row and (row.version > 1 or in_use(row)):
            return False
        erase_brought(by, now, ALONG[kind].with_trash.filter(pk=UUID(key)))
        return True
