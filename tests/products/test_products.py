"""Products, lines and teams: operations, pages, API."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from leadline.foundation.refusals import Invalid, NotFound
from leadline.products.models import Product, ProductLine, Team
from leadline.products.operations import (
    KeyTaken,
    change_product,
    change_team,
    create_line,
    create_product,
    create_team,
    restore,
    trash_line,
    trash_product,
    trash_team,
)
from leadline.products.queries import product_in_hand, teams
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.after import done
from tests.backlog.pages import browser
from tests.backlog.test_api import Api
from tests.world import World


def to(world: World, name: str, **more: Any) -> str:
    return reverse(f"products:{name}", kwargs={"slug": world.workspace.slug, **more})


def test_a_key_is_taken_for_good_and_looks_like_one(world: World) -> None:
    trash_product(by=world.edda, now=world.now, product=world.station)
    with pytest.raises(KeyTaken):
        create_product(by=world.edda, now=world.now, name="Weather set", key="WS")
    for odd in ("ws", "W", "1W", "W S", "WS\n", "WEATHERSTATION"):
        with pytest.raises(Invalid, match="no key"):
            create_product(by=world.edda, now=world.now, name="Weather set", key=odd)


def test_names_differ_whatever_their_case(world: World) -> None:
    with pytest.raises(Invalid, match="already"):
        create_product(by=world.edda, now=world.now, name="WEATHER STATION", key="WX")
    with pytest.raises(Invalid, match="already"):
        create_team(by=world.edda, now=world.now, name="station CREW")


def test_a_thrown_away_line_frees_its_products_and_undo_ties_them_again(world: World) -> None:
    line = create_line(by=world.edda, now=world.now, name="Outdoor")
    change_product(by=world.edda, now=world.now, product=world.station, line=line)
    event = trash_line(by=world.edda, now=world.now, line=line)
    with scope(world.workspace):
        assert Product.objects.get(pk=world.station.pk).line is None
    assert event
    undo(by=world.edda, now=world.now, event=event)
    with scope(world.workspace):
        assert Product.objects.get(pk=world.station.pk).line == line


def test_who_is_in_a_team_is_set_and_undone(world: World) -> None:
    event = change_team(by=world.edda, now=world.now, team=world.crew, members=[world.vera])
    with scope(world.workspace):
        assert teams(world.vera)[0].people == ("Vera",)
    assert event
    undo(by=world.edda, now=world.now, event=event)
    with scope(world.workspace):
        assert teams(world.vera)[0].people == ("Edda", "Otto")


def test_what_is_thrown_away_comes_back_unless_its_name_is_taken(world: World) -> None:
    trash_team(by=world.edda, now=world.now, team=world.crew)
    create_team(by=world.edda, now=world.now, name="Station crew")
    with pytest.raises(Invalid, match="already"):
        restore(by=world.edda, now=world.now, thing=world.crew)


def test_the_product_in_hand_is_remembered(world: World) -> None:
    mast = create_product(by=world.edda, now=world.later(days=1), name="Mast", key="MA")
    kept: dict[str, Any] = {}
    with scope(world.workspace):
        assert product_in_hand(world.vera, "", kept) == world.station
        assert product_in_hand(world.vera, "ma", kept) == mast
        assert product_in_hand(world.vera, "", kept) == mast
        with pytest.raises(NotFound):
            product_in_hand(world.vera, "NO", kept)


def test_every_page_opens_for_a_member_and_for_no_outsider(world: World) -> None:
    line = create_line(by=world.edda, now=world.now, name="Outdoor")
    pages = [
        *(to(world, name) for name in ("products", "new_product", "trash", "new_line", "teams", "new_team")),
        *(to(world, name, key="WS") for name in ("product", "product_editing")),
        *(to(world, name, team=world.crew.pk) for name in ("team", "team_editing")),
        to(world, "line", line=line.pk),
    ]  # fmt: skip
    for url in pages:
        assert browser(world.edda).get(url).status_code == 200, url
        assert browser(world.mallory).get(url).status_code == 404, url
    empty = reverse("products:products", kwargs={"slug": world.mallory.workspace.slug})
    assert "No products yet" in browser(world.mallory).get(empty).content.decode()


def test_a_viewer_changes_nothing(world: World) -> None:
    for url in (
        *(to(world, name) for name in ("new_product", "trash", "new_line", "new_team")),
        *(to(world, name, key="WS") for name in ("product_editing", "product_trashing")),
        *(to(world, name, team=world.crew.pk) for name in ("team_editing", "team_trashing")),
    ):
        assert browser(world.vera).post(url).status_code == 403, url
        assert browser(world.mallory).post(url).status_code == 404, url


def test_products_lines_and_teams_are_made_changed_and_thrown_away_on_pages(world: World) -> None:
    client = browser(world.edda)
    client.post(to(world, "new_line"), {"name": "Outdoor"})
    with scope(world.workspace):
        line = ProductLine.objects.get()
    product = {"name": "Mast", "key": "MA", "stage": "growth", "line": line.pk, "born_on": "2024-05-01"}  # fmt: skip
    assert client.post(to(world, "new_product"), product).status_code == 302
    again = client.post(to(world, "new_product"), product | {"name": "Pole"})
    assert again.status_code == 409
    assert "taken" in again.content.decode()
    changed = client.post(to(world, "product_editing", key="MA"), product | {"version": 1, "name": "Tall mast"})  # fmt: skip
    assert changed.status_code == 302
    stale = client.post(to(world, "product_editing", key="MA"), product | {"version": 1, "name": "Pole"})  # fmt: skip
    assert (stale.status_code, "Tall mast" in stale.content.decode()) == (412, True)
    client.post(to(world, "new_team"), {"name": "Riggers", "members": [world.otto.pk]})
    with scope(world.workspace):
        riggers = Team.objects.get(name="Riggers")
    client.post(to(world, "team_editing", team=riggers.pk), {"version": 1, "name": "Rig", "members": []})  # fmt: skip
    client.post(to(world, "team_trashing", team=riggers.pk), {"version": 2})
    client.post(to(world, "line", line=line.pk), {"version": 1, "name": "Indoor"})
    client.post(to(world, "line_trashing", line=line.pk), {"version": 2})
    client.post(to(world, "product_trashing", key="MA"), {"version": 3})
    assert client.get(to(world, "product", key="MA")).status_code == 404
    with scope(world.workspace):
        mast = Product.with_trash.get(key="MA")
        assert (mast.name, mast.line, bool(mast.trashed_at)) == ("Tall mast", None, True)
    client.post(to(world, "trash"), {"kind": "product", "id": mast.pk})
    assert client.get(to(world, "product", key="MA")).status_code == 200


def test_lists_cost_the_same_statements_for_three_and_thirty(
    world: World, assert_constant_queries: Callable[[Any, Any], None]
) -> None:
    made = iter(range(1_000))
    client = browser(world.vera)

    def grow(count: int) -> None:
        for number in (next(made) for _ in range(count)):
            line = create_line(by=world.edda, now=world.now, name=f"Line {number}")
            create_product(by=world.edda, now=world.now, name=f"Product {number}", key=f"P{number}", line=line)  # fmt: skip
            create_team(by=world.edda, now=world.now, name=f"Team {number}", members=[world.otto])

    for name in ("products", "teams"):
        assert_constant_queries(grow, lambda name=name: client.get(to(world, name)))


def test_the_api_makes_reads_changes_and_removes(world: World) -> None:
    api = Api(world, world.edda)
    line = api("POST", "/lines", {"name": "Outdoor"}).json()
    mast = api("POST", "/products", {"name": "Mast", "key": "MA", "line": line["id"]})
    assert (mast.status_code, mast.json()["line"]) == (201, line["id"])
    assert [row["key"] for row in api("GET", "/products").json()["rows"]] == ["MA", "WS"]
    assert api("PATCH", "/products/MA", {"stage": "growth", "line": None}, If_Match="1").json()["line"] is None  # fmt: skip
    assert api("PATCH", "/products/MA", {"stage": "rock"}, If_Match="2").status_code == 400
    assert api("PATCH", f"/lines/{line['id']}", {"name": "Indoor"}, If_Match="1").json()["name"] == "Indoor"  # fmt: skip
    assert api("DELETE", f"/lines/{line['id']}", If_Match="2").status_code == 204
    assert api("DELETE", "/products/MA", If_Match="2").status_code == 204
    team = api("POST", "/teams", {"name": "Riggers", "members": [str(world.otto.id)]}).json()
    assert team["members"] == [str(world.otto.id)]
    assert api("PATCH", f"/teams/{team['id']}", {"members": []}, If_Match="1").json()["members"] == []  # fmt: skip
    assert api("GET", f"/teams/{team['id']}").json()["name"] == "Riggers"
    assert len(api("GET", "/teams").json()["rows"]) == 2
    assert api("DELETE", f"/teams/{team['id']}", If_Match="1").status_code == 204
    foreign = api("POST", "/teams", {"name": "Spies", "members": [str(world.mallory.id)]})
    assert foreign.status_code == 404


def test_products_and_teams_are_found_by_their_words_as_items_are(world: World) -> None:
    change_product(by=world.edda, now=world.now, product=world.station, description="Measures drizzle.")  # fmt: skip
    done(world)
    edda = browser(world.edda)
    base = f"/w/{world.workspace.slug}"
    for words, address in (
        ("weather stat", to(world, "product", key="WS")),
        ("drizzle", to(world, "product", key="WS")),
        ("station crew", to(world, "team", team=world.crew.pk)),
    ):
        for place in ("search", "palette"):
            page = edda.get(f"{base}/{place}", {"q": words}).content.decode()
            assert f'href="{address}"' in page, (place, words)
