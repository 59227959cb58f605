"""Whose words something stands on, as a program reads it."""

from typing import Any

import pytest

from leadline.evidence.models import Stance
from leadline.evidence.operations import add_support, merge_feedback
from leadline.foundation import clock
from leadline.market.operations import create_customer
from tests.backlog.test_api import Api
from tests.evidence.cast import Evidence


@pytest.fixture
def api(evidence: Evidence, monkeypatch: pytest.MonkeyPatch) -> Api:
    monkeypatch.setattr(clock, "now", lambda: evidence.world.now)
    return Api(evidence.world, evidence.world.vera)


def stand(evidence: Evidence, claim: Any, ground: Any, stance: str = Stance.SUPPORTS) -> None:
    add_support(**evidence.who, claim=claim, ground=ground, stance=stance)


def test_a_claim_names_who_stands_behind_it_the_heaviest_first(
    evidence: Evidence, api: Api
) -> None:
    ferry = create_customer(**evidence.who, name="Ærø ferries")
    claim = evidence.believed("Pilots lose the connection")
    for customer, stance in ((ferry, Stance.CONTRADICTS), (evidence.harbour, Stance.SUPPORTS), (evidence.harbour, Stance.CONTRADICTS)):  # fmt: skip
        stand(evidence, claim, evidence.heard(f"Said {stance} by {customer}", customer=customer), stance)  # fmt: skip
    stand(evidence, claim, evidence.believed("Nobody in particular says this"))
    told = api("GET", f"/claims/{claim.pk}/voices").json()
    assert (told["customers"], told["weight"], told["unknown_revenue"]) == (2, 6, 1)
    assert told["revenue"] == [{"minor": 4_800_000, "currency": "EUR"}]
    first, second = told["rows"]
    assert (first["name"], first["weight"], first["supports"], first["contradicts"]) == ("Tromsø harbour office", 5, 1, 1)  # fmt: skip
    assert (second["customer"], second["weight"], second["revenue"], second["supports"], second["contradicts"]) == (str(ferry.pk), 1, None, 0, 1)  # fmt: skip


def test_a_claim_that_nobody_spoke_for_has_no_voices(evidence: Evidence, api: Api) -> None:
    claim = evidence.believed("Ports need tides")
    assert api("GET", f"/claims/{claim.pk}/voices").json() == {"customers": 0, "weight": 0, "revenue": [], "unknown_revenue": 0, "rows": []}  # fmt: skip


def test_the_voices_of_a_claim_cost_the_same_however_many(evidence: Evidence, api: Api, assert_constant_queries: Any) -> None:  # fmt: skip
    claim = evidence.believed("Pilots lose the connection")

    def grow(n: int) -> None:
        for at in range(n):
            customer = create_customer(**evidence.who, name=f"Port {n} {at}")
            stand(evidence, claim, evidence.heard(f"Said {n} {at}", customer=customer))

    assert_constant_queries(grow, lambda: api("GET", f"/claims/{claim.pk}/voices"))


def test_a_piece_speaks_with_the_voices_of_all_that_was_merged_into_it(evidence: Evidence, api: Api) -> None:  # fmt: skip
    one = evidence.heard("The tide table is gone", customer=evidence.harbour)
    other = evidence.heard("No tides offline", customer=create_customer(**evidence.who, name="Ærø ferries"))  # fmt: skip
    merge_feedback(**evidence.who, feedback=[other], into=one)
    told = api("GET", f"/feedback/{one.pk}/voices").json()
    assert (told["customers"], told["weight"], told["merged"]) == (2, 6, [str(other.pk)])
