"""Layout, fragments and tables, drawn without a database."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory
from jinja2 import DictLoader, Environment, UndefinedError

from leadline.design.gallery import samples
from leadline.design.jinja import attrs, environment, query
from leadline.design.shell import Place, Shell
from leadline.design.tables import Column, columns

NOW = datetime(2026, 11, 14, 9, 30, tzinfo=UTC)
HERE = Path(__file__).resolve().parents[2]
TEMPLATES = HERE / "src/leadline/design/templates"


@pytest.fixture(scope="module")
def gallery() -> str:
    request = RequestFactory().get("/design/")
    return str(engines["jinja2"].get_template("design/gallery.html").render(samples(NOW), request))


def test_the_gallery_shows_every_fragment(gallery: str) -> None:
    for sign in (
        "ll-table",
        "ll-ranked",
        "ll-board",
        "error-summary",
        "doubt-bar",
        "palette-item",
        "toast",
    ):
        assert sign in gallery


def test_no_page_needs_inline_script_or_style(gallery: str) -> None:
    assert not re.search(r"\sstyle=|\son[a-z]+=|hx-on|<script(?![^>]*\bsrc=)", gallery)


def test_ids_are_unique(gallery: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', gallery)
    twice = {one for one in ids if ids.count(one) > 1}
    assert twice <= {name for name in twice if name.startswith("id_")}


def test_every_description_exists(gallery: str) -> None:
    ids = set(re.findall(r'\sid="([^"]+)"', gallery))
    named = {
        one for text in re.findall(r'aria-describedby="([^"]+)"', gallery) for one in text.split()
    }
    assert named <= ids


def test_undefined_names_are_errors() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nobody }}").render()


def test_every_fragment_is_offered_as_ui() -> None:
    offered = (TEMPLATES / "design/ui.html").read_text()
    for path in (TEMPLATES / "design/fragments").glob("*.html"):
        for name in re.findall(r"{% macro (\w+)\(", path.read_text()):
            assert f"set {name} = _{path.stem}.{name} " in offered


def test_every_icon_that_is_named_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'"([a-z0-9-]+)"', (HERE / "frontend/icons.mjs").read_text()))
    for path in TEMPLATES.rglob("*.html"):
        named = re.findall(r'icon(?:=|\()"([a-z0-9-]+)"', path.read_text())
        assert set(named) <= drawn, path.name


def test_attributes_are_escaped_and_left_out_when_empty() -> None:
    given = {"hx_get": '/x?a="b"', "hidden": True, "open": False, "id": None, "min": 0}
    assert attrs(given) == ' hx-get="/x?a=&#34;b&#34;" hidden min="0"'


def test_a_query_keeps_what_is_not_changed() -> None:
    params = QueryDict("state=a&state=b&q=&after=9")
    assert query(params, after=None, sort="-rank") == "?state=a&state=b&sort=-rank"


def test_sort_links_turn_around_and_start_anew() -> None:
    wanted = [
        Column("title", "Item", sortable=True),
        Column("points", "Points", number=True, sortable=True),
    ]
    title, points = columns(wanted, QueryDict("sort=title&after=9&q=x"))
    assert (title.sorted, title.sort_url) == ("ascending", "?q=x&sort=-title")
    assert points.sort_url == "?q=x&sort=-points"


def test_the_rail_has_seven_places_at_most() -> None:
    with pytest.raises(ValueError, match="seven"):
        Shell("W", "/", "Ada", places=tuple(Place(str(n), "/", "house") for n in range(8)))


def test_the_phones_bar_always_shows_where_one_is() -> None:
    places = tuple(Place(str(n), "/", "house", current=n == 6) for n in range(7))
    assert [place.name for place in Shell("W", "/", "Ada", places=places).phone_places] == [
        "0",
        "1",
        "2",
        "6",
    ]


def test_names_are_escaped_wherever_they_stand() -> None:
    ui: Any = environment().get_template("design/ui.html").module
    for drawn in (ui.person("<b>"), ui.chip("<b>"), ui.button("<b>", title='"'), ui.toast("<b>")):
        assert "<b>" not in str(drawn).replace("<b class", "")


def said(folder: Path, source: str) -> str:
    """What a new start of the server makes of a template."""
    loader = DictLoader({"greeting.html": source})
    return environment(compiled=folder, loader=loader).get_template("greeting.html").render()


def test_a_new_start_does_not_compile_what_was_compiled_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str | None] = []
    compile_source = Environment.compile

    def counted(self: Environment, source: Any, name: str | None = None, *rest: Any) -> Any:
        compiled.append(name)
        return compile_source(self, source, name, *rest)

    monkeypatch.setattr(Environment, "compile", counted)
    assert [said(tmp_path, "Hello"), said(tmp_path, "Hello")] == ["Hello", "Hello"]
    assert compiled == ["greeting.html"]
    assert said(tmp_path, "Good-bye") == "Good-bye"
    assert compiled == ["greeting.html", "greeting.html"]


def test_a_page_is_drawn_where_nothing_compiled_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert said(tmp_path / "file", "Hello") == "Hello"
