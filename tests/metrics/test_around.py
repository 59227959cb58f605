"""Metrics in what gathers all rooms: search, palette, history, comments, export, the end of a product."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from leadline.archive.arrivals import restore_workspace
from leadline.archive.exports import export_workspace
from leadline.metrics.models import Annotation, Metric, Reading, Target
from leadline.metrics.operations import add_annotation, edit_metric, set_target
from leadline.metrics.queries import metric_lines, targets_of
from leadline.workspaces.models.events import broken_links
from leadline.workspaces.scope import scope
from tests.after import done
from tests.backlog.pages import browser
from tests.metrics.cast import CALM, online, read, to, today
from tests.world import World


def test_a_metric_is_found_by_its_words(world: World) -> None:
    metric = online(world, about="Heard from within the hour.", source="Station log")
    done(world)
    edda, base = browser(world.edda), f"/w/{world.workspace.slug}"
    for words in ("stations onl", "heard hour", "station log"):
        for place in ("search", "palette"):
            page = edda.get(f"{base}/{place}", {"q": words}).content.decode()
            assert f'href="{to(world, "metric", metric)}"' in page, (place, words)
    actions = edda.get(f"{base}/palette", {"q": "add a metric"}).content.decode()
    assert to(world, "new_metric") in actions


def test_activity_and_history_tell_what_was_done(world: World) -> None:
    metric = online(world)
    read(world, metric, [94])
    edit_metric(by=world.edda, now=world.now, metric=metric, name="Online")
    done(world)
    page = browser(world.vera).get(f"/w/{world.workspace.slug}/records/metric/{metric.pk}/activity").content.decode()  # fmt: skip
    for words in ("added", "94", "Online"):
        assert words in page, words
    with scope(world.workspace):
        assert [row.name for row in Metric.history.filter(id=metric.pk).order_by("version")] == ["Stations online", "Online"]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_metrics_move_into_a_new_workspace_whole(world: World, tmp_path: Path) -> None:
    metric = online(world)
    read(world, metric)
    set_target(by=world.edda, now=world.now, metric=metric, value=Decimal("97.5"), due_on=today(world) + timedelta(days=90))  # fmt: skip
    add_annotation(by=world.otto, now=world.now, metric=metric, on=today(world), text="Launch", whole_product=True)  # fmt: skip
    counts = export_workspace(tmp_path / "one.zip", by=world.ann, now=world.now)
    assert [counts[kind] for kind in ("metric", "reading", "target", "annotation")] == [1, len(CALM), 1, 1]  # fmt: skip
    moved, _ = restore_workspace(tmp_path / "one.zip", owner=world.mallory.user, now=world.later(hours=1))  # fmt: skip
    with scope(moved.workspace):
        (line,) = metric_lines(moved, today(world)).rows
        assert (line.metric.name, line.values) == ("Stations online", tuple(map(Decimal, CALM)))
        assert line.metric.id != metric.id
        assert [target.baseline for target in targets_of(moved, line.metric)] == [CALM[-1]]
        assert Annotation.objects.get().product == line.metric.product
        assert (Reading.objects.count(), Target.objects.count()) == (len(CALM), 1)
    assert broken_links(moved.workspace_id) == []
