"""The opportunity solution tree, branch by branch: each node with its bets, and the voices behind it and all below it.

A branch takes the same number of statements whatever its size.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from uuid import UUID

from django.db.models import Count, Q

from leadline.evidence.models import Stance
from leadline.foundation.paging import Slice, page_of
from leadline.market.queries import SILENCE, Voices, voices_each
from leadline.planning.models import Bet, BetOpportunity, Opportunity, OpportunityEvidence
from leadline.planning.queries.places import Places, crumbs, places
from leadline.planning.queries.standing import STANDING
from leadline.strategy.models import Objective
from leadline.workspaces.models import Member

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
        counts[above] += len(tree.below(key))
    nowhere = sum(
        len(tree.below(key)) for key in roots.filter(NOWHERE).values_list("id", flat=True)
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
    """One opportunity with what stands above it and right below it; the tree is read once."""
    tree = places(member)
    here = _branch(member, tree, Q(pk=opportunity.pk), today)
    below = _branch(member, tree, Q(parent=opportunity), today)
    return Standing(here.rows[0], crumbs(tree, opportunity), below)


def branch(member: Member, which: Q, today: date, after: str) -> "Slice[Node]":
    """The opportunities that stand side by side at a place, by name."""
    return _branch(member, places(member), which, today, after)


def _branch(member: Member, tree: Places, which: Q, today: date, after: str = "") -> "Slice[Node]":
    rows = Opportunity.objects.filter(which).select_related("workspace", "segment", "product")
    page = page_of(rows, ["name", "id"], after, BRANCH)
    below = {row.pk: tree.below(row.pk) for row in page.rows}
    own, heard = _heard(member, below, today)
    bets = _bets([row.pk for row in page.rows])

    def node(row: Opportunity) -> Node:
        key = row.pk
        children = len(tree.children.get(key, ()))
        return Node(row, len(below[key]) - 1, children, heard[key], own[key], bets.get(key, ()))

    return page.of(node)


def _heard(
    member: Member, below: Mapping[UUID, Sequence[UUID]], today: date
) -> tuple[Mapping[UUID, int], Mapping[UUID, Heard]]:
    """How much evidence each opportunity has itself, and what was heard in each branch."""
    counts, customers = _evidence({key for branch in below.values() for key in branch})
    spoke: dict[tuple[UUID, Stance], set[UUID]] = {}
    for key, stance in product(below, Stance):
        spoke[key, stance] = set().union(*(customers.get((one, stance), ()) for one in below[key]))
    for key in below:
        spoke[key, Stance.CONTRADICTS] -= spoke[key, Stance.SUPPORTS]
    voices = voices_each(member, spoke, today)
    heard = {
        key: Heard(
            sum(counts[one, Stance.SUPPORTS] for one in branch),
            sum(counts[one, Stance.CONTRADICTS] for one in branch),
            voices[key, Stance.SUPPORTS],
            voices[key, Stance.CONTRADICTS].customers,
        )
        for key, branch in below.items()
    }
    return {key: sum(counts[key, stance] for stance in Stance) for key in below}, heard


def _evidence(
    keys: Collection[UUID],
) -> tuple[Counter[tuple[UUID, str]], Mapping[tuple[UUID, str], set[UUID]]]:
    counts: Counter[tuple[UUID, str]] = Counter()
    customers: dict[tuple[UUID, str], set[UUID]] = defaultdict(set)
    rows = OpportunityEvidence.objects.filter(STANDING).order_by()
    # To name thousands of keys takes longer than to read what is said about the others too.
    rows = rows.filter(opportunity__in=keys) if len(keys) <= MOST_NAMED else rows
    groups = rows.values_list("opportunity", "stance", "passage__feedback__customer").annotate(Count("id"))  # fmt: skip
    for opportunity, stance, customer, count in groups:
        counts[opportunity, stance] += count
        if customer is not None:
            customers[opportunity, stance].add(customer)
    return counts, customers


def _bets(keys: Iterable[UUID]) -> Mapping[UUID, Sequence[Bet]]:
    found: dict[UUID, list[Bet]] = defaultdict(list)
    rows = BetOpportunity.objects.filter(opportunity__in=list(keys), bet__trashed_at=None)
    for row in rows.select_related("bet__workspace").order_by("bet__name", "id"):
        found[row.opportunity_id].append(row.bet)
    return found
