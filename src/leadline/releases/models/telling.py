"""What is told outside: the changelog of a product, and the notes published there."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from leadline.products.models import Product
from leadline.releases.models.releases import Release
from leadline.workspaces.models.base import Versioned

ADDRESS = r"^[a-z0-9](?:[a-z0-9-]{1,58})[a-z0-9]\Z"
"""What the address of a changelog looks like."""


class Changelog(Versioned):
    """Where the notes of a product are read by whoever comes, once `is_open`.

    `address` is unlike that of any other changelog of the installation; `heading` is what the
    product is called outside.
    """

    product = models.OneToOneField(Product, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=60, unique=True, validators=[RegexValidator(ADDRESS)])
    heading = models.CharField(max_length=120)
    is_open = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.heading

    def page_url(self) -> str:
        address = reverse("releases:changelog", kwargs={"slug": self.workspace.slug})
        return f"{address}?product={self.product.key}"


class PublishedNote(Versioned):
    """The notes of a release as they were published: all that is read outside, and nothing else.

    `text` is Markdown, made safe whenever it is shown.
    """

    changelog = models.ForeignKey(Changelog, on_delete=models.CASCADE, related_name="+", db_index=False)  # fmt: skip
    release = models.OneToOneField(Release, on_delete=models.CASCADE, related_name="published")
    name = models.CharField("version", max_length=60)
    on = models.DateField()
    text = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["changelog", "-on", "-id"], name="notes_newest_first")]

    def __str__(self) -> str:
        return self.name
