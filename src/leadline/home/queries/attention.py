"""What asks for a hand, in the order of what it costs to leave it; and what was put aside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from leadline.foundation.refusals import NotFound
from leadline.home.models import Dismissal
from leadline.home.queries.needs import Need, Source
from leadline.home.queries.sources import promises, sprints, work
from leadline.workspaces.models import Member

SHOWN = 12
DISMISSED_SHOWN = 20
SOURCES: list[Source] = [
    sprints.ending,
    work.ageing,
    promises.slipping,
    work.blocked,
    work.over_limit,
    sprints.without_criteria,
]
"""Every room that knows of needs; wiring adds those of rooms on this floor."""


@dataclass(frozen=True)
class Attention:
    """Needs that stand, the dearest first, how many more there are, and those put aside."""

    needs: Sequence[Need]
    more: int
    dismissed: Sequence[Dismissal]


def attention(member: Member, now: datetime, limit: int = SHOWN) -> Attention:
    """What needs attention in the workspace, from a constant number of statements."""
    needs = [need for source in SOURCES for need in source(member, now)]
    aside = Dismissal.objects.select_related("member__user").order_by("-created_at", "-id")
    held = list(aside[:500])
    standing = sorted(_standing(needs, held), key=lambda need: (-need.cost, need.key))
    return Attention(standing[:limit], max(0, len(standing) - limit), held[:DISMISSED_SHOWN])


def need_called(member: Member, now: datetime, kind: str, subject_id: UUID) -> Need:
    """A need that stands, to be put aside; `NotFound` once it is mended."""
    for need in (need for source in SOURCES for need in source(member, now)):
        if (need.kind, need.subject_id) == (kind, subject_id):
            return need
    raise NotFound("This has been mended in the meantime.")


def dismissal_of(member: Member, dismissal_id: UUID) -> Dismissal:
    found: Dismissal | None = Dismissal.objects.filter(pk=dismissal_id).first()
    if found is None:
        raise NotFound
    return found


def _standing(needs: Iterable[Need], held: Iterable[Dismissal]) -> list[Need]:
    aside = {(row.need, row.subject_id, row.state) for row in held}
    return [need for need in needs if (need.kind, need.subject_id, need.state) not in aside]
