"""One of everything that the evidence keeps, and what stands in its addresses and bodies."""

from collections.abc import Mapping
from typing import Any

from leadline.evidence import operations as evidence
from leadline.evidence.models import Likeness


def furnish_evidence(rooms: Any) -> None:
    """Feedback with a passage and a like, and a claim with what stands under it."""
    who, customer = rooms.who, rooms.rows["customer"]
    earlier = evidence.capture_feedback(**who, text=rooms.called("words, told before"), customer=customer)  # fmt: skip
    heard = evidence.capture_feedback(
        **who, text=rooms.called("words, told again. And more."), customer=customer, contact=rooms.rows["contact"],
        product=rooms.product, source_key=rooms.called("key"),
    )  # fmt: skip
    passage, _event = evidence.mark_passage(**who, feedback=heard, quote="told")
    lower = evidence.create_claim(**who, statement=rooms.called("lower claim"), ground=heard)
    claim = evidence.create_claim(**who, statement=rooms.called("claim"), source=rooms.called("source"), owner=rooms.by, half_life=30)  # fmt: skip
    support, _event = evidence.add_support(**who, claim=claim, ground=passage, note=rooms.called("note"))  # fmt: skip
    evidence.look_again(**who, claim=claim, note=rooms.called("note"))
    values: dict[str, Any] = {
        "likeness": 0.9,
        "method": "text.duplicates 1",
        "compared_by": "words",
        "compared": 2,
    }
    likeness, _change = Likeness.create(**who, feedback=heard, other=earlier, found_at=rooms.now, **values)  # fmt: skip
    rooms.rows |= {
        "feedback": heard, "earlier feedback": earlier, "passage": passage, "claim": claim, "lower claim": lower,
        "support": support, "likeness": likeness,
    }  # fmt: skip


def evidence_slots(rows: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in addresses of this room."""
    return {
        "feedback/feedback": rows["feedback"], "passages/passage": rows["passage"],
        "likenesses/likeness": rows["likeness"], "claims/claim": rows["claim"],
        "supports/support": rows["support"], "picked/verb": "merging",
    }  # fmt: skip


def evidence_fields(rows: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in bodies of this room."""
    picked = ("archive", "return", "snooze", "merge", "trash")
    named = ("feedback/new", "feedback/editing", "feedback/many", "many/checking")
    return {
        **{f"inbox/picked/{name} item": rows["earlier feedback"] for name in picked},
        **{f"{place} {name}": "" for place in named for name in ("customer", "contact")},
        **{f"{place} file": None for place in named},
        "text": "told and told again", "cut": "lines", "channel": "call", "heard_on": None, "into": rows["feedback"],
        "feedback": rows["earlier feedback"], "api feedback": [str(rows["earlier feedback"].pk)],
        "contact": rows["contact"], "api rows": [{"text": "told"}], "at": 30, "start": None, "end": None, "quote": "told",
        "claims/supports claim": rows["claim"], "claims/supports other": rows["lower claim"],
        "claims/supports passage": None, "claims/supports feedback": None, "api supports passage": None,
        "api supports feedback": None, "api supports other": rows["lower claim"],
        "nature": "assumption", "sample_size": 12, "observed_on": None, "strength": "3", "api strength": 3,
        "half_life": 90, "looked_on": None, "stance": "supports", "claims/new passage": None, "claims/new feedback": None,
        "claims/editing passage": None, "claims/editing feedback": None, "source_key": "", "api source_key": "",
    }  # fmt: skip
