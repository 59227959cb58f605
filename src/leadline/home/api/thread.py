"""The thread of a record."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query

from leadline.foundation import clock
from leadline.home.api.base import RECORD, router
from leadline.home.queries.thread import hanging_on, thread_of
from leadline.home.schemas.thread import HangingOut, HangingQuery, ThreadOut
from leadline.workspaces.doors import endpoint
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right


@endpoint(router, "GET", f"{RECORD}/thread", needs=Right.SEE, response=ThreadOut)
def read_thread(request: HttpRequest, kind: str, key: UUID) -> Any:
    """All that a record stands on and all that rests on it, the lines between, and what is missing."""
    member = acting(request)
    return ThreadOut.of(thread_of(member, kind, key, member.workspace.today(clock.now())))


@endpoint(router, "GET", "/records/{kind}/hanging", needs=Right.SEE, response=list[HangingOut])
def read_hanging(request: HttpRequest, kind: str, asked: Query[HangingQuery]) -> Any:
    """What would lose some records of a kind, were they thrown away together."""
    member = acting(request)
    found = hanging_on(member, kind, asked.ids, member.workspace.today(clock.now()))
    return [HangingOut.of(each) for each in found]
