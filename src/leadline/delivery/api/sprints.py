"""Sprints."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from leadline.backlog.models import BacklogList
from leadline.backlog.queries import items_by_ids
from leadline.delivery import drawing
from leadline.delivery.api.base import product_of, router, team_of
from leadline.delivery.operations import (
    add_items,
    change_sprint,
    close_sprint,
    plan_sprint,
    remove_items,
    reopen_sprint,
    start_sprint,
    trash_sprint,
)
from leadline.delivery.queries import sprints as queries
from leadline.delivery.queries.story import story_of
from leadline.delivery.schemas import sprints as schemas
from leadline.delivery.schemas.words import ItemsChosenIn
from leadline.foundation import clock
from leadline.foundation.refusals import Invalid
from leadline.products.queries import product_by_key, team_by_id
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.queries import one
from leadline.workspaces.rights import Right


@endpoint(router, "GET", "/sprints", needs=Right.SEE, response=schemas.SprintsOut)
def list_sprints(request: HttpRequest, team: UUID | None = None, product: str = "", after: str = "") -> Any:  # fmt: skip
    """Sprints, latest first, with their scope."""
    member = acting(request)
    chosen = product_by_key(member, product) if product else None
    page = queries.sprints(member, team=team_of(member, team), product=chosen, after=after)
    return {"rows": [drawing.sprint(line) for line in page.rows], "after": page.after}


@endpoint(router, "POST", "/sprints", needs=Right.PLAN, response={201: schemas.SprintOut})
def create_sprint(request: HttpRequest, body: schemas.SprintIn) -> Any:
    """Plan a sprint."""
    member, values = acting(request), body.model_dump()
    values |= {"team": team_by_id(member, body.team), "product": product_of(body.product)}
    sprint = plan_sprint(by=member, now=clock.now(), **values)
    return 201, _sprint(request, sprint.id)


@endpoint(router, "GET", "/sprints/{sprint}", needs=Right.SEE, response=schemas.SprintOut)
def get_sprint(request: HttpRequest, sprint: UUID) -> Any:
    """One sprint with its scope."""
    return _sprint(request, sprint)


@endpoint(router, "PATCH", "/sprints/{sprint}", needs=Right.PLAN, response=schemas.SprintOut)
def patch_sprint(request: HttpRequest, sprint: UUID, body: schemas.SprintChange) -> Any:  # fmt: skip
    """Change goal, days, capacity or review notes."""
    found = queries.sprint(acting(request), sprint)
    values = body.model_dump(exclude_unset=True)
    if empty := sorted(name for name, value in values.items() if value is None and name != "capacity"):  # fmt: skip
        raise Invalid(
            "This cannot be empty.",
            field=empty[0],
            remedy="Send a value, or leave the field out to keep what is there.",
        )
    change_sprint(by=acting(request), now=clock.now(), sprint=found, version=expected_version(request), **values)  # fmt: skip
    return _sprint(request, sprint)


@endpoint(router, "POST", "/sprints/{sprint}/start", needs=Right.PLAN, response=schemas.SprintOut)
def start(request: HttpRequest, sprint: UUID) -> Any:
    """Start a sprint: what is in it is the commitment."""
    start_sprint(by=acting(request), now=clock.now(), sprint=queries.sprint(acting(request), sprint))  # fmt: skip
    return _sprint(request, sprint)


@endpoint(router, "POST", "/sprints/{sprint}/closing", needs=Right.PLAN, response=schemas.SprintOut)
def close(request: HttpRequest, sprint: UUID, body: schemas.ClosingIn) -> Any:  # fmt: skip
    """Close a sprint; say where unfinished items go."""
    member = acting(request)
    to_sprint = queries.sprint(member, body.to_sprint) if body.to_sprint else None
    to_list = one(BacklogList.objects.all(), id=body.to_list) if body.to_list else None
    close_sprint(by=member, now=clock.now(), sprint=queries.sprint(member, sprint), to_sprint=to_sprint, to_list=to_list)  # fmt: skip
    return _sprint(request, sprint)


@endpoint(
    router, "DELETE", "/sprints/{sprint}/closing", needs=Right.PLAN, response=schemas.SprintOut
)
def reopen(request: HttpRequest, sprint: UUID) -> Any:
    """Run a closed sprint on."""
    found = queries.sprint(acting(request), sprint)
    reopen_sprint(by=acting(request), now=clock.now(), sprint=found, version=expected_version(request))  # fmt: skip
    return _sprint(request, sprint)


@endpoint(router, "POST", "/sprints/{sprint}/items", needs=Right.PLAN, response=schemas.SprintOut)
def add(request: HttpRequest, sprint: UUID, body: ItemsChosenIn) -> Any:
    """Take items into a sprint."""
    found = queries.sprint(acting(request), sprint)
    items = items_by_ids(acting(request), body.items)
    add_items(by=acting(request), now=clock.now(), sprint=found, items=items)
    return _sprint(request, sprint)


@endpoint(
    router, "POST", "/sprints/{sprint}/items/removal", needs=Right.PLAN, response=schemas.SprintOut
)
def remove(request: HttpRequest, sprint: UUID, body: ItemsChosenIn) -> Any:  # fmt: skip
    """Take items out of a sprint."""
    found = queries.sprint(acting(request), sprint)
    items = items_by_ids(acting(request), body.items)
    remove_items(by=acting(request), now=clock.now(), sprint=found, items=items)
    return _sprint(request, sprint)


@endpoint(router, "DELETE", "/sprints/{sprint}", needs=Right.PLAN, response={204: None})
def delete_sprint(request: HttpRequest, sprint: UUID) -> Any:
    """Put a planned sprint into the trash; its items are free again."""
    found, version = queries.sprint(acting(request), sprint), expected_version(request)
    trash_sprint(by=acting(request), now=clock.now(), sprint=found, version=version)
    return 204, None


@endpoint(router, "GET", "/sprints/{sprint}/story", needs=Right.SEE, response=schemas.SprintStoryOut)  # fmt: skip
def read_sprint_story(request: HttpRequest, sprint: UUID) -> Any:
    """The items of a sprint, 500 at most; what came, went and was sized anew; and how the work burned up."""
    member = acting(request)
    return drawing.story(story_of(member, queries.sprint(member, sprint), clock.now()))


def _sprint(request: HttpRequest, key: UUID) -> schemas.SprintOut:
    sprint = queries.sprint(acting(request), key)
    line = queries.SprintLine(sprint, queries.scopes_of([sprint])[sprint.id])
    return schemas.SprintOut(**drawing.sprint(line))
