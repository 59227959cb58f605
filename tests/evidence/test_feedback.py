"""Feedback: how it comes in, leaves the inbox, and comes back."""

from datetime import date, timedelta
from typing import Any

import pytest

from leadline.evidence.models import Feedback, Likeness, Passage
from leadline.evidence.operations import (
    archive_feedback,
    capture_feedback,
    capture_many,
    change_feedback,
    mark_passage,
    merge_feedback,
    return_feedback,
    snooze_feedback,
    split_feedback,
    tell_apart,
    trash_feedback,
    trash_passage,
)
from leadline.evidence.queries import likes_of, parts_of, passages_of, voices_in
from leadline.foundation.refusals import Invalid, NotAllowed, Refusal
from leadline.market.operations import create_customer
from leadline.workspaces.models import Event
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.evidence.cast import Evidence

TIDES = "The tide table is gone offline. 🌊 We sail without it, and the crew complains."


def field_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.problems[0].field


def undone(evidence: Evidence, event: Event | None) -> None:
    assert event is not None
    undo(**evidence.who, event=event)


def test_one_field_is_enough(evidence: Evidence) -> None:
    heard = evidence.heard("  Too loud.\r\nAt night. ")
    assert heard.text == "Too loud.\nAt night."
    assert (heard.channel, heard.heard_on, heard.captured_by) == ("note", evidence.today, evidence.world.otto)  # fmt: skip
    assert evidence.texts() == ["Too loud.\nAt night."]


def test_a_contact_speaks_for_the_customer_it_is_at(evidence: Evidence) -> None:
    assert evidence.heard("Louder", contact=evidence.marit).customer == evidence.harbour
    other = create_customer(**evidence.who, name="Bodø marina")
    with pytest.raises(Invalid) as refused:
        evidence.heard("Louder", contact=evidence.marit, customer=other)
    assert field_of(refused) == "contact"
    moved = evidence.heard("Louder", contact=evidence.marit)
    change_feedback(**evidence.who, feedback=moved, customer=other)
    assert (evidence.again(moved).contact_id, evidence.again(moved).customer_id) == (None, other.pk)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": " \n "}, "text"),
        ({"text": "x" * 20_001}, "text"),
        ({"text": "x", "heard_on": date(2030, 1, 1)}, "heard_on"),
        ({"text": "x", "channel": "dream"}, "channel"),
    ],
)
def test_what_cannot_be_heard_is_refused_by_its_field(evidence: Evidence, values: dict[str, Any], field: str) -> None:  # fmt: skip
    with pytest.raises(Invalid) as refused:
        capture_feedback(**evidence.who, **values)
    assert field_of(refused) == field


def test_who_only_looks_captures_nothing(evidence: Evidence) -> None:
    with pytest.raises(NotAllowed):
        capture_feedback(by=evidence.world.vera, now=evidence.world.now, text="Louder")


def test_many_come_in_at_once_and_those_known_by_their_source_stay_as_they_are(evidence: Evidence) -> None:  # fmt: skip
    first = evidence.heard("One", source_key="CRM-1")
    trash_feedback(**evidence.who, feedback=[first])
    drafts = [{"text": "One again", "source_key": "CRM-1"}, {"text": "Two", "source_key": "CRM-2"}, {"text": "Three"}]  # fmt: skip
    rows, event = capture_many(**evidence.who, drafts=drafts)
    assert [row.text for row in rows] == ["Two", "Three"]
    again, nothing = capture_many(**evidence.who, drafts=drafts[:2])
    assert (again, nothing) == ([], None)
    undone(evidence, event)
    assert evidence.texts() == []


def test_the_archive_takes_several_and_gives_them_back(evidence: Evidence) -> None:
    rows = [evidence.heard(text) for text in ("One", "Two", "Three")]
    event = archive_feedback(**evidence.who, feedback=rows[:2])
    assert (evidence.texts(), sorted(evidence.texts("archived"))) == (["Three"], ["One", "Two"])
    assert evidence.again(rows[0]).archived_by == evidence.world.otto
    undone(evidence, event)
    assert sorted(evidence.texts()) == ["One", "Three", "Two"]
    archive_feedback(**evidence.who, feedback=rows)
    evidence.world.later(hours=1)
    return_feedback(**evidence.who, feedback=[rows[0]])
    assert evidence.texts() == ["One"]
    assert evidence.again(rows[0]).archived_by is None


def test_what_is_snoozed_comes_back_by_itself_on_top(evidence: Evidence) -> None:
    sleepy, other = evidence.heard("Sleepy"), evidence.heard("Other")
    until = evidence.today + timedelta(days=2)
    event = snooze_feedback(**evidence.who, feedback=[sleepy], until=until)
    assert (evidence.texts(), evidence.texts("snoozed")) == (["Other"], ["Sleepy"])
    evidence.world.later(days=1)
    assert evidence.texts() == ["Other"]
    evidence.world.later(days=1)
    assert (evidence.texts(), evidence.texts("snoozed")) == (["Sleepy", "Other"], [])
    undone(evidence, event)
    assert evidence.again(sleepy).snoozed_by is None
    with pytest.raises(Invalid) as refused:
        snooze_feedback(**evidence.who, feedback=[other], until=evidence.today)
    assert field_of(refused) == "until"


def test_what_is_merged_counts_its_voices_with_what_it_is_merged_into(evidence: Evidence) -> None:
    bodo = create_customer(**evidence.who, name="Bodø marina")
    root = evidence.heard("Tides offline", customer=evidence.harbour)
    same = evidence.heard("No tides offline", customer=bodo)
    also = evidence.heard("Tides, offline", customer=evidence.harbour)
    merge_feedback(**evidence.who, feedback=[also], into=same)
    event = merge_feedback(**evidence.who, feedback=[same], into=root)
    assert evidence.texts() == ["Tides offline"]
    assert {evidence.again(row).merged_into for row in (same, also)} == {root}
    with scope(evidence.world.workspace):
        voices = voices_in(evidence.world.vera, [root], evidence.today)
    assert (voices.customers, voices.weight) == (2, 6)
    undone(evidence, event)
    assert evidence.again(also).merged_into == same
    assert "No tides offline" in evidence.texts()


def test_nothing_is_merged_into_itself_and_nothing_that_gathers_others_is_thrown_away(evidence: Evidence) -> None:  # fmt: skip
    root, same = evidence.heard("Tides offline"), evidence.heard("No tides offline")
    with pytest.raises(Invalid):
        merge_feedback(**evidence.who, feedback=[root], into=root)
    merge_feedback(**evidence.who, feedback=[same], into=root)
    with pytest.raises(Invalid):
        merge_feedback(**evidence.who, feedback=[root], into=same)
    with pytest.raises(Invalid, match="merged into"):
        trash_feedback(**evidence.who, feedback=[root])
    return_feedback(**evidence.who, feedback=[same])
    assert trash_feedback(**evidence.who, feedback=[root])


def test_a_text_is_split_and_its_passages_go_with_their_words(evidence: Evidence) -> None:
    heard = evidence.heard(TIDES, customer=evidence.harbour)
    mark_passage(**evidence.who, feedback=heard, quote="tide table")
    crew, _ = mark_passage(**evidence.who, feedback=heard, quote="the crew complains")
    with pytest.raises(Invalid) as refused:
        split_feedback(**evidence.who, feedback=heard, at=TIDES.index("crew"))
    assert field_of(refused) == "at"
    made, event = split_feedback(**evidence.who, feedback=heard, at=TIDES.index(" We"))
    assert (heard.text, made.text) == ("The tide table is gone offline. 🌊", "We sail without it, and the crew complains.")  # fmt: skip
    moved = evidence.again(crew)
    assert (moved.feedback, made.text[moved.start : moved.end]) == (made, "the crew complains")
    assert made.customer == evidence.harbour
    undone(evidence, event)
    assert (evidence.again(heard).text, evidence.texts()) == (TIDES, [TIDES])
    back = evidence.again(crew)
    assert (back.feedback, TIDES[back.start : back.end]) == (heard, "the crew complains")


@pytest.mark.parametrize("at", [0, -3, 10_000])
def test_a_text_is_not_split_into_something_and_nothing(evidence: Evidence, at: int) -> None:
    with pytest.raises(Invalid) as refused:
        split_feedback(**evidence.who, feedback=evidence.heard(TIDES), at=at)
    assert field_of(refused) == "at"


def test_a_passage_is_counted_in_code_points_without_the_space_around_it(evidence: Evidence) -> None:  # fmt: skip
    heard = evidence.heard(TIDES)
    start = TIDES.index(" We")
    passage, event = mark_passage(**evidence.who, feedback=heard, start=start, end=start + 9)
    assert (passage.quote, passage.start) == ("We sail", start + 1)
    same, nothing = mark_passage(**evidence.who, feedback=heard, quote="We sail")
    assert (same, nothing) == (passage, None)
    undone(evidence, event)
    with scope(evidence.world.workspace):
        assert passages_of(evidence.world.vera, heard) == []


@pytest.mark.parametrize(
    "where", [{"start": 3, "end": 3}, {"start": 0, "end": 999}, {"quote": "no such words"}, {"quote": " "}, {"start": 3, "end": 4}]
)  # fmt: skip
def test_what_is_not_in_the_text_is_not_marked(evidence: Evidence, where: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        mark_passage(**evidence.who, feedback=evidence.heard(TIDES), **where)


def test_a_passage_stays_on_its_words_when_the_text_is_corrected_and_keeps_them(evidence: Evidence) -> None:  # fmt: skip
    heard = evidence.heard(TIDES)
    passage, _ = mark_passage(**evidence.who, feedback=heard, quote="We sail")
    change_feedback(**evidence.who, feedback=heard, text=f"Marit: {TIDES}")
    moved = evidence.again(passage)
    assert evidence.again(heard).text[moved.start : moved.end] == "We sail"
    with pytest.raises(Invalid) as refused:
        change_feedback(**evidence.who, feedback=evidence.again(heard), text="Something else")
    assert field_of(refused) == "text"
    trash_passage(**evidence.who, passage=moved)
    change_feedback(**evidence.who, feedback=evidence.again(heard), text="Something else")


def test_overlapping_passages_cut_the_text_into_parts_that_make_it_whole(evidence: Evidence) -> None:  # fmt: skip
    a, b = Passage(start=2, end=6), Passage(start=4, end=8)
    parts = parts_of("0123456789", [a, b])
    assert [(part.text, len(part.passages), len(part.begins)) for part in parts] == [
        ("01", 0, 0), ("23", 1, 1), ("45", 2, 1), ("67", 1, 0), ("89", 0, 0),
    ]  # fmt: skip


def test_what_says_the_same_is_proposed_in_the_background_and_told_apart_by_people(evidence: Evidence) -> None:  # fmt: skip
    first = evidence.heard("The PDF export fails on my phone")
    evidence.heard("We would like a dark mode")
    evidence.compared()
    evidence.world.later(minutes=1)
    again = evidence.heard("PDF export fails on my phone")
    with scope(evidence.world.workspace):
        assert likes_of(evidence.world.vera, again) == []
    evidence.compared()
    with scope(evidence.world.workspace):
        (found,) = likes_of(evidence.world.vera, again)
    assert (found.other, found.method, found.likeness > 0.6) == (first, "text.duplicates 1", True)
    event = tell_apart(**evidence.who, likeness=found)
    with scope(evidence.world.workspace):
        assert likes_of(evidence.world.vera, again) == []
    change_feedback(**evidence.who, feedback=again, text="PDF export fails on my phone!")
    evidence.compared()
    with scope(evidence.world.workspace):
        assert likes_of(evidence.world.vera, again) == []
    undone(evidence, event)
    with scope(evidence.world.workspace):
        assert [each.other for each in likes_of(evidence.world.vera, again)] == [first]


def test_feedback_without_a_word_is_compared_with_nothing(evidence: Evidence) -> None:
    for _ in range(2):
        evidence.heard("👍")
    evidence.compared()
    with scope(evidence.world.workspace):
        assert not Likeness.objects.exists()
        assert Feedback.objects.count() == 2


def test_nobody_of_another_workspace_sees_any_of_it(evidence: Evidence) -> None:
    heard = evidence.heard(TIDES)
    with scope(evidence.world.mallory.workspace):
        assert not Feedback.objects.filter(pk=heard.pk).exists()
