"""What asks for a hand, in the order of what it costs to leave it; and what was put aside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from leadline.foundation.refusals import NotFound
from leadline.home.models import Dismissal
from leadline.home.queries.needs import Need, Source
from leadline.home.queries.sources import (
    bets,
    evidence,
    outcomes,
    promises,
    sprints,
    strategy,
    work,
)
from leadline.workspaces.models import Member

SHOWN, DISMISSED_SHOWN = 12, 20
ALL = 500
"""How many of both are shown at first, and when all are asked for."""
SOURCES: list[Source] = [
    sprints.ending,
    work.ageing,
    promises.slipping,
    promises.beyond_capacity,
    work.blocked,
    work.over_limit,
    work.without_goal,
    sprints.without_criteria,
    bets.to_be_judged,
    bets.without_evidence,
    bets.without_goal,
    outcomes.unreviewed,
    evidence.faded,
    evidence.unheard,
    strategy.goals_without_work,
    strategy.without_work,
    strategy.silent,
    strategy.to_review,
]
"""Every room that knows of needs; wiring adds those of rooms on this floor."""


@dataclass(frozen=True)
class Attention:
    """Needs that stand, the dearest first, those put aside, and how many more there are of both."""

    needs: Sequence[Need]
    more: int
    dismissed: Sequence[Dismissal]
    more_dismissed: int


def attention(member: Member, now: datetime, limit: int = SHOWN) -> Attention:
    """What needs attention in the workspace, from a constant number of statements."""
    needs = [need for source in SOURCES for need in source(member, now)]
    aside = Dismissal.objects.select_related("member__user").order_by("-created_at", "-id")
    held = list(aside[:ALL])
    standing = sorted(_standing(needs, held), key=lambda need: (-need.cost, need.key))
    shown = held[: max(limit, DISMISSED_SHOWN)]
    return Attention(standing[:limit], max(0, len(standing) - limit), shown, len(held) - len(shown))


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
