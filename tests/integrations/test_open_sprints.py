"""Sprints that still run in the source run on here; those to come are planned."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leadline.delivery.models import Sprint, SprintItem
from leadline.delivery.operations import plan_sprint, start_sprint
from leadline.integrations import commands
from leadline.integrations.models import ImportProblem
from leadline.workspaces.scope import scope
from tests.world import World

pytestmark = pytest.mark.django_db
SPRINTS = (
    "sprintId,sprintName,sprintStartDate,sprintEndDate,sprintCompleteDate,goal\n"
    "6,Sprint 6,2026-02-09,2026-02-20,2026-02-20,\n"
    "7,Sprint 7,2026-02-23,2026-03-06,,See the wind\n"
    "8,Sprint 8,2026-03-09,2026-03-20,,\n"
)
ITEMS = (
    "key,summary,issueType,sprint,status,storyPoint,created\n"
    "A-1,Wind,Story,7,In Progress,3,2026-02-01\n"
    "A-2,Rain,Story,8,To Do,5,2026-02-01\n"
    "A-3,Snow,Story,6,Done,2,2026-02-01\n"
)


@pytest.fixture
def inside(world: World) -> Iterator[World]:
    with scope(world.workspace):
        yield world


def brought(world: World, folder: Path, sprints: str = SPRINTS) -> commands.ImportAnswer:  # fmt: skip
    paths = [folder / "x_sprints.csv", folder / "x_issues.csv"]
    for path, text in zip(paths, (sprints, ITEMS), strict=True):
        path.write_text(text)
    wanted = commands.ImportOptions("WS", team="Station crew")
    return commands.import_files(member=world.edda, now=world.later(minutes=1), paths=paths, options=wanted)  # fmt: skip


def states() -> dict[str, str]:
    return {sprint.name: sprint.state for sprint in Sprint.objects.all()}


def test_a_running_sprint_comes_in_running_and_the_next_one_planned(inside: World, tmp_path: Path) -> None:  # fmt: skip
    brought(inside, tmp_path)
    assert states() == {"Sprint 6": "closed", "Sprint 7": "running", "Sprint 8": "planned"}
    running = Sprint.objects.get(name="Sprint 7")
    assert (running.goal, running.started_at) == ("See the wind", datetime(2026, 2, 22, 23, tzinfo=UTC))  # fmt: skip
    stay = SprintItem.objects.get(sprint=running)
    assert (stay.item.source_key, stay.points_committed, stay.outcome) == ("A-1", 3, "")
    assert SprintItem.objects.get(sprint__name="Sprint 8").committed_at is None


def test_the_same_file_again_brings_no_second_one(inside: World, tmp_path: Path) -> None:
    first, again = brought(inside, tmp_path), brought(inside, tmp_path)
    assert Sprint.objects.count() == 3
    assert (again.counts["changed"], again.problem_count) == (0, first.problem_count)


def test_a_second_running_sprint_is_left_out_and_told(inside: World, tmp_path: Path) -> None:
    both = SPRINTS.replace("8,Sprint 8,2026-03-09,2026-03-20", "8,Sprint 8,2026-03-01,2026-03-07")
    answer = brought(inside, tmp_path, both)
    assert states() == {"Sprint 6": "closed", "Sprint 7": "running"}
    assert "runs one sprint at a time" in answer.problems[0].reason
    assert answer.problems[0].row == 4


def test_a_team_that_runs_a_sprint_here_keeps_it(inside: World, tmp_path: Path) -> None:
    today = inside.workspace.today(inside.now)
    own = plan_sprint(by=inside.edda, now=inside.now, team=inside.crew, name="Ours", starts_on=today, ends_on=today)  # fmt: skip
    start_sprint(by=inside.edda, now=inside.now, sprint=own)
    brought(inside, tmp_path)
    assert states() == {"Ours": "running", "Sprint 6": "closed", "Sprint 8": "planned"}
    assert ImportProblem.objects.filter(reason__contains="“Ours”").count() == 1


def test_what_came_in_is_taken_back_whole(inside: World, tmp_path: Path) -> None:
    answer = brought(inside, tmp_path)
    commands.undo(member=inside.edda, now=inside.later(minutes=1), import_id=answer.import_id)
    assert states() == {}
