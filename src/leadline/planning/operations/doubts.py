"""What a bet rests on, and what would end it."""

from datetime import date, datetime
from typing import Any

from leadline.evidence.models import Claim
from leadline.foundation.refusals import Invalid
from leadline.planning.models import MOST_IMPORTANCE, Bet, BetAssumption, KillCriterion
from leadline.planning.operations.checks import born_on, refuse_odd_day
from leadline.planning.operations.promising import promised, refuse_frozen
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

MOST = 100
STATES = KillCriterion.State


@operation(needs=Right.CONTRIBUTE)
def set_assumption(
    *, by: Member, now: datetime, bet: Bet, claim: Claim, importance: int
) -> Event | None:
    """Say that a bet rests on a claim, and how much of it would fall without it, 1 to 5."""
    if not 1 <= importance <= MOST_IMPORTANCE:
        raise Invalid("Importance is from 1 to 5.", field="importance", remedy="5: the bet falls without it.")  # fmt: skip
    row: Any = BetAssumption.objects.filter(bet=bet, claim=claim).first()
    if row is not None:
        change = row.change(by=by, now=now, importance=importance)
        return record(by, now, "bet.assumption_set", subject=bet, changes=[change])
    if BetAssumption.objects.filter(bet=bet).count() >= MOST:
        raise Invalid(f"A bet rests on {MOST} claims at most.", field="claim", remedy="Keep those that matter.")  # fmt: skip
    _row, change = BetAssumption.create(by=by, now=now, bet=bet, claim=claim, importance=importance)
    return record(by, now, "bet.assumption_set", subject=bet, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def remove_assumption(
    *, by: Member, now: datetime, bet: Bet, assumption: BetAssumption
) -> Event | None:
    """Say that a bet does not rest on a claim any more."""
    return record(by, now, "bet.assumption_removed", subject=bet, changes=[assumption.remove()])


@operation(needs=Right.CONTRIBUTE)
def add_criterion(
    *, by: Member, now: datetime, bet: Bet, what: str, threshold: str, due_on: date, reason: str = ""
) -> KillCriterion:  # fmt: skip
    """Say what would make us stop a bet; part of its promise."""
    refuse_frozen(bet, reason)
    refuse_odd_day(due_on, born_on(bet.product), "due_on")
    if KillCriterion.objects.filter(bet=bet).count() >= MOST:
        raise Invalid(f"A bet has {MOST} kill criteria at most.", field="what", remedy="Keep those that would really stop it.")  # fmt: skip
    row, change = KillCriterion.create(by=by, now=now, bet=bet, what=what, threshold=threshold, due_on=due_on)  # fmt: skip
    promised(by, now, bet, action="bet.criterion_added", changes=[change], reason=reason)
    return row


@operation(needs=Right.CONTRIBUTE)
def judge_criterion(
    *, by: Member, now: datetime, criterion: KillCriterion, state: str, version: int | None = None,
    finding: str = "",
) -> Event | None:  # fmt: skip
    """Say whether a kill criterion is met, or what was decided on it; who and when is kept."""
    if state not in STATES.values:
        raise Invalid(f"“{state[:20]}” is no state of a kill criterion.", field="state", remedy=f"Take one of: {', '.join(STATES.values)}.")  # fmt: skip
    if state == STATES.DECIDED and not finding.strip():
        raise Invalid("What was decided?", field="finding", remedy="Say it in a sentence.")
    judged = {} if state == STATES.OPEN else {"judged_by": by, "judged_at": now}
    nobody = {"judged_by": None, "judged_at": None}
    change = criterion.change(by=by, now=now, version=version, state=state, finding=finding.strip(), **(nobody | judged))  # fmt: skip
    return record(by, now, "bet.criterion_judged", subject=criterion.bet, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def remove_criterion(
    *, by: Member, now: datetime, bet: Bet, criterion: KillCriterion, reason: str = ""
) -> Event | None:
    """Take a kill criterion off a bet; of a committed one only for a reason."""
    refuse_frozen(bet, reason)
    return promised(by, now, bet, action="bet.part_removed", changes=[criterion.remove()], reason=reason)  # fmt: skip
