"""Everything out, and in again, row by row."""

import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import IntegerField

from leadline.archive import tables
from leadline.archive.arrivals import restore_workspace
from leadline.archive.backups import NotEmpty, back_up, restore
from leadline.archive.exports import export_workspace, travelling
from leadline.archive.packages import Reader, Unreadable
from leadline.backlog.models import Item, StatusChange
from leadline.foundation import guards
from leadline.foundation.refusals import NotAllowed
from leadline.products.models import Product
from leadline.workspaces.models import Event, Member
from leadline.workspaces.models.events import broken_links
from leadline.workspaces.scope import every_workspace, scope
from tests.world import World, make_world


def everything() -> dict[str, list[dict[str, object]]]:
    with every_workspace("the test"):
        return {model._meta.label: list(tables.read(model)) for model in tables.tables()}


@pytest.mark.django_db(transaction=True)
def test_a_restored_server_equals_the_one_backed_up(tmp_path: Path) -> None:
    world = make_world()
    world.move(world.item("=Show the wind"), "Done")
    before = everything()
    back_up(tmp_path / "all.zip", now=world.now)
    with pytest.raises(NotEmpty):
        restore(tmp_path / "all.zip", now=world.now)
    call_command("flush", interactive=False, verbosity=0)
    restore(tmp_path / "all.zip", now=world.now)
    assert everything() == before
    assert not guards.missing_guards(connection)


@pytest.mark.django_db(transaction=True)
def test_before_an_upgrade_the_database_is_backed_up_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """The new version's models know columns that the database gets only afterwards."""
    world, columns = make_world(), tables.columns
    to_come = IntegerField(null=True, db_column="to_come")
    to_come.set_attributes_from_name("to_come")
    monkeypatch.setattr(tables, "columns", lambda model: [*columns(model), to_come])
    assert back_up(tmp_path / "all.zip", now=world.now)["products.Product"] == 1
    with zipfile.ZipFile(tmp_path / "all.zip") as package:
        (product,) = package.read("tables/products_product.jsonl").splitlines()
    assert set(json.loads(product)) == {field.attname for field in columns(Product)}


@pytest.mark.django_db(transaction=True)
def test_a_damaged_backup_leaves_the_server_empty(tmp_path: Path) -> None:
    world = make_world()
    back_up(tmp_path / "all.zip", now=world.now)
    call_command("flush", interactive=False, verbosity=0)
    empty = everything()
    damage(tmp_path / "all.zip", "tables/workspaces_role.jsonl")
    with pytest.raises(Unreadable, match="damaged"):
        restore(tmp_path / "all.zip", now=world.now)
    assert everything() == empty


def damage(path: Path, member: str) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[member] = parts[member].replace(b"Editor", b"Edited")
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


@pytest.mark.django_db(transaction=True)
def test_a_workspace_moves_into_a_new_one(tmp_path: Path) -> None:
    world = make_world()
    wind = world.move(world.item("Show the wind"), "Done")
    counts = export_workspace(tmp_path / "one.zip", by=world.ann, now=world.now)
    assert counts["item"] == 1
    moved, _ = restore_workspace(tmp_path / "one.zip", owner=world.mallory.user, now=world.later(hours=1))  # fmt: skip
    with scope(moved.workspace):
        copy = Item.objects.select_related("status", "product").get()
        assert (copy.key, copy.title, copy.status.name) == ("WS-1", "Show the wind", "Done")
        assert copy.id != wind.id
        assert StatusChange.objects.filter(item=copy).count() == 2
        assert Item.history.filter(id=copy.id).count() == 2
        assert Event.objects.filter(subject_id=copy.id).count() == 2
    assert broken_links(moved.workspace_id) == []
    assert broken_links(world.workspace.id) == []


@pytest.mark.django_db(transaction=True)
def test_people_in_an_export_have_no_access_until_invited(tmp_path: Path) -> None:
    world = make_world()
    export_workspace(tmp_path / "one.zip", by=world.ann, now=world.now)
    moved, _ = restore_workspace(tmp_path / "one.zip", owner=world.mallory.user, now=world.now)
    with scope(moved.workspace):
        assert [member.name for member in Member.objects.all()] == ["Mallory"]
        assert Member.with_trash.count() == 5


def test_the_export_takes_its_right_and_keeps_secrets_back(world: World, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        export_workspace(tmp_path / "x.zip", by=world.vera, now=world.now)
    assert not {"apitoken", "invitation"} & set(travelling())


def test_anything_else_is_no_package(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    for content in (b"", b"PK", b"no zip at all"):
        path.write_bytes(content)
        with pytest.raises(Unreadable):
            Reader.open(path, "export")
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("manifest.json", json.dumps({"what": "backup"}))
    with pytest.raises(Unreadable, match="no export"):
        Reader.open(path, "export")
