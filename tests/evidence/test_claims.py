"""Claims: what they rest on, how sure that makes, and when somebody should look again."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from leadline.evidence.models import Claim, ClaimSupport
from leadline.evidence.operations import (
    add_support,
    change_claim,
    create_claim,
    look_again,
    mark_passage,
    record_observation,
    remove_support,
    trash_claim,
    trash_feedback,
)
from leadline.evidence.queries import (
    LINES,
    ClaimFilters,
    Leaning,
    claim_lines,
    claims,
    confidence_of,
    pieces_of,
    supports_of,
    weighed,
)
from leadline.foundation.refusals import Invalid, Refusal
from leadline.market.operations import create_customer
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.evidence.cast import Evidence


def field_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.problems[0].field


def listed(evidence: Evidence, **narrowed: Any) -> list[str]:
    with scope(evidence.world.workspace):
        return [row.statement for row in claims(evidence.world.vera, ClaimFilters(evidence.today, **narrowed)).rows]  # fmt: skip


def sure(evidence: Evidence, claim: Claim) -> float:
    with scope(evidence.world.workspace):
        (line,) = claim_lines(evidence.world.vera, [evidence.again(claim)], evidence.today)
    return round(line.weighed.share, 3)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"nature": "fact"}, "source"),
        ({"nature": "hunch"}, "nature"),
        ({"half_life": 0}, "half_life"),
        ({"strength": Decimal("0.9")}, "strength"),
        ({"strength": Decimal(1001)}, "strength"),
    ],
)
def test_what_is_no_claim_is_refused_by_its_field(evidence: Evidence, values: dict[str, Any], field: str) -> None:  # fmt: skip
    with pytest.raises(Invalid) as refused:
        create_claim(**evidence.who, statement="Harbours lose the network", **values)
    assert field_of(refused) == field


def test_a_claim_fades_and_is_due_when_half_of_it_is_gone(evidence: Evidence) -> None:
    claim = evidence.believed("Harbours lose the network", nature="fact", source="Spring study", strength=Decimal(9), half_life=180)  # fmt: skip
    lasting = evidence.believed("Ports must log the wind", nature="fact", source="Port law", strength=Decimal(9))  # fmt: skip
    assert (sure(evidence, claim), listed(evidence, state="due")) == (0.9, [])
    evidence.world.later(days=180)
    assert (sure(evidence, claim), sure(evidence, lasting)) == (0.75, 0.9)
    assert listed(evidence, state="due") == ["Harbours lose the network"]


def test_who_looks_again_makes_it_count_from_that_day_on(evidence: Evidence) -> None:
    claim = evidence.believed("Harbours lose the network", nature="fact", source="Spring study", strength=Decimal(9), half_life=180)  # fmt: skip
    evidence.world.later(days=200)
    look, event = look_again(**evidence.who, claim=claim, strength=Decimal(3), note="Five calls")
    assert (sure(evidence, claim), listed(evidence, state="due")) == (0.75, [])
    assert (look.looked_by, evidence.again(claim).due_on) == (evidence.world.otto, evidence.today + timedelta(days=180))  # fmt: skip
    assert event is not None
    undo(**evidence.who, event=event)
    assert listed(evidence, state="due") == ["Harbours lose the network"]
    with pytest.raises(Invalid):
        look_again(**evidence.who, claim=evidence.again(claim), looked_on=evidence.today + timedelta(days=1))  # fmt: skip


def test_an_older_look_does_not_make_a_claim_older(evidence: Evidence) -> None:
    claim = evidence.believed("Harbours lose the network", half_life=10)
    look_again(**evidence.who, claim=claim, looked_on=evidence.today - timedelta(days=30))
    assert evidence.again(claim).observed_on == evidence.today


def test_two_pieces_of_one_customer_count_less_than_those_of_two(evidence: Evidence) -> None:
    bodo = create_customer(**evidence.who, name="Bodø marina")
    same, other = evidence.believed("One speaks twice"), evidence.believed("Two speak")
    heard = [evidence.heard("Tides!", customer=who) for who in (evidence.harbour, evidence.harbour, bodo)]  # fmt: skip
    for claim, grounds in ((same, heard[:2]), (other, heard[1:])):
        for ground in grounds:
            add_support(**evidence.who, claim=claim, ground=ground, strength=Decimal(3))
    assert (sure(evidence, same), sure(evidence, other)) == (0.839, 0.9)


def test_what_contradicts_is_shown_counted_and_taken_back(evidence: Evidence) -> None:
    claim = evidence.believed("Harbours lose the network", nature="fact", source="Study", strength=Decimal(3))  # fmt: skip
    never = evidence.heard("Never lost it")
    support, _event = add_support(**evidence.who, claim=claim, ground=never, stance="contradicts", strength=Decimal(3))  # fmt: skip
    assert (sure(evidence, claim), listed(evidence, state="contradicted")) == (0.5, [claim.statement])  # fmt: skip
    add_support(**evidence.who, claim=claim, ground=never, stance="supports", strength=Decimal(3))  # fmt: skip
    assert listed(evidence, state="contradicted") == []
    removed = remove_support(**evidence.who, support=evidence.again(support))
    assert removed is not None
    undo(**evidence.who, event=removed)
    with scope(evidence.world.workspace):
        assert ClaimSupport.objects.get().stance == "supports"
    trash_feedback(**evidence.who, feedback=[never])
    assert sure(evidence, claim) == 0.75


def test_no_claim_stands_on_what_stands_on_it(evidence: Evidence) -> None:
    a, b, c = (evidence.believed(text) for text in ("A", "B", "C"))
    add_support(**evidence.who, claim=a, ground=b)
    add_support(**evidence.who, claim=b, ground=c)
    for claim, ground in ((c, a), (b, a), (a, a)):
        with pytest.raises(Invalid) as refused:
            add_support(**evidence.who, claim=claim, ground=ground)
        assert field_of(refused) == "other"


def test_what_a_review_learned_becomes_a_fact_once(evidence: Evidence) -> None:
    learned: dict[str, Any] = {"statement": "Tides keep harbours", "source": "Review of offline tides", "source_kind": "review", "source_id": uuid4()}  # fmt: skip
    first = record_observation(**evidence.who, **learned, sample_size=12)
    assert (first.nature, first.strength, first.half_life, first.source_kind) == ("fact", 10, 180, "review")  # fmt: skip
    assert record_observation(**evidence.who, **learned) == first
    trash_claim(**evidence.who, claim=first)
    assert record_observation(**evidence.who, **learned).pk == first.pk


def test_a_fact_stays_one_when_it_is_corrected(evidence: Evidence) -> None:
    claim = evidence.believed("Harbours lose it", nature="fact", source="Study")
    with pytest.raises(Invalid) as refused:
        change_claim(**evidence.who, claim=claim, source="")
    assert field_of(refused) == "source"
    change_claim(**evidence.who, claim=evidence.again(claim), half_life=10)
    assert evidence.again(claim).due_on == evidence.today + timedelta(days=10)


def test_rooms_above_weigh_passages_and_claims_by_the_same_rule(evidence: Evidence) -> None:
    heard = evidence.heard("The tide table is gone", customer=evidence.harbour)
    passage, _ = mark_passage(**evidence.who, feedback=heard, quote="gone")
    claim = evidence.believed("Harbours lose it", nature="fact", source="Study", strength=Decimal(6), half_life=90)  # fmt: skip
    with scope(evidence.world.workspace):
        vera = evidence.world.vera
        pieces = pieces_of(vera, evidence.today, passage_ids=[passage.pk], claim_ids=[claim.pk, uuid4()])  # fmt: skip
        leanings = [Leaning(passage.pk), Leaning(claim.pk), Leaning(uuid4())]
        both = confidence_of(vera, leanings, pieces)
        against = confidence_of(vera, [Leaning(claim.pk, against=True)], pieces)
    assert (pieces[passage.pk].source, pieces[claim.pk].half_life) == (f"customer {evidence.harbour.pk}", 90)  # fmt: skip
    assert (round(both.confidence, 3), round(against.confidence, 3)) == (0.9, 0.143)


def test_the_thread_follows_who_said_it_to_what_rests_on_it(evidence: Evidence) -> None:
    heard = evidence.heard("The tide table is gone", contact=evidence.marit)
    passage, _ = mark_passage(**evidence.who, feedback=heard, quote="gone")
    upper = evidence.believed("Upper")
    lower = create_claim(**evidence.who, statement="Lower", ground=passage)
    add_support(**evidence.who, claim=upper, ground=lower)
    add_support(**evidence.who, claim=upper, ground=heard)
    with scope(evidence.world.workspace):
        told = {(line.below, line.above): list(line.rows().values_list(line.below_id, line.above_id)) for line in LINES}  # fmt: skip
        under = supports_of(evidence.world.vera, [upper.pk])[upper.pk]
        answer = weighed(upper, under, evidence.today).answer
    assert told == {
        ("customer", "feedback"): [(evidence.harbour.pk, heard.pk)],
        ("contact", "feedback"): [(evidence.marit.pk, heard.pk)],
        ("feedback", "feedback"): [],
        ("feedback", "passage"): [(heard.pk, passage.pk)],
        ("passage", "claim"): [(passage.pk, lower.pk)],
        ("feedback", "claim"): [(heard.pk, upper.pk)],
        ("claim", "claim"): [(lower.pk, upper.pk)],
    }
    assert (answer.method, answer.version) == ("calibration.evidence", "1")
