"""The pages of the evidence: who may open them, and what is done on them."""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from leadline.evidence.models import Claim, ClaimSupport, Feedback, Passage
from leadline.evidence.operations import add_support, archive_feedback, mark_passage, merge_feedback
from leadline.market.operations import create_contact, create_customer
from leadline.workspaces.scope import scope
from tests.after import done
from tests.backlog.pages import PART, browser
from tests.evidence.cast import Evidence

NAMELESS = ("inbox", "new_feedback", "many", "claims", "new_claim", "customers_offered", "claims_offered")  # fmt: skip


def newest(evidence: Evidence, model: Any) -> Any:
    with scope(evidence.world.workspace):
        return model.objects.latest("created_at", "id")


def test_every_page_opens_for_a_member_and_for_no_outsider(evidence: Evidence) -> None:
    heard = evidence.heard("The tide table is gone. We sail without.", customer=evidence.harbour)
    mark_passage(**evidence.who, feedback=heard, quote="gone")
    claim = evidence.believed("Harbours lose the network")
    pages = [
        *(evidence.to(name) for name in NAMELESS),
        *(evidence.to(name, feedback=heard.pk) for name in ("feedback", "feedback_editing", "splitting")),
        *(evidence.to(name, claim=claim.pk) for name in ("claim", "claim_editing")),
        *(f"{evidence.to('inbox')}?state={state}" for state in ("snoozed", "archived", "every")),
        *(f"{evidence.to('claims')}?state={state}" for state in ("due", "contradicted")),
    ]  # fmt: skip
    otto, mallory = browser(evidence.world.otto), browser(evidence.world.mallory)
    for url in pages:
        assert otto.get(url).status_code == 200, url
        assert mallory.get(url).status_code == 404, url


def test_feedback_is_written_down_corrected_and_archived(evidence: Evidence) -> None:
    otto = browser(evidence.world.otto)
    otto.post(evidence.to("new_feedback"), {"text": "Too loud", "channel": "note"})
    heard = newest(evidence, Feedback)
    fields = {"text": "Too loud at night", "channel": "call", "customer": "tromsø harbour office", "contact": "marit@havn.example", "version": "1"}  # fmt: skip
    otto.post(evidence.to("feedback_editing", feedback=heard.pk), fields)
    heard = newest(evidence, Feedback)
    assert (heard.text, heard.channel, heard.customer_id, heard.contact_id) == ("Too loud at night", "call", evidence.harbour.pk, evidence.marit.pk)  # fmt: skip
    stale = otto.post(evidence.to("feedback_editing", feedback=heard.pk), fields | {"text": "Silent"})  # fmt: skip
    assert (stale.status_code, "Meanwhile somebody saved" in stale.content.decode()) == (412, True)
    assert otto.post(evidence.to("picked_archive"), {"item": heard.pk}).status_code == 302
    assert evidence.texts() == []


def test_an_unknown_customer_is_an_error_beside_its_field(evidence: Evidence) -> None:
    answer = browser(evidence.world.otto).post(evidence.to("new_feedback"), {"text": "Too loud", "channel": "note", "customer": "Atlantis"})  # fmt: skip
    assert (answer.status_code, "There is no customer called “Atlantis”." in answer.content.decode()) == (400, True)  # fmt: skip
    assert evidence.texts() == []


def test_an_open_inbox_takes_out_what_is_settled_and_offers_undo(evidence: Evidence) -> None:
    rows = []
    for text in ("One", "Two", "Three"):
        evidence.world.later(minutes=1)
        rows.append(evidence.heard(text))
    answer = browser(evidence.world.otto).post(evidence.to("picked_merge"), {"item": [row.pk for row in rows]}, headers={"HX-Request": "true"})  # fmt: skip
    text = answer.content.decode()
    assert re.findall(r'hx-target="#feedback-([^"]+)" hx-swap="delete"', text) == [str(row.pk) for row in rows[1:]]  # fmt: skip
    assert (answer.status_code, "/undo" in text, evidence.texts()) == (200, True, ["One"])


def test_snoozing_takes_a_day_to_come(evidence: Evidence) -> None:
    heard, otto = evidence.heard("One"), browser(evidence.world.otto)
    late = (evidence.today - timedelta(days=400)).isoformat()
    assert otto.post(evidence.to("picked_snooze"), {"item": heard.pk, "until": late}).status_code == 400  # fmt: skip
    assert otto.post(evidence.to("picked_snooze"), {"item": heard.pk, "until": "2099-01-01"}).status_code == 302  # fmt: skip
    assert evidence.texts("snoozed") == ["One"]
    otto.post(evidence.to("picked_return"), {"item": heard.pk})
    assert otto.post(evidence.to("picked_trash"), {"item": heard.pk}).status_code == 302
    assert evidence.texts("every") == []


def test_a_passage_becomes_a_claim_and_loses_its_mark(evidence: Evidence) -> None:
    heard, otto = evidence.heard("The tide table <b>is</b> gone"), browser(evidence.world.otto)
    otto.post(evidence.to("passages", feedback=heard.pk), {"start": "0", "end": "3", "quote": ""})
    otto.post(evidence.to("passages", feedback=heard.pk), {"quote": "tide table"})
    passage = newest(evidence, Passage)
    page = otto.get(evidence.to("feedback", feedback=heard.pk)).content.decode()
    assert f'<mark id="passage-{passage.pk}" data-depth="1">tide table</mark> &lt;b&gt;is' in page
    fields = {"statement": "Tides are gone", "nature": "assumption", "strength": "1", "passage": passage.pk}  # fmt: skip
    otto.post(evidence.to("new_claim"), fields)
    with scope(evidence.world.workspace):
        assert ClaimSupport.objects.get().passage == passage
    otto.post(evidence.to("passage_trashing", passage=passage.pk))
    with scope(evidence.world.workspace):
        assert Passage.objects.count() == 1
    assert otto.post(evidence.to("passages", feedback=heard.pk), {"quote": "nothing of it"}).status_code == 400  # fmt: skip


def test_a_text_is_cut_where_a_sentence_ends(evidence: Evidence) -> None:
    heard, otto = evidence.heard("Too loud. Too late.\nToo dear"), browser(evidence.world.otto)
    page = otto.get(evidence.to("splitting", feedback=heard.pk)).content.decode()
    assert re.findall(r'name="at" value="(\d+)"', page) == ["9", "19"]
    otto.post(evidence.to("splitting", feedback=heard.pk), {"at": "9", "version": "1"})
    assert sorted(evidence.texts("every")) == ["Too late.\nToo dear", "Too loud."]


def test_many_are_pasted_after_a_look_at_what_they_would_be(evidence: Evidence) -> None:
    otto = browser(evidence.world.otto)
    fields = {"text": "One\nstill one\r\n\r\nTwo", "cut": "paragraphs", "channel": "survey", "customer": "Tromsø harbour office"}  # fmt: skip
    checked = otto.post(evidence.to("many_checking"), fields).content.decode()
    assert ("2 pieces can be written down" in checked, evidence.texts("every")) == (True, [])
    otto.post(evidence.to("many"), fields)
    assert sorted(evidence.texts("every")) == ["One\nstill one", "Two"]
    otto.post(evidence.to("many"), fields | {"cut": "lines"})
    assert len(evidence.texts("every")) == 5


def test_a_file_is_looked_at_row_by_row_and_a_repeat_writes_nothing(evidence: Evidence) -> None:
    otto = browser(evidence.world.otto)
    rows = "Id,Comment,Customer,Created\n7,Too loud,tromsø harbour office,2026-02-01 10:00\n8,Too late,Atlantis,2026-02-02\n9,Too dear,,2026-02-30\n9,Again,,\n"  # fmt: skip

    def sent(to: str, text: str) -> str:
        file = SimpleUploadedFile("feedback.csv", text.encode())
        return otto.post(evidence.to(to), {"file": file, "channel": "support", "cut": "lines"}).content.decode()  # fmt: skip

    checked = sent("many_checking", rows)
    assert "2 rows cannot be taken" in checked
    assert "“Atlantis” is no customer that is known." in checked
    assert evidence.texts("every") == []
    good = "Id,Comment,Customer,Created\n7,Too loud,Tromsø harbour office,2026-02-01 10:00\n8,Too late,,2026-02-02\n"  # fmt: skip
    assert "2 pieces can be written down" in sent("many_checking", good)
    sent("many", good)
    loud = newest(evidence, Feedback)
    assert (loud.channel, loud.source_key in {"7", "8"}) == ("support", True)
    assert "Nothing is new" in sent("many_checking", good)
    sent("many", good)
    assert len(evidence.texts("every")) == 2


def test_a_file_names_contacts_by_name_or_address_at_their_customer(evidence: Evidence) -> None:
    otto = browser(evidence.world.otto)
    create_contact(**evidence.who, customer=create_customer(**evidence.who, name="Bodø marina"), name="Marit")  # fmt: skip

    def sent(to: str, *rows: str) -> str:
        file = SimpleUploadedFile(
            "feedback.csv", "\n".join(["Text,Contact,Customer", *rows]).encode()
        )
        return otto.post(evidence.to(to), {"file": file, "channel": "call", "cut": "lines"}).content.decode()  # fmt: skip

    refused = sent("many_checking", "One,Marit,", "Two,Nils,Bodø marina", "Three,marit@havn.example,Bodø marina")  # fmt: skip
    assert "3 rows cannot be taken" in refused
    assert "“Nils” is no contact (at this customer) that is known." in refused
    sent("many", "One,Marit@havn.example,", "Two,marit,Bodø marina", "Three,,")
    with scope(evidence.world.workspace):
        said = dict(Feedback.objects.values_list("text", "customer__name"))
        assert said == {"One": "Tromsø harbour office", "Two": "Bodø marina", "Three": None}
        assert Feedback.objects.get(text="One").contact == evidence.marit


def test_a_piece_can_be_snoozed_by_key_or_until_any_day(evidence: Evidence) -> None:
    heard, otto = evidence.heard("Too loud"), browser(evidence.world.otto)
    page = otto.get(evidence.to("feedback", feedback=heard.pk)).content.decode()
    assert re.search(r'name="until"[^>]*data-key="z"|data-key="z"[^>]*name="until"', page)
    typed = otto.get(f"{evidence.to('choosing', verb='snoozing')}?item={heard.pk}").content.decode()
    assert re.search(r'<input class="field" id="\w+" type="date" name="until" min="\d{4}-\d\d-\d\d" required', typed)  # fmt: skip


def test_several_sleep_until_a_day_that_is_typed(evidence: Evidence) -> None:
    rows, otto = [evidence.heard(text) for text in ("One", "Two", "Three")], browser(evidence.world.otto)  # fmt: skip
    assert b'hx-include="[data-pick]:checked"' in otto.get(f"{evidence.to('choosing', verb='snoozing')}?list").content  # fmt: skip
    sent = {"item": [row.pk for row in rows[:2]], "until": "2099-01-31"}
    otto.post(evidence.to("picked_snooze"), sent)
    assert (evidence.texts(), sorted(evidence.texts("snoozed"))) == (["Three"], ["One", "Two"])


def test_a_piece_is_merged_into_any_other_that_is_found_by_its_words(evidence: Evidence) -> None:
    tides, heard = evidence.heard("The tide table is gone"), evidence.heard("Nothing to see at low water")  # fmt: skip
    otto = browser(evidence.world.otto)
    done(evidence.world)
    dialog = otto.get(f"{evidence.to('choosing', verb='merging')}?item={heard.pk}").content.decode()
    asked = re.search(r'hx-get="(/[^"]+choices[^"]+)"', dialog)
    assert asked is not None
    found = otto.get(f"{asked[1].replace('&amp;', '&')}&q=tide").content.decode()
    assert re.findall(r'form="merge-form" name="into" value="([^"]+)"', found) == [str(tides.pk)]
    assert "Nothing holds" in otto.get(f"{asked[1].replace('&amp;', '&')}&q=low+water").content.decode()  # fmt: skip
    otto.post(evidence.to("picked_merge"), {"item": heard.pk, "sought": "1", "into": tides.pk})
    assert evidence.again(heard).merged_into == tides


def test_one_piece_alone_is_not_merged_and_told_what_to_select(evidence: Evidence) -> None:
    sent = {"item": evidence.heard("One").pk}
    answer = browser(evidence.world.otto).post(evidence.to("picked_merge"), sent)
    assert (answer.status_code, b"Select what says the same" in answer.content) == (400, True)


def test_what_is_sought_and_not_chosen_merges_nothing(evidence: Evidence) -> None:
    rows = [evidence.heard(text) for text in ("One", "Two")]
    answer = browser(evidence.world.otto).post(evidence.to("picked_merge"), {"item": [row.pk for row in rows], "sought": "1"})  # fmt: skip
    assert (answer.status_code, len(evidence.texts())) == (400, 2)
    assert browser(evidence.world.otto).get(evidence.to("choosing", verb="dreaming")).status_code == 404  # fmt: skip


def test_a_claim_is_written_looked_at_again_and_contradicted(evidence: Evidence) -> None:
    otto = browser(evidence.world.otto)
    fields = {"statement": "Harbours lose the network", "nature": "fact", "strength": "10", "half_life": "180"}  # fmt: skip
    refused = otto.post(evidence.to("new_claim"), fields)
    assert (refused.status_code, "A fact says where it was seen." in refused.content.decode()) == (400, True)  # fmt: skip
    otto.post(evidence.to("new_claim"), fields | {"source": "Spring study", "sample_size": "14"})
    claim = newest(evidence, Claim)
    heard = evidence.heard("The network is always there", customer=evidence.harbour)
    fields = {"claim": claim.statement, "feedback": heard.pk, "stance": "contradicts", "strength": "3"}  # fmt: skip
    otto.post(evidence.to("supports"), fields)
    page = otto.get(evidence.to("claim", claim=claim.pk)).content.decode()
    assert ("contradicted" in page, "× 10.00" in page) == (True, True)
    otto.post(evidence.to("looking", claim=claim.pk), {"strength": "3", "note": "Asked again", "version": "1"})  # fmt: skip
    assert evidence.again(claim).strength == 3
    with scope(evidence.world.workspace):
        support = ClaimSupport.objects.get()
    otto.post(evidence.to("support_removal", support=support.pk))
    with scope(evidence.world.workspace):
        assert not ClaimSupport.objects.exists()
    otto.post(evidence.to("claim_editing", claim=claim.pk), {"statement": "Harbours lose it", "nature": "assumption", "strength": "1", "version": "2"})  # fmt: skip
    assert evidence.again(claim).statement == "Harbours lose it"
    otto.post(evidence.to("claim_trashing", claim=claim.pk), {"version": "3"})
    assert otto.get(evidence.to("claim", claim=claim.pk)).status_code == 404


def test_claims_and_customers_are_offered_while_one_types(evidence: Evidence) -> None:
    evidence.believed("Harbours lose the network")
    otto = browser(evidence.world.otto)
    assert b"Harbours lose" in otto.get(f"{evidence.to('claims_offered')}?other=lose").content
    assert "Tromsø" in otto.get(f"{evidence.to('customers_offered')}?customer=harb").content.decode()  # fmt: skip


def test_the_inbox_asks_as_often_for_many_as_for_few(evidence: Evidence, assert_constant_queries: Callable[..., None]) -> None:  # fmt: skip
    otto = browser(evidence.world.otto)

    def grow(n: int) -> None:
        rows = [evidence.heard(f"{n} {at}", customer=evidence.harbour) for at in range(n)]
        archive_feedback(**evidence.who, feedback=rows[: n // 2])
        claim = evidence.believed(f"Claim {n}")
        heard = rows[-1]
        otto.post(evidence.to("supports"), {"claim": claim.pk, "feedback": heard.pk, "stance": "supports", "strength": "3"})  # fmt: skip

    for name in ("inbox", "claims"):
        assert_constant_queries(grow, lambda name=name: otto.get(evidence.to(name)))


def test_a_row_says_who_spoke_and_what_their_voices_weigh_together(evidence: Evidence) -> None:
    bodo = create_customer(**evidence.who, name="Bodø marina")
    root = evidence.heard("Tides offline", customer=evidence.harbour)
    merge_feedback(**evidence.who, feedback=[evidence.heard("Tides!", customer=who) for who in (bodo, evidence.harbour)], into=root)  # fmt: skip
    claim = evidence.believed("Harbours sail without tides")
    add_support(**evidence.who, claim=claim, ground=root)
    inbox = browser(evidence.world.otto).get(evidence.to("inbox")).content.decode()
    assert re.search(r'Tromsø harbour office<span class="under">Key account · <span title="[^"]+">€48k</span> a year', inbox)  # fmt: skip
    assert re.search(r'title="2 customers · weight 6 · [^"]+1 unknown">6</td>', inbox)
    claims = browser(evidence.world.otto).get(evidence.to("claims")).content.decode()
    assert 'title="1 customer · weight 5' in claims


def checked(evidence: Evidence, content: bytes, **told: str) -> str:
    """What Otto is told of a file before anything is written."""
    file = SimpleUploadedFile("feedback.csv", content)
    answer = browser(evidence.world.otto).post(evidence.to("many_checking"), {"file": file, "channel": "survey", "cut": "lines", **told})  # fmt: skip
    return html.unescape(answer.content.decode())


def test_the_column_with_the_words_is_asked_for_by_name_or_number(evidence: Evidence) -> None:
    survey = b"session;date submitted;hinderances\n1;2015-12-21 22:21:47;\n2;2015-12-22 00:03:36;No diffs\n"
    assert "“hinderances”" in checked(evidence, survey)
    for column in ("Hinderances", "3"):
        assert "1 piece can be written down" in checked(evidence, survey, column=column)
    for column in ("4", "hindrance"):
        assert f"No column is called “{column}”." in checked(evidence, survey, column=column)


def test_a_file_whose_words_stand_in_no_known_column_is_refused_beside_the_form(evidence: Evidence) -> None:  # fmt: skip
    otto = browser(evidence.world.otto)
    file = SimpleUploadedFile("survey.csv", b"Hindrances,Theme\nNo offline,access\n")
    told = otto.post(evidence.to("many_checking"), {"cut": "paragraphs", "channel": "survey", "file": file}, **PART)  # fmt: skip
    page = told.content.decode()
    assert (told.status_code, "data-problem" in page, "<html" in page) == (400, True, False)


def test_a_file_without_names_of_columns_loses_no_row(evidence: Evidence) -> None:
    plain = b"Still waiting for my card?\nWhen did you send it?\n"
    assert "was taken for the name of the column" in checked(evidence, plain)
    assert "2 pieces can be written down" in checked(evidence, plain, headless="on")


def test_days_that_can_be_read_in_two_ways_are_asked_about(evidence: Evidence) -> None:
    rows = b"text,date\nToo loud,01/02/2026\n"
    assert "can be read in two ways" in checked(evidence, rows)
    assert "1 Feb" in checked(evidence, rows, order="day")


@pytest.mark.parametrize(
    ("content", "doubt"),
    [
        ("text\nF\u00c3\u00bcr immer\n".encode(), "Letters look broken in row 2"),
        ("text\nGr\u00f6\u00dfe\nGr\u00f6\u00dfer\n".encode() + "Gr\u00f6\u00dfe\n".encode("cp1252"), "Letters look broken in rows 2, 3"),
        (b"text\nLoud\nDear\nLoud\nLoud\n", "word for word, in rows 4, 5"),
        (b"text,Text\nLoud,\n", "Several columns are called “text”"),
        ("text;x\nzu sp\u00e4t;1\n".encode("latin-1"), "1 piece can be written down"),
    ],
)  # fmt: skip
def test_a_file_is_taken_with_its_doubts_named_by_row(evidence: Evidence, content: bytes, doubt: str) -> None:  # fmt: skip
    assert doubt in checked(evidence, content)
