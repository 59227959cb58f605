"""Themes by dimension, with the shares that they should have in a cycle."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from leadline.strategy.models import WHOLE, Cycle, Theme, ThemeShare
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

MOST = 500


@dataclass(frozen=True)
class ThemeLine:
    """A theme and its intended share of a cycle, in parts of ten thousand."""

    theme: Theme
    row: ThemeShare | None

    @property
    def share(self) -> int:
        return self.row.share if self.row else 0


@dataclass(frozen=True)
class Dimension:
    """What a group of themes tells apart, and how much of the whole they take."""

    name: str
    lines: tuple[ThemeLine, ...]

    @property
    def taken(self) -> int:
        return sum(line.share for line in self.lines)

    @property
    def left(self) -> int:
        return WHOLE - self.taken


def dimensions(member: Member, cycle: Cycle | None) -> list[Dimension]:
    """All themes by dimension and name, with their shares of a cycle, from two queries."""
    shares = {row.theme_id: row for row in ThemeShare.objects.filter(cycle=cycle)} if cycle else {}
    found: dict[str, list[ThemeLine]] = {}
    for theme in themes(member):
        found.setdefault(theme.dimension, []).append(ThemeLine(theme, shares.get(theme.pk)))
    return [Dimension(name, tuple(lines)) for name, lines in found.items()]


def themes(member: Member) -> Sequence[Theme]:
    """Themes by dimension and name; 500 at most."""
    return list(Theme.objects.select_related("workspace").order_by("dimension", "name", "id")[:MOST])  # fmt: skip


def theme_by_id(member: Member, key: UUID) -> Theme:
    found: Theme = one(Theme.objects.select_related("workspace"), pk=key)
    return found


def shares_of(member: Member, theme: Theme) -> Sequence[ThemeShare]:
    """The shares of a theme by cycle, the newest first."""
    rows = ThemeShare.objects.filter(theme=theme, cycle__trashed_at=None).select_related("cycle__workspace")  # fmt: skip
    return list(rows.order_by("-cycle__starts_on", "id")[:MOST])
