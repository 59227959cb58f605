"""Every POST of the API may be sent again under one Idempotency-Key: it is done once."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.safety.doors import Way, ways
from tests.safety.examples import NOT_AS_THINGS_STAND
from tests.safety.land import Land, contents
from tests.safety.principals import OWNER

WAYS = [way for way in ways() if way.is_api and way.verb == "post"]


def test_a_call_sent_again_gets_the_same_answer_and_does_nothing(land: Land) -> None:
    client = OWNER.enter(land)
    wrong = [f"{way}: {fault}" for way in WAYS if (fault := second(land, client, way, "one"))]
    assert not wrong, "\n".join(wrong)


def test_a_call_done_twice_is_noticed(land: Land, monkeypatch: pytest.MonkeyPatch) -> None:
    comments = next(way for way in WAYS if str(way).endswith("/comments"))
    client = OWNER.enter(land)
    assert not second(land, client, comments, "one")
    assert second(land, client, comments, "") == "done twice"


def test_another_file_under_the_same_key_is_refused(land: Land) -> None:
    uploads = [way for way in WAYS if way.is_upload]
    assert uploads
    for way in uploads:
        with land.undisturbed():
            client, asked = OWNER.enter(land), land.own.asked(way)
            asked = replace(asked, headers={"Idempotency-Key": "one"})
            assert way.send(client, asked).status_code in (201, 202)
            name = next(name for name, value in asked.body.items() if hasattr(value, "read"))
            file = SimpleUploadedFile("more.csv", b"Key,Title\nB-1,Other\n")
            other = {**asked.body, name: file}
            assert way.send(client, replace(asked, body=other)).status_code == 400


def second(land: Land, client: Client, way: Way, key: str) -> str:
    """What is wrong with the answer to a good request that comes again under a key."""
    if str(way) in NOT_AS_THINGS_STAND:
        return ""
    headers = {**land.own.asked(way).headers, **({"Idempotency-Key": key} if key else {})}
    with land.undisturbed():
        first = way.send(client, replace(land.own.asked(way), headers=headers))
        before = contents()
        again = way.send(client, replace(land.own.asked(way), headers=headers))
        if contents() != before:
            return "done twice"
    alike = again.status_code == first.status_code and is_same(first, again)
    return "" if alike else f"{first.status_code}, then {again.status_code} {again.content[:200]!r}"


def is_same(first: Any, again: Any) -> bool:
    """Whether the bodies are equal but for secrets, which a repeated answer holds empty."""
    if not first.content:
        return not again.content
    bodies = first.json(), again.json()
    return all(bodies[1][name] in (value, "") for name, value in bodies[0].items())
