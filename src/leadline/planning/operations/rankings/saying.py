"""Saying numbers about bets, by which they are ranked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from leadline.foundation.refusals import Invalid
from leadline.planning.models import Bet, RankingInput
from leadline.planning.queries.rankings.frameworks import (
    CONFIDENCE,
    EFFORT,
    FIXED,
    MOST_NAME,
    OWN,
    WEIGHTED,
    Asks,
    Framework,
    asks_of,
)
from leadline.planning.queries.rankings.ranges import said_of
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.models.base import StaleRow
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.CONTRIBUTE)
def say_input(
    *, by: Member, now: datetime, bet: Bet, name: str, typed: str, version: int | None = None
) -> Event | None:
    """Write down a number about a bet, one alone or low, likely and high; nothing takes it away.

    `version`: of the number that it replaces, 0 for none. Raises `Invalid`, `StaleRow`.
    """
    _refuse_stale(bet, name, version)
    change = _say(by, now, bet, name, typed)
    return record(by, now, "bet.estimated", subject=bet, changes=[change] if change else [])


@operation(needs=Right.CONTRIBUTE)
def say_inputs(*, by: Member, now: datetime, bet: Bet, said: Mapping[str, str]) -> Event | None:
    """The same for several numbers about one bet."""
    changes = [_say(by, now, bet, name, typed) for name, typed in said.items()]
    return record(by, now, "bet.estimated", subject=bet, changes=[each for each in changes if each])


def _refuse_stale(bet: Bet, name: str, version: int | None) -> None:
    old = RankingInput.objects.filter(bet=bet, name=name).first()
    if version is not None and version != (old.version if old else 0):
        raise StaleRow(old or RankingInput(bet=bet, name=name))


def _say(by: Member, now: datetime, bet: Bet, name: str, typed: str) -> Change | None:
    said = said_of(typed, asks_called(name), name)
    old: RankingInput | None = RankingInput.objects.filter(bet=bet, name=name).first()
    if said is None:
        return old.remove() if old else None
    values: dict[str, Any] = dict(zip(("low", "likely", "high"), said, strict=True))
    if old:
        return old.change(by=by, now=now, **values)
    return RankingInput.create(by=by, now=now, bet=bet, name=name, **values)[1]


def asks_called(name: str) -> Asks:
    """What may be said under a name. Raises `Invalid` for one that no framework asks for."""
    for asks in (each for fixed in FIXED.values() for each in fixed):
        if asks.name == name:
            return asks
    prefix, own = (name[: name.find(".") + 1], name[name.find(".") + 1 :].strip())
    framework = {WEIGHTED: Framework.WEIGHTED, OWN: Framework.OWN}.get(prefix)
    usable = own and len(own) <= MOST_NAME and own not in (EFFORT, CONFIDENCE)
    if framework is None or not usable or (framework == Framework.OWN and not own.isidentifier()):
        raise Invalid(f"Nothing is called “{name[:60]}”.", field="name", remedy="Use rice.reach, effort, weighted.<criterion> or own.<name>.")  # fmt: skip
    return asks_of(framework, (own,))[0]
