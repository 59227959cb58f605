"""The pages of the strategy and its API, asked as browsers and programs ask them."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leadline.strategy.models import CheckIn, KeyResult, Objective
from leadline.strategy.operations import create_canvas, fill_box
from leadline.strategy.queries import state_words
from leadline.workspaces.models.bulk import create_all
from leadline.workspaces.scope import scope
from tests.strategy.cast import number, objective, quarter, said, standing
from tests.world import World


@pytest.fixture
def edda(world: World, client: Client) -> Client:
    client.force_login(world.edda.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def at(world: World, name: str, **named: Any) -> str:
    return reverse(f"strategy:{name}", kwargs={"slug": world.workspace.slug, **named})


def test_every_list_teaches_when_it_is_empty(world: World, edda: Client) -> None:
    for name in ("goals", "vision", "canvases", "themes", "decisions"):
        answer = edda.get(at(world, name))
        assert answer.status_code == 200
        assert "empty" in answer.content.decode()


def test_a_check_in_is_written_and_a_wrong_one_keeps_what_was_typed(
    world: World, edda: Client
) -> None:
    result = number(world, objective(world, quarter(world)))
    address = at(world, "check_ins", result=result.pk)
    answer = edda.post(
        address, {"on": "2026-03-02", "value": "94,5", "confidence": "70", "note": "Two to go"}
    )
    assert answer.status_code == 302
    with scope(world.workspace):
        row = CheckIn.objects.get(key_result=result)
        assert (row.value, row.confidence, row.member_id) == (Decimal("94.5"), 70, world.edda.pk)
    answer = edda.post(address, {"on": "2026-03-02", "value": "many", "note": "Still typed"})
    assert answer.status_code == 400
    assert "Still typed" in answer.content.decode()


def test_a_circle_is_told_beside_its_field(world: World, edda: Client) -> None:
    cycle = quarter(world)
    top = objective(world, cycle, "Top")
    low = objective(world, cycle, "Low", parent=top)
    fields = {
        "name": "Top",
        "about": "",
        "cycle": cycle.pk,
        "goal": "",
        "parent": low.pk,
        "product": "",
        "owner": "",
        "weight": 1,
        "version": 1,
    }
    answer = edda.post(at(world, "objective_editing", objective=top.pk), fields)
    assert answer.status_code == 409
    assert "lie under itself" in answer.content.decode()


def test_the_second_editor_of_a_box_sees_both_texts(world: World, edda: Client) -> None:
    canvas = create_canvas(by=world.edda, now=world.now, canvas_kind="swot", name="SWOT")
    fill_box(by=world.otto, now=world.now, canvas=canvas, box="threats", text="Cheap satellites")
    answer = edda.post(
        at(world, "canvas_box", canvas=canvas.pk, box="threats"),
        {"text": "Cheap drones", "version": 1},
    )
    assert answer.status_code == 412
    text = answer.content.decode()
    assert "Cheap satellites" in text
    assert "Cheap drones" in text


def test_an_import_is_looked_at_before_it_is_written(world: World, edda: Client) -> None:
    cycle = quarter(world)
    fields = {"cycle": cycle.pk, "text": "- Stations stay online\n  - 98 % online\n"}
    assert "All of it can be read" in edda.post(at(world, "checking"), fields).content.decode()
    with scope(world.workspace):
        assert not Objective.objects.exists()
    assert edda.post(at(world, "importing"), fields).status_code == 302
    with scope(world.workspace):
        assert KeyResult.objects.get().target == 98


def test_objectives_come_from_a_file_in_any_usual_encoding(world: World, edda: Client) -> None:
    table = "objective;key result;to\nFähren fahren pünktlich;Fahrten mit Karte;12\n"
    file = SimpleUploadedFile("ziele.csv", table.encode("cp1252"))
    looked = edda.post(at(world, "checking"), {"cycle": quarter(world).pk, "text": "", "file": file}).content.decode()  # fmt: skip
    assert ("All of it can be read" in looked, "Fähren fahren pünktlich" in looked) == (True, True)


def test_the_tree_asks_as_often_for_thousands_as_for_a_few(world: World, edda: Client) -> None:
    cycle = quarter(world)
    said(world, number(world, objective(world, cycle)), 94)
    _queries(world, edda)
    few = _queries(world, edda)
    who: dict[str, Any] = {"by": world.edda, "now": world.later(seconds=1)}
    with scope(world.workspace):
        tops, _changes = create_all(
            Objective, [{"name": f"Objective {n}", "cycle": cycle} for n in range(300)], **who
        )
        lows, _changes = create_all(
            Objective,
            [{"name": f"Low {n}", "cycle": cycle, "parent": tops[n // 5]} for n in range(1_500)],
            **who,
        )
        create_all(
            KeyResult,
            [{"objective": low, "name": "Share", "baseline": 0, "target": 10} for low in lows],
            **who,
        )
    assert _queries(world, edda) == few


def _queries(world: World, client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(at(world, "goals")).status_code == 200
    return len(asked)


def test_the_tree_goes_on_where_a_page_ends(world: World, edda: Client) -> None:
    cycle = quarter(world)
    with scope(world.workspace):
        create_all(
            Objective,
            [{"name": f"Objective {n:03}", "cycle": cycle} for n in range(130)],
            by=world.edda,
            now=world.now,
        )
    first = edda.get(at(world, "goals")).content.decode()
    assert first.count("data-node") == 120
    address = first.split('hx-get="/w/')[-1].split('"')[0]
    assert edda.get(f"/w/{address.replace('&amp;', '&')}").content.decode().count("data-node") == 10


def test_a_program_walks_from_a_cycle_to_a_check_in(world: World, edda: Client) -> None:
    base = f"/api/v1/{world.workspace.slug}"

    def post(path: str, body: dict[str, Any]) -> Any:
        answer = edda.post(f"{base}{path}", body, content_type="application/json")
        assert answer.status_code == 201, answer.content
        return answer.json()

    cycle = post("/cycles", {"name": "Q1", "starts_on": "2026-01-01", "ends_on": "2026-03-31"})
    goal = post("/goals", {"name": "Trust"})
    aim = post("/objectives", {"name": "Online", "cycle": cycle["id"], "goal": goal["id"]})
    result = post(
        f"/objectives/{aim['id']}/key-results", {"name": "Share", "baseline": 90, "target": 98}
    )
    told = post(f"/key-results/{result['id']}/check-ins", {"value": 94, "confidence": 60})
    assert (told["progress"], told["confidence"]) == (0.5, 60)
    points = edda.get(f"{base}/key-results/{result['id']}/points").json()["rows"]
    assert [point["value"] for point in points] == [94]
    assert edda.get(f"{base}/goals/{goal['id']}").json()["progress"] == 0.5
    change: dict[str, Any] = {
        "path": f"{base}/key-results/{result['id']}",
        "data": {"target": 90},
        "content_type": "application/json",
    }
    assert edda.patch(**change).status_code == 428
    answer = edda.patch(**change, headers={"If-Match": f'"{told["version"]}"'})
    assert answer.status_code == 400
    assert "no way to go" in answer.json()["detail"]


def test_a_program_decides_looks_again_and_puts_another_in_its_place(
    world: World, edda: Client
) -> None:
    base, aim = f"/api/v1/{world.workspace.slug}/decisions", objective(world, quarter(world))

    def ask(verb: str, path: str, body: Any = None, status: int = 200, version: int = 0) -> Any:
        headers = {"If-Match": f'"{version}"'} if version else {}
        answer = edda.generic(verb, f"{base}{path}", json.dumps(body), "application/json", headers=headers)  # fmt: skip
        assert answer.status_code == status, answer.content
        return answer.json() if answer.content else None

    first, later = (ask("POST", "", {"question": each}, 201)["id"] for each in ("Radio?", "Cable?"))
    radio, other = (ask("POST", f"/{first}/alternatives", {"name": each}, 201) for each in ("Radio", "None"))  # fmt: skip
    told = ask("PATCH", f"/{first}/alternatives/{radio['id']}", {"pros": "Quick"}, version=radio["version"])  # fmt: skip
    assert (told["name"], told["pros"]) == ("Radio", "Quick")
    ask("DELETE", f"/{first}/alternatives/{other['id']}", status=428)
    ask("DELETE", f"/{first}/alternatives/{other['id']}", status=204, version=other["version"])
    ask("POST", f"/{first}/reviews", {"note": "It holds"}, 409)
    ask("POST", f"/{first}/choice", {"alternative": radio["id"], "why": "It is quick"})
    assert ask("POST", f"/{first}/reviews", {"review_on": "2090-06-01"})["review_on"] == "2090-06-01"  # fmt: skip
    assert len(ask("GET", f"/{first}/reviews")["rows"]) == 1
    ask("POST", f"/{first}/links", {"kind": "objective", "id": str(aim.pk)}, 204)
    (link,) = ask("GET", f"/{first}/links")["rows"]
    assert link["title"] == "Stations stay online"
    ask("DELETE", f"/{first}/links/{link['id']}", status=204)
    assert not ask("GET", f"/{first}/links")["rows"]
    assert ask("POST", f"/{first}/superseding", {"later": later})["superseded_by"] == later


def test_a_program_makes_the_usual_themes_once(world: World, edda: Client) -> None:
    for _again in range(2):
        answer = edda.post(f"/api/v1/{world.workspace.slug}/themes/dimensions", {"preset": "work"}, content_type="application/json")  # fmt: skip
    assert [each["name"] for each in answer.json()["rows"]] == ["Delivery", "Discovery"]


def test_a_number_that_went_the_wrong_way_says_how_far(world: World, edda: Client) -> None:
    result = number(world, objective(world, quarter(world)))
    said(world, result, 88)
    page = edda.get(at(world, "result", result=result.pk)).content.decode()
    assert "88\u202f% on 2 Mar 2026: 25\u202f% the wrong way from 90 → 98\u202f%" in page
    assert state_words(standing(world, result)) == "Going the wrong way"
    above = edda.get(at(world, "objective", objective=result.objective_id)).content.decode()
    assert "−25\u202f%" in above
