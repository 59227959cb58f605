"""Home at a glance."""

from typing import Any

from django.http import HttpRequest

from leadline.foundation import clock
from leadline.home import queries
from leadline.home.api.base import MOST, router
from leadline.home.queries import balance
from leadline.home.schemas.glance import HomeOut
from leadline.strategy.queries import running
from leadline.workspaces.doors import endpoint
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right


@endpoint(router, "GET", "/home", needs=Right.SEE, response=HomeOut)
def read_home(request: HttpRequest) -> Any:
    """How the objectives of the running cycle stand (fifty at most), the dearest needs, the products, the newest balance."""
    member, now = acting(request), clock.now()
    return HomeOut.of(
        running(member, member.workspace.today(now)), queries.attention(member, now),
        queries.products_at_a_glance(member, now), balance.last_run(member), MOST,
    )  # fmt: skip
