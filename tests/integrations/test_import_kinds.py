"""Several files at once, workbooks, and what is said by hand."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from leadline.backlog.models import Item, StatusChange
from leadline.delivery.models import Sprint, SprintItem
from leadline.foundation.refusals import Invalid
from leadline.integrations import commands
from leadline.integrations.models import Import
from leadline.workspaces.scope import scope
from tests.integrations.files import JIRA, imported, workbook
from tests.world import World

pytestmark = pytest.mark.django_db


def item(key: str) -> Item:
    found: Item = Item.objects.get(source_key=key)
    return found


@pytest.fixture
def inside(world: World) -> Iterator[World]:
    with scope(world.workspace):
        yield world


def test_a_changelog_beside_the_items_tells_the_true_history(inside: World, tmp_path: Path) -> None:
    items, changes = tmp_path / "items.csv", tmp_path / "changes.csv"
    items.write_text("key,summary,status,created\nA-1,Wind,Done,2026-01-05T08:00:00.000+0000\n")
    changes.write_text(
        "field,fromString,toString,key,created\n"
        "status,To Do,In Progress,A-1,2026-01-06T08:00:00.000+0000\n"
        "status,In Progress,To Do,A-1,2026-01-07T08:00:00.000+0000\n"
        "status,To Do,Done,A-1,2026-01-09T08:00:00.000+0000\n"
        "summary,x,Wind,A-1,2026-01-08T08:00:00.000+0000\n"
    )
    commands.import_files(
        member=inside.edda,
        now=inside.now,
        paths=[items, changes],
        options=commands.ImportOptions("WS"),
    )
    wind = item("A-1")
    assert (wind.started_at, wind.finished_at) == (
        datetime(2026, 1, 6, 8, tzinfo=UTC),
        datetime(2026, 1, 9, 8, tzinfo=UTC),
    )
    assert StatusChange.objects.filter(item=wind).count() == 4


def test_sprints_come_with_who_was_in_them(inside: World, tmp_path: Path) -> None:
    files = {
        "x_sprints.csv": "sprintId,sprintName,sprintStartDate,sprintEndDate,sprintCompleteDate\n7,Sprint 1,12-May-25,17-May-25,19-May-25\n",
        "x_issues.csv": "key,issueType,sprint,status,summary,storyPoint\nA-1,Story,7,Resolved,Wind,3\nA-2,Story,7,Open,Rain,5\n",
        "x_issue_summary.csv": "sprintId,status,issueKey,summary,initialStoryPoint,currentStoryPoint\n7,Completed,A-1,Wind,2,3\n7,NotCompletedWithinSprint,A-2,Rain,5,5\n",
    }
    paths = [tmp_path / name for name in files]
    for path in paths:
        path.write_text(files[path.name])
    answer = commands.import_files(
        member=inside.edda, now=inside.now, paths=paths, options=commands.ImportOptions("WS")
    )
    sprint = Sprint.objects.get()
    assert (sprint.name, str(sprint.starts_on), str(sprint.ends_on), sprint.state) == (
        "Sprint 1",
        "2025-05-12",
        "2025-05-17",
        "closed",
    )
    told = SprintItem.objects.order_by("item__source_key").values_list(
        "outcome", "points_committed", "points_closed"
    )
    assert list(told) == [("done", Decimal(2), Decimal(3)), ("carried", Decimal(5), Decimal(5))]
    assert item("A-1").finished_at == sprint.closed_at
    commands.undo(member=inside.edda, now=inside.later(minutes=1), import_id=answer.import_id)
    assert not Sprint.with_trash.exists()
    assert not Item.with_trash.exists()


def test_an_excel_file_with_merged_and_double_headers_totals_and_serial_dates(
    inside: World, tmp_path: Path
) -> None:
    rows: list[list[object]] = [
        ["Plan of the station", None, None, None, None],
        ["Item", None, "Dates", None, "Effort"],
        ["Key", "Title", "Created", "Done", "Story Points"],
        ["A-1", "Wind", 45658, "07.01.2025", "2,5"],
        ["A-2", "Rain", 45659, None, "13"],
        ["Total", None, None, None, "15,5"],
    ]
    data = workbook(rows, merge=["A2:B2", "C2:D2"], Notes=[["Nothing"]])
    answer = imported(inside, tmp_path, data, "plan.xlsx")
    assert (answer.counts["new"], answer.counts["left_out"]) == (2, 1)
    wind = item("A-1")
    assert (wind.title, wind.points) == ("Wind", Decimal("2.5"))
    assert wind.opened_at == datetime(2024, 12, 31, 23, tzinfo=UTC)  # 1 January 2025 in Oslo
    assert Import.objects.get().connection == "excel"


def test_a_missing_product_is_made_only_when_that_is_wanted(inside: World, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="no product called"):
        imported(inside, tmp_path, JIRA, product="Buoy", create=False)
    assert imported(inside, tmp_path, JIRA, product="Buoy").made_product


def test_a_mapping_given_by_hand_is_followed_and_a_wrong_one_refused(
    inside: World, tmp_path: Path
) -> None:
    text = "Ticket,Was,Fertig\nA-1,Wind,31.01.2025\n"
    imported(
        inside,
        tmp_path,
        text,
        "work.csv",
        columns=commands.read_mapping("Ticket=key,Was=title,Fertig=finished"),
    )
    assert item("A-1").title == "Wind"
    with pytest.raises(Invalid, match="no kind of column"):
        imported(inside, tmp_path, text, "work.csv", columns={"Was": "colour"})
    with pytest.raises(Invalid, match="No file has a column"):
        imported(inside, tmp_path, text, "work.csv", columns={"Wer": "assignee"})
