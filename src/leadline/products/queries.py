"""Readings of this room: products, their lines, teams, and what forms offer of them."""

from collections import defaultdict
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.foundation.refusals import NotFound
from leadline.products.models import Product, ProductLine, Team, TeamMember
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared
from leadline.workspaces.queries import one, people

MOST = 500


@dataclass(frozen=True)
class TeamLine:
    """A team with the names of its members, sorted."""

    team: Team
    people: tuple[str, ...]


def products(member: Member) -> Sequence[Product]:
    """Every product, by line and name; a workspace shows 500 at most."""
    return _by_line()


@prepared
def _by_line() -> "QuerySet[Product]":
    rows = Product.objects.select_related("line", "workspace")
    return rows.order_by(F("line__name").asc(nulls_last=True), "name", "id")[:MOST]


def product_by_key(member: Member, key: str) -> Product:
    """The product with a key, in whatever case; `NotFound` otherwise."""
    for found in _called(key=key.upper()):
        return found
    raise NotFound


@prepared
def _called(key: str) -> "QuerySet[Product]":
    return Product.objects.select_related("line", "workspace").filter(key=key)[:1]


def product_in_hand(
    member: Member, asked: str, kept: MutableMapping[str, Any]
) -> Product | None:  # fmt: skip
    """The product that a page is about: the one asked for, or the one the member had last.

    `kept` is the session, which remembers the choice for each workspace. None where there is
    no product at all; `NotFound` for a key that no product has.
    """
    place = f"product:{member.workspace_id}"
    if asked:
        found: Product | None = product_by_key(member, asked)
    else:
        found = _last_or_first(member, str(kept.get(place, "")))
    if found and kept.get(place) != found.key:
        kept[place] = found.key
    return found


def _last_or_first(member: Member, key: str) -> Product | None:
    rows = Product.objects.select_related("line", "workspace")
    found: Product | None = rows.filter(key=key).first() if key else None
    return found or rows.order_by("created_at", "id").first()


def lines(member: Member) -> "QuerySet[ProductLine]":
    """Product lines by name."""
    return ProductLine.objects.order_by("name", "id")[:MOST]


def teams(member: Member) -> "Sequence[TeamLine]":
    """Every team with its people, by name."""
    rows = list(Team.objects.select_related("workspace").order_by("name", "id")[:MOST])
    people = _people_of([row.pk for row in rows])
    return [TeamLine(row, tuple(people[row.pk])) for row in rows]


def team_by_id(member: Member, team_id: UUID) -> Team:
    found: Team = one(Team.objects.select_related("workspace"), pk=team_id)
    return found


def line_by_id(member: Member, line_id: UUID) -> ProductLine:
    found: ProductLine = one(ProductLine.objects.all(), pk=line_id)
    return found


def members_of_team(member: Member, team: Team) -> Sequence[Member]:
    """The people of a team who are still in the workspace, by name."""
    links = TeamMember.objects.filter(team=team, member__trashed_at=None)
    found = links.select_related("member__user", "member__role").order_by("member__user__name")
    return [link.member for link in found]


def trashed(member: Member, model: type[Product] | type[Team] | type[ProductLine]) -> Sequence[Any]:
    """What of a kind lies in the trash, last thrown away first."""
    rows = model.with_trash.filter(trashed_at__isnull=False)
    return list(rows.order_by("-trashed_at", "id")[:MOST])


def trashed_one(member: Member, model: type[Any], **which: Any) -> Any:
    """A thing in the trash; `NotFound` where it is not there."""
    found = model.with_trash.filter(trashed_at__isnull=False, **which).first()
    if found is None:
        raise NotFound
    return found


def page_by(
    member: Member, model: type[Any], column: str, after: str = "", limit: int = PAGE
) -> "Slice[Any]":
    """A page of products, lines or teams by a column of theirs."""
    return page_of(model.objects.all(), [column, "id"], after, limit)


def member_ids(member: Member, team_ids: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    """Who is in each of the teams, by id."""
    found: dict[UUID, list[UUID]] = {key: [] for key in team_ids}
    links = TeamMember.objects.filter(team__in=team_ids, member__trashed_at=None)
    for team, person in links.order_by("id").values_list("team_id", "member_id"):
        found[team].append(person)
    return found


def _people_of(team_ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    links = TeamMember.objects.filter(team__in=team_ids, member__trashed_at=None)
    for link in links.select_related("member__user"):
        found[link.team_id].append(link.member.name)
    return {key: sorted(names) for key, names in found.items()} | {key: [] for key in team_ids if key not in found}  # fmt: skip


class Choices:
    """The rows that somebody may choose from, 500 of each at most; each list is read once, when a form asks for it."""

    def __init__(self, member: Member) -> None:
        self.member = member

    @cached_property
    def products(self) -> Sequence[Product]:
        return products(self.member)

    @cached_property
    def lines(self) -> Sequence[ProductLine]:
        return list(lines(self.member))

    @cached_property
    def teams(self) -> Sequence[Team]:
        return list(Team.objects.order_by("name", "id")[:MOST])

    @cached_property
    def people(self) -> Sequence[Member]:
        return list(people(self.member)[:MOST])
