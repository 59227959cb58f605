"""The promise of a bet: what is frozen when it is committed, and changed by a new version only."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from leadline.design.numbers import number
from leadline.foundation.refusals import Invalid, Refusal
from leadline.planning.models import (
    Bet,
    BetEffect,
    BetEffort,
    BetGoal,
    BetOpportunity,
    BetTheme,
    BetVersion,
    KillCriterion,
)
from leadline.workspaces.models import Change, Event, Member, Row
from leadline.workspaces.operations import record

LONGEST_REASON = 2_000


class PromiseFrozen(Refusal):
    """What a committed bet promised changes only by a new version, with a reason."""


class BetOver(Refusal):
    """What a bet promised stays as it was once it is done or stopped."""


def promise_of(bet: Bet) -> dict[str, Any]:
    """Everything the bet promises now: names as they are beside keys, numbers as text."""
    return {
        "belief": bet.belief, "audience": bet.audience, "outcome": bet.outcome,
        "product": _named(bet.product), "segment": _named(bet.segment), "persona": _named(bet.persona),
        "cost": None if bet.cost is None else [each.minor for each in bet.cost], "currency": bet.currency,
        "effects": [_ranged(row, row.metric) | _of_metric(row) for row in _rows(BetEffect, bet, "metric")],
        "efforts": [_ranged(row, row.team) for row in _rows(BetEffort, bet, "team")],
        "goals": [_named(row.key_result) | {"share": row.share} for row in _rows(BetGoal, bet, "key_result")],
        "opportunities": [_named(row.opportunity) for row in _rows(BetOpportunity, bet, "opportunity")],
        "themes": [_named(row.theme) | {"dimension": row.theme.dimension} for row in _rows(BetTheme, bet, "theme")],
        "criteria": [
            {"id": str(row.pk), "what": row.what, "threshold": row.threshold, "due_on": str(row.due_on)}
            for row in KillCriterion.objects.filter(bet=bet).order_by("due_on", "id")
        ],
    }  # fmt: skip


def _rows(model: type[Row], bet: Bet, other: str) -> Iterable[Any]:
    return model.objects.filter(bet=bet).select_related(other).order_by("id")


def _named(row: Any) -> dict[str, Any]:
    return {} if row is None else {"id": str(row.pk), "name": str(row)}


def _ranged(row: Any, of: Any) -> dict[str, Any]:
    return _named(of) | {name: f"{getattr(row, name).normalize():f}" for name in ("low", "likely", "high")}  # fmt: skip


def _of_metric(row: BetEffect) -> dict[str, Any]:
    metric = row.metric
    return {"by_on": str(row.by_on), "unit": metric.unit, "kind": metric.metric_kind, "decimals": row.decimals}  # fmt: skip


def freeze(
    by: Member, now: datetime, bet: Bet, reason: str = "", lacking: Iterable[str] = ()
) -> Change:
    """Keep the promise as it is now as the next version."""
    last = BetVersion.objects.filter(bet=bet).order_by("-number").values_list("number", flat=True).first()  # fmt: skip
    _row, change = BetVersion.create(
        by=by, now=now, bet=bet, number=(last or 0) + 1, promise=promise_of(bet), reason=reason,
        lacking=list(lacking), member=by, at=now,
    )  # fmt: skip
    return change


def refuse_frozen(bet: Bet, reason: str) -> None:
    """Raise where the promise may not change: it is over, or committed and no reason was given."""
    if bet.is_over:
        raise BetOver(f"“{bet.name}” is {bet.get_state_display().lower()}: what it promised stays as it was.", remedy="Make a new bet.")  # fmt: skip
    if not bet.is_open and not reason.strip():
        raise PromiseFrozen(f"“{bet.name}” is committed: what it promised changes only for a reason.", field="reason", remedy="Say why; a new version is kept beside the old one.")  # fmt: skip
    if len(reason) > LONGEST_REASON:
        raise Invalid(f"A reason has {number(LONGEST_REASON)} characters at most.", field="reason", remedy="Shorten it.")  # fmt: skip


def promised(
    by: Member, now: datetime, bet: Bet, *, action: str, changes: Iterable[Change], reason: str = ""
) -> Event | None:
    """Record a change of the promise; of a committed bet with a new version, which stays."""
    written = [change for change in changes if not change.is_empty]
    if not written or bet.is_open:
        return record(by, now, action, subject=bet, changes=written)
    frozen = freeze(by, now, bet, reason.strip())
    facts = {"reason": reason.strip(), "final": True}
    return record(by, now, action, subject=bet, changes=[*written, frozen], facts=facts)
