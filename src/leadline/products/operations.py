"""Changes to products, product lines and teams."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from leadline.foundation.keys import new_key
from leadline.foundation.refusals import Invalid, Refusal
from leadline.products.models import KEY, Product, ProductLine, Team, TeamMember
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


class KeyTaken(Refusal):
    """Another product has this key."""


@operation(needs=Right.PLAN)
def create_product(*, by: Member, now: datetime, name: str, key: str, **values: Any) -> Product:
    """Add a product; its items will be numbered KEY-1, KEY-2, …"""
    _refuse_odd_key(key)
    _refuse_taken_key(key)
    _refuse_taken_name(Product, name)
    product, change = Product.create(by=by, now=now, name=name, key=key, **values)
    record(by, now, "product.created", subject=product, changes=[change])
    return product


@operation(needs=Right.PLAN)
def change_product(
    *, by: Member, now: datetime, product: Product, version: int | None = None, **values: Any
) -> Event | None:
    """Rename a product, move it to another stage of life, say what it is."""
    if "name" in values:
        _refuse_taken_name(Product, values["name"], product)
    if values.get("key", product.key) != product.key:
        _refuse_odd_key(values["key"])
        _refuse_taken_key(values["key"])
    change = product.change(by=by, now=now, version=version, **values)
    return record(by, now, "product.changed", subject=product, changes=[change])


@operation(needs=Right.PLAN)
def trash_product(
    *, by: Member, now: datetime, product: Product, version: int | None = None
) -> Event | None:
    """Put a product into the trash; its work stays with it and comes back with it."""
    change = product.trash(by=by, now=now, version=version)
    return record(by, now, "product.trashed", subject=product, changes=[change])


def products_to_purge(until: datetime, now: datetime) -> list[Product]:
    """Those that went into the trash by then; from now on none of them comes back."""
    old = Product.with_trash.filter(trashed_at__lte=until)
    old.filter(purge_began_at=None).update(purge_began_at=now)
    return list(old)


@operation(needs=Right.PLAN)
def restore(*, by: Member, now: datetime, thing: Product | ProductLine | Team) -> Event | None:
    """Bring a product, a line or a team back from the trash."""
    _refuse_taken_name(type(thing), thing.name, thing)
    change = thing.untrash(by=by, now=now)
    return record(by, now, f"{thing.kind()}.restored", subject=thing, changes=[change])


@operation(needs=Right.PLAN)
def create_line(*, by: Member, now: datetime, name: str, description: str = "") -> ProductLine:
    """Add a product line."""
    _refuse_taken_name(ProductLine, name)
    line, change = ProductLine.create(by=by, now=now, name=name, description=description)
    record(by, now, "line.created", subject=line, changes=[change])
    return line


@operation(needs=Right.PLAN)
def change_line(
    *, by: Member, now: datetime, line: ProductLine, version: int | None = None, **values: Any
) -> Event | None:
    """Rename a product line, say what holds it together."""
    if "name" in values:
        _refuse_taken_name(ProductLine, values["name"], line)
    change = line.change(by=by, now=now, version=version, **values)
    return record(by, now, "line.changed", subject=line, changes=[change])


@operation(needs=Right.PLAN)
def trash_line(
    *, by: Member, now: datetime, line: ProductLine, version: int | None = None
) -> Event | None:
    """Put a product line into the trash; its products stay, without a line."""
    freed = Product.with_trash.filter(line=line)
    changes = [product.change(by=by, now=now, line=None) for product in freed]
    changes.append(line.trash(by=by, now=now, version=version))
    return record(by, now, "line.trashed", subject=line, changes=changes)


@operation(needs=Right.PLAN)
def create_team(
    *, by: Member, now: datetime, name: str, description: str = "", members: Iterable[Member] = (),
    key: UUID | None = None,
) -> Team:  # fmt: skip
    """Add a team, with the people in it; `key` where it was chosen ahead."""
    _refuse_taken_name(Team, name)
    team, change = Team.create(by=by, now=now, name=name, description=description, id=key or new_key(now))  # fmt: skip
    joined = [_join(by, now, team, member) for member in members]
    record(by, now, "team.created", subject=team, changes=[change, *joined])
    return team


@operation(needs=Right.PLAN)
def change_team(
    *, by: Member, now: datetime, team: Team, version: int | None = None,
    members: Iterable[Member] | None = None, **values: Any,
) -> Event | None:  # fmt: skip
    """Rename a team, say what it does, set who is in it."""
    if "name" in values:
        _refuse_taken_name(Team, values["name"], team)
    changes = [team.change(by=by, now=now, version=version, **values)]
    if members is not None:
        changes += _set_members(by, now, team, {member.id: member for member in members})
    return record(by, now, "team.changed", subject=team, changes=changes)


@operation(needs=Right.PLAN)
def trash_team(
    *, by: Member, now: datetime, team: Team, version: int | None = None
) -> Event | None:
    """Put a team into the trash; what it did keeps its name."""
    change = team.trash(by=by, now=now, version=version)
    return record(by, now, "team.trashed", subject=team, changes=[change])


def _set_members(by: Member, now: datetime, team: Team, wanted: dict[Any, Member]) -> list[Change]:
    there = {row.member_id: row for row in TeamMember.objects.filter(team=team)}
    left = [row.remove() for key, row in there.items() if key not in wanted]
    return left + [_join(by, now, team, wanted[key]) for key in wanted if key not in there]


def _join(by: Member, now: datetime, team: Team, member: Member) -> Change:
    return TeamMember.create(by=by, now=now, team=team, member=member)[1]


def _refuse_odd_key(key: str) -> None:
    if not re.match(KEY, key):
        raise Invalid(f"“{key[:20]}” is no key.", field="key", remedy="Take two to ten capital letters and digits, a letter first.")  # fmt: skip


def _refuse_taken_key(key: str) -> None:
    if Product.with_trash.filter(key=key).exists():
        raise KeyTaken(f"The key {key} is taken.", field="key", remedy="Choose another one.")


def _refuse_taken_name(model: Any, name: str, but: Any = None) -> None:
    same = model.objects.filter(name__iexact=name)
    if (same.exclude(pk=but.pk) if but else same).exists():
        noun = model._meta.verbose_name
        raise Invalid(f"There is a {noun} called “{name}” already.", field="name", remedy="Choose another name.")  # fmt: skip
