"""What people wrote is shown as they meant it, and does nothing."""

import re

import pytest

from leadline.design import text

HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    '<img src=x onerror="alert(1)">',
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    '<a href="https://example.org" onclick="x()">x</a>',
    "<svg><script>alert(1)</script></svg>",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_nothing_in_a_text_can_act(source: str) -> None:
    tags = re.findall(r"<[^>]*>", str(text.markdown(source)).lower())
    for sign in ("script", "<img", "<svg", "javascript", "data:", "onclick", "onerror"):
        assert not [tag for tag in tags if sign in tag]


def test_task_boxes_stay_and_say_what_they_are() -> None:
    shown = str(text.markdown("- [x] asked\n- [ ] seen"))
    assert shown.count('type="checkbox"') == 2
    assert 'aria-label="done"' in shown


def test_links_of_people_are_not_followed_by_machines() -> None:
    assert "nofollow" in str(text.markdown("[x](https://example.org)"))


def test_the_first_words_of_a_text_are_plain() -> None:
    assert text.plain("**Crews** print & leave") == "Crews print & leave"
    assert text.plain("word " * 100, 20).endswith("…")


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ada Nordby", "AN"), ("jo", "J"), ("", "?"), ("a.b@x", "AB"), ("李 小龙", "李小")],
)
def test_initials_come_from_first_and_last_word(name: str, letters: str) -> None:
    assert text.initials(name) == letters


def test_plural_counts_and_names() -> None:
    assert text.plural(1, "item") == "1\u00a0item"
    assert text.plural(3, "story", "stories") == "3\u00a0stories"
