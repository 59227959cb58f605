"""Columns that become fields of one's own, with the type that their values have."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from leadline.backlog.models import CustomField, FieldValue
from leadline.foundation.refusals import Invalid
from leadline.integrations import commands
from leadline.integrations.models import ImportProblem
from leadline.integrations.understanding import columns
from leadline.integrations.understanding.kinds import Kind
from leadline.integrations.understanding.profiles import Profile
from leadline.workspaces.scope import scope
from tests.integrations.files import bring, imported
from tests.world import World

pytestmark = pytest.mark.django_db
WORK = (
    "Key,Title,Priority,Size,Due of customer,Reporter\n"
    "A-1,Wind,High,3,31.03.2026,Ann Berg\n"
    'A-2,Rain,Low,"1.200,5",01.04.2026,Otto Dahl\n'
    "A-3,Snow,High,7,,Vera Lie\n"
    "A-4,Hail,Low,x,soon,Edda Moe\n"
)
TYPED = {"Size": "field_number", "Due of customer": "field_date"}


@pytest.fixture
def inside(world: World) -> Iterator[World]:
    with scope(world.workspace):
        yield world


def values(name: str) -> list[object]:
    rows = FieldValue.objects.filter(field__name=name).order_by("item__number")
    return [row.value for row in rows]


def types() -> dict[str, str]:
    return dict(CustomField.objects.values_list("name", "type"))


def test_numbers_dates_and_choices_are_kept_as_such(inside: World, tmp_path: Path) -> None:
    imported(inside, tmp_path, WORK, "work.csv", columns=TYPED, answers={"decimal": ","})
    assert types() == {"Priority": "choice", "Size": "number", "Due of customer": "date", "Reporter": "text"}  # fmt: skip
    assert CustomField.objects.get(name="Priority").choices == ["High", "Low"]
    assert values("Size") == [Decimal(3), Decimal("1200.5"), Decimal(7)]
    assert values("Due of customer") == [date(2026, 3, 31), date(2026, 4, 1)]


def test_a_value_that_does_not_fit_its_type_is_left_out_and_told(inside: World, tmp_path: Path) -> None:  # fmt: skip
    answer = imported(inside, tmp_path, WORK, "work.csv", columns=TYPED, answers={"decimal": ","})
    told = {(row.column, row.value) for row in ImportProblem.objects.filter(severity="value")}
    assert told == {("Size", "x"), ("Due of customer", "soon")}
    assert answer.problem_count == 2 + ImportProblem.objects.exclude(severity="value").count()


def test_the_same_file_again_changes_nothing(inside: World, tmp_path: Path) -> None:
    wanted = {"columns": TYPED, "answers": {"decimal": ","}}
    imported(inside, tmp_path, WORK, "work.csv", **wanted)
    again = imported(inside, tmp_path, WORK, "work.csv", **wanted)
    assert (again.counts["unchanged"], again.counts["changed"]) == (4, 0)


def test_a_newer_export_brings_its_new_choices(inside: World, tmp_path: Path) -> None:
    imported(inside, tmp_path, WORK, "work.csv")
    newer = WORK.replace("A-1,Wind,High", "A-1,Wind,Urgent")
    answer = imported(inside, tmp_path, newer, "work.csv")
    assert answer.counts["changed"] == 1
    assert CustomField.objects.get(name="Priority").choices == ["High", "Low", "Urgent"]
    assert values("Priority")[0] == "Urgent"


def test_an_import_taken_back_takes_its_fields_along(inside: World, tmp_path: Path) -> None:
    answer = imported(inside, tmp_path, WORK, "work.csv", columns=TYPED)
    commands.undo(member=inside.edda, now=inside.later(minutes=1), import_id=answer.import_id)
    assert types() == {}


def test_a_column_of_too_many_values_is_no_choice(inside: World, tmp_path: Path) -> None:
    rows = "".join(f"A-{n},Item {n},{n} knots\n" for n in range(150))
    with pytest.raises(Invalid, match="different values"):
        imported(inside, tmp_path, f"Key,Title,Gust\n{rows}", "work.csv", columns={"Gust": "field_choice"})  # fmt: skip


def proposed(*cells: str) -> Kind:
    profile = Profile()
    for cell in cells:
        profile.add(cell, "2026-03-02")
    return columns.field_kind(columns.Group("Severity", (0,), profile))


def test_the_type_is_proposed_from_what_stands_in_the_column() -> None:
    assert proposed("1", "2", "3.5") is Kind.FIELD_NUMBER
    assert proposed("2026-03-31", "2026-04-01") is Kind.FIELD_DATE
    assert proposed("High", "Low", "High", "Low") is Kind.FIELD_CHOICE
    assert proposed("High", "Low", "1") is Kind.FIELD
    assert proposed("a" * 90, "a" * 90) is Kind.FIELD


def test_the_wizard_proposes_the_types(inside: World) -> None:
    batch = bring(inside, WORK, "work.csv")
    from leadline.integrations.plans import Plan

    plan = Plan(batch)
    kinds = {group.name: meaning.kind for group, meaning in plan.mapped(plan.files[0])}
    assert (kinds["Priority"], kinds["Reporter"]) == (Kind.FIELD_CHOICE, Kind.FIELD)
