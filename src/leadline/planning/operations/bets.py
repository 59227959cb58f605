"""Bets: making, changing and committing them, and what became of them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from leadline.foundation.refusals import Invalid, Refusal
from leadline.planning.models import (
    PROMISED,
    Bet,
    BetGoal,
    BetOpportunity,
    BetStep,
    Opportunity,
)
from leadline.planning.operations.checks import COST, refuse_odd_cost
from leadline.planning.operations.promising import freeze, promised, refuse_frozen
from leadline.planning.queries.standing import with_evidence
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

STATES = Bet.State
ON_FROM = {
    STATES.READY: (STATES.DRAFT,),
    STATES.DRAFT: (STATES.READY,),
    STATES.DONE: (STATES.COMMITTED,),
    STATES.STOPPED: (STATES.DRAFT, STATES.READY, STATES.COMMITTED),
}
"""From which states a bet may be moved to each; committing has an operation of its own."""


class BetNotReady(Refusal):
    """Something is missing that a committed bet must have."""


class NoSuchMove(Refusal):
    """A bet cannot go from this state to that one."""


class PromiseKept(Refusal):
    """A bet that was committed is not thrown away: its promise must stay to be looked at."""


@operation(needs=Right.CONTRIBUTE)
def create_bet(
    *, by: Member, now: datetime, name: str, opportunity: Opportunity | None = None, **values: Any
) -> Bet:
    """Add a bet, a draft, that may answer an opportunity from its first day.

    Its cost is in the workspace's currency unless another one is named.
    """
    values = {"currency": by.workspace.currency} | values
    refuse_odd_cost(values)
    bet, change = Bet.create(by=by, now=now, name=name, **values)
    changes = [change]
    if opportunity:
        changes.append(BetOpportunity.create(by=by, now=now, bet=bet, opportunity=opportunity)[1])
    record(by, now, "bet.created", subject=bet, changes=changes)
    return bet


@operation(needs=Right.CONTRIBUTE)
def edit_bet(
    *, by: Member, now: datetime, bet: Bet, version: int | None = None, reason: str = "", **values: Any
) -> Event | None:  # fmt: skip
    """Change what a bet says of itself; of a committed one what it promised only for a `reason`."""
    refuse_odd_cost({name: getattr(bet, name) for name in (*COST, "currency")} | values)
    touched = _touches_promise(bet, values)
    if touched:
        refuse_frozen(bet, reason)
    change = bet.change(by=by, now=now, version=version, **values)
    if touched:
        return promised(by, now, bet, action="bet.changed", changes=[change], reason=reason)
    return record(by, now, "bet.changed", subject=bet, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def trash_bet(*, by: Member, now: datetime, bet: Bet, version: int | None = None) -> Event | None:
    """Put a bet into the trash; one that was committed is stopped instead."""
    if bet.state not in (STATES.DRAFT, STATES.READY):
        raise PromiseKept(f"“{bet.name}” has been committed, and its promise stays to be looked at.", remedy="Stop it instead.")  # fmt: skip
    change = bet.trash(by=by, now=now, version=version)
    return record(by, now, "bet.trashed", subject=bet, changes=[change])


@operation(needs=Right.PLAN)
def commit_bet(
    *, by: Member, now: datetime, bet: Bet, version: int | None = None, despite: str = ""
) -> Event | None:
    """Commit to a bet and freeze what it promises.

    Without evidence, or without a key result, it takes a reason (`despite`), which is kept with the
    first version. Raises `BetNotReady` naming what is missing. Cannot be taken back: stop the bet.
    """
    if not bet.is_open:
        raise NoSuchMove(f"“{bet.name}” is {bet.get_state_display().lower()}.", field="state")
    missing = lacking_of(bet)
    if missing and not despite.strip():
        raise BetNotReady(f"“{bet.name}” has {_listed(missing)}.", field="despite", remedy="Add what is missing, or say why it is committed all the same; the reason is kept.")  # fmt: skip
    change = bet.change(by=by, now=now, version=version, state=STATES.COMMITTED)
    step = _step(by, now, bet, STATES.COMMITTED, despite)
    frozen = freeze(by, now, bet, despite.strip(), missing)
    facts = {"lacking": missing, "final": True}
    return record(by, now, "bet.committed", subject=bet, changes=[change, step, frozen], facts=facts)  # fmt: skip


@operation(needs=Right.CONTRIBUTE)
def move_bet(
    *, by: Member, now: datetime, bet: Bet, to: str, version: int | None = None, reason: str = ""
) -> Event | None:
    """Call a bet ready or a draft again; done or stopped, which takes the right to plan."""
    if to not in ON_FROM or bet.state not in ON_FROM[STATES(to)]:
        raise NoSuchMove(f"A bet that is {bet.get_state_display().lower()} does not become “{to[:20]}”.", field="state", remedy="Load the page again to see what is possible.")  # fmt: skip
    if to in (STATES.DONE, STATES.STOPPED):
        by.must(Right.PLAN)
    if to == STATES.STOPPED and not reason.strip():
        raise Invalid("Why is it stopped?", field="reason", remedy="One sentence is enough: what was learnt stays with the bet.")  # fmt: skip
    change = bet.change(by=by, now=now, version=version, state=to)
    step = _step(by, now, bet, to, reason)
    return record(by, now, f"bet.{to}", subject=bet, changes=[change, step])


def lacking_of(bet: Bet) -> list[str]:
    """What a bet is without that it should have before anybody commits to it."""
    stands = bool(with_evidence([bet.pk]))
    serves = BetGoal.objects.filter(bet=bet, key_result__trashed_at=None).exists()
    found = {"evidence": stands, "key_result": serves}
    return [name for name, there in found.items() if not there]


def _touches_promise(bet: Bet, values: Mapping[str, Any]) -> bool:
    changed = (name for name, value in values.items() if getattr(bet, name) != value)
    return any({name, f"{name}_id"} & PROMISED for name in changed)


def _listed(missing: Iterable[str]) -> str:
    words = {"evidence": "no evidence", "key_result": "no key result"}
    return " and ".join(words[each] for each in missing)


def _step(by: Member, now: datetime, bet: Bet, state: str, reason: str) -> Any:
    _row, change = BetStep.create(by=by, now=now, bet=bet, state=state, member=by, at=now, reason=reason.strip())  # fmt: skip
    return change
