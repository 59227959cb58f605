"""Papers as PDF: what stands in the file, whatever somebody wrote."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.test import override_settings
from pypdf import PdfReader

from leadline.backlog.papers import (
    Imprint,
    Line,
    Lines,
    Paper,
    Prose,
    Quote,
    Requirement,
    Section,
    Table,
    as_pdf,
)
from leadline.backlog.papers.pdf import MOST_LETTERS, TooLong
from tests.backlog.aims import Aims, make_aims
from tests.backlog.pages import at, browser, to
from tests.world import World

IMPRINT = Imprint("Harbour & Sons", "https://leadline.example", datetime(2026, 5, 12, 9, tzinfo=UTC))  # fmt: skip
LETTERS = "Ærø Łódź Ağrı Αθήνα Мурманск"
HOSTILE = '#{}[] $x$ \\ @label <b> "*" _x_ #import "x": * /* // ```` \u202e \x07'


def paper(title: str = "Offline tides", *blocks: Any) -> Paper:
    return Paper(title, "About it.", [("State", "Open")], [Section("Requirements", blocks, "None yet.")])  # fmt: skip


def read(made: bytes) -> PdfReader:
    return PdfReader(BytesIO(made))


def words(made: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(made).pages).split())


def links(made: bytes) -> set[str]:
    found = [each.get_object() for page in read(made).pages for each in page.get("/Annots", ())]
    return {each["/A"]["/URI"] for each in found if "/URI" in each.get("/A", {})}


def test_a_paper_says_the_same_in_the_same_bytes_and_names_itself() -> None:
    made = as_pdf(paper(LETTERS), IMPRINT)
    told = read(made)
    assert made == as_pdf(paper(LETTERS), IMPRINT)
    assert told.metadata is not None
    assert (told.metadata.title, told.metadata.author) == (LETTERS, "Harbour & Sons")
    assert told.metadata.creation_date == IMPRINT.now
    assert told.root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert LETTERS in words(made)


def test_a_paper_has_its_sections_as_bookmarks_and_in_its_contents() -> None:
    made = as_pdf(paper("Tides", Requirement("WS-1", "Keep them", "Epic", "To do", 0, "/w/s/items/WS-1")), IMPRINT)  # fmt: skip
    assert "1 Requirements" in words(made).split("Contents")[1]
    assert any("Requirements" in str(each) for each in read(made).outline)
    assert links(made) == {"https://leadline.example/w/s/items/WS-1"}


def test_a_paper_without_odd_letters_holds_to_the_standard_of_accessible_documents() -> None:
    deep = Requirement("WS-1", "Deep", "Story", "To do", 4, "/w/x", "# A\n\n- b\n\n|c|d|\n|-|-|\n|e|f|", [("g", "", "h")])  # fmt: skip
    blocks = (deep, Quote("said", "who", "/w/y"), Lines([Line("a", "b", is_gap=True)]), Table(["x"], [["y"]]))  # fmt: skip
    assert as_pdf(paper(LETTERS, *blocks), IMPRINT, standard="ua-1")


@pytest.mark.parametrize("text", [HOSTILE, "x" * 3_000, "漢字 😀 עברית", " "])
def test_nothing_that_somebody_wrote_breaks_a_paper(text: str) -> None:
    blocks = (
        Requirement(text, text, text, text, 9, "/w/x", text, [(text, text, text)]),
        Prose(text), Quote(text, text, "/" * 5_000), Lines([Line(text, text)]), Table([text], [[text]]),
    )  # fmt: skip
    told = as_pdf(paper(text, *blocks), IMPRINT)
    assert len(read(told).pages) < 30
    assert '#{}[] $x$ \\ @label <b> "*" _x_' not in text or text[:30] in words(told)


def test_prose_keeps_its_words_however_deep_and_loses_links_that_lead_astray() -> None:
    deep = "> " * 12 + "- *a **b*** `c`"
    made = as_pdf(paper("x", Prose(f"{deep}\n\n[in](javascript:1) [out](https://example.org) ![pic](x)")), IMPRINT)  # fmt: skip
    for word in ("a b c", "in", "out", "pic"):
        assert word in words(made)
    assert links(made) == {"https://example.org"}


def test_a_paper_beyond_all_reading_is_refused_with_another_way() -> None:
    with pytest.raises(TooLong, match="Markdown"):
        as_pdf(paper("x", Prose("word " * (MOST_LETTERS // 5))), IMPRINT)


@override_settings(ADDRESS="https://plan.example")
def test_the_document_of_a_bet_is_taken_along_as_pdf(world: World) -> None:
    aims: Aims = make_aims(world)
    epic = aims.epic("Tides on the device")
    told = browser(world.vera).get(to(world, "bet_prd_pdf", bet=aims.bet.pk))
    assert told["Content-Disposition"] == 'attachment; filename="offline-tides.pdf"'
    assert "Tides on the device" in words(told.content)
    assert f"https://plan.example{epic.page_url()}" in links(told.content)
    of_item = browser(world.vera).get(at(world, "item_prd_pdf", epic))
    assert of_item["Content-Type"] == "application/pdf"
    by_api = browser(world.vera).get(f"/api/v1/{world.workspace.slug}/bets/{aims.bet.pk}/requirements.pdf")  # fmt: skip
    assert by_api.content[:5] == b"%PDF-"
