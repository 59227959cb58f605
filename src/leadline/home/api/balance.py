"""The balance of strategy and execution: kept runs."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from leadline.foundation import clock
from leadline.home import operations
from leadline.home.api.base import router
from leadline.home.queries import balance
from leadline.home.schemas.balance import BalanceList, BalanceOut, BalanceRunOut
from leadline.workspaces.doors import endpoint
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right


@endpoint(router, "GET", "/balances", needs=Right.SEE, response=BalanceList)
def list_balances(request: HttpRequest) -> Any:
    """The newest balances, the last first; 24 at most."""
    return {"rows": [BalanceRunOut.of(run) for run in balance.runs(acting(request))]}


@endpoint(router, "POST", "/balances", needs=Right.CONTRIBUTE, response={201: BalanceOut})
def weigh(request: HttpRequest) -> Any:
    """Weigh strategy against execution today, and keep the answer."""
    return 201, BalanceOut.of(operations.weigh(by=acting(request), now=clock.now()))


@endpoint(router, "GET", "/balances/{uuid:balance_run}", needs=Right.SEE, response=BalanceOut)
def read_balance(request: HttpRequest, balance_run: UUID) -> Any:
    """A balance with its parts, as it was kept."""
    return BalanceOut.of(balance.run_called(acting(request), balance_run))
