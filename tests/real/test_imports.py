"""Real exports come in whole, with their counts."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F, Q

from leadline.backlog.models import Item, StatusChange
from leadline.delivery.models import FlowExclusion, Sprint, SprintItem
from leadline.integrations import commands
from leadline.integrations.commands import ImportAnswer, ImportOptions
from leadline.workspaces.scope import scope
from tests.real.data import FOLDER, present
from tests.world import World

pytestmark = [present, pytest.mark.django_db]


@pytest.fixture
def inside(world: World) -> Iterator[World]:
    with scope(world.workspace):
        yield world


def bring(world: World, product: str, *names: str | Path, **options: Any) -> ImportAnswer:
    paths = [FOLDER / name for name in names]
    return commands.import_files(
        member=world.edda,
        now=world.later(minutes=1),
        paths=paths,
        options=ImportOptions(product, **options),
    )


@pytest.mark.parametrize(
    ("name", "items", "sprints", "stays"),
    [("aurora", 426, 40, 568), ("mesos", 164, 96, 369), ("usergrid", 516, 36, 889)],
)
def test_three_products_with_sprints_and_points(
    inside: World, name: str, items: int, sprints: int, stays: int
) -> None:
    files = [
        f"sprints-agilescrum/{name}_{part}.csv" for part in ("sprints", "issues", "issue_summary")
    ]
    answer = bring(inside, name.capitalize(), *files)
    assert (answer.counts["new"], answer.counts["sprints"]) == (items, sprints)
    assert (Item.objects.count(), Sprint.objects.exclude(closed_at=None).count()) == (
        items,
        sprints,
    )
    assert SprintItem.objects.count() == stays
    notes = commands.problems_of(member=inside.edda, import_id=answer.import_id, severity="note")
    lost = [each for each in notes if "not among the sprints" in each.reason]
    assert len(lost) == {"usergrid": 48}.get(name, 0)
    exported = answer.counts["problems"]["dates"]
    assert FlowExclusion.objects.count() == exported


def test_rows_that_end_before_they_start_are_reported_and_none_is_dropped(inside: World) -> None:
    answer = bring(inside, "Cycle times", "cycletimes-agile-project/jira.csv")
    assert (answer.counts["rows"], answer.counts["new"], answer.counts["left_out"]) == (
        4_123,
        4_123,
        0,
    )
    assert answer.counts["problems"]["dates"] == 1_662
    assert Item.objects.filter(finished_at__lt=F("opened_at")).count() == 1_662
    assert Item.objects.count() == 4_123
    again = bring(inside, "Cycle times", "cycletimes-agile-project/jira.csv")
    assert (again.counts["unchanged"], again.counts["new"], again.counts["changed"]) == (
        4_123,
        0,
        0,
    )
    assert Item.objects.count() == 4_123


def test_a_changelog_tells_the_history_beside_the_items_and_alone(inside: World) -> None:
    items, changes = (
        f"jira-changelogs/slice_{part}_extracted.csv" for part in ("issues", "changelog")
    )
    answer = bring(inside, "Slice", items, changes)
    assert (answer.counts["new"], answer.counts["rows"]) == (101, 822)
    assert answer.statuses == {"To Do": "to_do", "In Progress": "doing", "Done": "done"}
    assert not Item.objects.filter(Q(status__category="done") & Q(finished_at=None)).exists()
    traced = StatusChange.objects.filter(item__source_key="SLICE-104").order_by("at")
    assert list(traced.values_list("to_status__category", flat=True)) == ["to_do", "doing", "done"]
    alone = bring(inside, "Slice alone", changes)
    assert alone.counts["new"] == 101
    assert Item.objects.filter(product__name="Slice alone", finished_at__isnull=False).count() > 70


def test_finished_features_with_dates_day_first(inside: World) -> None:
    answer = bring(inside, "7digital", "delivery-eseur/7digital-kanban.csv")
    assert (answer.counts["new"], answer.counts["problems"]["dates"]) == (3_238, 3)
    assert answer.mapping["7digital-kanban.csv"]["Dev.Started"] == "started"
    assert Item.objects.exclude(finished_at=None).count() == 3_238


@pytest.mark.parametrize(("name", "items"), [("bamboo", 521), ("clover", 384), ("jirasoftware", 352), ("mule", 889), ("mulestudio", 732), ("usergrid", 482)])  # fmt: skip
def test_backlogs_with_texts_and_points(inside: World, name: str, items: int) -> None:
    answer = bring(inside, "Points", f"storypoints-deepse/{name}.csv")
    assert answer.counts["new"] == items
    assert Item.objects.exclude(points=None).count() == items


def test_a_packed_file_is_read_once_unpacked(inside: World, tmp_path: Path) -> None:
    path = tmp_path / "mesos.csv"
    path.write_bytes(gzip.decompress((FOLDER / "storypoints-deepse/mesos.csv.gz").read_bytes()))
    assert bring(inside, "Mesos", path).counts["new"] == 1_680
