"""Where in a list something goes, and the ranks that stand there."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from leadline.backlog.models import BacklogList, Item
from leadline.backlog.operations.rows import fresh
from leadline.foundation import jobs
from leadline.foundation.ranks import ranks_between
from leadline.foundation.refusals import Invalid
from leadline.workspaces.models import Member

LONGEST = 100
REBALANCE = "backlog.rebalance"


@dataclass(frozen=True)
class Place:
    """Where in a list: right before or right after an item, or at an end."""

    before: Item | None = None
    after: Item | None = None
    at_top: bool = False

    @property
    def neighbour(self) -> Item | None:
        return self.before or self.after

    @property
    def backlog_list(self) -> BacklogList | None:
        """The list that the neighbour is in; none at an end."""
        return self.neighbour.backlog_list if self.neighbour else None


TOP, BOTTOM = Place(at_top=True), Place()


def ranks_at(by: Member, now: datetime, to: BacklogList, place: Place, count: int = 1) -> list[str]:
    """Ranks for rows at a place of a list; those that grew long are shortened by a job."""
    lower, upper = neighbours(to, place)
    ranks = ranks_between(lower, upper, count)
    if any(len(rank) > LONGEST for rank in ranks):
        arguments = {"list": str(to.id)}
        jobs.ask(REBALANCE, arguments, now=now, workspace_id=by.workspace_id)
    return ranks


def neighbours(to: BacklogList, place: Place) -> tuple[str | None, str | None]:
    """The ranks between which there is room: those of two places next to each other.

    Rows on the move and the trash count as well, so a new rank is never one that is still in use.
    """
    places = Item.with_trash.filter(backlog_list=to)
    if place.neighbour is None:
        edge = _rank(places, "rank" if place.at_top else "-rank")
        return (None, edge) if place.at_top else (edge, None)
    (at,) = fresh([place.neighbour])
    if at.backlog_list_id != to.id or at.trashed_at:
        raise Invalid("The neighbour is in another list by now.", remedy="Load the list again.")
    if place.before:
        return _rank(places.filter(rank__lt=at.rank), "-rank"), at.rank
    return at.rank, _rank(places.filter(rank__gt=at.rank), "rank")


def _rank(places: "QuerySet[Item]", order: str) -> str | None:
    return places.order_by(order).values_list("rank", flat=True).first()
