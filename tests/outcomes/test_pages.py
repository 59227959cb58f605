"""The pages of this room: for whom they open, and what they show."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from leadline.foundation import clock
from leadline.foundation.jobs import do_next
from leadline.metrics.models import Metric
from leadline.outcomes.models import EffectEstimate, EffectResult, OutcomeReview
from leadline.outcomes.operations import calibrate, open_review, set_result
from leadline.outcomes.queries import claim_of
from leadline.planning.models import Bet
from leadline.planning.operations import commit_bet, create_bet, set_effect
from leadline.workspaces.scope import scope
from tests.backlog.pages import PART, browser
from tests.outcomes import cast
from tests.outcomes.cast import closed, fresh, metric, read, to, who
from tests.world import World


@pytest.fixture(autouse=True)
def present(world: World) -> None:
    """Pages ask the clock themselves, so the story plays now: from noon forty days ago, whatever the hour and the season."""
    began = world.workspace.today(clock.now()) - timedelta(days=40)
    world.now = datetime.combine(began, time(12), UTC)


def text_of(answer: Any) -> str:
    found: str = answer.content.decode()
    return found


def due(world: World, name: str = "Offline tide tables", of: Metric | None = None) -> Bet:
    """A bet that was committed forty days ago for ten days ago, and came as promised."""
    of = of or metric(world)
    made = create_bet(**who(world), name=name, product=world.station, owner=world.otto)
    set_effect(**who(world), bet=made, metric=of, by_on=cast.today(world) + timedelta(days=30), low=Decimal(2), likely=Decimal(4), high=Decimal(9))  # fmt: skip
    commit_bet(**who(world), bet=made, despite="The season begins.")
    return made


@pytest.fixture
def story(world: World) -> tuple[Bet, Metric]:
    of = metric(world)
    read(world, of, cast.today(world) - timedelta(days=1), 20)
    made = due(world, of=of)
    world.now = clock.now()
    read(world, of, cast.today(world) - timedelta(days=10), 25)
    return made, of


def test_an_empty_ledger_teaches(world: World) -> None:
    text = text_of(browser(world.vera).get(to(world, "reviews")))
    assert "Nothing was promised yet" in text
    assert "Nothing is worked out yet" in text_of(browser(world.vera).get(to(world, "calibration")))


def test_a_review_is_begun_written_and_closed_by_its_pages(world: World, story: tuple[Bet, Metric]) -> None:  # fmt: skip
    bet, _metric = story
    page = browser(world.edda)
    owed = text_of(page.get(to(world, "reviews")))
    assert "not yet reviewed" in owed
    assert "10\xa0days overdue" in owed
    fragment = text_of(page.get(to(world, "bet_outcome", bet=bet.pk), **PART))
    assert "Begin review" in fragment
    begun = page.post(to(world, "new_review", bet=bet.pk))
    with scope(world.workspace):
        review = OutcomeReview.objects.get()
    assert begun["Location"] == to(world, "review", review=review.pk)
    shown = text_of(page.get(to(world, "review", review=review.pk)))
    assert "As promised" in shown
    assert "no proof of a cause" in shown
    refused = page.post(to(world, "review_closing", review=review.pk), {"version": 1})
    assert refused.status_code == 409
    said = {"meanwhile": "A dry summer.", "weeks_spent": "6.5", "cost_spent": "12 500", "decision": "keep", "learning": "Pilots\nuse it.", "reviewer": str(world.edda.pk), "version": 1}  # fmt: skip
    assert page.post(to(world, "review_editing", review=review.pk), said).status_code == 302
    kept = fresh(world, review)
    assert (kept.learning, kept.cost_spent, kept.version) == ("Pilots use it.", 1_250_000, 2)
    assert "12500" in text_of(page.get(to(world, "review_editing", review=review.pk)))
    assert page.post(to(world, "review_closing", review=review.pk), {"version": 2}).status_code == 302  # fmt: skip
    over = text_of(page.get(to(world, "review", review=review.pk)))
    assert "among the evidence" in over
    assert "Close review" not in over
    assert page.get(to(world, "review_editing", review=review.pk)).status_code == 409
    with scope(world.workspace):
        claim = claim_of(world.edda, kept)
    assert claim is not None
    back = text_of(page.get(to(world, "claim_review", claim=claim.pk), **PART))
    assert to(world, "review", review=review.pk) in back


def test_a_result_is_typed_on_the_page_and_taken_back(world: World, story: tuple[Bet, Metric]) -> None:  # fmt: skip
    bet, of = story
    review = open_review(**who(world), bet=bet)
    page = browser(world.edda)
    action = to(world, "results", review=review.pk, subject=of.pk)
    day = str(cast.today(world))
    assert page.post(action, {"reason": "", "value": "24", "on": day}).status_code == 400
    assert page.post(action, {"reason": "Counted", "value": "24.5", "on": day}).status_code == 302
    shown = text_of(page.get(to(world, "review", review=review.pk)))
    assert "Counted" in shown
    assert "typed" in shown
    assert page.post(to(world, "result_removal", review=review.pk, subject=of.pk)).status_code == 302  # fmt: skip
    with scope(world.workspace):
        assert not EffectResult.objects.exists()


def test_only_who_may_contribute_reviews(world: World, story: tuple[Bet, Metric]) -> None:
    bet, _metric = story
    page = browser(world.vera)
    assert page.post(to(world, "new_review", bet=bet.pk)).status_code == 403
    assert "Begin review" not in text_of(page.get(to(world, "bet_outcome", bet=bet.pk), **PART))
    review = open_review(**who(world), bet=bet)
    assert browser(world.otto).post(to(world, "review_closing", review=review.pk), {"version": 1}).status_code == 403  # fmt: skip
    assert browser(world.mallory).get(to(world, "review", review=review.pk)).status_code == 404


def test_an_open_review_goes_to_the_trash_by_its_page(world: World, story: tuple[Bet, Metric]) -> None:  # fmt: skip
    bet, _metric = story
    review = open_review(**who(world), bet=bet)
    gone = browser(world.edda).post(to(world, "review_trashing", review=review.pk), {"version": 1})
    assert gone["Location"] == bet.page_url()


def test_the_ledger_and_the_calibration_show_what_was_scored(world: World, story: tuple[Bet, Metric]) -> None:  # fmt: skip
    bet, of = story
    closed(world, bet)
    waiting = due(world, "Tide <b>alarm</b>", of=of)
    page = browser(world.edda)
    text = text_of(page.get(to(world, "reviews")))
    assert "+5.0" in text
    assert "1 of 1 effects" in text
    assert "Tide &lt;b&gt;alarm" in text
    assert text_of(page.get(to(world, "reviews") + "?standing=held")).count("<tr id=") == 1
    assert page.get(to(world, "reviews") + "?standing=odd").status_code == 400
    assert page.post(to(world, "calibration")).status_code == 302
    told = text_of(page.get(to(world, "calibration")))
    assert "1 of 1 came as was said" in told
    assert "too few to tell" in told
    assert bet.name not in told
    assert "Corrected" in told
    fragment = text_of(page.get(to(world, "bet_outcome", bet=waiting.pk), **PART))
    assert "corrected by the record of" in fragment


def test_a_kept_run_is_opened_and_computed_again(world: World, story: tuple[Bet, Metric]) -> None:
    bet, _metric = story
    closed(world, bet)
    run = calibrate(**who(world))
    page = browser(world.vera)
    assert page.get(run.page_url()).status_code == 200
    assert page.post(to(world, "calibration_replay", run=run.pk), follow=True).status_code == 200


def test_a_review_without_a_reading_says_which_is_missing(world: World) -> None:
    bet = due(world)
    world.now = clock.now()
    review = open_review(**who(world), bet=bet)
    assert "no reading from before" in text_of(browser(world.vera).get(to(world, "review", review=review.pk)))  # fmt: skip
    with scope(world.workspace):
        subject = review.promised.promise["effects"][0]["id"]
    set_result(**who(world), review=review, subject=UUID(subject), reason="Lost", is_unknown=True)  # fmt: skip
    assert "nobody knows" in text_of(browser(world.vera).get(to(world, "review", review=review.pk)))


def test_an_estimate_is_asked_seen_and_let_count_by_its_pages(world: World, story: tuple[Bet, Metric]) -> None:  # fmt: skip
    bet, of = story
    for at in range(2, 20):
        read(world, of, cast.today(world) - timedelta(days=10 + 7 * at), 20 + at % 3)
    review = open_review(**who(world), bet=bet)
    page, named = browser(world.edda), {"review": review.pk, "subject": of.pk}
    asking = to(world, "estimating", **named)
    assert asking in text_of(page.get(to(world, "review", review=review.pk)))
    form = text_of(page.get(asking))
    assert "day of its commitment is proposed" in form
    assert page.post(asking, {"begins_on": "2019-01-01"}).status_code == 409
    begins_on = str(cast.today(world) - timedelta(days=10))
    assert page.post(asking, {"begins_on": begins_on}).status_code == 302
    assert "Estimating the effect" in text_of(page.get(to(world, "review", review=review.pk)))  # fmt: skip
    progress = to(world, "estimate_progress", **named)
    assert "progress" in text_of(page.get(progress, **PART))
    while do_next(clock.now(), "worker"):
        pass
    assert page.get(progress, **PART).status_code == 204
    with scope(world.workspace):
        kept = EffectEstimate.objects.get()
    shown = text_of(page.get(kept.page_url()))
    assert "Observed and expected" in shown
    assert "windows of the past in which nothing began" in shown
    assert page.post(to(world, "estimate_replay", run=kept.pk), follow=True).status_code == 200
    use = to(world, "estimate_use", run=kept.pk)
    assert browser(world.vera).post(use, {"reason": "So"}).status_code == 403
    assert page.post(use, {"reason": "The weather moves it."}).status_code == 302
    told = text_of(page.get(to(world, "review", review=review.pk)))
    assert "counts: the estimate against its own past" in told
    assert "The weather moves it." in told
