"""Too much at once, and too often: told as any other refusal, with what to do about it."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.backlog.pages import browser, to
from tests.world import World

MEGABYTE = 2**20


def test_a_form_that_is_too_large_is_refused_on_a_page(world: World) -> None:
    fields = {"title": "Wind", "description": "x" * (5 * MEGABYTE)}
    answer = browser(world.edda).post(to(world, "new_item"), fields)
    assert answer.status_code == 413
    assert answer.headers["Content-Type"].startswith("text/html")
    page = answer.content.decode()
    assert "<h1>That is too much at once</h1>" in page
    assert "A form may hold 5 MB beside its files; nothing was saved. Shorten the text" in page


def test_a_part_of_a_page_is_told_so_as_a_part(world: World) -> None:
    fields = {"title": "x" * (6 * MEGABYTE)}
    answer = browser(world.edda).post(to(world, "quick_add"), fields, headers={"HX-Request": "true"})  # fmt: skip
    assert answer.status_code == 413
    assert "data-problem" in answer.content.decode()


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
def test_a_program_is_told_so_as_a_problem(world: World, kind: str) -> None:
    body = b'{"title": "' + b"x" * (6 * MEGABYTE) + b'"}'
    address = f"/api/v1/{world.workspace.slug}/items"
    answer = Client().post(address, body, content_type=kind)
    assert answer.status_code == 413
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["problems"][0]["remedy"]


def test_too_many_attempts_are_refused_on_a_page_that_says_when_to_come_again(world: World) -> None:
    cache.clear()
    client = browser(world.edda)
    answers = [client.post("/accounts/reauthenticate/", {"password": "a guess"}) for _ in range(11)]
    last = answers[-1]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert last.headers["Retry-After"] == "60"
    page = last.content.decode()
    assert "<h1>Too many attempts</h1>" in page
    assert "Wait 60 seconds and try again." in page
