"""Items are made ready before the workspace is held: what others do meanwhile is minded."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from leadline.backlog.models import Item, ItemLabel, Label, Status
from leadline.backlog.operations import add_status, define_field, label_items
from leadline.backlog.operations.bulk_waiting import rank_digits
from leadline.integrations.models import ImportedItem
from leadline.integrations.operations.bringing import Bringing
from leadline.integrations.operations.course import Progress
from leadline.workspaces.scope import scope
from tests.integrations.files import JIRA, imported
from tests.world import World

pytestmark = pytest.mark.django_db
KEYS = ["KEL-1", "KEL-2", "KEL-3"]
Deed = Callable[[World, Path], object]


@pytest.fixture
def inside(world: World) -> Iterator[World]:
    with scope(world.workspace):
        yield world


def make_label(world: World, folder: Path) -> None:
    label_items(by=world.otto, now=world.now, items=[world.item("Sweep")], add=["web"])


def make_field(world: World, folder: Path) -> None:
    define_field(by=world.edda, now=world.now, name="Priority", of_type="text")


def make_status(world: World, folder: Path) -> None:
    add_status(by=world.edda, now=world.now, product=world.station, name="Review", category="doing")


def import_the_same(world: World, folder: Path) -> None:
    imported(world, folder, JIRA)


def make_ready_in_vain(self: Bringing) -> None:
    raise AssertionError("What was made ready is thrown away.")


def meanwhile(monkeypatch: pytest.MonkeyPatch, deed: Deed, world: World, folder: Path) -> None:
    """Have `deed` done between the making ready and the lock."""
    prepare = Bringing.prepare

    def meddled(self: Bringing, progress: Progress) -> None:
        prepare(self, progress)
        monkeypatch.setattr(Bringing, "prepare", prepare)
        deed(world, folder)

    monkeypatch.setattr(Bringing, "prepare", meddled)


@pytest.mark.parametrize("deed", [make_label, make_field, make_status])
def test_what_others_make_meanwhile_is_used_and_not_made_twice(
    inside: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deed: Deed
) -> None:
    meanwhile(monkeypatch, deed, inside, tmp_path)
    answer = imported(inside, tmp_path, JIRA)
    assert answer.counts["new"] == 3
    assert sorted(ImportedItem.objects.values_list("key", flat=True)) == KEYS
    assert sorted(ItemLabel.objects.filter(item__source_key="KEL-1").values_list("label__name", flat=True)) == ["field", "web"]  # fmt: skip
    assert Label.objects.filter(name="web").count() == 1


def test_an_item_added_meanwhile_keeps_its_place_and_costs_no_second_making(
    inside: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Bringing, "start_again", make_ready_in_vain)
    meanwhile(monkeypatch, lambda world, _: world.item("Sweep"), inside, tmp_path)
    imported(inside, tmp_path, JIRA)
    told = Item.objects.order_by("rank").values_list("number", "source_key")
    assert list(told) == [(1, ""), (2, "KEL-1"), (3, "KEL-2"), (4, "KEL-3")]
    inside.item("Mop")
    assert Item.objects.order_by("rank").values_list("number", flat=True).last() == 5


def test_items_that_came_meanwhile_are_not_brought_again(
    inside: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    meanwhile(monkeypatch, import_the_same, inside, folder)
    answer = imported(inside, tmp_path, JIRA)
    assert (answer.counts["new"], answer.counts["unchanged"]) == (0, 3)
    assert Item.objects.count() == 3


def test_each_item_has_one_row_of_history_that_tells_what_it_is(inside: World, tmp_path: Path) -> None:  # fmt: skip
    imported(inside, tmp_path, JIRA)
    told = [(row.id, row.history_type, row.rank, row.number, row.title, row.history_user_id) for row in Item.history.order_by("number")]  # fmt: skip
    assert told == [(row.id, "+", row.rank, row.number, row.title, inside.edda.id) for row in Item.objects.order_by("number")]  # fmt: skip
    assert set(Item.objects.values_list("status__name", flat=True)) <= set(Status.objects.values_list("name", flat=True))  # fmt: skip


def test_digits_behind_a_rank_sort_as_the_numbers_do() -> None:
    numbers = [0, 1, 9, 10, 61, 62, 63, 3_844, 238_328, 99_999_999]
    assert sorted(numbers, key=rank_digits) == numbers
    assert not any(rank_digits(number).endswith("0") for number in numbers)
