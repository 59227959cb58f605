"""An effect against metrics that the bet did not touch: which method, what it says, when it says nothing."""

from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.design.numbers import THIN
from leadline.foundation import clock
from leadline.foundation.jobs import do_next
from leadline.foundation.refusals import Invalid
from leadline.metrics.models import Metric
from leadline.metrics.operations import trash_metric
from leadline.outcomes.models import EffectEstimate, OutcomeReview
from leadline.outcomes.operations import NoVerdict, Question, ask_for_estimate, use_estimate
from leadline.outcomes.operations.estimates import inputs_of, replay_estimate
from leadline.outcomes.queries import effect_of
from leadline.outcomes.queries.comparing import comparisons
from leadline.outcomes.queries.estimating import CannotEstimate
from leadline.planning.operations import set_effect
from leadline.workspaces.scope import scope
from leadline_science.impact import Panel, differences, synthetic_did
from tests.backlog.pages import PART, browser
from tests.backlog.test_api import Api
from tests.outcomes.cast import DUE, committed, fresh, metric, read, review, to, today, who
from tests.outcomes.test_estimates import WEEKS, Value, side, wave, weekly
from tests.world import World

COASTS = ("East", "North", "South", "Isles", "Fjord", "Skerries")
BEGINS = WEEKS - 8


def coast(world: World, name: str, lift: Value = lambda at: 0.0, **values: Any) -> Metric:
    """Stations online on a coast: the weather of all, some of its own, and what lifts it."""
    made = metric(world, f"Stations online, {name}", **values)
    level = Random(name).uniform(15, 30)
    weekly(world, made, lambda at: level + wave(at) + Random(f"{name} {at}").gauss(0, 0.4) + lift(at))  # fmt: skip
    return made


def lifted(at: int) -> float:
    """Four more stations from eight weeks before the promised day on."""
    return 4.0 * (at >= BEGINS)


def told(world: World, count: int = 4, lift: Value = lifted) -> tuple[OutcomeReview, Metric, list[Metric]]:  # fmt: skip
    """A review of a bet on the west coast, and so many coasts that it did not touch."""
    of = metric(world, "Stations online, West")
    bet = committed(world, of=of)
    world.later(days=(DUE - today(world)).days + 1)
    weekly(world, of, lambda at: 20 + wave(at) + Random(at + 99).gauss(0, 0.4) + lift(at))
    others = [coast(world, name) for name in COASTS[:count]]
    return review(world, bet), of, others


def question(of: Metric, *controls: Metric, weeks: int = 7) -> Question:
    return Question(of.pk, DUE - timedelta(weeks=weeks), [each.pk for each in controls])


def kept(world: World, found: OutcomeReview, asked: Question) -> EffectEstimate:
    """What the job keeps."""
    job = ask_for_estimate(**who(world), review=found, question=asked)
    while do_next(world.now, "worker"):
        pass
    job.refresh_from_db()
    with scope(world.workspace):
        made: EffectEstimate = EffectEstimate.objects.get(pk=job.answer["estimate"])
    return made


@pytest.mark.parametrize(("count", "way"), [(4, differences), (6, synthetic_did)])
def test_few_comparisons_are_taken_alike_and_many_by_how_they_moved(world: World, count: int, way: Any) -> None:  # fmt: skip
    found, of, others = told(world, count)
    run = kept(world, found, question(of, *others))
    assert run.reason == ("few" if count == 4 else "many")
    units = {each["name"]: each["values"] for each in run.inputs["controls"]}
    assert list(units) == [each.name for each in others]
    # The package itself, asked from the values that were kept.
    panel = Panel.of({of.name: run.inputs["values"]} | units, [of.name], BEGINS)
    assert run.answer == way(panel, seed=run.seed).to_dict()
    assert (run.average, run.answer["verdict"]) == (pytest.approx(4, abs=0.6), "higher")
    assert sum(each["share"] for each in run.answer["units"]) == pytest.approx(1)
    assert replay_estimate(run).same


def test_one_comparison_or_one_in_another_unit_helps_its_own_past(world: World) -> None:
    found, of, others = told(world, 3)
    asked = [question(of), question(of, others[0]), question(of, *others, coast(world, "Ports", unit="ports"))]  # fmt: skip
    with scope(world.workspace):
        gathered = [inputs_of(world.edda, found, each, today(world)) for each in asked]
    assert [(each["method"], each["reason"]) for each in gathered] == [("impact.structural", reason) for reason in ("alone", "pair", "unit")]  # fmt: skip


def test_it_counts_as_the_result_and_says_what_it_was_held_against(world: World) -> None:
    found, of, others = told(world)
    run = kept(world, found, question(of, *others))
    use_estimate(**who(world), estimate=run, reason="The weather moves it.")
    counted = side(world, found)
    assert float(counted.actual) == pytest.approx(run.average, abs=1e-6)
    assert counted.estimated.method == "impact.differences"
    page = browser(world.vera)
    text = page.get(to(world, "review", review=found.pk)).content.decode()
    assert "counts: the estimate against its comparisons" in text
    assert "Against 4 other metrics:" in text
    shown = page.get(run.page_url()).content.decode()
    for words in ("higher than its comparisons", "With three to five comparisons", others[0].name, f"25{THIN}%", "So both went alike before", "Observed and expected"):  # fmt: skip
        assert words in shown, words


def test_what_went_its_own_way_before_gets_no_verdict(world: World) -> None:
    found, of, others = told(world, lift=lambda at: 0.5 * at)
    run = kept(world, found, question(of, *others))
    assert run.is_refused
    assert run.answer["earlier"]["p_value"] < 0.05
    with pytest.raises(NoVerdict, match="before anything began"):
        use_estimate(**who(world), estimate=run, reason="I like it.")
    assert "says nothing here" in browser(world.vera).get(run.page_url()).content.decode()


def test_what_is_no_comparison_is_refused_by_name(world: World) -> None:
    found, of, others = told(world, 3)

    def refuse(match: str, *controls: Metric) -> None:
        _refused(world, found, match, question(of, *controls))

    refuse("with itself", of, *others)
    late = coast(world, "Bay")
    set_effect(**who(world), bet=found.bet, metric=late, by_on=DUE, low=Decimal(1), likely=Decimal(2), high=Decimal(3), reason="It reaches the bay too.")  # fmt: skip
    refuse("this bet promises to move it too", late, *others)
    gone = coast(world, "Gone")
    trash_metric(**who(world), metric=gone)
    refuse("lies in the trash", gone, *others)
    ports = [coast(world, f"Ports {at}", unit="ports") for at in range(2)]
    refuse("“Stations online, Ports 0” counts in another unit", *others, *ports)


def test_comparisons_need_shared_days_and_readings_to_the_end(world: World) -> None:
    found, of, others = told(world, 3)
    short = metric(world, "Stations online, Short")
    for at in range(8):
        read(world, short, DUE - timedelta(weeks=at), 20 + at)
    _refused(world, found, "lacks readings in more than one of ten", question(of, *others[:2], short), CannotEstimate)  # fmt: skip
    ended = metric(world, "Stations online, Ended")
    weekly(world, ended, lambda at: 20 + wave(at), until=DUE - timedelta(weeks=3))
    _refused(world, found, "was last read on 9 Jun 2026", question(of, *others[:2], ended), CannotEstimate)  # fmt: skip
    _refused(world, found, "There are 5 shared periods before", question(of, *others, weeks=34), CannotEstimate)  # fmt: skip
    alike = [metric(world, f"Buoys {at}") for at in range(3)]
    for each in alike:
        weekly(world, each, lambda at: 20 + wave(at))
    _refused(world, found, "all changed alike", question(of, *alike), CannotEstimate)


def _refused(world: World, found: OutcomeReview, match: str, asked: Question, kind: Any = Invalid) -> None:  # fmt: skip
    with pytest.raises(kind, match=match) as refused:
        ask_for_estimate(**who(world), review=found, question=asked)
    (problem,) = refused.value.problems
    assert problem.field == ("begins_on" if "shared periods" in problem.reason else "controls")
    assert problem.remedy


def test_those_in_the_same_unit_are_offered_first_and_never_what_the_bet_moves(world: World) -> None:  # fmt: skip
    found, of, others = told(world, 2)
    other = coast(world, "A port", unit="ports")
    with scope(world.workspace):
        found = fresh(world, found)
        offered = comparisons(world.edda, found, effect_of(found.promised.promise, of.pk))
    assert offered == [*others, other]


@pytest.mark.parametrize("count", [3, 6])
def test_gathering_takes_as_many_statements_for_six_as_for_three(world: World, count: int) -> None:
    found, of, others = told(world, count)
    with scope(world.workspace), CaptureQueriesContext(connection) as asked:
        inputs_of(world.edda, found, question(of, *others), today(world))
    assert len(asked) == 8


def test_programs_ask_read_and_replay_and_outsiders_find_nothing(world: World) -> None:
    found, of, others = told(world, 3)
    api, path = Api(world, world.edda), f"/outcome-reviews/{found.pk}/estimates"
    body = {"metric": str(of.pk), "begins_on": str(DUE - timedelta(weeks=7)), "controls": [str(each.pk) for each in others]}  # fmt: skip
    refused = api("POST", path, body | {"controls": [str(of.pk)]})
    assert (refused.status_code, refused.json()["problems"][0]["field"]) == (400, "controls")
    assert api("POST", path, body).status_code == 202
    while do_next(clock.now(), "worker"):
        pass
    (line,) = api("GET", path).json()["rows"]
    assert (line["method"], line["reason"]) == ("impact.differences", "few")
    full = api("GET", f"/effect-estimates/{line['id']}").json()
    assert full["answer"]["effect"] == line["average"]
    assert api("POST", f"/effect-estimates/{line['id']}/replay", {}).json() == {"same": True}
    assert Api(world, world.mallory)("GET", f"/effect-estimates/{line['id']}").status_code == 404
    assert browser(world.mallory).get(to(world, "estimate", run=line["id"])).status_code == 404


def test_once_made_it_takes_the_place_of_its_progress_alone(world: World) -> None:
    found, of, others = told(world, 3)
    ask_for_estimate(**who(world), review=found, question=question(of, *others))
    page, part = browser(world.edda), f'id="estimate-{of.pk}"'
    waiting = page.get(to(world, "review", review=found.pk)).content.decode()
    assert f'{part} hx-get="{found.page_url()}" hx-trigger="estimate" hx-select="#estimate-{of.pk}"' in waiting  # fmt: skip
    while do_next(world.now, "worker"):
        pass
    polled = page.get(to(world, "estimate_progress", review=found.pk, subject=of.pk), **PART)
    assert (polled.status_code, polled.headers["HX-Trigger"]) == (204, "estimate")
    assert "HX-Refresh" not in polled.headers
    assert part in page.get(to(world, "review", review=found.pk)).content.decode()
