"""The kind of table whose rows are releases."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from leadline.foundation.refusals import Invalid
from leadline.integrations.tables.releases.rows import Draft, Reader
from leadline.integrations.tables.releases.weighing import Plan, Weighing
from leadline.integrations.tables.shape import (
    Deed,
    Faults,
    Findings,
    Options,
    Row,
    TableKind,
    field_of,
)
from leadline.products.models import Product
from leadline.releases.models import Release
from leadline.releases.operations.bringing import bring_releases, change_brought, erase_brought
from leadline.workspaces.models import Member, Record
from leadline.workspaces.rights import Right

FIELDS = (
    field_of("product", _("Product"), "product,product name,project,component,produkt,produit,producto,package,software"),
    field_of("name", _("Version"), "version,release,release name,cycle,release cycle,tag,version name,ausgabe,versión,label"),
    field_of("on", _("Released on"), "release date,releasedate,released on,released,date,published at,published,start date,veröffentlicht am,erscheinungsdatum,datum,date de sortie,fecha de lanzamiento,fecha,planned on,planned", "date"),
    field_of("support_ends_on", _("Supported until"), "eol,end of life,end of support,supported until,support ends,support end,end of life date,support bis,fin de support,fin de soporte", "date"),
    field_of("about", _("What it is for"), "about,description,summary,beschreibung,description,descripción"),
)  # fmt: skip


class ReleaseTable(TableKind):
    """A version of a product in each row, with its day."""

    name = "releases"
    title = _("Releases")
    one, many = _("release"), _("releases")
    place, tab = "roadmap", "releases"
    icon = "package"
    fields = FIELDS
    needs = Right.PLAN
    nouns = (Release,)
    stands_on = (Release, Product)
    home = "releases:releases"
    hints = (
        (_("A row for each version"), _("Product, version, the day on which it came out or is planned for, and until when it is supported. Headers may be English, German, French or Spanish.")),
        (_("Products"), _("By name or by key; those that are not here are left out and named. A file without them goes to your only product.")),
        (_("Days"), _("Days up to today are releases that went out, later ones are planned, none is planned without a day. No day may lie before the product was first sold.")),
    )  # fmt: skip

    def refuse_mapping(self, mapping: Mapping[str, int]) -> None:
        if "name" not in mapping:
            raise Invalid("Nothing says which versions these are.", field="columns", remedy="Choose the column with the versions.")  # fmt: skip

    def drafts(self, rows: Iterable[Row], options: Options, faults: Faults) -> list[Draft]:
        read = Reader(options, faults).draft
        return [draft for row in rows if (draft := read(row))]

    def weigh(self, drafts: list[Draft], options: Options, faults: Faults, by: Member, now: datetime) -> Findings:  # fmt: skip
        return Weighing(drafts, faults, by, now).findings()

    def write(self, ready: Plan, by: Member, now: datetime) -> tuple[list[Deed], list[list[str]]]:
        bring_releases(by, now, [{"id": key, "product": product, **_columns(told)} for key, product, told in ready.new])  # fmt: skip
        rows = [row for row, _updates, _told in ready.changed]
        values = [_changes(updates) for _row, updates, _told in ready.changed]
        before = [row.as_json(set(value)) for row, value in zip(rows, values, strict=True)]
        change_brought(by, now, rows, values)
        made = [Deed(key, Release.kind(), 1, None, told) for key, _product, told in ready.new]
        changed = [Deed(row.pk, Release.kind(), row.version, was, told) for (row, _updates, told), was in zip(ready.changed, before, strict=True)]  # fmt: skip
        return [*made, *changed], []

    def set_back(self, model: type[Record], rows: Sequence[Any], values: Sequence[Mapping[str, Any]], by: Member, now: datetime) -> None:  # fmt: skip
        change_brought(by, now, rows, values)

    def erase(self, rows: Any, by: Member, now: datetime) -> None:
        erase_brought(by, now, rows)

    def forget_along(self, kind: str, key: str, by: Member, now: datetime) -> bool:
        return True


def _columns(told: Mapping[str, str]) -> dict[str, Any]:
    """What a file says, as values of a new release; `on` as it stands, for its operation to tell past from plan."""
    return {name: date.fromisoformat(text) if name in ("on", "support_ends_on") else text for name, text in told.items()}  # fmt: skip


def _changes(updates: Mapping[str, str]) -> dict[str, Any]:
    values = _columns({name: text for name, text in updates.items() if name != "name"})
    return {("planned_on" if name == "on" else name): value for name, value in values.items()}
