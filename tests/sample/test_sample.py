"""Harbourline: two years of work that look as if its people had done it here."""

from collections import Counter, defaultdict
from datetime import timedelta

import pytest
from django.db import transaction

from leadline.backlog.models import Criterion, Item, StatusChange
from leadline.conversation.models import Comment
from leadline.delivery.models import ForecastRun, ForecastScore, Sprint, SprintItem
from leadline.delivery.operations.forecasts import replay
from leadline.sample.operations import load_sample
from leadline.workspaces.models import Event, Member
from leadline.workspaces.models.events import broken_links
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.world import MONDAY

pytestmark = pytest.mark.django_db


def test_the_sample_leaves_what_operations_leave(harbourline: Member) -> None:
    with scope(harbourline.workspace):
        assert harbourline.workspace.is_sample
        assert broken_links(harbourline.workspace_id) == []
        items = list(Item.objects.select_related("status"))
        versions = Counter(Item.history.values_list("id", flat=True))
        traces = Counter(StatusChange.objects.values_list("item_id", flat=True))
        for item in items:
            assert versions[item.id] == item.version == traces[item.id] + bool(item.bet_id)
            assert (item.finished_at is not None) == (item.status.category == "done")
            assert (
                item.opened_at
                <= (item.started_at or MONDAY)
                <= (item.finished_at or MONDAY)
                <= MONDAY
            )


def test_three_products_live_at_their_own_pace(harbourline: Member) -> None:
    with scope(harbourline.workspace):
        year = MONDAY - timedelta(weeks=39)
        done = Item.objects.filter(finished_at__isnull=False, product__key="TB")
        early, late = (
            done.filter(finished_at__lt=year).count() / 65,
            done.filter(finished_at__gte=year).count() / 39,
        )
        assert early > 1.5 * late
        assert Item.objects.filter(finished_at=None).count() > 60
        assert len({item.title for item in Item.objects.all()}) > 0.95 * Item.objects.count()


def test_sprints_were_committed_to_and_closed(harbourline: Member) -> None:
    with scope(harbourline.workspace):
        assert Sprint.objects.filter(closed_at=None).count() == 2
        assert Sprint.objects.exclude(closed_at=None).count() > 60
        outcomes = Counter(SprintItem.objects.values_list("outcome", flat=True))
        assert outcomes["done"] > outcomes["carried"] > 0


def test_the_last_move_can_be_undone(harbourline: Member) -> None:
    with scope(harbourline.workspace), transaction.atomic():
        last = Event.objects.filter(action="items.moved").order_by("-seq").first()
        assert last
        assert undo(by=harbourline, now=MONDAY, event=last).undoes == last
        transaction.set_rollback(True)


def test_the_same_seed_tells_the_same_story(harbourline: Member) -> None:
    again = load_sample(owner=harbourline.user, now=MONDAY)
    titles = []
    for member in (harbourline, again):
        with scope(member.workspace):
            items = Item.objects.order_by("product__key", "number")
            said = Comment.objects.order_by("created_at", "body")
            titles.append([
                *items.values_list("title", "finished_at", "description"), *said.values_list("body"),
                *ForecastRun.objects.order_by("at", "title").values_list("title", "p85_on"),
            ])  # fmt: skip
    assert titles[0] == titles[1]


def test_items_say_why_and_when_they_are_done(harbourline: Member) -> None:
    with scope(harbourline.workspace):
        stories = Item.objects.filter(item_kind="story")
        described = stories.exclude(description="").count() / stories.count()
        judged = Criterion.objects.values("item").distinct().count() / stories.count()
        assert 0.45 < described < 0.75
        assert 0.3 < judged < 0.6
        assert not Item.objects.filter(item_kind="epic", description="").exists()


def test_people_talk_in_voices_of_their_own(harbourline: Member) -> None:
    with scope(harbourline.workspace):
        comments = list(Comment.objects.select_related("author__user"))
        said = defaultdict(set)
        for comment in comments:
            said[comment.body].add(comment.author.name)
        assert len(comments) > 100
        assert {len(names) for names in said.values()} == {1}
        assert len({comment.author_id for comment in comments}) == 10
        opened = dict(Item.objects.values_list("id", "opened_at"))
        assert all(opened[each.subject_id] <= each.created_at <= MONDAY for each in comments)


def test_forecasts_of_the_last_year_were_kept_and_scored(harbourline: Member) -> None:
    with scope(harbourline.workspace):
        runs = ForecastRun.objects.all()
        assert {run.product.key for run in runs.select_related("product")} == {"TB", "BW", "SL"}
        assert runs.count() > 15
        due = runs.filter(p95_on__lt=MONDAY.date() - timedelta(days=1))
        assert ForecastScore.objects.filter(run__in=due).count() == 3 * due.count()
        assert 0 < ForecastScore.objects.filter(held=True).count() < ForecastScore.objects.count()
        for run in runs.filter(question="when")[:3]:
            assert replay(by=harbourline, now=MONDAY, run=run).same


def test_sprints_have_goals_and_reviews_that_differ(harbourline: Member) -> None:
    with scope(harbourline.workspace):
        closed = Sprint.objects.exclude(closed_at=None)
        assert len(set(closed.values_list("review", flat=True))) > 10
        assert not closed.filter(review="").exists()
        assert len(set(closed.values_list("goal", flat=True))) > 15
