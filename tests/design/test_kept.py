"""Fragments that were drawn before."""

from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from leadline.design import kept as keeping
from leadline.design.kept import kept_rows

OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_drawn", {})


class Pen:
    """Draws what it is given and counts."""

    def __init__(self) -> None:
        self.drawn: list[str] = []

    def __call__(self, text: str) -> str:
        self.drawn.append(text)
        return f"<{text}>"


def test_what_was_drawn_from_the_same_is_not_drawn_again() -> None:
    pen = Pen()
    assert [kept_rows()("row", ("wind", 1), pen, "wind") for _ in range(3)] == ["<wind>"] * 3
    assert pen.drawn == ["wind"]


@pytest.mark.parametrize("other", [("row", ("wind", 2)), ("line", ("wind", 1))])
def test_other_parts_or_another_fragment_are_drawn(other: tuple[str, tuple[str, int]]) -> None:
    pen = Pen()
    kept_rows()("row", ("wind", 1), pen, "wind")
    assert kept_rows()(*other, pen, "rain") == "<rain>"


def test_each_language_and_time_zone_has_its_own() -> None:
    pen = Pen()
    kept_rows()("row", "wind", pen, "here")
    with timezone.override(OSLO):
        assert kept_rows()("row", "wind", pen, "in Oslo") == "<in Oslo>"
    with translation.override("de"):
        assert kept_rows()("row", "wind", pen, "auf Deutsch") == "<auf Deutsch>"
    assert kept_rows()("row", "wind", pen, "again") == "<here>"


def test_only_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST", 3)
    pen = Pen()
    for name in "abcd":
        kept_rows()("row", name, pen, name)
    assert len(keeping._drawn) == 3
    kept_rows()("row", "a", pen, "a")
    assert pen.drawn == [*"abcd", "a"]
