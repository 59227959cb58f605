"""Notes: drafted, published, taken back; and the changelog in which they are read."""

import re
import secrets
import string
from datetime import datetime

from leadline.foundation.refusals import Invalid, Refusal
from leadline.products.models import Product
from leadline.releases.drafting import drafted
from leadline.releases.models import Changelog, PublishedNote, Release
from leadline.releases.models.telling import ADDRESS
from leadline.releases.operations.checks import NotOut, Taken, refuse_withdrawn
from leadline.releases.operations.releases import PUBLIC, untold
from leadline.releases.queries.contents import told_of
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.models.base import StaleRow
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import every_workspace

LETTERS = string.ascii_lowercase + string.digits


class NothingToTell(Refusal):
    """There is nothing to tell outside."""


@operation(needs=Right.PLAN)
def draft_notes(*, by: Member, now: datetime, release: Release, version: int | None = None) -> Event | None:  # fmt: skip
    """Write the draft of the notes anew, from the items that are told outside and nothing else."""
    refuse_withdrawn(release)
    text = drafted(told_of(by, release))
    if not text:
        raise NothingToTell("No item of this release is told outside.", remedy="Write a public line for those that people will notice.", field="notes")  # fmt: skip
    change = release.change(by=by, now=now, version=version, notes=text)
    return record(by, now, "release.drafted", subject=release, changes=[change])


@operation(needs=Right.PLAN)
def publish_notes(*, by: Member, now: datetime, release: Release, version: int | None = None) -> Event | None:  # fmt: skip
    """Write the draft into the product's changelog, in the place of what stood there before."""
    _refuse_another(release, version)
    if release.state != Release.State.RELEASED or release.released_at is None:
        raise NotOut(remedy="Release it first; the notes stay a draft until then.")
    if not release.notes.strip():
        raise NothingToTell("The notes are empty.", remedy="Draft them from the finished work, or write them.", field="notes")  # fmt: skip
    log, opened = _changelog(by, now, release.product)
    values = {
        "changelog": log, "name": release.name, "on": by.workspace.today(release.released_at),
        "text": release.notes, "published_at": now,
    }  # fmt: skip
    there = PublishedNote.objects.filter(release=release).first()
    change = there.change(by=by, now=now, **values) if there else PublishedNote.create(by=by, now=now, release=release, **values)[1]  # fmt: skip
    return record(by, now, "release.told", subject=release, changes=[*opened, change], facts=PUBLIC)


@operation(needs=Right.PLAN)
def take_back_notes(*, by: Member, now: datetime, release: Release, version: int | None = None) -> Event | None:  # fmt: skip
    """Take the notes of a release off the changelog; the draft stays."""
    _refuse_another(release, version)
    changes = untold(release)
    if not changes:
        raise NothingToTell("The notes of this release are not published.")
    return record(by, now, "release.untold", subject=release, changes=changes, facts=PUBLIC)


@operation(needs=Right.PLAN)
def set_changelog(
    *, by: Member, now: datetime, product: Product, is_open: bool, heading: str, address: str = "", version: int | None = None
) -> Event | None:  # fmt: skip
    """Say whether the changelog of a product is read by whoever comes, where, and under which name.

    Without an address it gets, or keeps, one that nobody can guess. Raises `Taken` for an address that another
    changelog of the installation has.
    """
    if address and not re.match(ADDRESS, address):
        raise Invalid("This is no address of a changelog.", field="address", remedy="Use 3 to 60 small letters, digits and hyphens, as in weather-station.")  # fmt: skip
    log, opened = _changelog(by, now, product)
    if opened and version:
        raise Invalid("There is no changelog yet.", field="version", remedy="Load the page again.")
    address = address or log.address
    with every_workspace("addresses of changelogs are unlike each other everywhere"):
        if Changelog.objects.filter(address=address).exclude(pk=log.pk).exists():
            raise Taken("This address is taken.", field="address", remedy="Choose another one, or leave it empty for one that nobody can guess.")  # fmt: skip
    change = log.change(by=by, now=now, version=None if opened else version, address=address, heading=heading, is_open=is_open)  # fmt: skip
    action = "changelog.opened" if is_open else "changelog.closed"
    return record(by, now, action, subject=product, changes=[*opened, change], facts=PUBLIC)


def _refuse_another(release: Release, version: int | None) -> None:
    """Notes are told as they were read: what somebody wrote meanwhile is shown first."""
    if version is not None and version != release.version:
        raise StaleRow(release)


def _changelog(by: Member, now: datetime, product: Product) -> tuple[Changelog, list[Change]]:
    """The changelog of a product, and what made it where there was none: closed, where nobody looks."""
    found = Changelog.objects.filter(product=product).first()
    if found:
        return found, []
    address = "".join(secrets.choice(LETTERS) for _each in range(26))
    made, change = Changelog.create(by=by, now=now, product=product, address=address, heading=product.name)  # fmt: skip
    return made, [change]
