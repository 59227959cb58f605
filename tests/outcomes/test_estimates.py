"""An effect against what the past of its metric foretold: asked, kept, refused, let count."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from leadline.foundation.jobs import do_next
from leadline.foundation.models import Job
from leadline.foundation.refusals import Invalid, NotFound
from leadline.metrics.models import Metric, Reading
from leadline.metrics.operations import trash_metric
from leadline.outcomes.models import EffectEstimate, OutcomeReview, PromiseScore
from leadline.outcomes.models.reviews import ReviewClosed
from leadline.outcomes.operations import (
    MetricGone,
    NoVerdict,
    Question,
    TooEarly,
    ask_for_estimate,
    close_review,
    keep_estimate,
    remove_result,
    set_result,
    use_estimate,
)
from leadline.outcomes.operations.estimates import estimate_now, replay_estimate
from leadline.outcomes.queries import effects_under_way, newest_by_effect, sides_of
from leadline.outcomes.queries.estimating import CannotEstimate
from leadline.outcomes.queries.series import filled, periods_of
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.backlog.pages import browser
from tests.outcomes.cast import (  # fmt: skip
    DUE,
    LEARNED,
    committed,
    fresh,
    metric,
    read,
    review,
    today,
    who,
)
from tests.world import World

WEEKS = 40
Value = Callable[[int], float]


def wave(at: int) -> float:
    """What moves both metrics: forty weeks of weather."""
    return Random(at).gauss(0, 3)


def weekly(world: World, of: Metric, value: Value, until: date = DUE) -> None:
    """A reading for each of the last forty weeks up to the promised day, the oldest first."""
    given = [(until - timedelta(weeks=WEEKS - 1 - at), Decimal(str(round(value(at), 1)))) for at in range(WEEKS)]  # fmt: skip
    stamped = {"workspace_id": of.workspace_id, "created_at": world.now, "updated_at": world.now}
    Reading._base_manager.bulk_create(Reading(metric=of, on=on, value=each, **stamped) for on, each in given)  # fmt: skip


def story(world: World, lift: float, noise: Value = wave) -> tuple[OutcomeReview, Metric, Metric]:
    """Weather moves stations and sensors alike; stations are lifted for the last eight weeks."""
    of, other = metric(world), metric(world, "Sensors online")
    bet = committed(world, of=of)
    world.later(days=(DUE - today(world)).days + 1)
    weekly(world, other, lambda at: 50 + noise(at))
    weekly(world, of, lambda at: 20 + noise(at) + Random(at + 99).gauss(0, 0.3) + (lift if at >= WEEKS - 8 else 0))  # fmt: skip
    return review(world, bet), of, other


def asked(world: World, found: OutcomeReview, of: Metric, *controls: Metric) -> EffectEstimate:
    """An estimate from eight weeks before the promised day on, as the job keeps it."""
    question = Question(of.pk, DUE - timedelta(weeks=7), [each.pk for each in controls])
    with scope(world.workspace):
        inputs, answer = estimate_now(world.edda, found, question, today(world), 7)
    return keep_estimate(**who(world), review=found, question=question, inputs=inputs, seed=7, answer=answer)  # fmt: skip


def side(world: World, found: OutcomeReview) -> Any:
    with scope(world.workspace):
        (only,) = sides_of(world.edda, fresh(world, found))
    return only


def test_the_weather_is_taken_out_and_the_estimate_counts_when_somebody_says_why(world: World) -> None:  # fmt: skip
    found, of, other = story(world, lift=4)
    kept = asked(world, found, of, other)
    assert kept.answer["verdict"] == "higher"
    assert kept.answer["low"] < 4 < kept.answer["high"]
    assert kept.answer["high"] - kept.answer["low"] < 2
    assert (kept.begins_on, kept.until) == (DUE - timedelta(weeks=7), DUE)
    assert replay_estimate(kept).same
    assert side(world, found).estimated is None
    with pytest.raises(Invalid, match="Why does the estimate count"):
        use_estimate(**who(world), estimate=kept, reason=" ")
    event = use_estimate(**who(world), estimate=kept, reason="The weather moves it.")
    told = side(world, found)
    assert (float(told.actual), told.verdict) == (pytest.approx(kept.answer["average"], abs=1e-6), "held")  # fmt: skip
    assert event is not None
    undo(**who(world), event=event)
    assert side(world, found).estimated is None


def test_what_counted_is_scored_and_stays_once_the_review_is_closed(world: World) -> None:
    found, of, other = story(world, lift=4)
    kept = asked(world, found, of, other)
    use_estimate(**who(world), estimate=kept, reason="The weather moves it.")
    _close(world, found)
    with scope(world.workspace):
        (score,) = PromiseScore.objects.filter(part="effect")
    assert score.inputs["estimated"]["run"] == str(kept.pk)
    assert side(world, found).estimated.run == str(kept.pk)
    with pytest.raises(ReviewClosed):
        use_estimate(**who(world), estimate=kept, reason="Again.")
    with pytest.raises(ReviewClosed):
        ask_for_estimate(**who(world), review=fresh(world, found), question=Question(of.pk))


def _close(world: World, found: OutcomeReview) -> None:
    found = fresh(world, found)
    found.change(by=world.edda, now=world.now, decision="keep", learning=LEARNED)
    close_review(**who(world), review=found)


def test_a_typed_value_takes_its_place_and_the_readings_count_again(world: World) -> None:
    found, of, other = story(world, lift=4)
    kept = asked(world, found, of, other)
    use_estimate(**who(world), estimate=kept, reason="The weather moves it.")
    set_result(**who(world), review=found, subject=of.pk, reason="Counted", value=Decimal(70), on=DUE)  # fmt: skip
    assert side(world, found).estimated is None
    assert side(world, found).result.is_typed
    remove_result(**who(world), review=found, subject=of.pk)
    assert not side(world, found).result.is_typed


def test_a_method_that_finds_effects_where_nothing_began_says_nothing(world: World) -> None:
    step = lambda at: Random(at).gauss(0, 0.3) + (10 if 14 <= at < 26 else 0)  # noqa: E731
    found, of, _other = story(world, lift=4, noise=step)
    kept = asked(world, found, of)
    assert kept.is_refused
    with pytest.raises(NoVerdict, match="windows where nothing began"):
        use_estimate(**who(world), estimate=kept, reason="I like it.")


def test_it_is_computed_in_the_background_once(world: World) -> None:
    found, of, _other = story(world, lift=4)
    question = Question(of.pk, DUE - timedelta(weeks=7))
    job = ask_for_estimate(**who(world), review=found, question=question)
    assert ask_for_estimate(**who(world), review=found, question=question) == job
    with scope(world.workspace):
        assert effects_under_way(world.vera, found) == {str(of.pk)}
    while do_next(world.now, "worker"):
        pass
    assert Job.objects.get(pk=job.pk).answer.keys() == {"estimate"}
    with scope(world.workspace):
        assert not effects_under_way(world.vera, found)
        assert newest_by_effect(world.vera, found).keys() == {of.pk}


def test_what_stopped_it_in_the_background_is_told_until_it_is_asked_again(world: World) -> None:
    found, of, _other = story(world, lift=4)
    question = Question(of.pk, DUE - timedelta(weeks=7))
    ask_for_estimate(**who(world), review=found, question=question)
    kept = list(Reading._base_manager.filter(metric=of))
    Reading._base_manager.filter(metric=of).delete()
    while do_next(world.now, "worker"):
        pass
    edda = browser(world.edda)
    page = edda.get(found.page_url()).content.decode()
    assert "The last estimate came to nothing" in page
    assert "no reading" in page
    Reading._base_manager.bulk_create(kept)
    world.later(minutes=1)
    ask_for_estimate(**who(world), review=found, question=question)
    assert "came to nothing" not in edda.get(found.page_url()).content.decode()


def test_what_cannot_be_estimated_is_refused_in_words(world: World) -> None:
    of = metric(world)
    found = review(world, committed(world, of=of))
    with pytest.raises(CannotEstimate, match="no reading"):
        ask_for_estimate(**who(world), review=found, question=Question(of.pk))
    for at in range(5):
        read(world, of, today(world) - timedelta(weeks=at), 20 + at)
    with pytest.raises(CannotEstimate, match="A period is a week here"):
        ask_for_estimate(**who(world), review=found, question=Question(of.pk))
    with pytest.raises(Invalid, match="future"):
        ask_for_estimate(**who(world), review=found, question=Question(of.pk, today(world) + timedelta(days=9)))  # fmt: skip
    with pytest.raises(Invalid, match="cannot be compared"):
        ask_for_estimate(**who(world), review=found, question=Question(of.pk, None, [of.pk]))
    with pytest.raises(NotFound):
        ask_for_estimate(**who(world), review=found, question=Question(world.crew.pk))
    trash_metric(**who(world), metric=of)
    with pytest.raises(MetricGone):
        ask_for_estimate(**who(world), review=found, question=Question(of.pk))


def test_an_estimate_that_ends_before_the_promised_day_does_not_count(world: World) -> None:
    of = metric(world)
    found = review(world, committed(world, of=of))
    weekly(world, of, lambda at: 20 + wave(at), until=today(world))
    question = Question(of.pk, today(world) - timedelta(weeks=4))
    with scope(world.workspace):
        inputs, answer = estimate_now(world.edda, found, question, today(world), 7)
    kept = keep_estimate(**who(world), review=found, question=question, inputs=inputs, seed=7, answer=answer | {"verdict": "undecided"})  # fmt: skip
    with pytest.raises(TooEarly, match="the estimate ends on"):
        use_estimate(**who(world), estimate=kept, reason="It is clear already.")


DAY = date(2026, 3, 2)


def test_readings_become_periods_with_gaps_filled_between_neighbours() -> None:
    given = [(DAY + timedelta(weeks=at), float(at)) for at in range(20) if at != 7]
    found = periods_of(given, "weekly")
    assert found is not None
    assert (found.step, found.values[7], found.filled, len(found.days)) == ("weekly", 7.0, 1, 20)
    assert found.place(DAY + timedelta(weeks=3, days=6)) == 3
    assert found.place(DAY - timedelta(weeks=3)) == -1


def test_workdays_are_taken_by_week_and_too_many_gaps_say_nothing() -> None:
    workdays = [(day, 1.0) for at in range(60) if (day := DAY + timedelta(days=at)).weekday() < 5]
    found = periods_of(workdays, "daily")
    assert found is not None
    assert found.step == "weekly"
    assert filled([(DAY, 1.0)], "daily", [DAY + timedelta(days=at) for at in range(20)]) is None
    assert periods_of([], "daily") is None
