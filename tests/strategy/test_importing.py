"""Objectives from lists and tables: what is read, what is asked, and that a repeat changes nothing."""

from decimal import Decimal

import pytest

from leadline.foundation.refusals import Invalid
from leadline.strategy.models import Goal, KeyResult, Objective
from leadline.strategy.operations import import_objectives
from leadline.strategy.pasted import read_pasted
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.strategy.cast import quarter
from tests.world import World

LIST = """# Q1

## Stations

1. **OBJECTIVE: Stations stay online**
   - KR: Share online from 92% to 98% => 96 %
   - KR: [Radio](https://radio.example) in at least 12 harbours
   - KR: Every crew knows the storm plan
   1. Radio holds
      - 99.5 % of packets arrive
"""
TABLE = "goal,objective,key result,from,to,unit\nTrust,Stations stay online,Share online,92,98,%\n,,Harbours,0,12,\nTrust,Crews know,Drills held,,4,drills\n"


def test_a_list_is_read_with_its_levels_numbers_and_outcomes() -> None:
    (top,) = read_pasted(LIST).drafts
    assert (top.name, top.about) == ("Stations stay online", "Section: Stations")
    told = [(each.name, each.baseline, each.target, each.unit, each.is_judged) for each in top.results]  # fmt: skip
    assert told == [
        ("Share online from 92% to 98%", 92, 98, "%", False),
        ("Radio in at least 12 harbours", 0, 12, "", False),
        ("Every crew knows the storm plan", 0, 100, "%", True),
    ]
    assert top.results[0].about == "What came of it: 96 %"
    assert [(each.name, each.results[0].target) for each in top.under] == [("Radio holds", Decimal("99.5"))]  # fmt: skip


def test_a_long_text_is_kept_whole_beside_its_name() -> None:
    words = "Stations stay online " * 20
    (draft,) = read_pasted(f"- {words}\n  - 30 %").drafts
    assert len(draft.name) <= 200
    assert draft.about == words.strip()


def test_a_table_is_read_with_its_goals() -> None:
    first, second = read_pasted(TABLE).drafts
    assert [(each.name, each.target) for each in first.results] == [("Share online", 98), ("Harbours", 12)]  # fmt: skip
    assert (first.goal, second.goal, second.results[0].unit) == ("Trust", "Trust", "drills")


@pytest.mark.parametrize(
    ("row", "reason"),
    [("A,B,many,12", "no number"), ("A,B,12,12", "no way to go"), (",B,1,2", "no objective")],
)
def test_a_row_that_cannot_be_is_told_with_its_number(row: str, reason: str) -> None:
    (problem,) = read_pasted(f"objective,key result,from,to\n{row}\n").problems
    assert problem.row == 2
    assert reason in problem.reason


def test_what_holds_no_objective_is_told() -> None:
    assert "no objective" in read_pasted("Dear all,").problems[0].reason


@pytest.mark.parametrize(("text", "counts"), [(LIST, (0, 2, 4)), (TABLE, (1, 2, 3))])
def test_a_repeat_changes_nothing_and_undo_takes_all_back(
    world: World, text: str, counts: tuple[int, int, int]
) -> None:
    cycle, pasted = quarter(world), read_pasted(text)
    plan, event = import_objectives(by=world.edda, now=world.now, cycle=cycle, pasted=pasted)
    assert (len(plan.goals), plan.objectives, plan.results) == counts
    assert written(world) == counts
    again, nothing = import_objectives(by=world.edda, now=world.now, cycle=cycle, pasted=read_pasted(text))  # fmt: skip
    assert again.is_empty
    assert nothing is None
    assert event
    undo(by=world.edda, now=world.now, event=event)
    assert written(world) == (0, 0, 0)


def written(world: World) -> tuple[int, int, int]:
    with scope(world.workspace):
        return Goal.objects.count(), Objective.objects.count(), KeyResult.objects.count()


def test_a_repeat_with_more_adds_only_what_is_new(world: World) -> None:
    cycle = quarter(world)
    import_objectives(by=world.edda, now=world.now, cycle=cycle, pasted=read_pasted(LIST))
    more = LIST + "      - Loss from 9 to 2\n"
    plan, _event = import_objectives(by=world.edda, now=world.now, cycle=cycle, pasted=read_pasted(more))  # fmt: skip
    assert (plan.objectives, plan.results, plan.same) == (0, 1, 6)


def test_nothing_is_written_where_a_row_cannot_be(world: World) -> None:
    pasted = read_pasted("objective,key result,from,to\nA,B,1,2\nA,C,5,5\n")
    with pytest.raises(Invalid):
        import_objectives(by=world.edda, now=world.now, cycle=quarter(world), pasted=pasted)
    assert written(world) == (0, 0, 0)
