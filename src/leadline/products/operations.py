"""Changes to products, product lines and teams."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from leadline.foundation.refusals import Invalid, Refusal
from leadline.products.models import Product, ProductLine, Team, TeamMember
from leadline.workspaces.models import Change, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


class KeyTaken(Refusal):
    """Another product has this key."""


@operation(needs=Right.PLAN)
def create_product(*, by: Member, now: datetime, name: str, key: str, **values: Any) -> Product:
    """Add a product; its items will be numbered KEY-1, KEY-2, …"""
    _refuse_taken_key(key)
    _refuse_taken_name(Product, name)
    product, change = Product.create(by=by, now=now, name=name, key=key, **values)
    record(by, now, "product.created", subject=product, changes=[change])
    return product


@operation(needs=Right.PLAN)
def change_product(
    *, by: Member, now: datetime, product: Product, version: int | None = None, **values: Any
) -> None:
    """Rename a product, move it to another stage of life, say what it is."""
    if "name" in values:
        _refuse_taken_name(Product, values["name"], product)
    if values.get("key", product.key) != product.key:
        _refuse_taken_key(values["key"])
    change = product.change(by=by, now=now, version=version, **values)
    record(by, now, "product.changed", subject=product, changes=[change])


@operation(needs=Right.PLAN)
def create_line(*, by: Member, now: datetime, name: str, description: str = "") -> ProductLine:
    """Add a product line."""
    _refuse_taken_name(ProductLine, name)
    line, change = ProductLine.create(by=by, now=now, name=name, description=description)
    record(by, now, "line.created", subject=line, changes=[change])
    return line


@operation(needs=Right.PLAN)
def create_team(
    *, by: Member, now: datetime, name: str, description: str = "", members: Iterable[Member] = ()
) -> Team:
    """Add a team, with the people in it."""
    _refuse_taken_name(Team, name)
    team, change = Team.create(by=by, now=now, name=name, description=description)
    joined = [_join(by, now, team, member) for member in members]
    record(by, now, "team.created", subject=team, changes=[change, *joined])
    return team


@operation(needs=Right.PLAN)
def change_team(
    *, by: Member, now: datetime, team: Team, version: int | None = None,
    members: Iterable[Member] | None = None, **values: Any,
) -> None:  # fmt: skip
    """Rename a team, say what it does, set who is in it."""
    if "name" in values:
        _refuse_taken_name(Team, values["name"], team)
    changes = [team.change(by=by, now=now, version=version, **values)]
    if members is not None:
        changes += _set_members(by, now, team, {member.id: member for member in members})
    record(by, now, "team.changed", subject=team, changes=changes)


def _set_members(by: Member, now: datetime, team: Team, wanted: dict[Any, Member]) -> list[Change]:
    there = {row.member_id: row for row in TeamMember.objects.filter(team=team)}
    left = [row.remove() for key, row in there.items() if key not in wanted]
    return left + [_join(by, now, team, wanted[key]) for key in wanted if key not in there]


def _join(by: Member, now: datetime, team: Team, member: Member) -> Change:
    return TeamMember.create(by=by, now=now, team=team, member=member)[1]


def _refuse_taken_key(key: str) -> None:
    if Product.with_trash.filter(key=key).exists():
        raise KeyTaken(f"The key {key} is taken.", field="key", remedy="Choose another one.")


def _refuse_taken_name(model: Any, name: str, but: Any = None) -> None:
    same = model.objects.filter(name__iexact=name)
    if (same.exclude(pk=but.pk) if but else same).exists():
        noun = model._meta.verbose_name
        raise Invalid(f"There is a {noun} called “{name}” already.", field="name", remedy="Choose another name.")  # fmt: skip
