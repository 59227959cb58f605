"""Themes, and the shares of effort that they should have."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from leadline.foundation.refusals import Invalid
from leadline.strategy.models import WHOLE, Cycle, Theme, ThemeShare, refuse_overfull
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.PLAN)
def create_theme(
    *, by: Member, now: datetime, name: str, dimension: str, about: str = ""
) -> Theme:  # fmt: skip
    """Add a way in which effort may go."""
    dimension = _spelled(dimension)
    _refuse_taken(dimension, name)
    theme, change = Theme.create(by=by, now=now, name=name, dimension=dimension, about=about)
    record(by, now, "theme.created", subject=theme, changes=[change])
    return theme


@operation(needs=Right.PLAN)
def create_themes(
    *, by: Member, now: datetime, dimension: str, names: Sequence[str]
) -> Event | None:
    """Add the usual themes of a dimension; those that are there stay."""
    dimension = _spelled(dimension)
    there = {each.casefold() for each in _names(dimension)}
    made = [Theme.create(by=by, now=now, name=name, dimension=dimension) for name in names if name.casefold() not in there]  # fmt: skip
    return record(by, now, "themes.created", changes=[change for _theme, change in made])


@operation(needs=Right.PLAN)
def change_theme(
    *, by: Member, now: datetime, theme: Theme, version: int | None = None, **values: Any
) -> Event | None:
    """Say a theme otherwise; in another dimension its shares must fit beside those there."""
    if "dimension" in values:
        values["dimension"] = _spelled(values["dimension"])
    dimension, name = values.get("dimension", theme.dimension), values.get("name", theme.name)
    _refuse_taken(dimension, name, theme)
    change = theme.change(by=by, now=now, version=version, **values)
    for row in ThemeShare.objects.filter(theme=theme).select_related("cycle"):
        refuse_overfull(theme, row.cycle, row.share)
    return record(by, now, "theme.changed", subject=theme, changes=[change])


@operation(needs=Right.PLAN)
def trash_theme(
    *, by: Member, now: datetime, theme: Theme, version: int | None = None
) -> Event | None:
    """Put a theme into the trash; its shares are free meanwhile."""
    change = theme.trash(by=by, now=now, version=version)
    return record(by, now, "theme.trashed", subject=theme, changes=[change])


@operation(needs=Right.PLAN)
def set_share(
    *, by: Member, now: datetime, theme: Theme, cycle: Cycle, share: int, version: int | None = None
) -> Event | None:
    """Say which part of ten thousand a theme should have in a cycle; 0 takes it away.

    Raises `TooMuch` where the shares of the dimension would be more than the whole.
    """
    if not 0 <= share <= WHOLE:
        raise Invalid("A share lies between 0 and 100 %.", field="share", remedy="Correct it.")
    refuse_overfull(theme, cycle, share)
    row = ThemeShare.objects.filter(theme=theme, cycle=cycle).first()
    if row is None:
        change = ThemeShare.create(by=by, now=now, theme=theme, cycle=cycle, share=share)[1] if share else None  # fmt: skip
    else:
        change = row.change(by=by, now=now, version=version, share=share)
    return record(by, now, "theme.shared", subject=theme, changes=[change] if change else [])


def _spelled(dimension: str) -> str:
    """A dimension as the themes that are there spell it."""
    known = Theme.objects.filter(dimension__iexact=dimension.strip()).first()
    return known.dimension if known else dimension.strip()


def _names(dimension: str, but: Theme | None = None) -> list[str]:
    rows = Theme.objects.filter(dimension__iexact=dimension)
    return list((rows.exclude(pk=but.pk) if but else rows).values_list("name", flat=True))


def _refuse_taken(dimension: str, name: str, but: Theme | None = None) -> None:
    if name.casefold() in {each.casefold() for each in _names(dimension, but)}:
        raise Invalid(f"There is a theme called “{name}” in “{dimension}” already.", field="name", remedy="Choose another name.")  # fmt: skip
