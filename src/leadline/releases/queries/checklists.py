"""What is asked before a release, by tier and of one release."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from leadline.releases.models import ChecklistLine, ChecklistTemplate, Release, Size
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

PATCH = ("Tests are green on what goes out", "The way back was tried")
MINOR = (*PATCH, "Support knows what changes", "Notes are written")
MAJOR = (*MINOR, "Sales can show it", "Documentation is up to date", "Prices and contracts are settled")  # fmt: skip
WELCOME = ("Somebody watches the metrics on the first days",)
STANDARD = {Size.MAJOR: (MAJOR, WELCOME), Size.MINOR: (MINOR, WELCOME), Size.PATCH: (PATCH, ())}
MOST_LINES = 100


@dataclass(frozen=True)
class Template:
    """The lines that releases of a tier begin with; `version` is 0 while the standard ones hold."""

    tier: str
    required: tuple[str, ...]
    welcome: tuple[str, ...]
    version: int

    @property
    def lines(self) -> list[tuple[str, bool]]:
        """Each line, and whether a release must not go out without it."""
        return [(text, True) for text in self.required] + [(text, False) for text in self.welcome]


def template_of(member: Member, tier: str) -> Template:
    return next(each for each in templates(member) if each.tier == tier)


def templates(member: Member) -> list[Template]:
    """The checklist of every tier, from the largest to the smallest."""
    kept = {row.tier: row for row in ChecklistTemplate.objects.all()}
    return [_kept(kept[tier]) if tier in kept else Template(tier, *STANDARD[tier], 0) for tier in Size]  # fmt: skip


def _kept(row: ChecklistTemplate) -> Template:
    return Template(row.tier, lines_in(row.required), lines_in(row.welcome), row.version)


def lines_in(text: str) -> tuple[str, ...]:
    """The lines of a text, without those that are empty."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def lines_of(member: Member, release: Release) -> Sequence[ChecklistLine]:
    """The checklist of a release in its order."""
    rows = ChecklistLine.objects.filter(release=release).select_related("owner__user", "ticked_by__user", "release")  # fmt: skip
    return list(rows.order_by("position", "id")[:MOST_LINES])


def line_by_id(member: Member, release: Release, key: UUID) -> ChecklistLine:
    found: ChecklistLine = one(ChecklistLine.objects.filter(release=release), pk=key)
    return found
