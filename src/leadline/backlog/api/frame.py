"""The frame of a product's work: statuses, lists, labels, custom fields."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, QueryDict
from ninja import Router

from leadline.backlog import operations, queries
from leadline.backlog.models import BacklogList, CustomField, Label, Status
from leadline.backlog.schemas.frame import (
    FieldChange,
    FieldIn,
    FieldOut,
    FramePlaceIn,
    LabelOut,
    LabelPage,
    ListOut,
    NameIn,
    StatusChangeIn,
    StatusIn,
    StatusOut,
    ViewIn,
    ViewList,
    ViewOut,
)
from leadline.backlog.views.address import query_of
from leadline.foundation import clock
from leadline.foundation.paging import PAGE, page_of
from leadline.foundation.refusals import Stale
from leadline.products.queries import product_by_key
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.queries import one
from leadline.workspaces.rights import Right

router = Router()


@endpoint(router, "GET", "/products/{key}/statuses", needs=Right.SEE, response=list[StatusOut])
def list_statuses(request: HttpRequest, key: str) -> Any:
    """A product's statuses in order, 40 at most."""
    product = product_by_key(acting(request), key)
    return [StatusOut.of(row) for row in queries.statuses_of(acting(request), product)]


@endpoint(router, "POST", "/products/{key}/statuses", needs=Right.PLAN, response={201: StatusOut})
def add_status(request: HttpRequest, key: str, body: StatusIn) -> Any:
    """Add a status behind those of its category."""
    product = product_by_key(acting(request), key)
    return 201, StatusOut.of(operations.add_status(by=acting(request), now=clock.now(), product=product, **body.model_dump()))  # fmt: skip


@endpoint(router, "PATCH", "/statuses/{uuid:status}", needs=Right.PLAN, response=StatusOut)
def change_status(request: HttpRequest, status: UUID, body: StatusChangeIn) -> Any:
    """Rename a status, limit the work in it, or count it to another category."""
    found, version = _status(status), expected_version(request)
    fields = body.model_dump(exclude_unset=True)
    operations.change_status(by=acting(request), now=clock.now(), status=found, version=version, **fields)  # fmt: skip
    return StatusOut.of(found)


@endpoint(router, "DELETE", "/statuses/{uuid:status}", needs=Right.PLAN, response={204: None})
def remove_status(request: HttpRequest, status: UUID, instead: UUID | None = None) -> Any:
    """Remove a status; the items in it go to the status `instead`."""
    found = _fresh(request, _status(status))
    other = _status(instead) if instead else None
    operations.remove_status(by=acting(request), now=clock.now(), status=found, instead=other)
    return 204, None


@endpoint(router, "POST", "/statuses/{uuid:status}/place", needs=Right.PLAN, response=StatusOut)
def rank_status(request: HttpRequest, status: UUID, body: FramePlaceIn) -> Any:
    """Put a status right before another one of its product, or at the end."""
    found, before = _status(status), _status(body.before) if body.before else None
    operations.rank_status(by=acting(request), now=clock.now(), status=found, before=before)
    return StatusOut.of(found)


@endpoint(router, "GET", "/products/{key}/lists", needs=Right.SEE, response=list[ListOut])
def list_lists(request: HttpRequest, key: str) -> Any:
    """A product's lists in order, 40 at most."""
    product = product_by_key(acting(request), key)
    return [ListOut.of(row) for row in queries.lists_of(acting(request), product)]


@endpoint(router, "POST", "/products/{key}/lists", needs=Right.PLAN, response={201: ListOut})
def add_list(request: HttpRequest, key: str, body: NameIn) -> Any:
    """Add a list behind those there are."""
    product = product_by_key(acting(request), key)
    return 201, ListOut.of(operations.add_list(by=acting(request), now=clock.now(), product=product, name=body.name))  # fmt: skip


@endpoint(router, "PATCH", "/lists/{uuid:list_id}", needs=Right.PLAN, response=ListOut)
def rename_list(request: HttpRequest, list_id: UUID, body: NameIn) -> Any:
    """Call a list something else."""
    found, version = _list(list_id), expected_version(request)
    operations.rename_list(by=acting(request), now=clock.now(), backlog_list=found, version=version, name=body.name)  # fmt: skip
    return ListOut.of(found)


@endpoint(router, "DELETE", "/lists/{uuid:list_id}", needs=Right.PLAN, response={204: None})
def remove_list(request: HttpRequest, list_id: UUID, instead: UUID | None = None) -> Any:
    """Remove a list; the items in it go to the end of the list `instead`."""
    found = _fresh(request, _list(list_id))
    other = _list(instead) if instead else None
    operations.remove_list(by=acting(request), now=clock.now(), backlog_list=found, instead=other)
    return 204, None


@endpoint(router, "POST", "/lists/{uuid:list_id}/place", needs=Right.PLAN, response=ListOut)
def rank_list(request: HttpRequest, list_id: UUID, body: FramePlaceIn) -> Any:
    """Put a list right before another one of its product, or at the end."""
    found, before = _list(list_id), _list(body.before) if body.before else None
    operations.rank_list(by=acting(request), now=clock.now(), backlog_list=found, before=before)
    return ListOut.of(found)


@endpoint(router, "GET", "/products/{key}/views", needs=Right.SEE, response=ViewList)
def list_views(request: HttpRequest, key: str) -> Any:
    """The saved views of a backlog that one may open, one's own and shared ones; 200 at most."""
    product = product_by_key(acting(request), key)
    return {"rows": [ViewOut.of(row) for row in queries.view_menu(acting(request), product)]}


@endpoint(router, "POST", "/products/{key}/views", needs=Right.SEE, response={201: ViewOut})
def save_view(request: HttpRequest, key: str, body: ViewIn) -> Any:
    """Keep a view under a name, in the place of one's own of that name; sharing it takes the right to plan."""
    product, query = product_by_key(acting(request), key), query_of(QueryDict(body.query.lstrip("?")))  # fmt: skip
    made = operations.save_view(by=acting(request), now=clock.now(), product=product, name=body.name, query=query, is_shared=body.is_shared)  # fmt: skip
    return 201, ViewOut.of(made)


@endpoint(router, "DELETE", "/views/{uuid:view}", needs=Right.SEE, response={204: None})
def remove_view(request: HttpRequest, view: UUID) -> Any:
    """Remove a view of one's own, or a shared one with the right to plan."""
    found = _fresh(request, queries.view_by_id(acting(request), view))
    operations.trash_view(by=acting(request), now=clock.now(), view=found)
    return 204, None


@endpoint(router, "GET", "/labels", needs=Right.SEE, response=LabelPage)
def list_labels(request: HttpRequest, after: str = "", limit: int = PAGE) -> Any:
    """The workspace's labels, oldest first."""
    return page_of(Label.objects.all(), ["created_at", "id"], after, limit).of(LabelOut.of)


@endpoint(router, "PATCH", "/labels/{uuid:label}", needs=Right.PLAN, response=LabelOut)
def rename_label(request: HttpRequest, label: UUID, body: NameIn) -> Any:
    """Call a label something else, everywhere at once."""
    found: Label = one(Label.objects.all(), pk=label)
    version = expected_version(request)
    operations.rename_label(by=acting(request), now=clock.now(), label=found, version=version, name=body.name)  # fmt: skip
    return LabelOut.of(found)


@endpoint(router, "DELETE", "/labels/{uuid:label}", needs=Right.PLAN, response={204: None})
def remove_label(request: HttpRequest, label: UUID) -> Any:
    """Put a label into the trash."""
    found = _fresh(request, one(Label.objects.all(), pk=label))
    operations.trash_label(by=acting(request), now=clock.now(), label=found)
    return 204, None


@endpoint(router, "GET", "/products/{key}/fields", needs=Right.SEE, response=list[FieldOut])
def list_fields(request: HttpRequest, key: str) -> Any:
    """The custom fields that a product's items have, 50 at most."""
    product = product_by_key(acting(request), key)
    return [FieldOut.of(row) for row in queries.fields_of(acting(request), product)]


@endpoint(router, "POST", "/fields", needs=Right.PLAN, response={201: FieldOut})
def define_field(request: HttpRequest, body: FieldIn) -> Any:
    """Add a field to the items of a product, or of all of them."""
    product = product_by_key(acting(request), body.product) if body.product else None
    made = operations.define_field(
        by=acting(request), now=clock.now(), name=body.name, of_type=body.type, product=product,
        choices=body.choices,
    )  # fmt: skip
    return 201, FieldOut.of(made)


@endpoint(router, "PATCH", "/fields/{uuid:field}", needs=Right.PLAN, response=FieldOut)
def change_field(request: HttpRequest, field: UUID, body: FieldChange) -> Any:
    """Rename a field or set its choices."""
    found, version = _field(field), expected_version(request)
    fields = body.model_dump(exclude_unset=True)
    operations.change_field(by=acting(request), now=clock.now(), field=found, version=version, **fields)  # fmt: skip
    return FieldOut.of(found)


@endpoint(router, "DELETE", "/fields/{uuid:field}", needs=Right.PLAN, response={204: None})
def trash_field(request: HttpRequest, field: UUID) -> Any:
    """Put a field into the trash; its values come back with it."""
    found, version = _field(field), expected_version(request)
    operations.trash_field(by=acting(request), now=clock.now(), field=found, version=version)
    return 204, None


def _status(key: UUID) -> Status:
    found: Status = one(Status.objects.select_related("product"), pk=key)
    return found


def _list(key: UUID) -> BacklogList:
    found: BacklogList = one(BacklogList.objects.select_related("product"), pk=key)
    return found


def _field(key: UUID) -> CustomField:
    found: CustomField = one(CustomField.objects.all(), pk=key)
    return found


def _fresh(request: HttpRequest, row: Any) -> Any:
    if expected_version(request) != row.version:
        raise Stale
    return row
