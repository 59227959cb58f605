"""The page of a method is one click from the number it computed."""

import re
from pathlib import Path

import pytest
from django.test import Client

from leadline_science.catalogue import METHODS
from tests.world import World


def entered(world: World, client: Client) -> Client:
    client.force_login(world.vera.user)
    return client


def test_a_viewer_reads_how_a_method_works(world: World, client: Client) -> None:
    page = entered(world, client).get(f"/w/{world.workspace.slug}/methods/forecasting.when.md")

    assert page.status_code == 200
    assert "<h1" in (text := page.content.decode())
    assert "When will it be done?" in text
    assert "<h2>Assumptions</h2>" in text


def test_every_method_is_within_reach_of_the_list(world: World, client: Client) -> None:
    page = entered(world, client).get(f"/w/{world.workspace.slug}/methods/")

    listed = set(re.findall(r'href="([a-z0-9_.]+)\.md"', page.content.decode()))
    assert listed >= {method.id for method in METHODS}


@pytest.mark.parametrize("name", ["README.md", "no.such", "..%2Fhouse", "%2Fetc%2Fpasswd"])
def test_nothing_but_methods_is_shown(world: World, client: Client, name: str) -> None:
    page = entered(world, client).get(f"/w/{world.workspace.slug}/methods/{name}.md")

    assert page.status_code == 404


def test_every_link_to_a_method_leads_to_one() -> None:
    templates = Path("src/leadline").glob("*/templates/**/*.html")
    linked = {name for path in templates for name in re.findall(r"/methods/([a-z_.]+)\.md", path.read_text())}  # fmt: skip

    assert linked
    assert linked <= {method.id for method in METHODS}
