"""The API of this room: releases, what they hold, their checklists, and the changelog."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from leadline.backlog.queries import items_by_ids
from leadline.foundation import clock
from leadline.foundation.paging import PAGE
from leadline.foundation.refusals import NotFound
from leadline.products.models import Product
from leadline.products.queries import product_by_key
from leadline.releases import operations, queries
from leadline.releases.models import ChecklistLine, Release, ReleaseItem, Size
from leadline.releases.schemas import (
    ChangelogIn,
    ChangelogOut,
    ChecklistIn,
    ChecklistLineChange,
    ChecklistLineIn,
    ChecklistLineOut,
    ChecklistList,
    ChecklistOut,
    LineList,
    NoteOut,
    NotePage,
    PartChange,
    PartOut,
    PartPage,
    ProgressOut,
    Reasoned,
    ReleaseChange,
    ReleaseIn,
    ReleaseItemsIn,
    ReleaseOut,
    ReleasePage,
    ServedBetList,
)
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.queries import one, people
from leadline.workspaces.rights import Right

router = Router(tags=["Releases"])
ONE = "/releases/{uuid:release}"
PART, CHECK = f"{ONE}/contents/{{uuid:part}}", f"{ONE}/checks/{{uuid:line}}"


@endpoint(router, "GET", "/releases", needs=Right.SEE, response=ReleasePage)
def list_releases(request: HttpRequest, product: str = "", after: str = "", limit: int = PAGE) -> Any:  # fmt: skip
    """Releases of all products, or of the one with a key; the newest first."""
    member = acting(request)
    of = product_by_key(member, product) if product else None
    return queries.releases(member, of, after, limit).of(ReleaseOut.of)


@endpoint(router, "POST", "/releases", needs=Right.PLAN, response={201: ReleaseOut})
def create_release(request: HttpRequest, body: ReleaseIn) -> Any:
    """Plan a release."""
    fields = body.model_dump()
    product = one(Product.objects.select_related("workspace"), pk=fields.pop("product"))
    made = operations.create_release(**_who(request), product=product, **fields)
    return 201, ReleaseOut.of(_release(request, made.pk))


@endpoint(router, "GET", ONE, needs=Right.SEE, response=ReleaseOut)
def read_release(request: HttpRequest, release: UUID) -> Any:
    """One release."""
    return ReleaseOut.of(_release(request, release))


@endpoint(router, "PATCH", ONE, needs=Right.PLAN, response=ReleaseOut)
def change_release(request: HttpRequest, release: UUID, body: ReleaseChange) -> Any:
    """Change what a release is called, when it is planned, or the draft of its notes."""
    found, version = _release(request, release), expected_version(request)
    operations.change_release(**_who(request), release=found, version=version, **body.model_dump(exclude_unset=True))  # fmt: skip
    return ReleaseOut.of(found)


@endpoint(router, "DELETE", ONE, needs=Right.PLAN, response={204: None})
def trash_release(request: HttpRequest, release: UUID) -> Any:
    """Put a release into the trash; its notes are no longer read outside."""
    found, version = _release(request, release), expected_version(request)
    operations.trash_release(**_who(request), release=found, version=version)
    return 204, None


@endpoint(router, "GET", f"{ONE}/progress", needs=Right.SEE, response=ProgressOut)
def read_progress(request: HttpRequest, release: UUID) -> Any:
    """How far a release is."""
    return ProgressOut.of(queries.line_of(acting(request), _release(request, release)))


@endpoint(router, "POST", f"{ONE}/sending", needs=Right.PLAN, response=ReleaseOut)
def send_release_out(request: HttpRequest, release: UUID, body: Reasoned) -> Any:
    """Say that it went out; a reason is asked for while required lines are open."""
    found, version = _release(request, release), expected_version(request)
    operations.send_out(**_who(request), release=found, version=version, reason=body.reason)
    return ReleaseOut.of(found)


@endpoint(router, "POST", f"{ONE}/withdrawing", needs=Right.PLAN, response=ReleaseOut)
def withdraw_release(request: HttpRequest, release: UUID, body: Reasoned) -> Any:
    """Take a release back, for a reason."""
    found, version = _release(request, release), expected_version(request)
    operations.withdraw(**_who(request), release=found, version=version, reason=body.reason)
    return ReleaseOut.of(found)


@endpoint(router, "POST", f"{ONE}/drafting", needs=Right.PLAN, response=ReleaseOut)
def draft_release_notes(request: HttpRequest, release: UUID) -> Any:
    """Write the draft of the notes anew, from what is told of its items."""
    found, version = _release(request, release), expected_version(request)
    operations.draft_notes(**_who(request), release=found, version=version)
    return ReleaseOut.of(found)


@endpoint(router, "POST", f"{ONE}/publishing", needs=Right.PLAN, response=ReleaseOut)
def publish_release_notes(request: HttpRequest, release: UUID) -> Any:
    """Write the notes into the product's changelog."""
    found, version = _release(request, release), expected_version(request)
    operations.publish_notes(**_who(request), release=found, version=version)
    return ReleaseOut.of(found)


@endpoint(router, "POST", f"{ONE}/taking-back", needs=Right.PLAN, response=ReleaseOut)
def take_back_release_notes(request: HttpRequest, release: UUID) -> Any:
    """Take the notes off the changelog; the draft stays."""
    found, version = _release(request, release), expected_version(request)
    operations.take_back_notes(**_who(request), release=found, version=version)
    return ReleaseOut.of(found)


@endpoint(router, "GET", f"{ONE}/contents", needs=Right.SEE, response=PartPage)
def list_release_items(request: HttpRequest, release: UUID, after: str = "", limit: int = PAGE) -> Any:  # fmt: skip
    """What goes out with a release."""
    found = _release(request, release)
    return queries.contents(acting(request), found, "", after, limit).of(PartOut.of)


@endpoint(router, "POST", f"{ONE}/contents", needs=Right.CONTRIBUTE, response={201: ProgressOut})
def add_release_items(request: HttpRequest, release: UUID, body: ReleaseItemsIn) -> Any:
    """Put items into a release."""
    found, items = _release(request, release), items_by_ids(acting(request), body.items)
    if len(items) < len(set(body.items)):
        raise NotFound("Some of these items are not there.", field="items")
    operations.add_items(**_who(request), release=found, items=items)
    return 201, ProgressOut.of(queries.line_of(acting(request), found))


@endpoint(router, "POST", f"{ONE}/finished", needs=Right.CONTRIBUTE, response={201: ProgressOut})
def take_finished_items(request: HttpRequest, release: UUID) -> Any:
    """Put all into a release that was finished since the last one."""
    found = _release(request, release)
    operations.take_finished(**_who(request), release=found)
    return 201, ProgressOut.of(queries.line_of(acting(request), found))


@endpoint(router, "PATCH", PART, needs=Right.CONTRIBUTE, response=PartOut)
def change_release_item(request: HttpRequest, release: UUID, part: UUID, body: PartChange) -> Any:
    """Say what is told of an item outside, and whether."""
    found, version = _part(request, release, part), expected_version(request)
    operations.change_item(**_who(request), part=found, version=version, **body.model_dump(exclude_unset=True))  # fmt: skip
    return PartOut.of(found)


@endpoint(router, "POST", f"{PART}/title", needs=Right.CONTRIBUTE, response=PartOut)
def tell_title(request: HttpRequest, release: UUID, part: UUID) -> Any:
    """Take the title of an item for what is told of it outside."""
    found, version = _part(request, release, part), expected_version(request)
    operations.take_title(**_who(request), part=found, version=version)
    return PartOut.of(found)


@endpoint(router, "DELETE", PART, needs=Right.CONTRIBUTE, response={204: None})
def remove_release_item(request: HttpRequest, release: UUID, part: UUID) -> Any:
    """Take an item out of a release."""
    operations.remove_item(**_who(request), part=_part(request, release, part))
    return 204, None


@endpoint(router, "GET", f"{ONE}/bets", needs=Right.SEE, response=ServedBetList)
def list_bets_of_release(request: HttpRequest, release: UUID) -> Any:
    """The bets that the items of a release work for, by name; 50 at most."""
    return {"rows": queries.bets_of(acting(request), _release(request, release))}


@endpoint(router, "GET", f"{ONE}/checks", needs=Right.SEE, response=LineList)
def list_checks(request: HttpRequest, release: UUID) -> Any:
    """The launch checklist of a release; 100 lines at most."""
    rows = queries.lines_of(acting(request), _release(request, release))
    return {"rows": [ChecklistLineOut.of(row) for row in rows]}


@endpoint(router, "POST", f"{ONE}/checks", needs=Right.PLAN, response={201: ChecklistLineOut})
def add_check(request: HttpRequest, release: UUID, body: ChecklistLineIn) -> Any:
    """Add a line to the checklist of a release."""
    fields = _resolved(request, body.model_dump())
    return 201, ChecklistLineOut.of(operations.add_line(**_who(request), release=_release(request, release), **fields))  # fmt: skip


@endpoint(router, "PATCH", CHECK, needs=Right.CONTRIBUTE, response=ChecklistLineOut)
def change_check(request: HttpRequest, release: UUID, line: UUID, body: ChecklistLineChange) -> Any:
    """Tick a line, or change what it says, who sees to it, until when."""
    found, version = _line(request, release, line), expected_version(request)
    fields = _resolved(request, body.model_dump(exclude_unset=True))
    is_ticked = fields.pop("is_ticked", None)
    if fields:
        operations.change_line(**_who(request), line=found, version=version, **fields)
    if is_ticked is not None:
        version = found.version if fields else version
        operations.tick_line(**_who(request), line=found, is_ticked=is_ticked, version=version)
    return ChecklistLineOut.of(found)


@endpoint(router, "DELETE", CHECK, needs=Right.PLAN, response={204: None})
def remove_check(request: HttpRequest, release: UUID, line: UUID) -> Any:
    """Take a line off the checklist of a release."""
    operations.remove_line(**_who(request), line=_line(request, release, line))
    return 204, None


@endpoint(router, "GET", "/checklists", needs=Right.SEE, response=ChecklistList)
def list_checklists(request: HttpRequest) -> Any:
    """The lines with which releases of each tier begin."""
    return {"rows": [ChecklistOut.of(row) for row in queries.templates(acting(request))]}


@endpoint(router, "PATCH", "/checklists/{kind}", needs=Right.PLAN, response=ChecklistOut)
def set_checklist(request: HttpRequest, kind: str, body: ChecklistIn) -> Any:
    """Say with which lines releases of a tier begin; those that are planned keep theirs."""
    version = expected_version(request)
    if kind not in Size:
        raise NotFound
    operations.set_template(**_who(request), tier=kind, version=version, **body.model_dump())
    return ChecklistOut.of(queries.template_of(acting(request), kind))


@endpoint(router, "GET", "/changelogs/{key}/notes", needs=Right.SEE, response=NotePage)
def list_notes(request: HttpRequest, key: str, after: str = "", limit: int = PAGE) -> Any:
    """The published notes of the product with a key, the newest first."""
    member = acting(request)
    return queries.notes(member, product_by_key(member, key), after, limit).of(NoteOut.of)


@endpoint(router, "GET", "/changelogs/{key}", needs=Right.SEE, response=ChangelogOut)
def read_changelog(request: HttpRequest, key: str) -> Any:
    """Whether the changelog of a product is read by whoever comes, and where; version 0 while there is none."""
    product = product_by_key(acting(request), key)
    return ChangelogOut.of(product, queries.changelog_of(acting(request), product))


@endpoint(router, "PATCH", "/changelogs/{key}", needs=Right.PLAN, response=ChangelogOut)
def set_changelog(request: HttpRequest, key: str, body: ChangelogIn) -> Any:
    """Open the changelog of a product to whoever comes, or close it."""
    product, version = product_by_key(acting(request), key), expected_version(request)
    operations.set_changelog(**_who(request), product=product, version=version, **body.model_dump())
    return ChangelogOut.of(product, queries.changelog_of(acting(request), product))


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"by": acting(request), "now": clock.now()}


def _release(request: HttpRequest, key: UUID) -> Release:
    return queries.release_by_id(acting(request), key)


def _part(request: HttpRequest, release: UUID, key: UUID) -> ReleaseItem:
    return queries.part_by_id(acting(request), _release(request, release), key)


def _line(request: HttpRequest, release: UUID, key: UUID) -> ChecklistLine:
    return queries.line_by_id(acting(request), _release(request, release), key)


def _resolved(request: HttpRequest, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a body with the member in the place of the owner's id."""
    if fields.get("owner"):
        fields["owner"] = one(people(acting(request)), pk=fields["owner"])
    return fields
