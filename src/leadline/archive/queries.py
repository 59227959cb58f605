"""Reading packages: exports that can be taken, restores and what became of them."""

from uuid import UUID

from leadline.archive.models import Package
from leadline.foundation.paging import Slice, page_of
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one
from leadline.workspaces.rights import Right

NEEDED = {Package.Way.OUT: Right.EXPORT, Package.Way.IN: Right.WORKSPACE}


def packages(member: Member, way: Package.Way, after: str = "") -> "Slice[Package]":
    """Exports or restores of this workspace, newest first."""
    member.must(NEEDED[way])
    rows = Package.objects.filter(way=way).select_related("member__user", "workspace")
    return page_of(rows, ["-created_at", "id"], after)


def package_of(member: Member, way: Package.Way, key: UUID) -> Package:
    """One of them; raises `NotFound`."""
    member.must(NEEDED[way])
    found: Package = one(Package.objects.filter(way=way).select_related("member__user", "workspace"), pk=key)  # fmt: skip
    return found
