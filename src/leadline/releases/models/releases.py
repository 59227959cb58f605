"""A release of a product, and the items that go out with it."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leadline.backlog.models import Item
from leadline.foundation.refusals import Refusal
from leadline.products.models import Product
from leadline.workspaces.models import Change, Event, Member, Record
from leadline.workspaces.models.base import Versioned


class Size(models.TextChoices):
    """How much changes for those who use it; the launch checklist goes by it."""

    MAJOR = "major", _("Major")
    MINOR = "minor", _("Minor")
    PATCH = "patch", _("Patch")


class NoteIsOut(Refusal):
    """The notes of this release were published."""


class Release(Record):
    """What goes out to customers at once, under a name such as "2.4".

    `notes` is the draft of what is told outside, in Markdown; outside, only a `PublishedNote` is
    read. `let_go` is why it was released while required lines of its checklist were open.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        RELEASED = "released", _("Released")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(_("version"), max_length=60)
    tier = models.CharField(max_length=5, choices=Size.choices, default=Size.MINOR)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    planned_on = models.DateField(null=True, blank=True)
    support_ends_on = models.DateField(_("supported until"), null=True, blank=True)
    about = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    released_at = models.DateTimeField(null=True, editable=False)
    released_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, editable=False, related_name="+")  # fmt: skip
    let_go = models.CharField(max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_for = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("product", Lower("name"), name="a_version_is_released_once", condition=Q(trashed_at=None)),
            models.CheckConstraint(condition=Q(support_ends_on=None) | Q(planned_on=None) | Q(support_ends_on__gte=F("planned_on")), name="support_ends_after_the_release"),
            models.CheckConstraint(condition=Q(state="planned", released_at=None) | Q(~Q(state="planned"), released_at__isnull=False), name="what_is_released_says_when"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["product", "-id"], name="releases_newest_first", condition=Q(trashed_at=None)),
            models.Index(fields=["product", "-released_at"], name="releases_as_they_went_out", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def title_text(self) -> str:
        return f"{self.product} {self.name}"

    @property
    def is_planned(self) -> bool:
        return self.state == self.State.PLANNED

    def page_url(self) -> str:
        return reverse("releases:release", kwargs={"slug": self.workspace.slug, "release": self.pk})

    def search_text(self) -> str:
        return f"{self.about} {self.notes}".strip()

    def refuse_undo(self, event: Event) -> None:
        """Raise where it would be taken back from under notes that people read outside."""
        if event.action == "release.released" and self.is_told():
            raise NoteIsOut(remedy="Withdraw the release instead, and say why.")

    def is_told(self) -> bool:
        """Whether notes of it were published and not taken back."""
        return Release.with_trash.filter(pk=self.pk, published__isnull=False).exists()

    def untrash(self, *, by: Member, now: datetime) -> Change:
        """Bring it back, unless its version was given to another one."""
        same = Release.objects.filter(product=self.product_id, name__iexact=self.name)
        if same.exists():
            raise Refusal(f"There is a release {self.name} again.", remedy="Rename that one first.")
        return super().untrash(by=by, now=now)


class ReleaseItem(Versioned):
    """An item goes out with a release.

    It is told outside only where `is_told` is ticked and `public_line` written: its own title stays
    inside.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="+", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    is_told = models.BooleanField(default=False)
    public_line = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "item"], name="an_item_is_in_a_release_once"
            ),
        ]

    def __str__(self) -> str:
        return self.public_line or str(self.item_id)
