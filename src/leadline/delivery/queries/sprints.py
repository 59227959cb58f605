"""Sprints in lists: what was promised, what was done, how fast it went."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, DecimalField, F, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from leadline.backlog.models import BacklogList
from leadline.delivery.models import Sprint, SprintItem
from leadline.foundation.paging import Slice, page_of
from leadline.products.models import Product, Team
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared
from leadline.workspaces.queries import one
from leadline_science.flow import SayDo, say_do
from leadline_science.refusals import Refused

Outcome = SprintItem.Outcome
SHOWN = 20
CHARTED = 26
ZERO = Decimal(0)


@dataclass(frozen=True)
class Amount:
    """A number of items and their points."""

    items: int = 0
    points: Decimal = ZERO

    def of(self, unit: str) -> float:
        return float(self.points if unit == Sprint.Unit.POINTS else self.items)


@dataclass(frozen=True)
class Scope:
    """The story of a sprint's scope: committed + added − removed = inside.

    `done`: of what is inside; `kept`: of what was committed. In points the sum holds with the
    points at commitment; `inside` and `done` have those of the close, or of now.
    """

    committed: Amount = Amount()
    added: Amount = Amount()
    removed: Amount = Amount()
    inside: Amount = Amount()
    done: Amount = Amount()
    kept: Amount = Amount()
    carried: Amount = Amount()

    def say_do(self, unit: str) -> float | None:
        """The share of the commitment that was done; None when nothing was committed."""
        said = self.committed.of(unit)
        return min(self.kept.of(unit) / said, 1.0) if said else None


@dataclass(frozen=True)
class SprintLine:
    """A sprint with its scope in numbers."""

    sprint: Sprint
    scope: Scope

    @property
    def say_do(self) -> float | None:
        return self.scope.say_do(self.sprint.unit) if self.sprint.started_at else None

    @property
    def velocity(self) -> float:
        return self.scope.done.of(self.sprint.unit)

    @property
    def load(self) -> float:
        """What is in the sprint, in the unit of its capacity."""
        return self.scope.inside.of(self.sprint.unit)


def sprints(
    member: Member, *, team: Team | None = None, product: Product | None = None, after: str = ""
) -> "Slice[SprintLine]":
    """Sprints, latest first, with their scope; two queries a page."""
    page = page_of(_rows(team, product), ["-starts_on", "-id"], after, SHOWN)
    scopes = scopes_of(page.rows)
    return page.of(lambda sprint: SprintLine(sprint, scopes[sprint.id]))


def sprint(member: Member, key: UUID) -> Sprint:
    """One sprint, with its team and product; raises `NotFound`."""
    found: Sprint = one(_related(), id=key)
    return found


def running_sprint(
    member: Member, product: Product | None, team: Team | None = None
) -> Sprint | None:
    """The sprint that runs for a product or team; the one ending first when there are several."""
    rows = _rows(team, product).filter(closed_at=None).exclude(started_at=None)
    found: Sprint | None = rows.order_by("ends_on", "id").first()
    return found


def open_sprints(member: Member, product: Product | None = None, team: Team | None = None) -> Sequence[Sprint]:  # fmt: skip
    """Planned and running ones, the next first."""
    return list(_rows(team, product).filter(closed_at=None).order_by("starts_on", "id")[:SHOWN])


def next_sprints(member: Member, this: Sprint) -> Sequence[Sprint]:
    """The planned sprints of the same team, into which unfinished items can go."""
    planned = _related().filter(team=this.team, started_at=None).exclude(pk=this.pk)
    return list(planned.order_by("starts_on", "id")[:SHOWN])


def lists_of(member: Member, this: Sprint) -> Sequence[BacklogList]:
    """The backlog lists of the products whose items are in the sprint."""
    products = SprintItem.objects.filter(sprint=this, removed_at=None).values("item__product")
    rows = BacklogList.objects.filter(product__in=products).select_related("product")
    return list(rows.order_by("product__name", "rank", "id")[:50])


def latest_closed(member: Member, *, team: Team | None = None, product: Product | None = None) -> Sequence[SprintLine]:  # fmt: skip
    """The last closed sprints, oldest first, for pictures over time."""
    found = _closed(team=team.pk if team else None, product=product.pk if product else None)[::-1]
    scopes = scopes_of(found)
    return [SprintLine(each, scopes[each.id]) for each in found]


@prepared
def _closed(team: UUID | None, product: UUID | None) -> "QuerySet[Sprint]":
    return _rows(team, product).exclude(closed_at=None).order_by("-starts_on", "-id")[:CHARTED]


def say_do_of(lines: Sequence[SprintLine]) -> SayDo | None:
    """Say and do over sprints, each in its own unit; None when nothing was ever promised."""
    said = [line.scope.committed.of(line.sprint.unit) for line in lines]
    kept = [min(line.scope.kept.of(line.sprint.unit), promise) for line, promise in zip(lines, said, strict=True)]  # fmt: skip
    done = [max(line.velocity, did) for line, did in zip(lines, kept, strict=True)]
    try:
        return say_do(said, kept, done)
    except Refused:
        return None


def scopes_of(rows: Iterable[Sprint]) -> dict[UUID, Scope]:
    """The scope of each sprint, in one query."""
    keys = [each.id for each in rows]
    found = {row["sprint"]: _scope(row) for row in _stays(sprints=keys)}
    return {key: found.get(key, Scope()) for key in keys}


@prepared
def _stays(sprints: list[UUID]) -> "QuerySet[SprintItem, dict[str, Any]]":
    stays = SprintItem.objects.filter(sprint__in=sprints).values("sprint").order_by()
    sums: QuerySet[SprintItem, dict[str, Any]] = stays.annotate(**_sums())
    return sums


def _rows(team: Team | UUID | None, product: Product | UUID | None) -> "QuerySet[Sprint]":
    rows = _related()
    rows = rows.filter(team=team) if team else rows
    return rows.filter(Q(product=product) | Q(product=None)) if product else rows


def _related() -> "QuerySet[Sprint]":
    rows: QuerySet[Sprint] = Sprint.objects.select_related(
        "team", "product", "workspace", "started_by__user", "closed_by__user"
    )
    return rows


_DECIMAL: Any = DecimalField(max_digits=12, decimal_places=2)
_POINTS_NOW = Case(
    When(sprint__closed_at__isnull=False, then=F("points_closed")),
    default=F("item__points"),
    output_field=_DECIMAL,
)
_INSIDE = Q(removed_at=None)
_COMMITTED = Q(committed_at__isnull=False)
_DONE = Q(outcome=Outcome.DONE) | Q(sprint__closed_at=None, item__finished_at__isnull=False)
_PARTS: dict[str, tuple[Q, Any]] = {
    "committed": (_COMMITTED, F("points_committed")),
    "added": (Q(committed_at=None, sprint__started_at__isnull=False), F("points_committed")),
    "removed": (Q(removed_at__isnull=False), F("points_committed")),
    "inside": (_INSIDE, _POINTS_NOW),
    "done": (_INSIDE & _DONE, _POINTS_NOW),
    "kept": (_INSIDE & _DONE & _COMMITTED, F("points_committed")),
    "carried": (Q(outcome=Outcome.CARRIED), _POINTS_NOW),
}


def _sums() -> dict[str, Any]:
    items = {f"{name}_items": Count("id", filter=which) for name, (which, _) in _PARTS.items()}
    points = {
        f"{name}_points": Coalesce(Sum(amount, filter=which), ZERO, output_field=_DECIMAL)
        for name, (which, amount) in _PARTS.items()
    }
    return items | points


def _scope(row: dict[str, Any]) -> Scope:
    return Scope(**{name: Amount(row[f"{name}_items"], row[f"{name}_points"]) for name in _PARTS})
