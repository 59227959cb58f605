"""Claims: lists, one of them with its evidence, and what is due for a fresh look."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from leadline.evidence.models import Claim, ClaimSupport, Look, Nature, Passage, Stance
from leadline.evidence.queries.weighing import Weighed, weighed
from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.foundation.refusals import Invalid
from leadline.foundation.wording import says
from leadline.market.queries import Voice, Voices, voices_each, voices_of, voices_one_by_one
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared
from leadline.workspaces.queries import one

EVERY, DUE, CONTRADICTED = "every", "due", "contradicted"
STATES = (EVERY, DUE, CONTRADICTED)
MOST_LOOKS, MOST_ABOVE = 20, 50
WEIGHED = (
    "claim_id", "stance", "strength", "passage__feedback__customer_id", "passage__feedback__heard_on", "feedback__customer_id",
    "feedback__heard_on", "other__source", "other__observed_on", "other__half_life",
)  # fmt: skip
"""What `weighed` reads of what a claim stands on."""


@dataclass(frozen=True)
class ClaimFilters:
    """Conditions that all hold; an empty one asks for nothing."""

    today: date
    state: str = EVERY
    nature: str = ""
    text: str = ""

    def narrow(self, rows: "QuerySet[Claim]") -> "QuerySet[Claim]":
        """The rows that fit; raises `Invalid` for a state or a nature that there is not."""
        if self.state not in STATES:
            raise Invalid(f"“{self.state[:40]}” is no state of a claim.", field="state", remedy=f"Take one of: {', '.join(STATES)}.")  # fmt: skip
        if self.nature and self.nature not in Nature.values:
            raise Invalid("A claim is a fact or an assumption.", field="nature", remedy=f"Take one of: {', '.join(Nature.values)}.")  # fmt: skip
        rows = rows.filter(self._state())
        rows = rows.filter(nature=self.nature) if self.nature else rows
        return rows.filter(says("statement", self.text)) if self.text.strip() else rows

    def _state(self) -> Q:
        against = supports().filter(claim=OuterRef("pk"), stance=Stance.CONTRADICTS)
        return {
            EVERY: Q(),
            DUE: Q(due_on__lte=self.today),
            CONTRADICTED: Q(Exists(against)),
        }[self.state]

    @property
    def order(self) -> tuple[str, ...]:
        return ("due_on", "id") if self.state == DUE else ("-id",)


@dataclass(frozen=True)
class ClaimLine:
    """A claim as lists show it: what speaks for it, what against, and how sure that makes."""

    claim: Claim
    url: str
    weighed: Weighed
    supports: int
    contradictions: int
    voices: Voices
    is_due: bool


@dataclass(frozen=True)
class Behind:
    """A customer whose words a claim stands on: how many of them speak for it, and how many against."""

    voice: Voice
    supports: int
    contradicts: int


def supports() -> "QuerySet[ClaimSupport]":
    """What claims stand on, without what lies in the trash."""
    return ClaimSupport.objects.filter(
        claim__trashed_at=None, passage__trashed_at=None, passage__feedback__trashed_at=None,
        feedback__trashed_at=None, other__trashed_at=None,
    )  # fmt: skip


def claims(
    member: Member, filters: ClaimFilters, *, after: str = "", limit: int = PAGE
) -> "Slice[Claim]":
    """A page of claims in one statement: the newest first, or those longest due."""
    return page_of(filters.narrow(Claim.objects.all()), filters.order, after, limit)


def claim_lines(member: Member, rows: Iterable[Claim], today: date) -> Sequence[ClaimLine]:
    """The lines of claims, in three more statements."""
    rows = list(rows)
    under = grounds_of(member, [row.pk for row in rows])
    voices = voices_each(member, {row.pk: _speakers(under.get(row.pk, ())) for row in rows}, today)
    for row in rows:
        row.workspace = member.workspace
    return [_line(row, under.get(row.pk, []), voices[row.pk], today) for row in rows]


def claim_by_id(member: Member, claim_id: UUID) -> Claim:
    found: Claim = one(Claim.objects.select_related("workspace", "owner__user"), pk=claim_id)
    return found


def supports_of(member: Member, claim_ids: Collection[UUID]) -> Mapping[UUID, list[ClaimSupport]]:
    """What each claim stands on, the strongest first."""
    rows = supports().filter(claim__in=claim_ids).select_related(
        "passage__feedback__customer", "feedback__customer", "other", "added_by__user"
    )  # fmt: skip
    found: dict[UUID, list[ClaimSupport]] = defaultdict(list)
    for row in rows.order_by("-strength", "id"):
        found[row.claim_id].append(row)
    return found


def grounds_of(member: Member, claim_ids: list[UUID]) -> Mapping[UUID, list[ClaimSupport]]:
    """The same for `weighed` alone, with no more of each row than that asks for."""
    found: dict[UUID, list[ClaimSupport]] = defaultdict(list)
    for row in _grounds(claims=claim_ids):
        found[row.claim_id].append(row)
    return found


@prepared
def _grounds(claims: list[UUID]) -> "QuerySet[ClaimSupport]":
    rows = supports().filter(claim__in=claims).select_related("passage__feedback", "feedback", "other")  # fmt: skip
    return rows.only(*WEIGHED).order_by("-strength", "id")


def support_by_id(member: Member, support_id: UUID) -> ClaimSupport:
    found: ClaimSupport = one(ClaimSupport.objects.select_related("claim__workspace"), pk=support_id)  # fmt: skip
    return found


def resting_on(member: Member, ground: Any) -> list[ClaimSupport]:
    """The claims that stand on a claim, or on a piece of feedback and its passages; the newest fifty."""
    rows = supports().filter(_standing_on(ground)).select_related("claim__workspace", "passage")
    return list(rows.order_by("-id")[:MOST_ABOVE])


def _standing_on(ground: Any) -> Q:
    if isinstance(ground, Claim):
        return Q(other=ground)
    # A condition on the passages' feedback would be answered by reading all that claims stand on.
    passages = list(Passage.objects.filter(feedback=ground).values_list("pk", flat=True))
    return Q(feedback=ground) | Q(passage__in=passages)


def looks_at(member: Member, claim: Claim) -> list[Look]:
    """The last looks at a claim, the newest first."""
    rows = Look.objects.filter(claim=claim).select_related("looked_by__user")
    return list(rows.order_by("-looked_on", "-id")[:MOST_LOOKS])


def voices_for(member: Member, rows: Sequence[ClaimSupport], today: date) -> Voices:
    """The customers whose feedback a claim stands on."""
    return voices_of(member, _speakers(rows), today)


def who_stands_behind(member: Member, rows: Sequence[ClaimSupport], today: date) -> list[Behind]:
    """The same one by one, the heaviest voice first."""
    spoke = Counter((_speaker(row), row.stance) for row in rows)
    voices = voices_one_by_one(member, _speakers(rows), today)
    return [Behind(each, *(spoke[each.customer.pk, stance] for stance in (Stance.SUPPORTS, Stance.CONTRADICTS))) for each in voices]  # fmt: skip


def _speakers(rows: Iterable[ClaimSupport]) -> set[UUID]:
    return {speaker for speaker in map(_speaker, rows) if speaker}


def _speaker(row: ClaimSupport) -> UUID | None:
    said = row.feedback or (row.passage.feedback if row.passage else None)
    return said.customer_id if said else None


def _line(claim: Claim, under: Sequence[ClaimSupport], voices: Voices, today: date) -> ClaimLine:
    against = sum(row.stance == Stance.CONTRADICTS for row in under)
    return ClaimLine(
        claim, claim.page_url(), weighed(claim, under, today), len(under) - against, against,
        voices, claim.is_due(today),
    )  # fmt: skip
