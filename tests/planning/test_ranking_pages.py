"""The pages of rankings: asking, the table of numbers, the answer, two beside each other."""

import csv
import io
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leadline.evidence.models import Channel, Claim, ClaimSupport, Feedback, Nature
from leadline.planning.models import Bet, BetAssumption, BetEffort, Ranking
from leadline.planning.operations.rankings import ranking
from leadline.planning.queries.rankings.asking import Asked
from leadline.planning.queries.rankings.candidates import candidates
from leadline.planning.queries.rankings.confidence import confidence_of
from leadline.workspaces.scope import scope
from tests.backlog.pages import browser
from tests.planning.ranking_cast import Rankings, work
from tests.world import World


@pytest.fixture
def rankings(world: World) -> Rankings:
    found = Rankings(world)
    found.rice("Search", "1500 2000 4000", "2", "2 4 8")
    found.rice("Themes", "200 1500 9000", "0.5", "1 2 5")
    found.rice("Export", "500", "1", "1")
    return found


def to(rankings: Rankings, name: str, /, **more: object) -> str:
    return reverse(f"planning:{name}", kwargs={"slug": rankings.world.workspace.slug, **more})


def text_of(answer: object) -> str:
    found = re.sub(r"<[^>]+>", " ", answer.content.decode())  # type: ignore[attr-defined]
    return " ".join(found.replace("\u202f", " ").split())


def test_a_ranking_is_asked_and_read(rankings: Rankings) -> None:
    edda = browser(rankings.world.edda)
    asking = edda.get(to(rankings, "ranking_asking"))
    assert "2 000 · 1 500–4 000" in text_of(asking)
    answer = edda.post(to(rankings, "ranking_asking"), {"framework": "rice", "product": "WS", "top": "1"})  # fmt: skip
    assert answer.status_code == 302
    page = edda.get(answer.headers["Location"])
    told = text_of(page)
    assert "RICE: 3 bets of Weather station" in told
    assert re.search(r"Learn the (reach|effort) of “(Search|Themes)” first", told)
    assert "prioritisation.rice, version 1" in told
    assert "seed 20260" in told
    assert "Search" in text_of(edda.get(to(rankings, "rankings")))


def test_every_page_opens_for_a_member_and_for_no_outsider(rankings: Rankings) -> None:
    ranking, other = rankings.rank(), rankings.rank()
    with scope(rankings.world.workspace):
        bet = Bet.objects.get(name="Search")
    pages = [
        to(rankings, "rankings"), to(rankings, "ranking_asking"), to(rankings, "ranking", ranking=ranking.pk),
        to(rankings, "ranking_file", ranking=ranking.pk), to(rankings, "bet_confidence", bet=bet.pk),
        to(rankings, "ranking_comparison", ranking=ranking.pk) + f"?with={other.pk}",
    ]  # fmt: skip
    vera, mallory = browser(rankings.world.vera), browser(rankings.world.mallory)
    for url in pages:
        assert vera.get(url).status_code == 200, url
        assert mallory.get(url).status_code == 404, url


def test_the_first_ranking_is_taught(world: World) -> None:
    edda = browser(world.edda)
    assert "Nothing was ranked yet" in text_of(edda.get(to(Rankings(world), "rankings")))
    assert "No bet fits" in text_of(edda.get(to(Rankings(world), "ranking_asking")))


@pytest.mark.parametrize("framework", [value for value, _label in Ranking.Framework.choices])
def test_every_framework_shows_its_columns(rankings: Rankings, framework: str) -> None:
    more = {"own": "&formula=gain*2", "weighted": "&weights=Fit:3"}.get(framework, "")
    page = browser(rankings.world.edda).get(f"{to(rankings, 'ranking_asking')}?framework={framework}{more}")  # fmt: skip
    assert page.status_code == 200
    assert "Export" in text_of(page)


def test_a_formula_is_asked_for_and_what_is_wrong_stands_beside_it(rankings: Rankings) -> None:
    edda, asking = browser(rankings.world.edda), to(rankings, "ranking_asking")
    assert "Write the formula first" in text_of(edda.get(f"{asking}?framework=own"))
    wrong = edda.get(f"{asking}?framework=own&formula=gain+%2F%2F+2")
    assert "row-error" in wrong.content.decode()
    unknown = edda.post(asking, {"framework": "own", "formula": "gian / effort"})
    assert unknown.status_code == 400
    assert "No bet has a “gian”" in text_of(unknown)
    nothing = edda.post(asking, {"framework": "value"})
    assert "No bet can be ranked yet" in text_of(nothing)


def test_a_number_is_edited_where_it_stands(rankings: Rankings) -> None:
    otto = browser(rankings.world.otto)
    with scope(rankings.world.workspace):
        bet = Bet.objects.get(name="Export")
    url = to(rankings, "ranking_inputs", bet=bet.pk, said="rice.reach") + "?framework=rice"
    row = otto.post(url, {"typed": "400 500 900", "version": "1"})
    assert "500 · 400–900" in text_of(row)
    for typed, what in (("900 500 400", "upside down"), ("-3", "below 0")):
        refused = otto.post(url, {"typed": typed, "version": "2"}, headers={"HX-Request": "true"})
        assert refused.status_code == 400
        assert what in text_of(refused)
    assert otto.post(url, {"typed": "7", "version": "1"}).status_code == 412
    assert browser(rankings.world.vera).post(url, {"typed": "7"}).status_code == 403


def test_the_efforts_of_teams_count_until_somebody_types_another(rankings: Rankings) -> None:
    world, bet = rankings.world, rankings.bet("Radar")
    with scope(world.workspace):
        BetEffort.create(by=world.edda, now=world.now, bet=bet, team=world.crew, low=Decimal(2), likely=Decimal(3), high=Decimal(5))  # fmt: skip
    page = browser(world.edda).get(to(rankings, "ranking_asking"))
    assert "3 · 2–5" in text_of(page)
    assert "from the teams’ efforts" in text_of(page)


def test_a_ranking_is_replayed_and_taken_along(rankings: Rankings) -> None:
    vera, ranking = browser(rankings.world.vera), rankings.rank()
    replayed = vera.post(to(rankings, "ranking_replay", ranking=ranking.pk), follow=True)
    assert "the very same answer" in text_of(replayed)
    rankings.bet("=cmd")
    ranking = rankings.rank()
    file = vera.get(to(rankings, "ranking_file", ranking=ranking.pk))
    rows = list(csv.DictReader(io.StringIO(file.content.decode())))
    assert [row["rank"] for row in rows] == ["1", "2", "3", ""]
    assert rows[-1]["name"] == "'=cmd"
    assert rows[-1]["left_out_because"] == "lacks Reach, Impact, Effort"


def test_two_rankings_by_different_frameworks_are_not_compared(rankings: Rankings) -> None:
    ranking = rankings.rank()
    rankings.bet("Radar", {"value.value": "3", "effort": "2"})
    other = rankings.rank("value")
    url = to(rankings, "ranking_comparison", ranking=ranking.pk)
    vera = browser(rankings.world.vera)
    assert vera.get(f"{url}?with={other.pk}").status_code == 400
    assert vera.get(url).status_code == 404


def test_the_pages_cost_as_many_statements_with_many_bets(rankings: Rankings) -> None:
    def cost(url: str) -> int:
        vera = browser(rankings.world.vera)
        vera.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert vera.get(url).status_code == 200
        return len(queries)

    few = rankings.rank()
    asking = f"{to(rankings, 'ranking_asking')}?confidence=evidence"
    before = (cost(few.page_url()), cost(asking))
    for at in range(120):
        rankings.rice(f"Bet {at:03}", f"{at + 1} {at + 50} {at + 200}", "1", "1 2 3")
    many = rankings.rank()
    assert (cost(many.page_url()), cost(asking)) == before
    second = browser(rankings.world.vera).get(f"{many.page_url()}?from=1")
    assert len(re.findall(r'<tr id="line-', second.content.decode())) == 23


def test_whoever_ranks_many_bets_sees_how_far_that_is(rankings: Rankings, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(ranking, "AT_ONCE", 2)
    edda, part = browser(rankings.world.edda), {"HX-Request": "true"}
    asked = edda.post(to(rankings, "ranking_asking"), {"framework": "rice", "product": "WS"})
    coming = asked.headers["Location"]
    assert "Waiting for its turn" in text_of(edda.get(coming))
    assert f'hx-get="{coming}"' in edda.get(coming, headers=part).content.decode()
    work()
    kept = edda.get(coming, headers=part).headers["HX-Redirect"]
    assert edda.get(coming).headers["Location"] == kept
    assert "RICE: 3 bets of Weather station" in text_of(edda.get(kept))


def test_a_ranking_of_many_that_is_refused_leads_back_to_its_question(rankings: Rankings, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(ranking, "AT_ONCE", 2)
    edda = browser(rankings.world.edda)
    coming = edda.post(to(rankings, "ranking_asking"), {"framework": "value", "product": "WS"}).headers["Location"]  # fmt: skip
    work()
    told = edda.get(coming)
    assert "No bet can be ranked yet" in text_of(told)
    assert "framework=value&amp;product=WS" in told.content.decode()


@pytest.fixture
def claimed(rankings: Rankings) -> Bet:
    """Search rests on a surveyed claim, which one caller contradicts."""
    world = rankings.world
    today = world.workspace.today(world.now)
    with scope(world.workspace):
        bet: Bet = Bet.objects.get(name="Search")
        claim, _ = Claim.create(by=world.edda, now=world.now, statement="Ports look for old readings", nature=Nature.FACT, source="Spring survey", observed_on=today - timedelta(days=180), strength=Decimal(10), half_life=180)  # fmt: skip
        heard, _ = Feedback.create(by=world.edda, now=world.now, text="We never look back.", channel=Channel.CALL, heard_on=today, captured_by=world.edda, waits_since=world.now)  # fmt: skip
        ClaimSupport.create(by=world.edda, now=world.now, claim=claim, feedback=heard, stance="contradicts", strength=Decimal(2), added_by=world.edda)  # fmt: skip
        BetAssumption.create(by=world.edda, now=world.now, bet=bet, claim=claim, importance=5)
    return bet


def test_confidence_is_computed_from_what_lies_under_a_bet(rankings: Rankings, claimed: Bet) -> None:  # fmt: skip
    world = rankings.world
    today = world.workspace.today(world.now)
    with scope(world.workspace):
        told = confidence_of(world.vera, claimed, today)
    odds = 10**0.5 / 2
    assert told.answer.confidence == pytest.approx(odds / (1 + odds))
    page = text_of(browser(world.vera).get(to(rankings, "bet_confidence", bet=claimed.pk)))
    assert "Ports look for old readings" in page
    assert "We never look back." in page


def test_confidence_from_evidence_counts_instead_of_the_typed_one(rankings: Rankings, claimed: Bet) -> None:  # fmt: skip
    world = rankings.world
    asked = Asked("rice", confidence="evidence")
    with scope(world.workspace):
        found = {each.name: each.cells["confidence"] for each in candidates(world.vera, asked, Bet.objects.all(), world.workspace.today(world.now))}  # fmt: skip
    assert found["Search"].source == "evidence"
    assert found["Search"].likely == pytest.approx(61.3, abs=0.1)
    assert (found["Export"].source, found["Export"].likely) == ("nothing", 50)
    ranking = rankings.rank(confidence="evidence")
    assert rankings.order(ranking) == ["Export"]
    shown = text_of(browser(world.vera).get(f"{to(rankings, 'ranking_asking')}?confidence=evidence"))  # fmt: skip
    assert "nothing under it" in shown
    nothing = to(rankings, "bet_confidence", bet=rankings.bet("Radar").pk)
    assert "Nothing is under this bet" in text_of(browser(world.vera).get(nothing))
