"""Reviews one by one, and what becomes of the promises of bets: the ledger."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import (
    Count,
    DateField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, TruncDate

from leadline.evidence.models import Claim
from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.foundation.refusals import Invalid
from leadline.foundation.wording import says
from leadline.outcomes.models import OutcomeReview, PromiseScore
from leadline.outcomes.queries.promised import Part, PromisedRange, effects_of
from leadline.planning.models import Bet, BetEffect, BetEffort, BetStep, BetVersion
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared
from leadline.workspaces.queries import one

PROMISING = (Bet.State.COMMITTED, Bet.State.DONE, Bet.State.STOPPED)
OWED, OPEN, WAITING = "owed", "open", "waiting"
STANDINGS = (OWED, OPEN, WAITING, *OutcomeReview.Verdict.values)
NO_DAY = date(9999, 12, 31)
SORTS = {"due": ("due", "id"), "name": ("name", "id")}


@dataclass(frozen=True)
class LedgerFilters:
    """Conditions that all hold; an empty one asks for nothing. `standing` is one of `STANDINGS`."""

    text: str = ""
    standing: str = ""
    product: UUID | None = None
    team: UUID | None = None
    owner: UUID | None = None

    def narrow(self, rows: "QuerySet[Bet]", today: date) -> "QuerySet[Bet]":
        """The bets that fit; raises `Invalid` for a standing that there is not."""
        same = {"product": self.product, "owner": self.owner}
        rows = rows.filter(**{name: value for name, value in same.items() if value})
        if self.text.strip():
            rows = rows.filter(says("name", self.text))
        if self.team:
            rows = rows.filter(pk__in=BetEffort.objects.filter(team=self.team).values("bet"))
        return rows.filter(_stands(self.standing, today)) if self.standing else rows


@dataclass(frozen=True)
class LedgerLine:
    """A bet with its frozen promise and what came of it; `review` is that of the newest version."""

    bet: Bet
    promised: BetVersion
    review: OutcomeReview | None
    scores: Sequence[PromiseScore]
    due_on: date | None
    is_due: bool
    overdue: int
    """Days since the promised day of a promise whose review is not closed; 0 on that day, and before."""

    @cached_property
    def effects(self) -> Sequence[PromisedRange]:
        return effects_of(self.promised.promise)

    @property
    def standing(self) -> str:
        if self.review is None:
            return OWED if self.is_due else WAITING
        return self.review.verdict if self.review.is_closed else OPEN

    def score_of(self, effect: PromisedRange) -> PromiseScore | None:
        return next((row for row in self.scores if row.subject == effect.subject), None)


@dataclass(frozen=True)
class Hits:
    """How many scored effects came as was said, and how many reviews are owed."""

    inside: int
    scored: int
    owed: int


NO_FILTERS = LedgerFilters()


def ledger(
    member: Member, today: date, filters: LedgerFilters = NO_FILTERS, *, sort: str = "due", after: str = "", limit: int = PAGE
) -> "Slice[LedgerLine]":  # fmt: skip
    """A page of bets that promised something, the longest owed first, in four statements."""
    page = page_of(
        filters.narrow(_bets(member.workspace.time_zone), today), _order(sort), after, limit
    )
    return Slice(_lines(page.rows, today), page.after)


def line_of_bet(member: Member, bet: Bet, today: date) -> LedgerLine | None:
    """One bet as the ledger shows it; None where it has promised nothing yet."""
    rows = list(_bets(member.workspace.time_zone).filter(pk=bet.pk))
    return _lines(rows, today)[0] if rows else None


def hits(member: Member, today: date, filters: LedgerFilters = NO_FILTERS) -> Hits:
    """The scored effects of the bets that fit, and the reviews owed among these."""
    rows = filters.narrow(_bets(member.workspace.time_zone), today)
    kept = PromiseScore.objects.filter(part=Part.EFFECT, review__bet__in=rows.values("pk"))
    counted = kept.aggregate(scored=Count("id"), inside=Count("id", filter=Q(is_inside=True)))
    return Hits(counted["inside"], counted["scored"], rows.filter(_stands(OWED, today)).count())


def reviews_owed(member: Member, today: date, limit: int = 6) -> Sequence[LedgerLine]:
    """The bets whose review is due and not closed, the longest owed first."""
    return _lines(_owed(member.workspace.time_zone, limit)(today=today), today)


@cache
def _owed(time_zone: str, limit: int) -> Callable[..., list[Any]]:
    """Days are those of the zone, which stands in the text of the query."""

    @prepared
    def owed(today: date) -> Any:
        open_yet = Q(verdict=None) | Q(verdict="")
        return _bets(time_zone).filter(open_yet, due__lte=today).order_by("due", "id")[:limit]

    return owed


def review_by_id(member: Member, key: UUID) -> OutcomeReview:
    """One review with its bet and promise; `NotFound` for those in the trash."""
    found: OutcomeReview = one(_reviews(), pk=key)
    return found


def scores_of(member: Member, review: OutcomeReview) -> Sequence[PromiseScore]:
    """What was scored when it was closed."""
    return list(PromiseScore.objects.filter(review=review).order_by("id"))


def claim_of(member: Member, review: OutcomeReview) -> Claim | None:
    """What was learned, among the evidence; None while nothing is recorded, or it lies in the trash."""
    rows = Claim.objects.filter(source_kind=OutcomeReview.kind(), source_id=review.pk)
    return rows.select_related("workspace").order_by("id").first()


def review_behind(member: Member, claim: Claim) -> OutcomeReview | None:
    """The review that a claim was learned from; None for other claims."""
    if claim.source_kind != OutcomeReview.kind():
        return None
    return _reviews().filter(pk__in=[claim.source_id]).first()


TIED = ("workspace", "bet__workspace", "bet__owner__user", "bet__product", "promised__member__user", "reviewer__user", "closed_by__user")  # fmt: skip


def _reviews() -> "QuerySet[OutcomeReview]":
    rows: QuerySet[OutcomeReview] = OutcomeReview.objects.select_related(*TIED)
    return rows


def _bets(time_zone: str) -> Any:
    """Bets that promised, with the key of their newest promise, its review and the day from which it is owed.

    What hangs on a bet is of its workspace. Asked for that too, SQLite would look through all of the
    workspace for each bet, so the subqueries do without the scope.
    """
    newest = BetVersion._base_manager.filter(bet=OuterRef("pk")).order_by("-number")
    reviews = OutcomeReview._base_manager.filter(promised=OuterRef("frozen"), trashed_at=None)
    effects = BetEffect._base_manager.filter(bet=OuterRef("pk")).order_by().values("bet").annotate(last=Max("by_on"))  # fmt: skip
    over = BetStep._base_manager.filter(bet=OuterRef("pk"), state__in=PROMISING[1:]).order_by("-at")
    ended = over.annotate(day=TruncDate("at", tzinfo=ZoneInfo(time_zone)))
    rows = Bet.objects.filter(state__in=PROMISING).select_related("workspace", "product", "owner__user")  # fmt: skip
    return rows.annotate(frozen=Subquery(newest.values("pk")[:1])).filter(frozen__isnull=False).annotate(
        reviewed=Subquery(reviews.values("pk")[:1]),
        verdict=Subquery(reviews.values("verdict")[:1]),
        due=Coalesce(
            Subquery(effects.values("last")[:1]), Subquery(ended.values("day")[:1]), Value(NO_DAY), output_field=DateField(),
        ),
    )  # fmt: skip


def _stands(standing: str, today: date) -> Q:
    if standing not in STANDINGS:
        raise Invalid(f"“{standing[:40]}” is not offered here.", field="standing", remedy=f"Take one of: {', '.join(STANDINGS)}.")  # fmt: skip
    if standing == OPEN:
        return Q(reviewed__isnull=False, verdict="")
    if standing in (OWED, WAITING):
        return Q(reviewed=None) & (Q(due__lte=today) if standing == OWED else Q(due__gt=today))
    return Q(verdict=standing)


def _order(sort: str) -> list[str]:
    name, sign = sort.lstrip("-"), "-" if sort.startswith("-") else ""
    if name not in SORTS:
        raise Invalid("There is no such order.", field="sort", remedy=f"Sort by one of: {', '.join(SORTS)}.")  # fmt: skip
    return [f"{sign}{column}" for column in SORTS[name]]


def _lines(rows: Sequence[Any], today: date) -> list[LedgerLine]:
    if not rows:
        return []
    promised = BetVersion.objects.in_bulk([row.frozen for row in rows])
    reviews = {row.pk: row for row in _reviews().filter(pk__in=[row.reviewed for row in rows if row.reviewed])}  # fmt: skip
    scores = _scores(reviews)
    return [
        LedgerLine(
            row, promised[row.frozen], reviews.get(row.reviewed), scores.get(row.reviewed, ()),
            None if row.due == NO_DAY else row.due,
            row.due <= today,
            0 if row.verdict else max(0, (today - row.due).days),
        )
        for row in rows
    ]  # fmt: skip


def _scores(reviews: Iterable[UUID]) -> Mapping[UUID, Sequence[PromiseScore]]:
    found: dict[UUID, list[PromiseScore]] = defaultdict(list)
    rows = PromiseScore.objects.filter(review__in=list(reviews), part=Part.EFFECT).defer("answer", "inputs")  # fmt: skip
    for row in rows.order_by("id"):
        found[row.review_id].append(row)
    return found
