"""The tree of goals, objectives and key results."""

from typing import Any

from django.http import HttpRequest
from ninja import Query

from leadline.strategy import queries
from leadline.strategy.api.base import router, today
from leadline.strategy.schemas.tree import TreeOut, TreeQuery
from leadline.workspaces.doors import endpoint
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right


@endpoint(router, "GET", "/objectives/tree", needs=Right.SEE, response=TreeOut)
def read_tree(request: HttpRequest, asked: Query[TreeQuery]) -> Any:
    """Goals with their objectives and key results in reading order, each with how it stands; 120 lines a page."""
    return TreeOut.of(queries.tree_of(acting(request), today(request), asked.filters(), asked.after))  # fmt: skip
