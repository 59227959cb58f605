"""What stands in addresses and bodies: an example for every parameter and field of every door.

A slot of an address is filed under the word before it and its own name, with the word behind it
where one record will not do for all: `sprints/sprint/start`. A field is filed under its name, with
the last word of the address in front where the name alone does not tell: `trash kind`. `api` in
front means the API's own form of it.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model

from tests.safety import aims
from tests.safety.doors import Asked, Slot, Way
from tests.safety.evidence import evidence_fields, evidence_slots
from tests.safety.furniture import FILE, Rooms
from tests.safety.outcomes import outcome_fields, outcome_slots
from tests.safety.planning import planning_fields, planning_slots
from tests.safety.rankings import ranking_fields, ranking_slots
from tests.safety.releases import releases_fields, releases_slots
from tests.safety.requirements import requirements_fields, requirements_slots
from tests.safety.roadmaps import roadmap_fields, roadmap_slots

WEEK = timedelta(weeks=1)
WORDS = "Some words"


NOT_AS_THINGS_STAND: dict[str, str] = {
    "DELETE /api/v1/{workspace}/sprints/{sprint}/closing": "the running sprint is not closed",
    "DELETE /api/v1/{workspace}/sprints/{sprint}": "the running sprint is closed, not thrown away",
    "GET /invitations": "nobody has followed a link",
    "POST /invitations": "nobody has followed a link",
    "GET /sign-in/unknown": "the page of a refusal",
    "POST /sign-in/<str:secret>": "there is no such link",
    "POST /api/v1/{workspace}/imports/{import_id}/apply": "the import is not checked",
    "POST /api/v1/{workspace}/imports/{import_id}/undo": "the import is not written",
    "POST /api/v1/{workspace}/table-imports/{import_id}/apply": "the import is not checked",
    "POST /api/v1/{workspace}/table-imports/{import_id}/undo": "the import is not written",
    "POST /w/<slug:slug>/imports/tables/<uuid:import_id>/stopping": "nothing runs",
    "POST /w/<slug:slug>/imports/tables/<uuid:import_id>/undoing": "the import is not written",
    "POST /w/<slug:slug>/imports/tables/<uuid:import_id>/writing": "the import is not checked",
    "POST /w/<slug:slug>/balance/weighing": "no sprint that is over had promised anything",
    "POST /api/v1/{workspace}/balances": "no sprint that is over had promised anything",
    "POST /w/<slug:slug>/backlog/setup": "the backlog is set up",
    "POST /w/<slug:slug>/imports/<uuid:import_id>/stopping": "nothing runs",
    "POST /w/<slug:slug>/imports/<uuid:import_id>/undoing": "the import is not written",
    "POST /w/<slug:slug>/imports/<uuid:import_id>/writing": "the import is not checked",
    "POST /w/<slug:slug>/needs/<slug:kind>/<uuid:pk>/dismissal": "the need was put aside",
    "POST /api/v1/{workspace}/needs/{kind}/{uuidstr:key}/dismissal": "the need was put aside",
    "POST /api/v1/{workspace}/releases/{uuidstr:release}/finished": "nothing was finished since the last release",
    "POST /w/<slug:slug>/releases/<uuid:release>/finished": "nothing was finished since the last release",
    "POST /w/<slug:slug>/sample": "the land is no sample",
}
"""Doors that refuse even a good request, as the furniture stands; and why."""


@dataclass(frozen=True)
class Called:
    """A row that addresses name by something other than its id."""

    name: Any
    row: Model

    def __str__(self) -> str:
        return str(self.name)


@dataclass
class Examples:
    """Addresses and bodies of a workspace, filled with the records of its `rooms`."""

    rooms: Rooms
    versions: dict[str, int] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.rooms.by.workspace.slug

    def asked(self, way: Way, /, **instead: str) -> Asked:
        """A request that the way should take; `instead` stands in slots of those names."""
        version = self.version(way)
        body = self.body(way) | ({} if way.is_api else {"version": version})
        return Asked(self.address(way, **instead), body, self.query(way), {"If-Match": f'"{version}"'})  # fmt: skip

    def address(self, way: Way, /, **instead: str) -> str:
        """The address of a way; raises `KeyError` for a slot without an example."""
        return way.address(self.filled(way) | instead)

    def filled(self, way: Way) -> dict[str, str]:
        """What stands in the slots of a way, as it is written in an address."""
        return {slot.name: str(_plain(self.slot(slot, way))) for slot in way.slots}

    def slot(self, slot: Slot, way: Way) -> Any:
        if self.lacks(slot, way):
            raise KeyError(f"{way}: {slot.names[-1]} has no example.")
        return _first(self.slots, slot.names, way)

    def lacks(self, slot: Slot, way: Way) -> bool:
        return _first(self.slots, slot.names, way) is None

    def version(self, way: Way) -> int:
        """The version of the record that the address leads to."""
        values = [self.slot(slot, way) for slot in reversed(way.slots)]
        rows = (value.row if isinstance(value, Called) else value for value in values)
        row = next((row for row in rows if hasattr(row, "version")), None)
        return self._version_of(row) if row else 1

    def _version_of(self, row: Any) -> int:
        if str(row.pk) not in self.versions:
            kept = type(row)._base_manager.filter(pk=row.pk).values_list("version", flat=True)
            self.versions[str(row.pk)] = kept.get()
        return self.versions[str(row.pk)]

    def body(self, way: Way) -> dict[str, Any]:
        found = {name: self.field(name, way) for name in way.fields}
        known = {name: value for name, value in found.items() if value is not None}
        return known if way.is_api else known | self._undeclared(way)

    def _undeclared(self, way: Way) -> dict[str, Any]:
        """Fields that a form makes from what is there, so that the registry does not know them."""
        role = {"role": str(self.rooms.rows["viewer"].pk)}
        columns = dict(enumerate(("key", "title", "status", "created")))
        tables = {
            "/files/roles": {"role-0": "items"},
            "/columns/": {f"column-{at}": kind for at, kind in columns.items()},
            "<uuid:import_id>/statuses": {"status-0": "new:doing", "status-1": "new:done"},
            "/imports/tables/<uuid:import_id>/columns": {"column-0": "key", "column-1": "name"},
            "/people/invitations": role if way.path.endswith("invitations") else {},
            "/people/<uuid:key>": role if way.path.endswith("key>") else {},
            "/values": {f"field-{self.rooms.rows['field'].pk}": WORDS},
        }
        return next((more for part, more in tables.items() if part in way.path), {})

    def field(self, name: str, way: Way) -> Any:
        """What may stand in a field: some words, where nothing else is known of it."""
        names = (*(f"{place} {name}" for place in way.places), name)
        return _plain(_first(self.fields, names, way, otherwise=WORDS))

    def query(self, way: Way) -> dict[str, Any]:
        """The parameters behind the question mark without which there is no answer."""
        named = {name: self.fields.get(f"api {way.place} {name}") for name in way.query}
        return {name: value for name, value in named.items() if value}

    @cached_property
    def slots(self) -> dict[str, Any]:
        rows, first, workspace = self.rooms.rows, self.rooms.items[0], self.rooms.by.workspace
        here, product = (
            Called(workspace.slug, workspace),
            Called(self.rooms.key, self.rooms.product),
        )
        status, place = self.rooms.statuses["Doing"], self.rooms.lists["Later"]
        return aims.slots(rows) | evidence_slots(rows) | planning_slots(rows) | ranking_slots(rows, Called) | roadmap_slots(rows) | releases_slots(self.rooms, Called) | outcome_slots(rows) | requirements_slots(rows) | {
            "w/slug": here, "v1/workspace": here, "boards/product": product,
            "api by-key/key": Called(first.key, first), "by-key/key": product,
            "contacts/contact": rows["contact"], "customers/customer": rows["customer"],
            "personas/persona": rows["persona"], "segments/segment": rows["segment"], "tiers/tier": rows["tier"],
            "metrics/metric": rows["metric"], "readings/reading": rows["reading"], "targets/target": rows["target"],
            "annotations/annotation": rows["annotation"], "balance/pk": rows["balance"], "balances/balance_run": rows["balance"],
            "columns/status": status, "columns/position": 0, "comments/pk": rows["comment"],
            "comments/key": rows["comment"],
            "criteria/criterion": rows["criterion"], "dependencies/dependency": rows["dependency"],
            "dismissals/pk": rows["dismissal"], "dismissals/key": rows["dismissal"], "events/pk": rows["event"], "fields/key": rows["field"],
            "fields/field": rows["field"], "files/position": 0, "forecasts/run": rows["forecast"],
            "imports/import_id": rows["import"], "tables/import_id": rows["table import"],
            "table-imports/import_id": rows["table import"], "inbox/pk": rows["notification"],
            "invitations/key": rows["invitation"], "invitations/secret": rows["invitation secret"],
            "items/item": first, "items/key": self.rooms.key, "items/number": Called(first.number, first),
            "labels/label": rows["label"], "left-out/exclusion": rows["exclusion"],
            "lines/line": rows["line"], "lists/key": place, "lists/list_id": place,
            "members/key": rows["guest"], "methods/method": "forecasting.when", "needs/kind": "ageing", "needs/pk": first, "needs/key": first,
            "people/key": rows["guest"], "products/key": product, "records/kind": "item",
            "records/pk": first, "records/key": first, "records/pk/restoring": rows["lost"],
            "records/key/restoring": rows["lost"], "as-of/day": self.rooms.by.workspace.today(self.rooms.now),
            "exports/key": rows["export"], "packages/way": "in", "packages/key": rows["restore"],
            "way/key": rows["restore"], "restores/key": rows["restore"], "events/key": rows["event"], "notifications/key": rows["notification"], "roles/key": rows["role"],
            "sign-in/secret": "no-such-link", "sprints/sprint": rows["running sprint"],
            "sprints/sprint/change": rows["planned sprint"], "sprints/sprint/trash": rows["planned sprint"],
            "sprints/sprint/start": rows["planned sprint"],
            "sprints/sprint/reopening": rows["closed sprint"], "statuses/key": status,
            "statuses/status": status, "teams/team": self.rooms.team, "tokens/key": rows["token"],
            "views/view": rows["view"],
        }  # fmt: skip

    @cached_property
    def fields(self) -> dict[str, Any]:
        today = self.rooms.by.workspace.today(self.rooms.now)
        theirs = aims.fields(self.rooms.rows, today)
        return (
            TEXTS
            | self._numbers()
            | self._rows()
            | self._special()
            | theirs
            | evidence_fields(self.rooms.rows)
            | planning_fields(self.rooms.rows)
            | ranking_fields(self.rooms.key)
            | roadmap_fields(self.rooms.rows)
            | releases_fields(self.rooms.rows)
            | outcome_fields(self.rooms.rows)
            | requirements_fields(self.rooms)
        )

    def _numbers(self) -> dict[str, Any]:
        today = self.rooms.by.workspace.today(self.rooms.now)
        monday = today - timedelta(days=today.weekday())
        return {
            "points": 3, "capacity": 20, "sprints capacity": 20, "wip_limit": 4, "window": 12, "days": 90, "amount": None,
            "growth": None, "is_shared": None, "everywhere": None, "create": None, "met": True,
            "at_top": True, "due_on": today, "born_on": date(2020, 1, 1), "starts_on": today + 6 * WEEK,
            "ends_on": today + 8 * WEEK, "until": today + 8 * WEEK, "expires_on": today + WEEK,
            "since_on": date(2024, 1, 1), "left_on": None, "weight": 2, "revenue": "1200", "api revenue": 120_000,
            "on": today, "readings value": "12.5", "reading value": "12.5", "targets value": "12.5", "targets due_on": today + WEEK, "api value": 12.5, "upper": None, "decimals": 1,
            "api readings": [{"on": str(today), "value": 12.5}], "whole_product": None,
            "week": monday - 3 * WEEK, "weeks_off": "", "api weeks_off": [], "api weeks_out": {},
            "api without": {},
        }  # fmt: skip

    def _rows(self) -> dict[str, Any]:
        rows, items, lists = self.rooms.rows, self.rooms.items, self.rooms.lists
        return {
            "item": items[2], "items": [str(items[2].id)], "restorations items": [str(rows["lost"].id)],
            "backlog/trash item": rows["lost"], "after": None, "before": None, "assignee": self.rooms.by,
            "team": self.rooms.team, "line": rows["line"], "members": [str(self.rooms.by.id)],
            "parent": rows["epic"], "role": rows["viewer"], "product": self.rooms.product,
            "backlog_list": lists["Later"], "list": lists["Later"], "status": self.rooms.statuses["Doing"],
            "move list": self.rooms.statuses["Doing"], "blocker": items[3], "blocked": items[4],
            "segment": rows["segment"], "tier": rows["tier"], "persona": rows["persona"], "customer": rows["customer"],
            "owner": self.rooms.by, "tiers/place before": rows["first tier"], "api tiers/place before": rows["first tier"],
            **{f"picked/{name} item": rows["other customer"] for name in ("segment", "tier", "owner", "trashing")},
            "other": items[5].key, "instead": None, "to_list": lists["Later"], "to_sprint": None,
            "api place before": rows["other criterion"], "api statuses/place before": self.rooms.statuses["Done"],
            "api lists/place before": lists["Backlog"], "customers/edits customers": [str(rows["other customer"].pk)], "id": rows["gone"],
            "api hanging ids": str(items[2].id),
        }  # fmt: skip

    def _special(self) -> dict[str, Any]:
        key, later = self.rooms.key, self.rooms.lists["Later"]
        return {
            "key": "NEW", "choices": "", "api choices": [], "rights": "comment", "api rights": ["see"],
            "typed": self.rooms.by.workspace.name, "add": ["windy"], "remove": ["calm"],
            "values": {str(self.rooms.rows["field"].id): WORDS}, "to": f"list:{later.id}",
            "file": lambda: SimpleUploadedFile("old.zip", FILE), "api restores name": "Copy", "trash kind": "team", "files": lambda: SimpleUploadedFile("more.csv", FILE), "imports/new product": key, "of": "customers", "source": "crm", "per": "year", "decimal": "", "make": None, "api order": None, "api decimal": None, "api search q": "wind",
            "api items product": key, "api fields product": key, "api imports product": key,
            "without items": {str(self.rooms.items[1].id): WORDS}, "without weeks": {}, "roles": {}, "columns": {}, "statuses": {}, "answers": {}, "imports/statuses team": "",
        }  # fmt: skip


TEXTS = {
    "item_kind": "story", "kind": "story", "category": "doing", "scheme": "dark", "stage": "growth",
    "language": "en", "currency": "EUR", "time_zone": "Europe/Oslo", "type": "text",
    "side": "blocked", "unit": "items", "question": "how_many", "work": None, "place": "top",
    "email": "new@guests.example", "query": "kind=bug", "website": "new.example", "source_key": "CRM-2", "encoding": "", "delimiter": "", "sheet": "",
    "metric_kind": "number", "metrics kind": "number", "metric kind": "number", "direction": "more", "cadence": "daily", "order": "", "mark": "",
    "adding text": "2026-01-05,12.5", "checking text": "2026-01-05,12.5", "adding file": None, "checking file": None,
    "metrics/importing text": "metric,day,value\nA,2026-01-05,12.5", "importing/checking text": "metric,day,value\nA,2026-01-05,12.5",
    "metrics/import text": "metric,day,value\nA,2026-01-05,12.5", "metrics/import kind": "number", "importing/checking file": None,
}  # fmt: skip


def _first(filed: dict[str, Any], names: tuple[str, ...], way: Way, otherwise: Any = None) -> Any:
    tried = [*(f"api {name}" for name in names if way.is_api), *names]
    return next((filed[name] for name in tried if name in filed), otherwise)


def _plain(value: Any) -> Any:
    if isinstance(value, Called):
        return value.name
    if isinstance(value, Model):
        return str(value.pk)
    return value() if callable(value) else value
