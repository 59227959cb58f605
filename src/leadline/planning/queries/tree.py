"""The opportunity solution tree, branch by branch: each node with its bets, and the voices behind it and all below it.

A branch takes the same number of statements whatever its size.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from leadline.evidence.models import Stance
from leadline.foundation.paging import Slice, page_of
from leadline.market.queries import SILENCE, Voices, voices_each
from leadline.planning.models import Bet, BetOpportunity, Opportunity, OpportunityEvidence
from leadline.planning.queries.places import Places, crumbs, places
from leadline.planning.queries.standing import STANDING
from leadline.strategy.models import Objective
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared

BRANCH = 100
"""How many nodes of a branch are drawn before it is asked for more."""
MOST_NAMED = 500
OBJECTIVE_GONE = Q(objective__trashed_at__isnull=False)
NOWHERE = Q(parent=None) & (Q(objective=None) | OBJECTIVE_GONE)
"""Under no objective yet, or under one that lies in the trash: back under it once it is restored."""


@dataclass(frozen=True)
class Heard:
    """Pieces of evidence for and against, the voices behind those for it, and how many customers are only against it."""

    supports: int = 0
    contradicts: int = 0
    voices: Voices = SILENCE
    against: int = 0


@dataclass(frozen=True)
class Node:
    """An opportunity in the tree; `heard` counts all below it too, `own` only itself."""

    opportunity: Opportunity
    below: int
    children: int
    heard: Heard
    own: int
    bets: Sequence[Bet]


@dataclass(frozen=True)
class Standing:
    """An opportunity with what it stands under, the uppermost first, and what stands right below it."""

    node: Node
    crumbs: Sequence[Opportunity]
    children: Slice[Node]


@dataclass(frozen=True)
class Tree:
    """An objective and how many opportunities stand beneath it; None for those that stand nowhere."""

    objective: Objective | None
    opportunities: int


def objectives_with(member: Member) -> Sequence[Tree]:
    """The objectives, those with opportunities first; 200 at most, and those that stand nowhere."""
    tree = places(member)
    roots = Opportunity.objects.filter(parent=None).order_by()
    counts: Counter[UUID | None] = Counter()
    for key, above in roots.exclude(OBJECTIVE_GONE).values_list("id", "objective"):
        counts[above] += len(tree.branch(key))
    nowhere = sum(
        len(tree.branch(key)) for key in roots.filter(NOWHERE).values_list("id", flat=True)
    )
    every = Objective.objects.select_related("workspace", "cycle").order_by("-cycle__starts_on", "name", "id")  # fmt: skip
    found = [Tree(each, counts[each.pk]) for each in every[:200]]
    found.sort(key=lambda each: not each.opportunities)
    return [*found, Tree(None, nowhere)]


def roots_of(
    member: Member, objective: Objective | None, today: date, after: str = ""
) -> "Slice[Node]":
    """The uppermost opportunities of an objective, or those that stand nowhere."""
    which = Q(parent=None, objective=objective) if objective else NOWHERE
    return branch(member, which, today, after)


def children_of(
    member: Member, opportunity: Opportunity, today: date, after: str = ""
) -> "Slice[Node]":
    """The opportunities right below another one."""
    return branch(member, Q(parent=opportunity), today, after)


def node_of(member: Member, opportunity: Opportunity, today: date) -> Node:
    """One opportunity as the tree shows it."""
    return branch(member, Q(pk=opportunity.pk), today, "").rows[0]


def standing_of(member: Member, opportunity: Opportunity, today: date) -> Standing:
    """One opportunity with what stands above it and right below it; what was heard in its branch is read once."""
    tree = places(member)
    page = _page(member, Q(parent=opportunity))
    here, *below = _nodes(member, tree, [opportunity, *page.rows], today)
    return Standing(here, crumbs(tree, opportunity), Slice(below, page.after))


def branch(member: Member, which: Q, today: date, after: str) -> "Slice[Node]":
    """The opportunities that stand side by side at a place, by name."""
    page = _page(member, which, after)
    return Slice(_nodes(member, places(member), page.rows, today), page.after)


def _page(member: Member, which: Q, after: str = "") -> "Slice[Opportunity]":
    rows = Opportunity.objects.filter(which).select_related("segment", "product")
    page = page_of(rows, ["name", "id"], after, BRANCH)
    for row in page.rows:
        row.workspace = member.workspace
    return page


def _nodes(member: Member, tree: Places, rows: Sequence[Opportunity], today: date) -> list[Node]:
    branches = {row.pk: tree.branch(row.pk) for row in rows}
    heard = _heard(member, tree, branches, today)
    bets = _bets(member, list(branches))
    return [
        Node(row, max(0, len(branches[row.pk]) - 1), tree.right_below(row.pk), *heard[row.pk], bets.get(row.pk, ()))
        for row in rows
    ]  # fmt: skip


def _heard(
    member: Member, tree: Places, branches: Mapping[UUID, Sequence[int]], today: date
) -> Mapping[UUID, tuple[Heard, int]]:
    """What was heard in each branch, and how much evidence the opportunity at its top has itself."""
    said = _said(tree, {number for branch in branches.values() for number in branch})
    spoke: dict[tuple[UUID, Stance], set[UUID]] = {}
    counts: dict[tuple[UUID, Stance], int] = {}
    for key, branch in branches.items():
        for stance in Stance:
            of = [said[stance][number] for number in branch if number in said[stance]]
            counts[key, stance] = sum(each.pieces for each in of)
            spoke[key, stance] = set().union(*(each.customers for each in of))
        spoke[key, Stance.CONTRADICTS] -= spoke[key, Stance.SUPPORTS]
    voices = voices_each(member, spoke, today)
    return {
        key: (
            Heard(
                counts[key, Stance.SUPPORTS], counts[key, Stance.CONTRADICTS],
                voices[key, Stance.SUPPORTS], voices[key, Stance.CONTRADICTS].customers,
            ),
            sum(each[branch[0]].pieces for each in said.values() if branch and branch[0] in each),
        )
        for key, branch in branches.items()
    }  # fmt: skip


@dataclass
class Said:
    """How many pieces of evidence speak one way about an opportunity, and the customers behind them."""

    pieces: int = 0
    customers: set[UUID] = field(default_factory=set)


def _said(tree: Places, numbers: Collection[int]) -> Mapping[str, Mapping[int, Said]]:
    """What is said about opportunities, by the way it speaks and by their numbers."""
    # To name thousands of keys takes longer than to read what is said about the others too.
    named = len(numbers) <= MOST_NAMED
    rows = _evidence_of(keys=[tree.keys[each] for each in numbers]) if named else _evidence()
    found: dict[str, dict[int, Said]] = {stance: {} for stance in Stance}
    for opportunity, stance, customer, count in rows:
        said = found[stance].setdefault(tree.numbers.get(opportunity, -1), Said())
        said.pieces += count
        if customer is not None:
            said.customers.add(customer)
    return found


@prepared
def _evidence() -> "QuerySet[Any, Any]":
    return _counted(OpportunityEvidence.objects.all())


@prepared
def _evidence_of(keys: list[UUID]) -> "QuerySet[Any, Any]":
    return _counted(OpportunityEvidence.objects.filter(opportunity__in=keys))


def _counted(rows: "QuerySet[OpportunityEvidence]") -> "QuerySet[Any, Any]":
    groups = rows.filter(STANDING).order_by().values_list("opportunity", "stance", "passage__feedback__customer")  # fmt: skip
    counted: QuerySet[Any, Any] = groups.annotate(Count("id"))
    return counted


def _bets(member: Member, keys: list[UUID]) -> Mapping[UUID, Sequence[Bet]]:
    found: dict[UUID, list[Bet]] = defaultdict(list)
    for row in _answers(keys=keys):
        row.bet.workspace = member.workspace
        found[row.opportunity_id].append(row.bet)
    return found


@prepared
def _answers(keys: list[UUID]) -> "QuerySet[BetOpportunity]":
    rows: QuerySet[BetOpportunity] = BetOpportunity.objects.filter(opportunity__in=keys, bet__trashed_at=None)  # fmt: skip
    return rows.select_related("bet").order_by("bet__name", "id")
