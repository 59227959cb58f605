"""How the tables of different rooms may point at each other."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from tests.house import tree


def links() -> Iterator[Any]:
    """Every foreign key and many-to-many field that our own models declare."""
    for model in apps.get_models():
        if model.__module__.startswith("leadline.") and not hasattr(model, "instance_type"):
            fields = (*model._meta.local_fields, *model._meta.local_many_to_many)
            yield from (
                field for field in fields if isinstance(field, ForeignKey | ManyToManyField)
            )


def fault(own: str, other: str, related_name: str | None) -> str:
    """What is wrong with a link from room to room; empty when nothing is."""
    if own == other or not other:
        return ""
    if tree.floor_of(own) <= tree.floor_of(other):
        return f"points from {own} up to {other}"
    return "" if related_name == "+" else f'needs related_name="+", for {other} knows no {own}'


def test_links_point_down_and_leave_no_name_behind() -> None:
    found = {
        str(field): fault(
            tree.room(field.model.__module__),
            tree.room(field.related_model.__module__),
            field.remote_field.related_name,
        )
        for field in links()
    }
    assert {link: why for link, why in found.items() if why} == {}


def test_the_rule_of_links_tells_right_from_wrong() -> None:
    assert fault("backlog", "products", "+") == ""
    assert fault("backlog", "backlog", "children") == ""
    assert "up" in fault("products", "backlog", "+")
    assert "related_name" in fault("backlog", "products", "items")


def test_links_across_rooms_name_the_class() -> None:
    """A name in quotes would hide the import from the check of floors."""
    found = [
        f"{tree.name(path)}:{call.lineno}"
        for path in tree.python("src/leadline")
        for call in tree.calls(tree.syntax(path), "ForeignKey", "OneToOneField", "ManyToManyField")
        if hidden(call, tree.room(tree.module(path)))
    ]
    assert not found


def hidden(call: Any, own: str) -> bool:
    target = call.args[0] if call.args else SimpleNamespace(value=None)
    value = getattr(target, "value", None)
    return (
        isinstance(value, str)
        and value != "self"
        and value.partition(".")[0] != own
        and "." in value
    )
