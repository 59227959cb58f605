"""Bars: what is planned when, by whom, in what order, and what was promised outside."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from leadline.backlog.models import Item
from leadline.backlog.models.circles import Circle, way
from leadline.foundation.ranks import RankField
from leadline.foundation.refusals import Refusal
from leadline.planning.models import Bet
from leadline.products.models import Product, Team
from leadline.roadmap.models.roadmaps import Roadmap
from leadline.workspaces.models import Change, Member, Record, Row
from leadline.workspaces.models.base import AliveManager, ScopedManager

NAMELESS = "–"
"""How a bar is called whose item ended with its product."""


class Bucket(models.TextChoices):
    """How soon, for those who give no days."""

    NOW = "now", "Now"
    NEXT = "next", "Next"
    LATER = "later", "Later"


class Audience(models.TextChoices):
    """Whom a roadmap is told to, from the nearest to the farthest."""

    INTERNAL = "internal", "Internal"
    EXECUTIVES = "executives", "Executives"
    SALES = "sales", "Sales"


class ReachableManager(AliveManager):
    """Bars that are not in the trash, and whose roadmap is not either."""

    def get_queryset(self) -> "models.QuerySet[Any]":
        return super().get_queryset().filter(roadmap__trashed_at=None)


class Bar(Record):
    """A bet, an item, or a thing with a name only, on a roadmap.

    Its days are those planned, both or none. `promised_on` was promised outside. `told_to` is the
    farthest audience that may see it, and `outward` what that audience reads in the place of its
    name. `rank` is its place in the order in which teams take up work.
    """

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="+", db_index=False)
    bet = models.ForeignKey(Bet, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    name = models.CharField(max_length=200, blank=True)
    outward = models.CharField("name outside", max_length=200, blank=True)
    note = models.TextField(blank=True)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    bucket = models.CharField(max_length=5, choices=Bucket.choices, default=Bucket.LATER)
    from_on = models.DateField("planned from", null=True, blank=True)
    until_on = models.DateField("planned until", null=True, blank=True)
    promised_on = models.DateField("promised outside", null=True, blank=True)
    told_to = models.CharField(max_length=10, choices=Audience.choices, default=Audience.INTERNAL)
    rank = RankField()

    objects: ClassVar[ScopedManager] = ReachableManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(bet=None) | Q(item=None), name="a_bar_is_a_bet_or_an_item"),
            models.CheckConstraint(
                condition=Q(from_on=None, until_on=None) | Q(from_on__lte=F("until_on")),
                name="a_bar_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=["roadmap", "bet"], name="a_bet_is_on_a_roadmap_once", condition=Q(bet__isnull=False, trashed_at=None)),
            models.UniqueConstraint(fields=["roadmap", "item"], name="an_item_is_on_a_roadmap_once", condition=Q(item__isnull=False, trashed_at=None)),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["roadmap", "rank", "id"], name="bars_by_rank", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        if self.name:
            return self.name
        return str(self.bet or self.item or NAMELESS)

    def page_url(self) -> str:
        return reverse("roadmap:bar", kwargs={"slug": self.workspace.slug, "bar": self.pk})

    def search_text(self) -> str:
        return f"{self.outward} {self.note}".strip()

    def untrash(self, *, by: Member, now: datetime) -> Change:
        """Bring it back, unless its bet or item is on the roadmap again."""
        same = Bar.objects.filter(roadmap=self.roadmap_id)
        if (self.bet_id and same.filter(bet=self.bet_id).exists()) or (self.item_id and same.filter(item=self.item_id).exists()):  # fmt: skip
            raise Refusal(f"“{self}” is on this roadmap again.", remedy="Keep that bar.")
        return super().untrash(by=by, now=now)


class BarDependency(Row):
    """`blocked` cannot be done before `blocker`; no circle may arise."""

    blocker = models.ForeignKey(Bar, on_delete=models.CASCADE, related_name="+", db_index=False)
    blocked = models.ForeignKey(Bar, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "bar dependencies"
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="a_bar_waits_for_another_once"),
            models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="no_bar_waits_for_itself"),
        ]  # fmt: skip

    @classmethod
    def create(cls, *, by: Member, now: datetime, **values: Any) -> tuple[Self, Change]:
        """Write the link; raises `Circle` and names the way round where one would close."""
        row = cls(**values)
        steps = cls.objects.all()
        found = way(
            row.blocked_id, row.blocker_id,
            lambda ids: steps.filter(blocker__in=ids).values_list("blocker_id", "blocked_id"),
        )  # fmt: skip
        if found:
            names = {bar.pk: str(bar) for bar in Bar.with_trash.filter(pk__in=found).select_related("bet", "item")}  # fmt: skip
            told = " → ".join(names[key] for key in [row.blocker_id, *found])
            raise Circle(f"This would close a circle: {told}.", field="blocker", remedy="Remove one of its links first.")  # fmt: skip
        return super().create(by=by, now=now, **values)


class BarMove(Row):
    """Days, promise or bucket of a bar were changed: what they were, what they became, and why."""

    bar = models.ForeignKey(Bar, on_delete=models.CASCADE, related_name="+", db_index=False)
    before: Any = models.JSONField()
    after: Any = models.JSONField()
    reason = models.CharField(max_length=500, blank=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["bar", "-at"], name="moves_of_bar")]

    def __str__(self) -> str:
        return self.why

    @property
    def why(self) -> str:
        """The reason that was said last: with the move, or after it."""
        said = sorted(self.reasons.all(), key=lambda each: (each.at, each.pk))
        return said[-1].reason if said else self.reason

    def stamp(self, by: Member | None, now: datetime) -> None:
        self.member, self.at = by, now


class MoveReason(Row):
    """Why a bar was moved, said after it was: a row of its own, so that the move can still be undone."""

    move = models.ForeignKey(BarMove, on_delete=models.CASCADE, related_name="reasons")
    reason = models.CharField(max_length=500)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason

    def stamp(self, by: Member | None, now: datetime) -> None:
        self.member, self.at = by, now
