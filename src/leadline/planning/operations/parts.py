"""What a bet promises, part by part; of a committed bet each change is a new version with a reason."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from leadline.foundation.refusals import Invalid, Refusal
from leadline.metrics.models import Metric
from leadline.planning.models import (
    Bet,
    BetEffect,
    BetEffort,
    BetGoal,
    BetOpportunity,
    BetTheme,
    Opportunity,
)
from leadline.planning.operations.checks import born_on, refuse_odd_effect, refuse_odd_effort
from leadline.planning.operations.promising import promised, refuse_frozen
from leadline.products.models import Team
from leadline.strategy.models import KeyResult, Theme
from leadline.strategy.models.themes import WHOLE
from leadline.workspaces.models import Change, Event, Member, Versioned
from leadline.workspaces.operations import operation
from leadline.workspaces.rights import Right

MOST_PARTS = 100
VALUES = ("low", "likely", "high", "by_on", "share")
Part = BetEffect | BetEffort | BetGoal | BetOpportunity | BetTheme


class SharesBeyond(Refusal):
    """The shares of a bet are more than the whole of it."""


@operation(needs=Right.CONTRIBUTE)
def set_effect(
    *, by: Member, now: datetime, bet: Bet, metric: Metric, low: Decimal, likely: Decimal,
    high: Decimal, by_on: date, reason: str = "",
) -> Event | None:  # fmt: skip
    """Say how far a bet moves a metric by a day; in the place of what was said before."""
    values = {"low": low, "likely": likely, "high": high, "by_on": by_on}
    refuse_odd_effect(values, born_on(bet.product))
    effect = BetEffect(bet=bet, metric=metric, **values)
    return _keep(by, now, effect, action="bet.effect_set", of="metric", reason=reason)


@operation(needs=Right.CONTRIBUTE)
def set_effort(
    *, by: Member, now: datetime, bet: Bet, team: Team, low: Decimal, likely: Decimal,
    high: Decimal, reason: str = "",
) -> Event | None:  # fmt: skip
    """Say what a team puts into a bet, in person-weeks; in the place of what was said before."""
    values = {"low": low, "likely": likely, "high": high}
    refuse_odd_effort(values)
    effort = BetEffort(bet=bet, team=team, **values)
    return _keep(by, now, effort, action="bet.effort_set", of="team", reason=reason)


@operation(needs=Right.CONTRIBUTE)
def set_goal(
    *, by: Member, now: datetime, bet: Bet, key_result: KeyResult, share: int, reason: str = ""
) -> Event | None:
    """Say with which share a bet serves a key result, in parts of ten thousand; all are 100 % at most."""
    if not 1 <= share <= WHOLE:
        raise Invalid("A share lies above 0 and is 100 % at most.", field="share", remedy="Correct it.")  # fmt: skip
    others = BetGoal.objects.filter(bet=bet).exclude(key_result=key_result)
    taken = sum(others.values_list("share", flat=True))
    if taken + share > WHOLE:
        raise SharesBeyond(f"Its key results have {taken / 100:g} % already, and {share / 100:g} % more is beyond 100 %.", field="share", remedy=f"Take {(WHOLE - taken) / 100:g} % or less, or lower another one first.")  # fmt: skip
    goal = BetGoal(bet=bet, key_result=key_result, share=share)
    return _keep(by, now, goal, action="bet.goal_set", of="key_result", reason=reason)


@operation(needs=Right.CONTRIBUTE)
def answer_opportunity(
    *, by: Member, now: datetime, bet: Bet, opportunity: Opportunity, reason: str = ""
) -> Event | None:
    """Say that a bet answers an opportunity."""
    answer = BetOpportunity(bet=bet, opportunity=opportunity)
    return _keep(by, now, answer, action="bet.opportunity_answered", of="opportunity", reason=reason)  # fmt: skip


@operation(needs=Right.CONTRIBUTE)
def join_theme(
    *, by: Member, now: datetime, bet: Bet, theme: Theme, reason: str = ""
) -> Event | None:
    """Put a bet under a theme, in the place of another one of that dimension."""
    refuse_frozen(bet, reason)
    same = BetTheme.objects.filter(bet=bet, theme__dimension__iexact=theme.dimension).exclude(theme=theme)  # fmt: skip
    changes = [row.remove() for row in same]
    changes.append(_kept(by, now, BetTheme(bet=bet, theme=theme), "theme"))
    return promised(by, now, bet, action="bet.theme_joined", changes=changes, reason=reason)


@operation(needs=Right.CONTRIBUTE)
def remove_part(
    *, by: Member, now: datetime, bet: Bet, part: Part, reason: str = ""
) -> Event | None:
    """Take an effect, an effort, a key result, an opportunity or a theme off a bet."""
    refuse_frozen(bet, reason)
    return promised(by, now, bet, action="bet.part_removed", changes=[part.remove()], reason=reason)  # fmt: skip


def _keep(
    by: Member, now: datetime, what: Part, *, action: str, of: str, reason: str
) -> Event | None:
    """Write a part of a bet, a new one or anew, unless its promise is frozen."""
    refuse_frozen(what.bet, reason)
    return promised(by, now, what.bet, action=action, changes=[_kept(by, now, what, of)], reason=reason)  # fmt: skip


def _kept(by: Member, now: datetime, what: Part, of: str) -> Change:
    """Make the row, or change the one that ties the bet to the same thing."""
    model, bet = type(what), what.bet
    own = {name: getattr(what, name) for name in VALUES if hasattr(what, name)}
    row: Any = model.objects.filter(bet=bet, **{of: getattr(what, of)}).first()
    if isinstance(row, Versioned):
        return row.change(by=by, now=now, **own)
    if row is not None:
        return Change(model.kind(), row.pk, {}, {})
    if model.objects.filter(bet=bet).count() >= MOST_PARTS:
        raise Invalid(f"A bet has {MOST_PARTS} of these at most.", remedy="Cut the bet into several.")  # fmt: skip
    _row, change = model.create(by=by, now=now, bet=bet, **{of: getattr(what, of)}, **own)
    return change
