"""Where effort should go, and with which share."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Lower
from django.urls import reverse

from leadline.foundation.refusals import Refusal
from leadline.strategy.models.aims import Cycle
from leadline.workspaces.models import Change, Member, Record
from leadline.workspaces.models.base import Versioned

WHOLE = 10_000
"""Shares are parts of ten thousand: 1 is a hundredth of a per cent."""


class TooMuch(Refusal):
    """The shares would be more than the whole."""


class Theme(Record):
    """One way in which effort may go, of the ways that its dimension tells apart."""

    name = models.CharField(max_length=120)
    dimension = models.CharField(max_length=60)
    about = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("workspace", Lower("dimension"), Lower("name"), name="themes_of_a_dimension_have_names", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        return reverse("strategy:theme", kwargs={"slug": self.workspace.slug, "theme": self.pk})

    def search_text(self) -> str:
        return f"{self.dimension} {self.about}"

    def untrash(self, *, by: Member, now: datetime) -> Change:
        """Bring it back, unless its shares no longer fit beside the others."""
        for row in ThemeShare.objects.filter(theme=self).select_related("cycle"):
            refuse_overfull(self, row.cycle, row.share)
        return super().untrash(by=by, now=now)


class ThemeShare(Versioned):
    """The share of effort that a theme should have in a cycle."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="+", db_index=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="+")
    share = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["theme", "cycle"], name="a_theme_has_one_share_a_cycle"),
            models.CheckConstraint(condition=Q(share__lte=WHOLE), name="a_share_is_a_part_of_the_whole"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.share / 100:g} %"

    def take_back(self, *, by: Member, now: datetime, values: dict[str, Any]) -> Change:
        """Set back an undone change, unless the shares would be more than the whole by now."""
        refuse_overfull(self.theme, self.cycle, values.get("share", self.share))
        return super().take_back(by=by, now=now, values=values)


def refuse_overfull(theme: Theme, cycle: Cycle, share: int) -> None:
    """Raise `TooMuch` where a share and those of its dimension are more than the whole; read under the lock."""
    others = ThemeShare.objects.filter(
        cycle=cycle, theme__trashed_at=None, theme__dimension__iexact=theme.dimension
    )
    taken = others.exclude(theme=theme).aggregate(sum=Sum("share"))["sum"] or 0
    if taken + share > WHOLE:
        left = f"{(WHOLE - taken) / 100:g} %"
        raise TooMuch(f"The other shares of “{theme.dimension}” in {cycle} leave {left}.", field="share", remedy="Take less here, or make another one smaller first.")  # fmt: skip
