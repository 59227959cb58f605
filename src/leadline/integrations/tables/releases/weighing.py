"""What a table of releases would do here: which are new, which change, which rows are left out and why."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from leadline.foundation.keys import new_key
from leadline.foundation.refusals import Invalid
from leadline.integrations.models import Severity
from leadline.integrations.tables.merging import differing, last_told, merged
from leadline.integrations.tables.releases.rows import Draft
from leadline.integrations.tables.shape import SAMPLE, Fault, Faults, Findings
from leadline.products.models import Product
from leadline.releases.models import Release
from leadline.releases.operations.checks import refuse_odd_day, refuse_odd_support
from leadline.workspaces.models import Member

Told = dict[str, str]
DAYS = ("on", "support_ends_on")


@dataclass
class Plan:
    """New releases by key, and what is set of those that are here."""

    new: list[tuple[UUID, Product, Told]] = field(default_factory=list)
    changed: list[tuple[Release, Told, Told]] = field(default_factory=list)


def squashed(text: str) -> str:
    """A name of a product as it is compared: letters and digits only, whatever their case."""
    return re.sub(r"[^\w]|_", "", text.casefold())


class Weighing:
    """Holds the drafts of a file against the products and releases that are here."""

    def __init__(self, drafts: Sequence[Draft], faults: Faults, by: Member, now: datetime) -> None:
        self.drafts, self.faults, self.by, self.now = drafts, faults, by, now
        products = list(Product.objects.select_related("workspace"))
        self.only = products[0] if len(products) == 1 else None
        self.products = {squashed(each): row for row in products for each in (row.name, row.key)}
        rows = Release.objects.select_related("product", "workspace")
        self.here = {(row.product_id, row.name.casefold()): row for row in rows}
        self.seen: dict[tuple[UUID, str], int] = {}
        self.plan, self.shown = Plan(), list[dict[str, Any]]()
        self.counts = dict.fromkeys(("new", "changed", "unchanged", "kept"), 0)

    def findings(self) -> Findings:
        fitting = [pair for draft in self.drafts if (pair := self._fitting(draft))]
        known = [(draft, self.here[key]) for draft, product in fitting if (key := _key(product, draft)) in self.here]  # fmt: skip
        last = last_told(row.pk for _draft, row in known)
        for draft, product in fitting:
            row = self.here.get(_key(product, draft))
            outcome = self._begin(draft, product) if row is None else self._change(draft, row, last.get(row.pk))  # fmt: skip
            self._count(draft, product, outcome)
        left = self.faults.counts[Severity.LEFT_OUT.value]
        return Findings({**self.counts, "left_out": left}, self.faults, {}, self.shown, self.plan)

    def _fitting(self, draft: Draft) -> tuple[Draft, Product] | None:
        """The row with its product; None for one that is left out."""
        product = self.products.get(squashed(draft.product)) if draft.product else self.only
        if product is None:
            self._leave_unknown(draft)
            return None
        if reason := self._odd(draft, product):
            self._leave(draft, *reason)
            return None
        return draft, product

    def _leave_unknown(self, draft: Draft) -> None:
        reason = "No product has this name or key here." if draft.product else "It does not say of which product."  # fmt: skip
        self._leave(draft, reason, "Add the product first, or name it as it is called here.", "product", draft.product)  # fmt: skip

    def _odd(self, draft: Draft, product: Product) -> tuple[str, str, str, str] | None:
        """Why a row of a known product cannot be: reason, remedy, field, value."""
        first = self.seen.setdefault(_key(product, draft), draft.number)
        if first != draft.number:
            return f"Row {first} has the same version of the same product.", "Leave one of them in the source.", "name", draft.name  # fmt: skip
        try:
            refuse_odd_day(product, draft.on)
            refuse_odd_support(draft.support_ends_on, draft.on)
        except Invalid as refusal:
            told = refusal.problems[0]
            field = "on" if told.field == "planned_on" else told.field
            return told.reason, "Put the day right in the source, or that from which on the product was sold.", field, str(getattr(draft, field))  # fmt: skip
        return None

    def _leave(self, draft: Draft, reason: str, remedy: str, *at: str) -> None:
        self.faults.add([Fault(draft.number, Severity.LEFT_OUT, reason, remedy, *at)])

    def _begin(self, draft: Draft, product: Product) -> str:
        self.plan.new.append((new_key(self.now), product, _told(draft)))
        return "new"

    def _change(self, draft: Draft, row: Release, last: Mapping[str, str] | None) -> str:
        told, stands = _told(draft), self._stands(row)
        other = {name: value for name, value in differing(told, stands, _same).items() if name != "name"}  # fmt: skip
        found = merged(other, stands, last)
        updates = {name: value for name, value in found.updates.items() if self._may_move(draft, row, name)}  # fmt: skip
        for name in found.kept:
            self._keep(draft, f"Somebody set this to “{stands.get(name) or 'nothing'}” here, and the source changed it too: it stays.", name)  # fmt: skip
        if updates:
            self.plan.changed.append((row, updates, told))
            return "changed"
        return "kept" if other else "unchanged"

    def _may_move(self, draft: Draft, row: Release, name: str) -> bool:
        """What went out here, or is to go out by its page, keeps its day."""
        if name != "on" or (row.is_planned and (draft.on is None or draft.on > self._today)):
            return True
        why = "It is planned here, and went out by the source: say so on its page." if row.is_planned else f"It went out here on {self._stands(row)['on']}: that stays."  # fmt: skip
        self._keep(draft, why, name)
        return False

    def _keep(self, draft: Draft, reason: str, name: str) -> None:
        self.faults.add([Fault(draft.number, Severity.CONFLICT, reason, "Set it here by hand if the source is right.", name, str(getattr(draft, name) or ""))])  # fmt: skip

    @property
    def _today(self) -> date:
        return self.by.workspace.today(self.now)

    def _stands(self, row: Release) -> Told:
        out = self.by.workspace.today(row.released_at) if row.released_at else row.planned_on
        return dict(_filled(on=out, support_ends_on=row.support_ends_on, about=row.about))

    def _count(self, draft: Draft, product: Product, outcome: str) -> None:
        self.counts[outcome] += 1
        if outcome in ("new", "changed") and len(self.shown) < SAMPLE:
            self.shown.append({"row": draft.number, "outcome": outcome, "product": str(product), "name": draft.name} | _told(draft))  # fmt: skip


def _same(_name: str, one: str, other: str) -> bool:
    return one == other


def _key(product: Product, draft: Draft) -> tuple[UUID, str]:
    return product.pk, draft.name.casefold()


def _told(draft: Draft) -> Told:
    return {"name": draft.name, **dict(_filled(on=draft.on, support_ends_on=draft.support_ends_on, about=draft.about))}  # fmt: skip


def _filled(**values: Any) -> Iterator[tuple[str, str]]:
    return ((name, str(value)) for name, value in values.items() if value)
