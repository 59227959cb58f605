"""What an import does with rows: all or nothing, again without a change, and back whole."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from leadline.backlog.models import FieldValue, Item, ItemLabel, Status, StatusChange
from leadline.backlog.operations import change_item, label_items, move_items
from leadline.delivery.models import FlowExclusion
from leadline.foundation import jobs
from leadline.foundation.models import Job
from leadline.integrations import commands
from leadline.integrations.models import ImportDraft, ImportedItem, State
from leadline.integrations.operations import ChangedSince, apply_import, ask_for
from leadline.integrations.operations.course import APPLY, CHECK
from leadline.workspaces.scope import every_workspace, scope
from tests.integrations.files import JIRA, again, bring, imported, run_jobs
from tests.world import World

pytestmark = pytest.mark.django_db


def item(key: str) -> Item:
    found: Item = Item.objects.get(source_key=key)
    return found


@pytest.fixture
def inside(world: World) -> Iterator[World]:
    with scope(world.workspace):
        yield world


def test_a_jira_export_becomes_items_with_all_that_it_says(inside: World, tmp_path: Path) -> None:
    answer = imported(inside, tmp_path, JIRA)
    assert (answer.counts["new"], answer.counts["items"]) == (3, 3)
    wind = item("KEL-1")
    assert (wind.title, wind.item_kind, wind.status.name) == ("Show the wind", "story", "Done")
    assert (wind.points, wind.estimate_seconds, wind.assignee) == (Decimal(3), 7200, inside.otto)
    assert wind.opened_at == datetime(2025, 5, 12, 13, 4, tzinfo=UTC)  # 3:04 PM in Oslo's summer
    assert wind.finished_at == datetime(2025, 5, 14, 7, 0, tzinfo=UTC)
    assert set(ItemLabel.objects.filter(item=wind).values_list("label__name", flat=True)) == {
        "field",
        "web",
    }
    rain = item("KEL-2")
    assert (rain.item_kind, rain.status.category, rain.assignee, rain.points) == (
        "bug",
        "doing",
        None,
        Decimal("5.5"),
    )
    fields = dict(FieldValue.objects.filter(item=rain).values_list("field__name", "text"))
    assert fields == {"Priority": "Low", "Assignee (imported)": "Somebody Else"}
    assert [each.number for each in Item.objects.order_by("number")] == [1, 2, 3]
    assert list(Item.objects.order_by("rank").values_list("source_key", flat=True)) == [
        "KEL-1",
        "KEL-2",
        "KEL-3",
    ]


def test_created_started_and_finished_become_the_way_through_the_statuses(
    inside: World, tmp_path: Path
) -> None:
    imported(
        inside,
        tmp_path,
        "Key,Title,Created,Started,Done\nA-1,Wind,2026-01-05,2026-01-07,2026-01-09\n",
        "work.csv",
    )
    told = StatusChange.objects.order_by("at").values_list(
        "from_status__name", "to_status__name", "at__day"
    )
    assert list(told) == [
        (None, "To do", 4),
        ("To do", "Doing", 6),
        ("Doing", "Done", 8),
    ]  # midnight in Oslo


def test_the_same_file_again_changes_nothing(inside: World, tmp_path: Path) -> None:
    imported(inside, tmp_path, JIRA)
    before = snapshot()
    answer = imported(inside, tmp_path, JIRA)
    assert (answer.counts["unchanged"], answer.counts["new"], answer.counts["changed"]) == (3, 0, 0)
    assert snapshot() == before


def test_a_newer_export_updates_what_changed_in_the_source_and_nothing_else(
    inside: World, tmp_path: Path
) -> None:
    imported(inside, tmp_path, JIRA)
    snow = item("KEL-3")
    newer = JIRA.replace("Show the rain", "Show the hail").replace(",5.5,", ",8,")
    answer = imported(inside, tmp_path, newer)
    assert (answer.counts["changed"], answer.counts["unchanged"]) == (1, 2)
    assert (item("KEL-2").title, item("KEL-2").points) == ("Show the hail", Decimal(8))
    assert item("KEL-3").updated_at == snow.updated_at


def test_what_people_edited_here_is_not_overwritten_and_is_listed(
    inside: World, tmp_path: Path
) -> None:
    imported(inside, tmp_path, JIRA)
    change_item(
        by=inside.otto, now=inside.later(hours=1), item=item("KEL-2"), title="Show rain and sleet"
    )
    newer = JIRA.replace("Show the rain", "Show the hail").replace(",5.5,", ",8,")
    answer = imported(inside, tmp_path, newer)
    assert (item("KEL-2").title, item("KEL-2").points) == ("Show rain and sleet", Decimal(8))
    conflicts = [each for each in answer.problems if each.severity == "conflict"]
    assert len(conflicts) == 1
    assert "title changed in the source and was edited here" in conflicts[0].reason


def test_a_status_moved_here_stays(inside: World, tmp_path: Path) -> None:
    imported(inside, tmp_path, JIRA)
    done = Status.objects.get(product=inside.station, name="Done")
    move_items(by=inside.edda, now=inside.later(hours=1), items=[item("KEL-2")], to=done)
    imported(inside, tmp_path, JIRA.replace("Bug,In Progress", "Bug,To Do"))
    assert item("KEL-2").status == done


def test_undo_returns_every_row_of_every_table(inside: World, tmp_path: Path) -> None:
    inside.item("Show the pressure")
    before = snapshot()
    answer = imported(inside, tmp_path, JIRA)
    assert snapshot() != before
    commands.undo(member=inside.edda, now=inside.later(minutes=1), import_id=answer.import_id)
    assert snapshot() == before
    ends = Item.history.filter(history_type="-", source_key__startswith="KEL")
    assert ends.count() == 3


def test_undo_of_a_newer_export_sets_back_what_it_changed(inside: World, tmp_path: Path) -> None:
    imported(inside, tmp_path, JIRA)
    before = snapshot(without=("version", "updated_at"))
    newer = (
        JIRA.replace("Show the rain", "Show the hail")
        .replace("Bug,In Progress", "Bug,Done")
        .replace("web,,", "sea,,")
    )
    answer = imported(inside, tmp_path, newer)
    assert answer.counts["changed"] == 1
    commands.undo(member=inside.edda, now=inside.later(minutes=1), import_id=answer.import_id)
    assert snapshot(without=("version", "updated_at")) == before
    assert imported(inside, tmp_path, newer).counts["changed"] == 1


@pytest.mark.parametrize("meddle", ["edit", "label", "child"])
def test_undo_is_refused_with_the_list_when_somebody_built_on_it(
    inside: World, tmp_path: Path, meddle: str
) -> None:
    answer = imported(inside, tmp_path, JIRA)
    now, rain = inside.later(hours=1), item("KEL-2")
    if meddle == "edit":
        change_item(by=inside.otto, now=now, item=rain, title="Show the hail")
    elif meddle == "label":
        label_items(by=inside.otto, now=now, items=[rain, item("KEL-3")], add=["later"])
    else:
        inside.item("Part of it", parent=rain)
    before = snapshot()
    with pytest.raises(ChangedSince) as told:
        commands.undo(member=inside.edda, now=now, import_id=answer.import_id)
    assert rain.key in {problem.field for problem in told.value.problems}
    assert snapshot() == before


def test_what_goes_wrong_while_writing_leaves_nothing(
    inside: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = bring(inside, JIRA)
    ask_for(by=inside.edda, now=inside.now, batch=batch, job=CHECK)
    run_jobs(inside.later(minutes=1))
    before = snapshot()
    monkeypatch.setattr("leadline.integrations.operations.applying.write_sprints", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        apply_import(by=inside.edda, now=inside.now, batch=batch)
    assert snapshot() == before
    assert again(inside, batch.id).state == State.CHECKED


def test_a_killed_check_goes_on_where_it_was(
    inside: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leadline.integrations.operations.checking.KEYS", 2)
    batch = bring(inside, JIRA + "KEL-4,Show the fog,Story,To Do,,,21/May/25 8:00 AM,,,,,,\n")
    ask_for(by=inside.edda, now=inside.now, batch=batch, job=CHECK)
    kill_after(monkeypatch, 1)
    job = jobs.do_next(inside.later(minutes=1), "test")
    assert job is not None
    assert ImportDraft.objects.count() == 2
    monkeypatch.undo()
    run_jobs(inside.later(minutes=10))
    assert again(inside, batch.id).state == State.CHECKED
    assert again(inside, batch.id).report["new"] == 4


def kill_after(monkeypatch: pytest.MonkeyPatch, chunks: int) -> None:
    """Let the power fail after so many chunks of the check."""
    from leadline.integrations.operations import checking, course

    seen: list[str] = []
    real = course.refuse_stopped

    def fail(*arguments: Any) -> None:
        seen.append("")
        if len(seen) >= chunks:
            raise OSError("power")
        real(*arguments)

    monkeypatch.setattr(checking, "refuse_stopped", fail)


def test_an_import_is_applied_once_even_when_its_job_runs_twice(inside: World) -> None:
    batch = bring(inside, JIRA)
    for job in (CHECK, APPLY):
        ask_for(by=inside.edda, now=inside.now, batch=batch, job=job)
        run_jobs(inside.later(minutes=1))
    Job.objects.filter(name=APPLY).update(finished_at=None, leased_until=None)
    run_jobs(inside.later(minutes=10))
    assert Item.objects.count() == 3


def test_a_dry_run_writes_no_item(inside: World, tmp_path: Path) -> None:
    answer = imported(inside, tmp_path, JIRA, dry_run=True)
    assert (answer.state, answer.counts["new"], Item.objects.count()) == ("checked", 3, 0)


def test_dates_that_cannot_be_true_come_in_and_are_reported(inside: World, tmp_path: Path) -> None:
    answer = imported(
        inside,
        tmp_path,
        "id,created_date,finished_date\nA,2026-01-05,2026-01-04\nB,2026-01-05,2026-01-06\n",
        "work.csv",
    )
    assert [(each.row, each.severity) for each in answer.problems] == [(2, "dates")]
    bad = item("A")
    assert bad.finished_at is not None
    assert bad.finished_at < bad.opened_at


def test_done_without_a_finish_is_kept_out_of_flow_figures(inside: World, tmp_path: Path) -> None:
    imported(
        inside,
        tmp_path,
        "Key,Title,Status,Created\nA-1,Wind,Done,2026-01-05\nA-2,Rain,To do,2026-01-05\n",
        "work.csv",
    )
    assert [each.item.source_key for each in FlowExclusion.objects.all()] == ["A-1"]


def test_rows_without_a_key_are_known_by_their_content(inside: World, tmp_path: Path) -> None:
    text = "Type,Created,Done\nBug,20/01/2025,25/01/2025\nBug,20/01/2025,25/01/2025\nTask,21/01/2025,22/01/2025\n"
    assert imported(inside, tmp_path, text, "flow.csv").counts["new"] == 3
    assert imported(inside, tmp_path, text, "flow.csv").counts["unchanged"] == 3
    assert Item.objects.order_by("number")[0].title == "Bug of 2025-01-19"


def test_totals_and_rows_without_a_key_are_left_out_and_told(inside: World, tmp_path: Path) -> None:
    text = "Key,Title,Points\nA-1,Wind,3\nA-2,Rain,5\n,Snow,1\nTotal,,9\n"
    answer = imported(inside, tmp_path, text, "work.csv")
    assert Item.objects.count() == 2
    assert {(each.row, each.reason) for each in answer.problems} == {
        (4, "The row has no key."),
        (5, "It looks like a row of totals."),
    }


def test_parents_are_tied_wherever_they_stand(inside: World, tmp_path: Path) -> None:
    text = "Key,Title,Parent\nA-1,Wind,A-3\nA-2,Rain,A-1\nA-3,Weather,\nA-4,Circle,A-5\nA-5,Circle,A-4\nA-6,Alone,Z-9\n"
    answer = imported(inside, tmp_path, text, "work.csv")
    assert (item("A-1").parent, item("A-2").parent) == (item("A-3"), item("A-1"))
    assert sum(1 for each in (item("A-4"), item("A-5")) if each.parent_id) == 1
    assert any("Z-9" in each.reason for each in answer.problems)
    commands.undo(member=inside.edda, now=inside.later(minutes=1), import_id=answer.import_id)
    assert not Item.with_trash.exists()


def test_an_import_of_another_workspace_is_not_there(inside: World, tmp_path: Path) -> None:
    answer = imported(inside, tmp_path, JIRA)
    with pytest.raises(Exception, match="no import"):
        commands.undo(member=inside.mallory, now=inside.now, import_id=answer.import_id)
    assert ImportedItem.objects.count() == 3


OUT_OF_SIGHT = ("integrations", "foundation", "sessions", "contenttypes", "auth")
KEPT_BY_EVENTS = {
    "workspaces.Event",
    "workspaces.ChainHead",
    "workspaces.Member",
    "workspaces.Workspace",
}


def snapshot(without: tuple[str, ...] = ()) -> dict[str, list[Any]]:
    """Every row of every table but the record of what was done, and the import's own."""
    found = {}
    with every_workspace("the test looks at everything"):
        for model in apps.get_models():
            name = model._meta.label
            if (
                model._meta.app_label in OUT_OF_SIGHT
                or name in KEPT_BY_EVENTS
                or hasattr(model, "instance_type")
            ):
                continue
            columns = [
                field.attname
                for field in model._meta.concrete_fields
                if field.attname not in without
            ]
            if without and model.__name__ in ("StatusChange", "ItemLabel", "FieldValue"):
                columns = [
                    each for each in columns if each not in ("id", "member_id", "created_at")
                ]
            found[name] = sorted(map(repr, model._base_manager.values_list(*columns)))
    return found
