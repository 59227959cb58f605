"""What stands in addresses and bodies: one example for every parameter and field of every door.

A slot of an address is filed under the word before it and its own name, with the word behind it
where one record will not do for all: `sprints/sprint/start`. A field is filed under its name, with
the last word of the address in front where the name alone does not tell: `trash kind`. `api` in
front means the API's own form of it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.safety.doors import Slot, Way
from tests.safety.furniture import FILE, Rooms

WEEK = timedelta(weeks=1)


@dataclass
class Examples:
    """Addresses below the workspace `slug`, filled with the records of `rooms`."""

    rooms: Rooms
    slug: str

    def address(self, way: Way, **instead: Any) -> str:
        """The address of a way; raises `KeyError` for a slot without an example."""
        return way.address({slot.name: self.slot(slot, way) for slot in way.slots} | instead)

    def slot(self, slot: Slot, way: Way) -> Any:
        return _first(self.slots, slot.names, way)

    def field(self, name: str, way: Way) -> Any:
        return _first(self.fields, (f"{way.place} {name}", name), way)

    def body(self, way: Way) -> dict[str, Any]:
        """A body that the way should take."""
        found = {name: self.field(name, way) for name in way.fields}
        return {name: value for name, value in found.items() if value is not None}

    @cached_property
    def slots(self) -> dict[str, Any]:
        rows, first = self.rooms.rows, self.rooms.items[0]
        status, place = self.rooms.statuses["Doing"], self.rooms.lists["Later"]
        far, near = rows["planned sprint"].id, rows["running sprint"].id
        return {
            "w/slug": self.slug, "v1/workspace": self.slug,
            "api boards/product": self.rooms.product.id,
            "api by-key/key": first.key, "by-key/key": self.rooms.key,
            "api columns/status": status.id, "columns/status": status.id, "columns/position": 0,
            "comments/pk": rows["comment"].id, "criteria/criterion": rows["criterion"].id,
            "dependencies/dependency": rows["dependency"].id, "dismissals/pk": rows["dismissal"].id,
            "events/pk": rows["event"].id, "fields/key": rows["field"].id,
            "fields/field": rows["field"].id, "files/position": 0,
            "forecasts/run": rows["forecast"].id, "imports/import_id": rows["import"].id,
            "inbox/pk": rows["notification"].id, "invitations/key": rows["invitation"].id,
            "invitations/secret": rows["invitation secret"], "items/item": first.id,
            "items/key": self.rooms.key, "items/number": first.number,
            "labels/label": rows["label"].id, "left-out/exclusion": rows["exclusion"].id,
            "lines/line": rows["line"].id, "lists/key": place.id, "lists/list_id": place.id,
            "members/key": self.rooms.by.id, "needs/kind": "ageing", "needs/pk": first.id,
            "people/key": self.rooms.by.id, "products/key": self.rooms.key,
            "records/kind": "item", "records/pk": first.id,
            "records/pk/restoring": rows["lost"].id, "roles/key": rows["role"].id,
            "sign-in/secret": "no-such-link", "sprints/sprint": near,
            "sprints/sprint/change": far, "sprints/sprint/start": far, "sprints/sprint/trash": far,
            "sprints/sprint/reopening": rows["closed sprint"].id,
            "statuses/key": status.id, "statuses/status": status.id, "teams/team": self.rooms.team.id,
            "tokens/key": rows["token"].id, "views/view": rows["view"].id,
        }  # fmt: skip

    @cached_property
    def fields(self) -> dict[str, Any]:
        return self._texts() | self._numbers() | self._rows() | self._special()

    def _texts(self) -> dict[str, Any]:
        text = dict.fromkeys(
            ("name", "title", "description", "goal", "reason", "review", "body", "given", "when",
             "then", "label", "labels", "team_name", "new_product"), "Some words",
        )  # fmt: skip
        return text | {
            "item_kind": "story", "kind": "story", "category": "doing", "scheme": "dark", "stage": "growing",
            "language": "en", "currency": "EUR", "time_zone": "Europe/Oslo", "type": "text",
            "side": "blocked", "unit": "items", "question": "how_many", "work": None, "place": "top",
            "email": "new@guests.example", "query": "kind=bug", "encoding": "", "delimiter": "", "sheet": "",
        }  # fmt: skip

    def _numbers(self) -> dict[str, Any]:
        today = self.rooms.by.workspace.today(self.rooms.now)
        return {
            "points": 3, "capacity": 20, "wip_limit": 4, "window": 12, "days": 90, "amount": None,
            "position": 0, "version": 1, "growth": None, "is_shared": None, "everywhere": None,
            "met": True, "at_top": True, "due_on": today, "born_on": date(2020, 1, 1),
            "starts_on": today + 6 * WEEK, "ends_on": today + 8 * WEEK, "until": today + 8 * WEEK,
            "expires_on": today + WEEK, "week": today - 3 * WEEK - timedelta(days=today.weekday()),
            "weeks_off": "", "api weeks_off": [], "api weeks_out": {}, "api without": {},
        }  # fmt: skip

    def _rows(self) -> dict[str, Any]:
        rows, items = self.rooms.rows, self.rooms.items
        place, status = self.rooms.lists["Later"].id, self.rooms.statuses["Doing"].id
        return {
            "item": items[2].id, "items": [items[2].id], "after": None, "before": None,
            "assignee": self.rooms.by.id, "team": self.rooms.team.id, "line": rows["line"].id,
            "members": [self.rooms.by.id], "parent": rows["epic"].id, "role": rows["viewer"].id,
            "product": self.rooms.product.id, "backlog_list": place, "list": place,
            "status": status, "move list": status, "blocker": items[3].id, "blocked": items[4].id,
            "other": items[5].key, "instead": self.rooms.statuses["To do"].id, "to_list": place,
            "to_sprint": None, "lists instead": self.rooms.lists["Backlog"].id,
        }  # fmt: skip

    def _special(self) -> dict[str, Any]:
        rows, key = self.rooms.rows, self.rooms.key
        return {
            "key": "NEW", "choices": "", "api choices": [], "rights": ["see"], "typed": "",
            "add": ["windy"], "remove": ["calm"], "values": {str(rows["field"].id): "Some words"},
            "to": f"list:{self.rooms.lists['Later'].id}", "trash kind": "team", "id": rows["gone"].id,
            "files": SimpleUploadedFile("more.csv", FILE), "api items product": key, "api fields product": key,
            "new product": self.rooms.product.id,
        }  # fmt: skip


def _first(filed: dict[str, Any], names: tuple[str, ...], way: Way) -> Any:
    tried = [*(f"api {name}" for name in names if way.is_api), *names]
    found = next((name for name in tried if name in filed), None)
    if found is None:
        raise KeyError(f"{way} asks for “{names[-1]}”, of which tests/safety/examples.py has no example.")  # fmt: skip
    return filed[found]
