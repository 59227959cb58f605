"""Rows to the input of a calibration: scored promises, answered chances, and what is still open."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from leadline.outcomes.models import OutcomeReview, PromiseScore
from leadline.outcomes.queries.people import Whose, whose_of
from leadline.outcomes.queries.scoring import toward_of
from leadline.planning.models import Bet, BetEffect
from leadline.planning.queries.meaning import LEVEL
from leadline.strategy.models import CheckIn
from leadline.strategy.queries.standing import reachable, with_value
from leadline.workspaces.models import Member

MOST, MOST_OPEN = 5_000, 500
OPEN = (Bet.State.DRAFT, Bet.State.READY, Bet.State.COMMITTED)


def gathered(member: Member, today: date) -> dict[str, Any]:
    """Everything a calibration rests on, as JSON: the newest 5,000 scores, the effects of 500 open bets."""
    names = Names()
    return {
        "scores": [_score(row, names) for row in _scores()],
        "chances": _chances(today, names),
        "open": _open(names),
    }  # fmt: skip


class Names:
    """One name for each key, since two people may be called alike."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}
        self._taken: dict[str, int] = {}

    def of(self, key: str | None, name: str) -> str:
        known = key or name
        if known not in self._of:
            count = self._taken[name] = self._taken.get(name, 0) + 1
            self._of[known] = name if count == 1 else f"{name} ({count})"
        return self._of[known]

    def whose(self, kept: Mapping[str, Any]) -> dict[str, str]:
        return {"person": self.of(kept["person"], kept["person_name"]), "team": self.of(kept["team"], kept["team_name"])}  # fmt: skip


def _scores() -> list[PromiseScore]:
    rows = PromiseScore.objects.defer("answer").order_by("-at", "-id")[:MOST]
    return list(rows)[::-1]


def _score(row: PromiseScore, names: Names) -> dict[str, Any]:
    plain = {name: float(getattr(row, name)) for name in ("low", "likely", "high", "actual")}
    return plain | {
        "part": row.part, "level": row.level, "toward": row.toward, "is_inside": row.is_inside,
        "below": row.below, "up_to": row.up_to, **names.whose(row.inputs),
    }  # fmt: skip


def _chances(today: date, names: Names) -> list[dict[str, Any]]:
    """The first chance that was said of each key result whose cycle is over, and whether it was reached."""
    ended = with_value(reachable().filter(objective__cycle__ends_on__lt=today))
    results = {row.pk: row for row in ended if row.value is not None}
    said = CheckIn.objects.filter(key_result__in=list(results), confidence__isnull=False)
    first: dict[Any, CheckIn] = {}
    for row in said.select_related("member__user").order_by("-on", "-id"):
        first[row.key_result_id] = row
    return [
        {
            "stated": (row.confidence or 0) / 100, "came": results[key].way(results[key].value) >= 1,
            "name": results[key].name, "person": _person(row, names),
        }
        for key, row in first.items()
    ]  # fmt: skip


def _person(row: CheckIn, names: Names) -> str:
    return names.of(str(row.member_id), row.member.name) if row.member else Whose().person_name


def _open(names: Names) -> list[dict[str, Any]]:
    over = OutcomeReview.objects.filter(closed_at__isnull=False).values("bet")
    bets = Bet.objects.filter(state__in=OPEN).exclude(pk__in=over).select_related("owner__user")
    found: dict[UUID, Bet] = {
        bet.pk: bet for bet in bets.order_by("-updated_at", "-id")[:MOST_OPEN]
    }
    people = whose_of(found.values())
    rows = BetEffect.objects.filter(bet__in=list(found), metric__trashed_at=None).select_related("metric")  # fmt: skip
    return [
        _effect(row, found[row.bet_id]) | names.whose(people[row.bet_id].as_json())
        for row in rows.order_by("by_on", "id")
        if row.low < row.high and toward_of(row.metric)
    ]  # fmt: skip


def _effect(row: BetEffect, bet: Bet) -> dict[str, Any]:
    metric = row.metric
    return {
        "bet": str(bet.pk), "name": bet.name, "metric": metric.name, "unit": metric.unit, "kind": metric.metric_kind,
        "decimals": row.decimals, "toward": toward_of(metric), "level": LEVEL,
        **{name: float(getattr(row, name)) for name in ("low", "likely", "high")},
    }  # fmt: skip
