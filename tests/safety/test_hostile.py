"""Hostile values in every place of every way in: no answer of 5xx, and nothing kept of what is refused.

A share of all pairs at each run, of which PostgreSQL takes every second one; every pair with
`--hypothesis-profile=deep`. Both databases answer with the same status: `./leadline test` lays the
answers of its two runs side by side.
"""

import inspect
import json
import os
from collections.abc import Iterator, Sequence
from functools import cache
from http.cookies import SimpleCookie
from importlib import import_module
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings as configured
from django.db import connection
from django.test import Client, override_settings
from pydantic import ValidationError

from leadline.foundation import strict_json
from leadline.workspaces.doors.api import Input
from tests.safety.doors import Way, is_deep, ways
from tests.safety.hostile import Value
from tests.safety.land import Land, contents, written
from tests.safety.places import VALUES, Place, parameters_read, places
from tests.safety.principals import OWNER

PER_PLACE = 1
SHELL = "leadline.foundation.input_shell.InputShell"
Pair = tuple[Place, Value]


@pytest.fixture(scope="module")
def every_place(land: Land) -> list[Place]:
    """All places, with the parameters that the pages are seen to read."""
    client = entered(land)
    known = [way for way in ways() if not any(land.own.lacks(slot, way) for slot in way.slots)]
    return [place for way in known for place in places(land, way, _read(land, client, way))]


def _read(land: Land, client: Client, way: Way) -> Sequence[str]:
    if way.is_api or way.verb != "get":
        return ()
    with parameters_read() as names, land.undisturbed():
        way.send(client, land.own.asked(way))
    return names


def test_no_hostile_value_breaks_a_door(land: Land, every_place: list[Place]) -> None:
    statuses, wrong = knocks(land, entered(land), pairs(every_place))
    assert not wrong, "\n".join([f"{len(wrong)} of {len(statuses)}", *wrong])
    assert not others_answers(statuses)


@override_settings(MIDDLEWARE=[name for name in configured.MIDDLEWARE if name != SHELL])
def test_views_without_the_shell_are_noticed(land: Land, every_place: list[Place]) -> None:
    bare = [each for each in every_place if each.kind in ("query", "field") and each.name in ("q", "title", "name")]  # fmt: skip
    unfit = [(place, value) for place in bare for value in VALUES[place.kind] if value.is_unfit]
    statuses, wrong = knocks(land, entered(land), unfit)
    assert len(wrong) > len(statuses) / 2


def test_a_refusal_that_keeps_rows_is_noticed(land: Land, every_place: list[Place], monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    renaming = next(each for each in every_place if str(each).startswith("POST /w/<slug:slug>/settings · field name"))  # fmt: skip
    tooth = [(renaming, next(each for each in VALUES["field"] if each.name == "nothing"))]
    client = entered(land)
    assert not knocks(land, client, tooth)[1]
    people = type(land.ann.user)._base_manager
    monkeypatch.setattr(type(land.ann), "note_visit", lambda self, now: people.update(name="Eve"))
    assert knocks(land, client, tooth)[1] == [f"{renaming} = nothing: 400, and rows kept"]


def entered(land: Land) -> Client:
    """The owner's browser, with a product in hand and a visit behind it."""
    client = OWNER.enter(land)
    client.get(f"/w/{land.own.slug}/backlog?product={land.own.rooms.key}")
    return client


def pairs(every: Sequence[Place]) -> Iterator[Pair]:
    """All pairs of place and value, or as an everyday share the same few for each place."""
    whole = is_deep()
    skipped = not whole and connection.vendor == "postgresql"
    for number, place in enumerate(every):
        if skipped and number % 2:
            continue
        values = VALUES[place.kind]
        few = [values[(number * 7 + turn * 13) % len(values)] for turn in range(PER_PLACE)]
        yield from ((place, value) for value in (values if whole else few))


def knocks(land: Land, client: Client, chosen: Sequence[Pair] | Iterator[Pair]) -> tuple[dict[str, int], list[str]]:  # fmt: skip
    """The status of each pair, and what is wrong with the answers in words."""
    statuses, wrong = {}, []
    cookies = {name: cookie.value for name, cookie in client.cookies.items()}
    before = contents()
    for place, value in chosen:
        client.cookies = SimpleCookie(cookies)
        with land.undisturbed(), written() as count:
            answer = place.send(land, client, value)
            kept = answer.status_code >= 400 and count() and contents() != before
        statuses[f"{place} = {value}"] = answer.status_code
        fault = _fault(land, place, value, answer.status_code) or ("rows kept" if kept else "")
        if fault:
            wrong.append(f"{place} = {value}: {answer.status_code}, and {fault}")
    return statuses, wrong


def _fault(land: Land, place: Place, value: Value, status: int) -> str:
    if status >= 500:
        return "it broke"
    if value.is_unfit and place.kind in ("query", "field", "json", "body"):
        return "" if status == 400 else "the shell should refuse it with 400"
    if place.kind == "json" and not _fits(land, place, value):
        return "" if status == 400 else "its type asks for 400"
    if place.kind == "slot" and place.name in place.way.uuids and not _is_uuid(value):
        return "" if 400 <= status < 500 else "it is no UUID"
    return ""


def _is_uuid(value: Value) -> bool:
    try:
        return bool(UUID(json.loads(value.written)))
    except ValueError:
        return False


def _fits(land: Land, place: Place, value: Value) -> bool:
    """Whether the declared body of an API operation takes the value in that field."""
    schema = _schema(place.way.door.name)
    body = json.loads(json.dumps(land.own.asked(place.way).body, default=str))
    try:
        schema.model_validate({**body, place.name: strict_json.loads(value.written)})
    except ValidationError:
        return False
    return True


class Nothing(Input):
    """The body of an operation that takes none: whatever comes is not read."""

    model_config = {"extra": "ignore"}


@cache
def _schema(door: str) -> type[Input]:
    module, _, name = door.rpartition(".")
    annotations = inspect.get_annotations(getattr(import_module(module), name), eval_str=True)
    found = (each for each in annotations.values() if isinstance(each, type) and issubclass(each, Input))  # fmt: skip
    return next(found, Nothing)


def others_answers(statuses: dict[str, int]) -> list[str]:
    """Where the run on the other database was answered otherwise, if both leave word of it."""
    folder = os.environ.get("STATUSES_OF_SAFETY")
    if not folder:
        return []
    own = Path(folder) / f"statuses-{connection.vendor}.json"
    own.with_suffix(".part").write_text(json.dumps(statuses))
    own.with_suffix(".part").rename(own)
    others = [json.loads(each.read_text()) for each in Path(folder).glob("statuses-*.json") if each != own]  # fmt: skip
    return [
        f"{name}: {status} here, {other[name]} there"
        for other in others
        for name, status in statuses.items()
        if other.get(name, status) != status
    ]


def test_another_answer_of_the_other_database_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STATUSES_OF_SAFETY", str(tmp_path))
    assert not others_answers({"a": 200, "b": 400})
    (tmp_path / "statuses-other.json").write_text('{"a": 404, "b": 400}')
    assert others_answers({"a": 200, "b": 400}) == ["a: 200 here, 404 there"]
