"""What the pages of this room have in common."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from leadline.products.models import Product
from leadline.products.queries import Choices, product_in_hand, products
from leadline.releases.models import Release
from leadline.releases.queries import release_by_id
from leadline.workspaces.doors import Answer, RoomPage
from leadline.workspaces.models import Event


class ReleasesPage(RoomPage):
    """A page of this room."""

    room, place, tab = "releases", "roadmap", "releases"
    choose = Choices

    @cached_property
    def product(self) -> Product | None:
        """The product of the address, or the last one; None where there is none at all."""
        return product_in_hand(self.acting, self.request.GET.get("product", ""), self.request.session)  # fmt: skip

    def of_product(self, template: str, **context: Any) -> HttpResponse:
        """A page about the product in hand, with the others to choose from."""
        every = [(each.key, each.name) for each in products(self.acting)]
        return self.draw(template, {"product": self.product, "products": every} | context)


class OfRelease(ReleasesPage):
    """A page whose address names its release."""

    release: Release

    def enter_release(self, key: UUID) -> Release:
        self.release = release_by_id(self.acting, key)
        return self.release

    def record(self, text: str, event: Event | None = None, part: str = "") -> Answer:
        """On to the release, saying what happened."""
        return self.on_to(self.release, text, event, part)
