"""The land has what the doors ask for: addresses that lead somewhere, and bodies that are taken."""

import re
from typing import Any

from tests.safety.doors import Way, ways
from tests.safety.examples import NOT_AS_THINGS_STAND
from tests.safety.land import Land
from tests.safety.principals import OWNER

WAYS = ways()


def test_every_parameter_of_every_address_has_an_example(land: Land) -> None:
    lacking = [str(way) for way in WAYS for slot in way.slots if land.own.lacks(slot, way)]
    assert not lacking, "\n".join(["tests/safety/examples.py has no example for", *lacking])


def test_the_owner_s_good_requests_are_taken(land: Land) -> None:
    client = OWNER.enter(land)
    client.get(f"/w/{land.own.slug}/backlog?product={land.own.rooms.key}")
    wrong = []
    for way in WAYS:
        with land.undisturbed():
            answer = way.send(client, land.own.asked(way))
            if answer.status_code >= 400 and str(way) not in NOT_AS_THINGS_STAND:
                wrong.append(f"{way}: {answer.status_code} {said(way, answer)}")
    assert not wrong, "\n".join(wrong)


def said(way: Way, answer: Any) -> str:
    text: str = answer.content.decode()
    errors = (
        re.findall(r">([^<>]*[^<>\s][^<>]*)<", text[text.find("Please put") :])
        if "Please put" in text
        else re.findall(r"<h1>(.*?)</p>", text)
    )
    return text[:300] if way.is_api else " ".join(errors)[:300]
