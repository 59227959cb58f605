"""What customers really wrote comes in by the file, and its repeats are proposed."""

import csv
import io
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from leadline.evidence.many import Many, from_table
from leadline.evidence.models import Feedback, Likeness
from leadline.evidence.operations import capture_many
from leadline.foundation.refusals import Invalid
from leadline.foundation.tabular.whole import read_table
from leadline.workspaces.scope import scope
from tests.after import done
from tests.real.data import FOLDER, present
from tests.world import World

pytestmark = [present, pytest.mark.django_db]
QUESTIONS = FOLDER / "banking77-queries" / "train.csv"
SURVEY = FOLDER / "surveys-jupyter" / "2015-notebook-ux" / "20160115235816-SurveyExport.csv"


@pytest.fixture
def inside(world: World) -> Iterator[World]:
    with scope(world.workspace):
        yield world


def rows_of(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8", errors="replace") as file:
        return list(csv.reader(file))


def written(rows: Sequence[Sequence[str]]) -> bytes:
    kept = io.StringIO()
    csv.writer(kept).writerows(rows)
    return kept.getvalue().encode()


def read(world: World, content: bytes) -> Many:
    return from_table(world.otto, read_table(content), {}, world.workspace.today(world.now))


def bring(world: World, content: bytes) -> list[Feedback]:
    run = read(world, content)
    assert run.problems == ()
    return capture_many(by=world.otto, now=world.later(minutes=1), drafts=run.values)[0]


def test_ten_thousand_questions_come_in_whole(inside: World) -> None:
    rows = bring(inside, QUESTIONS.read_bytes())
    assert len(rows) == Feedback.objects.count() == 10_003


def test_what_is_proposed_as_a_repeat_mostly_asks_the_same(inside: World) -> None:
    """The intents, which people gave, are known to the test alone; in the file they lie side by side."""
    header, *asked = rows_of(QUESTIONS)
    intents = {text.strip(): intent for text, intent in asked}
    random.Random(5).shuffle(asked)
    bring(inside, written([header, *asked[:1_500]]))
    done(inside)
    pairs = list(Likeness.objects.values_list("feedback__text", "other__text"))
    same = sum(intents[one] == intents[other] for one, other in pairs)
    print(len(pairs), "proposed,", same, "of one intent")
    assert len(pairs) > 100
    assert same / len(pairs) > 0.75


def test_a_survey_comes_in_by_the_column_that_its_words_are_in(inside: World) -> None:
    header, *answers = rows_of(SURVEY)
    with pytest.raises(Invalid, match="No column is called text"):
        read(inside, written([header, *answers]))
    header[4] = "Feedback"
    rows = bring(inside, written([header, *answers]))
    assert len(rows) == sum(bool(each[4].strip()) for each in answers) == 764
