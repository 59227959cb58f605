"""The API of the evidence: the same rules at another door."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from leadline.evidence.models import Likeness
from leadline.foundation import clock
from leadline.foundation.keys import new_key
from leadline.workspaces.models import Event
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.backlog.test_api import Api
from tests.evidence.cast import Evidence

TIDES = "The tide table is gone offline. 🌊 We sail without it."


@pytest.fixture
def api(evidence: Evidence) -> Api:
    return Api(evidence.world, evidence.world.otto)


def field_of(answer: Any) -> str:
    """The field of the first problem of a refusal."""
    problem = answer.json()["problems"][0]
    assert problem["reason"]
    return str(problem["field"])


def texts(api: Api, state: str) -> list[str]:
    return [row["text"] for row in api("GET", f"/feedback?state={state}").json()["rows"]]


def today(evidence: Evidence) -> date:
    """The day on which a request is answered, which is no day of the cast's."""
    return evidence.world.workspace.today(clock.now())


def remedied(answer: Any) -> str:
    """The field of a refusal that says what to do about it."""
    assert answer.json()["problems"][0]["remedy"]
    return field_of(answer)


def test_feedback_is_captured_read_corrected_and_thrown_away(evidence: Evidence, api: Api) -> None:
    body = {"text": f" {TIDES}\r\n", "contact": str(evidence.marit.pk), "channel": "call", "heard_on": evidence.today.isoformat(), "source_key": "T-7"}  # fmt: skip
    made = api("POST", "/feedback", body)
    said = made.json()
    assert (made.status_code, made.headers["ETag"], said["text"]) == (201, '"1"', TIDES)
    assert (said["customer"], said["captured_by"]) == (str(evidence.harbour.pk), str(evidence.world.otto.pk))  # fmt: skip
    path = f"/feedback/{said['id']}"
    assert api("GET", path).json() == said
    assert api("PATCH", path, {"channel": "email"}).status_code == 428
    changed = api("PATCH", path, {"channel": "email", "customer": None, "contact": None}, If_Match='"1"')  # fmt: skip
    assert said | {"channel": "email", "customer": None, "contact": None, "version": 2} == changed.json()  # fmt: skip
    assert api("PATCH", path, {"channel": "chat"}, If_Match='"1"').status_code == 412
    assert api("DELETE", path).status_code == 428
    assert api("DELETE", path, If_Match='"1"').status_code == 412
    assert api("DELETE", path, If_Match='"2"').status_code == 204
    assert api("GET", path).status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"text": " \n"}, "text"),
        ({"text": "x" * 20_001}, "text"),
        ({"text": "Loud", "channel": "dream"}, "channel"),
        ({"text": "Loud", "heard_on": "2099-01-01"}, "heard_on"),
        ({"text": "Loud", "heard_on": "2026-02-30"}, "heard_on"),
        ({"text": "Loud", "source_key": "k" * 201}, "source_key"),
        ({"text": "Loud", "customer": "rock"}, "customer"),
        ({"text": "Loud", "mood": "bad"}, "mood"),
    ],
)
def test_what_cannot_be_heard_names_its_field(evidence: Evidence, api: Api, body: dict[str, Any], field: str) -> None:  # fmt: skip
    answer = api("POST", "/feedback", body)
    assert (answer.status_code, field_of(answer)) == (400, field)
    assert evidence.texts("every") == []


def test_many_come_in_whole_or_not_at_all_and_once(evidence: Evidence, api: Api) -> None:
    rows = [{"text": "Loud", "source_key": "a"}, {"text": "Late", "source_key": "b"}]
    assert len(api("POST", "/feedback/many", {"rows": rows}).json()["written"]) == 2
    again = api("POST", "/feedback/many", {"rows": [*rows, {"text": "Dear"}]}).json()
    assert (len(again["written"]), again["known"]) == (1, 2)
    assert api("POST", "/feedback/many", {"rows": [{"text": "Dull"}, {"text": ""}]}).status_code == 400  # fmt: skip
    assert api("POST", "/feedback/many", {"rows": []}).status_code == 400
    repeated = api("POST", "/feedback", {"text": "Loud", "source_key": "a"})
    assert (repeated.status_code, remedied(repeated)) == (400, "source_key")
    assert sorted(evidence.texts("every")) == ["Dear", "Late", "Loud"]


def test_each_state_is_listed_page_by_page_and_narrowed(evidence: Evidence, api: Api) -> None:
    for number in range(5):
        evidence.world.later(minutes=1)
        evidence.heard(f"Wind {number}", customer=evidence.harbour if number % 2 else None)
    first = api("GET", "/feedback?limit=3").json()
    rest = api("GET", f"/feedback?limit=3&after={first['after']}").json()
    assert [row["text"] for row in first["rows"] + rest["rows"]] == [f"Wind {n}" for n in (4, 3, 2, 1, 0)]  # fmt: skip
    assert rest["after"] == ""
    narrowed = api("GET", f"/feedback?state=every&customer={evidence.harbour.pk}").json()
    assert [row["text"] for row in narrowed["rows"]] == ["Wind 3", "Wind 1"]
    assert api("GET", f"/feedback?product={uuid4()}").json() == {"rows": [], "after": ""}
    refused = api("GET", "/feedback?state=lost")
    assert (refused.status_code, remedied(refused)) == (400, "state")
    assert api("GET", "/feedback?after=rock").status_code == 400


def test_the_verbs_of_triage_move_pieces_and_name_the_event_that_undoes_them(evidence: Evidence, api: Api) -> None:  # fmt: skip
    one, two, three = (str(evidence.heard(text).pk) for text in ("One", "Two", "Three"))
    event = api("POST", "/feedback/archive", {"feedback": [one]}).json()["event"]
    assert texts(api, "archived") == ["One"]
    assert api("POST", "/feedback/archive", {"feedback": [one]}).json() == {"event": None}
    with scope(evidence.world.workspace):
        undo(by=evidence.world.otto, now=clock.now(), event=Event.objects.get(pk=event))
    until = (today(evidence) + timedelta(days=3)).isoformat()
    api("POST", "/feedback/snooze", {"feedback": [two], "until": until})
    assert texts(api, "snoozed") == ["Two"]
    api("POST", "/feedback/merge", {"feedback": [three], "into": one})
    assert api("GET", f"/feedback/{three}").json()["merged_into"] == one
    assert texts(api, "inbox") == ["One"]
    api("POST", "/feedback/return", {"feedback": [two, three]})
    assert (sorted(texts(api, "inbox")), texts(api, "snoozed")) == (["One", "Three", "Two"], [])


def test_triage_that_makes_no_sense_is_refused_by_its_field(evidence: Evidence, api: Api) -> None:
    one = str(evidence.heard("One").pk)
    for path, body, field in (
        ("/feedback/snooze", {"feedback": [one], "until": today(evidence).isoformat()}, "until"),
        ("/feedback/merge", {"feedback": [one], "into": one}, "into"),
    ):
        answer = api("POST", path, body)
        assert (answer.status_code, remedied(answer)) == (400, field), path
    assert api("POST", "/feedback/archive", {"feedback": [one, str(new_key(evidence.world.now))]}).status_code == 404  # fmt: skip
    assert evidence.texts() == ["One"]


def test_a_passage_is_marked_by_place_or_words_and_taken_off(evidence: Evidence, api: Api) -> None:
    path = f"/feedback/{evidence.heard(TIDES).pk}"
    by_words = api("POST", f"{path}/passages", {"quote": " We sail without it "})
    by_place = api("POST", f"{path}/passages", {"start": 4, "end": 14})
    assert (by_words.status_code, by_words.json()["start"], by_place.json()["quote"]) == (201, 34, "tide table")  # fmt: skip
    assert api("POST", f"{path}/passages", {"start": 3, "end": 15}).json() == by_place.json()
    marked = api("GET", f"{path}/passages").json()["rows"]
    assert [row["quote"] for row in marked] == ["tide table", "We sail without it"]
    for body, field in (({"quote": "storm"}, "quote"), ({"start": 9, "end": 900}, "start"), ({}, "quote")):  # fmt: skip
        answer = api("POST", f"{path}/passages", body)
        assert (answer.status_code, remedied(answer)) == (400, field)
    struck = api("PATCH", path, {"text": "Tides"}, If_Match="1")
    assert (struck.status_code, remedied(struck)) == (400, "text")
    passage = f"/passages/{by_place.json()['id']}"
    assert api("DELETE", passage).status_code == 428
    assert api("DELETE", passage, If_Match="1").status_code == 204
    assert len(api("GET", f"{path}/passages").json()["rows"]) == 1


def test_a_text_is_split_and_its_second_part_is_the_answer(evidence: Evidence, api: Api) -> None:
    path = f"/feedback/{evidence.heard(TIDES, customer=evidence.harbour).pk}"
    assert api("POST", f"{path}/split", {"at": 32}).status_code == 428
    assert remedied(api("POST", f"{path}/split", {"at": 0}, If_Match="1")) == "at"
    made = api("POST", f"{path}/split", {"at": 32}, If_Match="1").json()
    assert (made["text"], made["customer"]) == ("🌊 We sail without it.", str(evidence.harbour.pk))
    assert api("GET", path).json()["text"] == "The tide table is gone offline."


def test_a_claim_is_made_corrected_looked_at_again_and_thrown_away(evidence: Evidence, api: Api) -> None:  # fmt: skip
    body = {"statement": "Harbours lose the network", "nature": "fact", "source": "Study", "sample_size": 14, "strength": 9, "half_life": 180, "owner": str(evidence.world.otto.pk)}  # fmt: skip
    made = api("POST", "/claims", body)
    assert (made.status_code, made.headers["ETag"], made.json() | body) == (201, '"1"', made.json())
    path, due = f"/claims/{made.json()['id']}", (today(evidence) + timedelta(days=180)).isoformat()
    assert made.json()["due_on"] == due
    assert api("PATCH", path, {"notes": "n"}).status_code == 428
    assert api("PATCH", path, {"notes": "n", "half_life": None}, If_Match="1").json()["due_on"] is None  # fmt: skip
    assert api("PATCH", path, {"notes": "m"}, If_Match="1").status_code == 412
    assert api("POST", f"{path}/looks", {"strength": 3}).status_code == 428
    look = api("POST", f"{path}/looks", {"strength": 3, "note": "Five calls"}, If_Match="2")
    assert (look.status_code, look.json()["looked_by"]) == (201, str(evidence.world.otto.pk))
    told = api("GET", f"{path}/confidence").json()
    assert (told["confidence"], told["method"]) == (0.75, "calibration.evidence")
    assert api("DELETE", path, If_Match="3").status_code == 204
    assert api("GET", path).status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"statement": ""}, "statement"),
        ({"statement": "A", "nature": "hunch"}, "nature"),
        ({"statement": "A", "nature": "fact"}, "source"),
        ({"statement": "A", "strength": 0.5}, "strength"),
        ({"statement": "A", "half_life": 0}, "half_life"),
        ({"statement": "A", "sample_size": -1}, "sample_size"),
        ({"statement": "A", "observed_on": "2099-01-01"}, "observed_on"),
    ],
)
def test_what_is_no_claim_names_its_field(api: Api, body: dict[str, Any], field: str) -> None:
    answer = api("POST", "/claims", body)
    assert (answer.status_code, field_of(answer)) == (400, field)


def test_claims_stand_on_one_thing_at_a_time_and_never_in_a_circle(evidence: Evidence, api: Api) -> None:  # fmt: skip
    lower, upper = (str(evidence.believed(text).pk) for text in ("Lower", "Upper"))
    heard = str(evidence.heard(TIDES).pk)
    path = f"/claims/{upper}/supports"
    against = api("POST", path, {"feedback": heard, "stance": "contradicts", "strength": 3})
    assert (against.status_code, against.json()["stance"]) == (201, "contradicts")
    api("POST", path, {"other": lower})
    assert [row["strength"] for row in api("GET", path).json()["rows"]] == [3, 1.5]
    assert [row["id"] for row in api("GET", "/claims?state=contradicted").json()["rows"]] == [upper]
    both = api("POST", path, {"feedback": heard, "other": lower})
    assert (both.status_code, remedied(both)) == (400, "passage")
    circle = api("POST", f"/claims/{lower}/supports", {"other": upper})
    assert (circle.status_code, remedied(circle)) == (400, "other")
    assert api("DELETE", f"/supports/{against.json()['id']}").status_code == 204
    assert api("GET", "/claims?state=contradicted").json()["rows"] == []


def test_claims_are_listed_by_what_they_are_and_page_by_page(evidence: Evidence, api: Api) -> None:
    for text in ("A", "B", "C"):
        evidence.world.later(minutes=1)
        evidence.believed(text, half_life=1)
    first = api("GET", "/claims?limit=2").json()
    rest = api("GET", f"/claims?limit=2&after={first['after']}").json()
    assert [row["statement"] for row in first["rows"] + rest["rows"]] == ["C", "B", "A"]
    assert api("GET", "/claims?nature=fact").json()["rows"] == []
    assert [row["statement"] for row in api("GET", "/claims?q=b").json()["rows"]] == ["B"]
    assert remedied(api("GET", "/claims?state=lost")) == "state"
    assert remedied(api("GET", "/claims?nature=hunch")) == "nature"


def test_what_another_workspace_heard_leads_nowhere(evidence: Evidence, api: Api) -> None:
    heard, claim = evidence.heard(TIDES), evidence.believed("Harbours lose it")
    mallory = Api(evidence.world, evidence.world.mallory)
    assert mallory("GET", f"/feedback/{heard.pk}").status_code == 404
    mallory.base = f"/api/v1/{evidence.world.mallory.workspace.slug}"
    own, key = mallory("POST", "/feedback", {"text": "Ours"}).json()["id"], str(heard.pk)
    for path in (f"/feedback/{key}", f"/feedback/{key}/passages", f"/claims/{claim.pk}", f"/claims/{claim.pk}/supports"):  # fmt: skip
        assert mallory("GET", path).status_code == 404, path
    for path, body in (
        ("/feedback", {"text": "x", "customer": str(evidence.harbour.pk)}),
        ("/feedback/archive", {"feedback": [own, key]}),
        ("/feedback/merge", {"feedback": [own], "into": key}),
        ("/claims", {"statement": "x", "owner": str(evidence.world.otto.pk)}),
        (f"/claims/{claim.pk}/supports", {"feedback": own}),
    ):
        assert mallory("POST", path, body).status_code == 404, path
    assert evidence.texts() == [TIDES]


def test_who_may_only_see_changes_nothing(evidence: Evidence) -> None:
    vera, heard = Api(evidence.world, evidence.world.vera), evidence.heard(TIDES)
    assert vera("GET", f"/feedback/{heard.pk}").status_code == 200
    for path, body in (
        ("/feedback", {"text": "x"}),
        ("/feedback/archive", {"feedback": [str(heard.pk)]}),
        ("/claims", {"statement": "x"}),
    ):
        assert vera("POST", path, body).status_code == 403


def test_repeats_are_told_apart_and_named_no_more(evidence: Evidence, api: Api) -> None:
    first, second = evidence.heard(TIDES), evidence.heard(TIDES)
    found: dict[str, Any] = {"likeness": 0.9, "method": "text.duplicates 1", "compared_by": "words", "compared": 2}  # fmt: skip
    with scope(evidence.world.workspace):
        Likeness.create(**evidence.who, feedback=second, other=first, found_at=clock.now(), **found)
    path = f"/feedback/{second.pk}/likenesses"
    (like,) = api("GET", path).json()["rows"]
    assert (like["other"], like["likeness"]) == (str(first.pk), 0.9)
    assert api("POST", f"/likenesses/{like['id']}/telling-apart").json()["event"]
    assert api("GET", path).json() == {"rows": []}


def test_looks_at_a_claim_are_read_the_newest_first(evidence: Evidence, api: Api) -> None:
    path = f"/claims/{api('POST', '/claims', {'statement': 'Ports need tides.'}).json()['id']}"
    api("POST", f"{path}/looks", {"note": "Asked five ports."}, If_Match='"1"')
    assert [row["note"] for row in api("GET", f"{path}/looks").json()["rows"]] == ["Asked five ports."]  # fmt: skip
