"""Narrowing the bets of a workspace."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from leadline.foundation.refusals import Invalid
from leadline.foundation.wording import says
from leadline.planning.models import Bet, BetEffect, BetTheme
from leadline.planning.queries.standing import has_evidence, has_goal

GAPS = ("evidence", "goal", "effect")
OPEN = (Bet.State.DRAFT, Bet.State.READY, Bet.State.COMMITTED)


@dataclass(frozen=True)
class BetFilters:
    """Conditions that all hold; an empty one asks for nothing. `gap` is what the bets are without."""

    text: str = ""
    kind: str = ""
    state: str = ""
    owner: UUID | None = None
    product: UUID | None = None
    theme: UUID | None = None
    gap: str = ""

    def narrow(self, rows: "QuerySet[Bet]") -> "QuerySet[Bet]":
        """The bets that fit; raises `Invalid` for what cannot be asked."""
        _refuse_unknown("kind", self.kind, Bet.Kind.values)
        _refuse_unknown("state", self.state, (*Bet.State.values, "open"))
        _refuse_unknown("gap", self.gap, GAPS)
        same = {"bet_kind": self.kind, "owner": self.owner, "product": self.product}
        rows = rows.filter(**{name: value for name, value in same.items() if value})
        if self.text.strip():
            rows = rows.filter(says("name", self.text))
        if self.state:
            rows = rows.filter(state__in=OPEN if self.state == "open" else [self.state])
        if self.theme:
            rows = rows.filter(Exists(BetTheme.objects.filter(bet=OuterRef("pk"), theme=self.theme)))  # fmt: skip
        return rows.filter(_lacking(self.gap)) if self.gap else rows


def _lacking(gap: str) -> Any:
    if gap == "effect":
        return ~Exists(BetEffect.objects.filter(bet=OuterRef("pk")))
    return ~has_evidence() if gap == "evidence" else ~has_goal()


def _refuse_unknown(name: str, asked: str, known: Any) -> None:
    if asked and asked not in known:
        raise Invalid(f"“{asked[:40]}” is not offered here.", field=name, remedy=f"Take one of: {', '.join(known)}.")  # fmt: skip
