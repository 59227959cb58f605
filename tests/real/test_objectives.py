"""Objectives that a company published quarter by quarter, read as they were written."""

import pytest

from leadline.strategy.operations import import_objectives
from leadline.strategy.pasted import read_pasted
from tests.real.data import FOLDER, present
from tests.strategy.cast import quarter
from tests.world import World

FILES = FOLDER / "okrs-public" / "sourcegraph"
SOME = ("2019_q3", "2021_q1", "2022_annual", "2022_q2", "2023_q1", "q2fy23-okr")

pytestmark = present


def test_every_published_text_is_read_without_a_problem() -> None:
    read = {path.stem: read_pasted(path.read_text()) for path in sorted(FILES.glob("20*.md"))}
    assert not [name for name, pasted in read.items() if pasted.problems]
    objectives = sum(sum(1 for _each in pasted.objectives()) for pasted in read.values())
    results = sum(pasted.results for pasted in read.values())
    judged = sum(pasted.judged for pasted in read.values())
    assert objectives > 190
    assert results > 500
    assert 0 < results - judged < results


@pytest.mark.parametrize("name", SOME)
def test_a_published_text_is_written_once(world: World, name: str) -> None:
    cycle, text = quarter(world), (FILES / f"{name}.md").read_text()
    plan, _event = import_objectives(by=world.edda, now=world.now, cycle=cycle, pasted=read_pasted(text))  # fmt: skip
    assert plan.objectives
    again, event = import_objectives(by=world.edda, now=world.now, cycle=cycle, pasted=read_pasted(text))  # fmt: skip
    assert again.is_empty, (again.objectives, again.results)
    assert event is None
