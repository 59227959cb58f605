"""The roadmap of the sample: what it holds, how it moved, and whom it was told."""

from collections import Counter

import pytest

from leadline.backlog.models import Milestone, MilestonePart
from leadline.planning.models import BetStep
from leadline.roadmap.models import Bar, Baseline, Publication, Roadmap, RoadmapRun
from leadline.roadmap.operations import replay
from leadline.roadmap.queries import compared, moves_since, plan_of, stood_in, stood_now, stood_on
from leadline.workspaces.models import Member
from tests.world import MONDAY

pytestmark = pytest.mark.django_db


def test_the_roadmap_says_when_bets_come_and_nothing_before_they_were_thought_of(harbourline: Member) -> None:  # fmt: skip
    plan = plan_of(harbourline, Roadmap.objects.get())
    assert {line.product[1] for line in plan.lines} == {"Tideboard", "Berthwise", "Skipper’s Log"}
    assert {line.bucket for line in plan.lines} == {"now", "next", "later"}
    for bar in Bar.with_trash.select_related("bet"):
        assert bar.bet
        assert bar.bet.created_at < bar.created_at, bar
    over = dict(BetStep.objects.filter(state="done").values_list("bet_id", "at"))
    ended = [bar for bar in Bar.with_trash.all() if bar.bet_id in over]
    assert all(bar.until_on == harbourline.workspace.today(over[bar.bet_id]) for bar in ended)


def test_baselines_of_the_roadmap_are_what_its_history_says_and_every_move_has_a_reason(harbourline: Member) -> None:  # fmt: skip
    roadmap = Roadmap.objects.get()
    now = stood_now(plan_of(harbourline, roadmap).lines)
    assert Baseline.objects.count() == 2
    for baseline in Baseline.objects.all():
        frozen = {each.id: each for each in stood_in(baseline)}
        day = harbourline.workspace.today(baseline.at)
        assert frozen == {each.id: each for each in stood_on(harbourline, roadmap, day)}
        told = compared(list(frozen.values()), now, moves_since(harbourline, roadmap, baseline.at))
        assert told.later
        assert all(move.reason for shift in told.moved for move in shift.moves)


def test_the_roadmap_was_foretold_and_told_to_every_audience(harbourline: Member) -> None:
    roadmap, run = Roadmap.objects.get(), RoadmapRun.objects.get()
    assert replay(by=harbourline, now=MONDAY, run=run).same
    chances = [line.holds for line in plan_of(harbourline, roadmap).lines if line.holds is not None]
    assert min(chances) < 0.6
    assert max(chances) > 0.75
    assert Counter(Publication.objects.values_list("audience", flat=True)) == {"sales": 3, "internal": 1, "executives": 1}  # fmt: skip
    notes = [note for note in Bar.objects.values_list("note", flat=True) if note]
    outside = str(list(Publication.objects.exclude(audience="internal").values_list("snapshot")))
    assert notes
    assert not any(note in outside for note in notes)
    asked = MilestonePart.objects.select_related("milestone__product", "bet__product")
    assert Milestone.objects.count() == 4
    assert all(part.bet and part.bet.product == part.milestone.product for part in asked)
