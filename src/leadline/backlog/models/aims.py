"""What items are for: the key results they serve, scenarios, and days that something must be done by."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse

from leadline.backlog.models.items import Item
from leadline.foundation.ranks import RankField
from leadline.planning.models import Bet
from leadline.products.models import Product
from leadline.strategy.models import WHOLE, KeyResult, TooMuch
from leadline.workspaces.models import Change, Member, Record, Row, Versioned

MOST_SCENARIOS, MOST_PARTS = 50, 200


class ItemGoal(Versioned):
    """An item serves a key result with a share of what it does, in parts of ten thousand."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+", db_index=False)
    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="+")
    share = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "key_result"], name="an_item_serves_a_key_result_once"),
            models.CheckConstraint(condition=Q(share__gte=1, share__lte=WHOLE), name="an_item_serves_with_a_part_of_itself"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.share / 100:g} %"

    @classmethod
    def create(cls, *, by: Member, now: datetime, **values: Any) -> tuple[Self, Change]:
        """Write the share; raises `TooMuch` where those of the item would be more than the whole."""
        row = cls(**values)
        refuse_beyond_whole(row, row.share)
        return super().create(by=by, now=now, **values)

    def take_back(self, *, by: Member, now: datetime, values: dict[str, Any]) -> Change:
        """Set back an undone change, unless the shares would be more than the whole by now."""
        refuse_beyond_whole(self, values.get("share", self.share))
        return super().take_back(by=by, now=now, values=values)


def refuse_beyond_whole(goal: ItemGoal, share: int) -> None:
    """Raise `TooMuch` where a share and the others of its item are more than the whole; read under the lock."""
    others = ItemGoal.objects.filter(item=goal.item_id).exclude(key_result=goal.key_result_id)
    taken = others.aggregate(sum=Sum("share"))["sum"] or 0
    if taken + share > WHOLE:
        left = f"{(WHOLE - taken) / 100:g} %"
        raise TooMuch(f"The other key results of this item leave {left}.", field="share", remedy="Take less here, or make another share smaller first.")  # fmt: skip


class Scenario(Record):
    """What somebody does from beginning to end once a bet has come off; epics make it possible."""

    bet = models.ForeignKey(Bet, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=200)
    story = models.TextField("what happens", blank=True)
    rank = RankField()

    class Meta:
        indexes = [models.Index(fields=["bet", "rank"], name="scenarios_of_bet")]

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        return self.bet.page_url()

    def search_text(self) -> str:
        return self.story


class ScenarioItem(Row):
    """An item makes a scenario possible; it may do so for several."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="+", db_index=False)  # fmt: skip
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scenario", "item"], name="an_item_is_in_a_scenario_once"),
        ]  # fmt: skip


class Milestone(Record):
    """A day of a product, and what must be done by then."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    due_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["product", "due_on", "id"], name="milestones_by_day")]

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        return reverse("backlog:milestone", kwargs={"slug": self.workspace.slug, "milestone": self.pk})  # fmt: skip

    def search_text(self) -> str:
        return self.about


class MilestonePart(Row):
    """An item, or all the work of a bet, that must be done by a milestone."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, null=True, related_name="+")
    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, bet=None) | Q(item=None, bet__isnull=False),
                name="a_part_of_a_milestone_is_an_item_or_a_bet",
            ),
            models.UniqueConstraint(fields=["milestone", "item"], name="an_item_is_in_a_milestone_once", condition=Q(item__isnull=False)),
            models.UniqueConstraint(fields=["milestone", "bet"], name="a_bet_is_in_a_milestone_once", condition=Q(bet__isnull=False)),
        ]  # fmt: skip
