"""Real release dates and ends of support come in for the products that are here, and are taken back whole."""

from collections.abc import Iterator
from datetime import date

import pytest

from leadline.integrations.table_commands import TableAnswer, TableOptions, import_table, undo
from leadline.products.operations import create_product
from leadline.releases.models import Release
from leadline.workspaces.scope import scope
from tests.real.data import FOLDER, present
from tests.world import World

pytestmark = [present, pytest.mark.django_db]
FILE = FOLDER / "lifecycle-endoflife" / "release_cycles.csv"


@pytest.fixture
def inside(world: World) -> Iterator[World]:
    with scope(world.workspace):
        yield world


def bring(world: World) -> TableAnswer:
    return import_table(member=world.edda, now=world.later(minutes=1), of="releases", path=FILE, given=TableOptions())  # fmt: skip


def test_the_release_cycles_of_products_that_are_here(inside: World) -> None:
    for name, key, born_on in (("Django", "DJ", None), ("Node.js", "NJ", date(2019, 1, 1))):
        create_product(by=inside.edda, now=inside.now, name=name, key=key, born_on=born_on)
    answer = bring(inside)
    assert answer.columns["releaseDate"] == "on"
    assert answer.columns["eol"] == "support_ends_on"
    django = Release.objects.get(product__key="DJ", name="4.2")
    assert django.released_at
    assert (inside.workspace.today(django.released_at), django.support_ends_on) == (date(2023, 4, 3), date(2026, 4, 7))  # fmt: skip
    assert not Release.objects.filter(product__key="NJ", planned_on__lt=date(2019, 1, 1)).exists()
    assert Release.objects.filter(product__key="NJ").count() > 5
    assert answer.counts["new"] == Release.objects.count()
    assert answer.counts["new"] + answer.counts["left_out"] == 8_351
    assert bring(inside).counts["unchanged"] == answer.counts["new"]
    undo(member=inside.edda, now=inside.later(minutes=3), import_id=answer.import_id)
    assert not Release.objects.exists()
