"""The board."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from leadline.delivery import drawing
from leadline.delivery.api.base import router
from leadline.delivery.queries import board as boards
from leadline.delivery.queries import sprints as queries
from leadline.delivery.schemas import board as schemas
from leadline.foundation import clock
from leadline.products.queries import product_by_key
from leadline.workspaces.doors import endpoint
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.models import Member
from leadline.workspaces.rights import Right


@endpoint(router, "GET", "/boards/{product}", needs=Right.SEE, response=schemas.BoardOut)
def get_board(request: HttpRequest, product: str, sprint: UUID | None = None) -> Any:
    """The board of a product by its key, or of one of its sprints: 50 cards a column."""
    member = acting(request)
    which = _filter(member, sprint)
    board = boards.board_of(member, product_by_key(member, product), which, clock.now())
    return drawing.board(board)


@endpoint(router, "GET", "/boards/{product}/columns/{status}", needs=Right.SEE, response=schemas.BoardColumnOut)  # fmt: skip
def get_column(request: HttpRequest, product: str, status: UUID, sprint: UUID | None = None, after: str = "") -> Any:  # fmt: skip
    """More cards of a column of the board."""
    member = acting(request)
    found = boards.status_of(member, product_by_key(member, product), status)
    return drawing.column(boards.column_of(member, found, _filter(member, sprint), clock.now(), after))  # fmt: skip


def _filter(member: Member, sprint: UUID | None) -> boards.BoardFilter:
    return boards.BoardFilter(sprint=queries.sprint(member, sprint) if sprint else None)
