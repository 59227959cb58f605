"""Bars: their places, what they wait for, how they were moved."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from leadline.foundation import clock
from leadline.foundation.paging import LARGEST, PAGE
from leadline.foundation.refusals import Invalid, NotFound
from leadline.planning.queries import bet_by_id
from leadline.roadmap import operations, queries
from leadline.roadmap.api.base import bar_of, resolved, roadmap_of, who
from leadline.roadmap.models import Bar, Roadmap
from leadline.roadmap.queries.groups import aims_without_bars, part_of
from leadline.roadmap.schemas.bars import (
    BarChange,
    BarIn,
    BarMoveList,
    BarMoveOut,
    BarOut,
    BarPage,
    BarWaitList,
    BarWaitOut,
    BetBarList,
    BetBarOut,
    MoveReasonIn,
    PlacedIn,
    PlacedList,
    UnservedList,
    UnservedOut,
    Waiting,
)
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right

router = Router()


@endpoint(router, "GET", "/roadmaps/{uuid:roadmap}/bars", needs=Right.SEE, response=BarPage)
def list_bars(request: HttpRequest, roadmap: UUID, after: str = "", limit: int = PAGE) -> Any:
    """Bars in the order of work, with what the latest forecast says of them."""
    plan = queries.plan_of(acting(request), roadmap_of(request, roadmap))
    part = part_of(plan.lines, after, min(max(limit, 1), LARGEST))
    return {"rows": [BarOut.of(line) for line in part.rows], "after": part.after}


@endpoint(router, "POST", "/roadmaps/{uuid:roadmap}/bars", needs=Right.PLAN, response={201: BarOut})
def create_bar(request: HttpRequest, roadmap: UUID, body: BarIn) -> Any:
    """Put a bet, an item or a thing with a name onto a roadmap."""
    found = roadmap_of(request, roadmap)
    bar = operations.create_bar(**who(request), roadmap=found, **resolved(body.model_dump()))
    return 201, _told(request, bar)


@endpoint(router, "GET", "/bars", needs=Right.SEE, response=BarPage)
def list_all_bars(request: HttpRequest, after: str = "", limit: int = PAGE) -> Any:
    """Bars of all roadmaps, with what the latest forecast of each says of them."""
    part = part_of(queries.plan_of(acting(request), None).lines, after, min(max(limit, 1), LARGEST))
    return {"rows": [BarOut.of(line) for line in part.rows], "after": part.after}


@endpoint(router, "GET", "/bets/{uuid:bet}/bars", needs=Right.SEE, response=BetBarList)
def list_bars_of_bet(request: HttpRequest, bet: UUID) -> Any:
    """When a bet is likely done: its first four bars, with the chance that each promise holds."""
    found = bet_by_id(acting(request), bet)
    return {"rows": [BetBarOut.of(*each) for each in queries.bars_of_bet(acting(request), found)]}


@endpoint(router, "GET", "/roadmaps/{uuid:roadmap}/unserved", needs=Right.SEE, response=UnservedList)  # fmt: skip
def list_unserved_objectives(request: HttpRequest, roadmap: UUID) -> Any:
    """The objectives of running and coming cycles that no bar serves."""
    member, found = acting(request), roadmap_of(request, roadmap)
    lines, today = queries.plan_of(member, found).lines, member.workspace.today(clock.now())
    rows = aims_without_bars(member, lines, today)
    return {"rows": [UnservedOut(id=row.pk, name=row.name, cycle=row.cycle_id) for row in rows]}


@endpoint(router, "GET", "/bars/{uuid:bar}", needs=Right.SEE, response=BarOut)
def read_bar(request: HttpRequest, bar: UUID) -> Any:
    """One bar."""
    return _told(request, bar_of(request, bar))


@endpoint(router, "PATCH", "/bars/{uuid:bar}", needs=Right.PLAN, response=BarOut)
def change_bar(request: HttpRequest, bar: UUID, body: BarChange) -> Any:
    """Move a bar, or change what it says."""
    found, version = bar_of(request, bar), expected_version(request)
    fields = resolved(body.model_dump(exclude_unset=True))
    operations.change_bar(**who(request), bar=found, version=version, **fields)
    return _told(request, found)


@endpoint(router, "DELETE", "/bars/{uuid:bar}", needs=Right.PLAN, response={204: None})
def trash_bar(request: HttpRequest, bar: UUID) -> Any:
    """Take a bar off its roadmap."""
    found, version = bar_of(request, bar), expected_version(request)
    operations.trash_bar(**who(request), bar=found, version=version)
    return 204, None


@endpoint(router, "POST", "/bars/{uuid:bar}/waits", needs=Right.PLAN, response={201: BarOut})
def add_waiting(request: HttpRequest, bar: UUID, body: Waiting) -> Any:
    """Say that a bar waits for another one."""
    found = bar_of(request, bar)
    operations.add_dependency(**who(request), blocker=bar_of(request, body.blocker), blocked=found)
    return 201, _told(request, found)


@endpoint(router, "POST", "/roadmaps/{uuid:roadmap}/places", needs=Right.PLAN, response=PlacedList)
def place_bars(request: HttpRequest, roadmap: UUID, body: PlacedIn) -> Any:
    """Give bars another place in the order of work, another bucket, or both."""
    found = roadmap_of(request, roadmap)
    bars = _bars(request, found, body.bars)
    sides: dict[str, Any] = {side: _bars(request, found, [key])[0] for side in ("before", "after") if (key := getattr(body, side))}  # fmt: skip
    if len(sides) > 1:
        raise Invalid("Say one place only.", field="before", remedy="Send before or after.")
    event = operations.place_bars(**who(request), bars=bars, bucket=body.bucket, **sides)
    told = {line.id: line for line in queries.plan_of(acting(request), found).lines}
    return PlacedList(rows=[BarOut.of(told[bar.pk]) for bar in bars], event=event.pk if event else None)  # fmt: skip


@endpoint(router, "GET", "/bars/{uuid:bar}/waits", needs=Right.SEE, response=BarWaitList)
def list_waiting(request: HttpRequest, bar: UUID) -> Any:
    """What a bar waits for, by what was said on a roadmap; 200 at most."""
    rows = queries.dependencies_of(acting(request), bar_of(request, bar))
    return {"rows": [BarWaitOut.of(row) for row in rows]}


@endpoint(router, "DELETE", "/bars/{uuid:bar}/waits/{uuid:dependency}", needs=Right.PLAN, response={204: None})  # fmt: skip
def remove_waiting(request: HttpRequest, bar: UUID, dependency: UUID) -> Any:
    """Say that a bar waits for another one no more."""
    found = queries.dependency_by_id(acting(request), bar_of(request, bar), dependency)
    operations.remove_dependency(**who(request), dependency=found)
    return 204, None


@endpoint(router, "GET", "/bars/{uuid:bar}/moves", needs=Right.SEE, response=BarMoveList)
def list_bar_moves(request: HttpRequest, bar: UUID) -> Any:
    """How a bar was moved, the last first; 100 at most."""
    rows = queries.moves_of(acting(request), bar_of(request, bar))
    return {"rows": [BarMoveOut.of(row) for row in rows]}


@endpoint(router, "POST", "/bars/{uuid:bar}/moves/{uuid:move}/reason", needs=Right.PLAN, response=BarMoveOut)  # fmt: skip
def explain_move(request: HttpRequest, bar: UUID, move: UUID, body: MoveReasonIn) -> Any:
    """Say why a bar was moved; what was said last holds."""
    found = queries.move_by_id(acting(request), bar_of(request, bar), move)
    operations.explain_move(**who(request), move=found, reason=body.reason)
    return BarMoveOut.of(found)


def _told(request: HttpRequest, bar: Bar) -> BarOut:
    lines = queries.plan_of(acting(request), bar.roadmap).lines
    return BarOut.of(next(line for line in lines if line.id == bar.pk))


def _bars(request: HttpRequest, roadmap: Roadmap, keys: Sequence[UUID]) -> list[Bar]:
    """The bars of a roadmap with these keys, each once; raises `NotFound` where one is not on it."""
    chosen = list(dict.fromkeys(keys))
    found = [bar for bar in queries.bars_by_ids(acting(request), chosen) if bar.roadmap_id == roadmap.pk]  # fmt: skip
    if len(found) < len(chosen):
        raise NotFound("Some of these bars are not on the roadmap.", remedy="Load the roadmap again.")  # fmt: skip
    return found
