"""What members see of the changelog of a product."""

from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.products.models import Product
from leadline.releases.models import Changelog, PublishedNote, Release
from leadline.workspaces.models import Member


def changelog_of(member: Member, product: Product) -> Changelog | None:
    """The changelog of a product; None until something was published or it was opened."""
    found: Changelog | None = Changelog.objects.filter(product=product).select_related("workspace", "product").first()  # fmt: skip
    return found


def notes(member: Member, product: Product, after: str = "", limit: int = PAGE) -> "Slice[PublishedNote]":  # fmt: skip
    """The published notes of a product, the newest first."""
    rows = PublishedNote.objects.filter(changelog__product=product).select_related("release__workspace")  # fmt: skip
    return page_of(rows, ["-on", "-id"], after, limit)


def note_of(member: Member, release: Release) -> PublishedNote | None:
    found: PublishedNote | None = PublishedNote.objects.filter(release=release).first()
    return found
