"""Whose words these are, and what they weigh."""

from collections.abc import Iterable
from uuid import UUID

from ninja import Schema

from leadline.evidence.models import Feedback
from leadline.evidence.queries import Behind
from leadline.market.queries import Voices
from leadline.workspaces.doors.outputs import MoneyOut


class SpokenOut(Schema):
    """Customers as voices: how many, their weight, what they bring in a year for each currency."""

    customers: int
    weight: float
    revenue: list[MoneyOut]
    unknown_revenue: int


class BehindOut(Schema):
    """A customer by its weight; in so many things that the claim stands on it speaks for it, in so many against."""

    customer: UUID
    name: str
    weight: float
    revenue: MoneyOut | None
    supports: int
    contradicts: int

    @classmethod
    def of(cls, row: Behind) -> "BehindOut":
        voice = row.voice
        return cls(
            customer=voice.customer.pk, name=voice.customer.name, weight=float(voice.weight),
            revenue=MoneyOut.of(voice.revenue) if voice.revenue else None,
            supports=row.supports, contradicts=row.contradicts,
        )  # fmt: skip


class ClaimVoicesOut(SpokenOut):
    """The customers whose words a claim stands on, together and one by one; the heaviest first, 200 at most."""

    rows: list[BehindOut]

    @classmethod
    def of(cls, voices: Voices, rows: Iterable[Behind]) -> "ClaimVoicesOut":
        return cls(**spoken(voices).model_dump(), rows=[BehindOut.of(row) for row in rows])


class FeedbackVoicesOut(SpokenOut):
    """Who said this and what was merged into it, of which `merged` names the newest fifty."""

    merged: list[UUID]

    @classmethod
    def of(cls, voices: Voices, merged: Iterable[Feedback]) -> "FeedbackVoicesOut":
        return cls(**spoken(voices).model_dump(), merged=[row.pk for row in merged])


def spoken(voices: Voices) -> SpokenOut:
    return SpokenOut(
        customers=voices.customers, weight=float(voices.weight),
        revenue=[MoneyOut.of(each) for each in voices.revenue], unknown_revenue=voices.unknown_revenue,
    )  # fmt: skip
