"""What is sold and kept alive, and the teams that work on it."""

from datetime import datetime

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from leadline.foundation.refusals import NotFound
from leadline.workspaces.models import Change, Member, Record, Row

KEY = r"^[A-Z][A-Z0-9]{1,9}\Z"
"""What the key of a product looks like."""


class ProductLine(Record):
    """Products that are sold or steered together."""

    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("workspace", Lower("name"), name="lines_have_names", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Product(Record):
    """Something that is sold and kept alive; its items are numbered KEY-1, KEY-2, …"""

    class Stage(models.TextChoices):
        CONCEPT = "concept", "Concept"
        QUALIFICATION = "qualification", "Qualification"
        GROWTH = "growth", "Growth"
        MATURITY = "maturity", "Maturity"
        RETIREMENT = "retirement", "Retirement"
        RETIRED = "retired", "Retired"

    line = models.ForeignKey(ProductLine, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    name = models.CharField(max_length=120)
    key = models.CharField(max_length=10, validators=[RegexValidator(KEY)])
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.CONCEPT)
    description = models.TextField(blank=True)
    born_on = models.DateField(null=True, blank=True)
    purge_began_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="products_have_keys"),
            models.UniqueConstraint("workspace", Lower("name"), name="products_have_names", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        return reverse("products:product", kwargs={"slug": self.workspace.slug, "key": self.key})

    def search_text(self) -> str:
        return f"{self.key} {self.description}"

    def untrash(self, *, by: Member, now: datetime) -> Change:
        """Bring it back with its work, unless that has begun to go for good."""
        if self.purge_began_at:
            raise NotFound("Its thirty days are over, and its work has begun to go for good.")
        return super().untrash(by=by, now=now)


class Team(Record):
    """People who deliver together; throughput and sprints are theirs."""

    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("workspace", Lower("name"), name="teams_have_names", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        return reverse("products:team", kwargs={"slug": self.workspace.slug, "team": self.pk})

    def search_text(self) -> str:
        return self.description


class TeamMember(Row):
    """A member of the workspace in a team."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "member"], name="a_member_is_in_a_team_once"),
        ]
