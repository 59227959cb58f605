"""A roadmap: the plan of one product, or of the whole workspace."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from leadline.products.models import Product
from leadline.workspaces.models import Record


class Roadmap(Record):
    """Bars with a name; without a product it is the organisation's."""

    name = models.CharField(max_length=120)
    about = models.TextField(blank=True)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint("workspace", Lower("name"), name="roadmaps_have_names", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        address = reverse("roadmap:timeline", kwargs={"slug": self.workspace.slug})
        return f"{address}?roadmap={self.pk}"

    def search_text(self) -> str:
        return self.about
