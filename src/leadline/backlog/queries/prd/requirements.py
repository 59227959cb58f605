"""What: scenarios, epics, stories and their acceptance criteria, what is not functional, and milestones."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from leadline.backlog.models import Criterion, Item
from leadline.backlog.papers import Line, Lines, Prose, Requirement, Section, Table
from leadline.backlog.queries.milestones import MilestoneLine
from leadline.backlog.queries.work import MOST, Piece, Told
from leadline.design.dates import day


@dataclass(frozen=True)
class Needed:
    """An item of a document at its depth, with its criteria."""

    depth: int
    piece: Piece
    criteria: Sequence[Criterion]

    @property
    def item(self) -> Item:
        return self.piece.item


def read(pieces: Sequence[Piece]) -> list[Needed]:
    """All the items with their criteria, in one statement."""
    whole = [each for top in pieces for each in top.whole()]
    found: dict[UUID, list[Criterion]] = defaultdict(list)
    rows = Criterion.objects.filter(item__in=[piece.item.pk for _depth, piece in whole])
    for row in rows.order_by("rank", "id"):
        found[row.item_id].append(row)
    return [Needed(depth, piece, found[piece.item.pk]) for depth, piece in whole]


def sections(needed: Sequence[Needed], is_cut: bool) -> list[Section]:
    """The functional requirements and the others, each in its section."""
    quality = [each for each in needed if each.item.item_kind == Item.Kind.QUALITY]
    rest = [each for each in needed if each.item.item_kind != Item.Kind.QUALITY]
    cut = [Lines([Line(_("Only the first %(n)s items are told here.") % {"n": MOST}, is_gap=True)])] if is_cut else []  # fmt: skip
    return [
        Section(_("Requirements"), [*map(_told, rest), *cut], _("Nothing is broken down into work yet.")),
        Section(_("Non-functional requirements"), [_told(each, depth=0) for each in quality], _("None are written yet.")),
    ]  # fmt: skip


def _told(needed: Needed, depth: int | None = None) -> Requirement:
    item = needed.item
    return Requirement(
        item.key, item.title, item.get_item_kind_display(), item.status.name,
        needed.depth if depth is None else depth, item.page_url(), item.description,
        [(row.given, row.when, row.then) for row in needed.criteria],
    )  # fmt: skip


def scenarios(told: Sequence[Told]) -> Section:
    under = [_scenario(each) for each in told]
    return Section(_("Scenarios"), under=under, missing=_("No scenario says yet what somebody does once this is there."))  # fmt: skip


def _scenario(told: Told) -> Section:
    story = [Prose(told.scenario.story)] if told.scenario.story.strip() else []
    links = [Line(link.item.title_text, href=link.item.page_url()) for link in told.links]
    missing = Line(_("No work makes it possible yet."), is_gap=True)
    return Section(told.scenario.name, [*story, Lines(links or [missing])])


def milestones(lines: Sequence[MilestoneLine]) -> Section:
    words = {"empty": _("asks for nothing"), "reached": _("reached"), "missed": _("missed"), "open": _("open")}  # fmt: skip
    rows = [
        [line.milestone.name, day(line.milestone.due_on), f"{line.done} / {len(line.asked)}", words[line.state]]
        for line in lines
    ]  # fmt: skip
    blocks = [Table([_("Milestone"), _("Day"), _("Done"), _("State")], rows)] if rows else []
    return Section(_("Milestones"), blocks, _("No milestone asks for this."))
