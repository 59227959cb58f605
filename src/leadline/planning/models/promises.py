"""What a bet promises: effects, efforts, the key results it serves; and its frozen versions."""

from typing import Any

from django.db import models
from django.db.models import Q

from leadline.metrics.models import Metric
from leadline.planning.models.bets import Bet
from leadline.planning.models.ranges import amount, right_way_up, weeks
from leadline.products.models import Team
from leadline.strategy.models import KeyResult, Theme
from leadline.strategy.models.themes import WHOLE
from leadline.workspaces.models import Member, Row
from leadline.workspaces.models.base import Versioned


class BetEffect(Versioned):
    """How far a bet moves a metric by a day: a change, in the unit of the metric; down is negative."""

    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="+", db_index=False)
    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="+")
    low = amount()
    likely = amount()
    high = amount()
    by_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bet", "metric"], name="a_bet_moves_a_metric_once"),
            right_way_up("an_effect_is_the_right_way_up"),
        ]

    def __str__(self) -> str:
        return f"{self.likely.normalize():f}, {self.by_on}"

    @property
    def decimals(self) -> int:
        """How many decimals tell it: as its metric shows, or more where its own range is finer."""
        ends = (self.low, self.likely, self.high)
        return max(
            self.metric.decimals, *(-int(end.normalize().as_tuple().exponent) for end in ends)
        )


class BetEffort(Versioned):
    """What a team puts into a bet, in person-weeks."""

    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="+", db_index=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    low = weeks()
    likely = weeks()
    high = weeks()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bet", "team"], name="a_team_puts_effort_into_a_bet_once"),
            models.CheckConstraint(condition=Q(low__gte=0), name="no_effort_is_less_than_nothing"),
            right_way_up("an_effort_is_the_right_way_up"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.likely.normalize():f}"


class BetGoal(Versioned):
    """A bet serves a key result with a share of what it does, in parts of ten thousand."""

    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="+", db_index=False)
    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="+")
    share = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bet", "key_result"], name="a_bet_serves_a_key_result_once"),
            models.CheckConstraint(condition=Q(share__gte=1, share__lte=WHOLE), name="a_bet_serves_with_a_part_of_itself"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.share / 100:g} %"


class BetTheme(Row):
    """A bet belongs to a theme; to one of each dimension at most."""

    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="+", db_index=False)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bet", "theme"], name="a_bet_belongs_to_a_theme_once"),
        ]


class BetVersion(Row):
    """Everything a bet promised when it was committed, or changed afterwards for a reason.

    `promise` holds names as they were beside keys, so that it can be read when they are gone.
    `lacking` says what was missing when it was committed all the same.
    """

    guard_append_only = True
    guard_let_go = (
        f'{Row.guard_let_go} OR EXISTS (SELECT 1 FROM "planning_bet" AS of_it '  # noqa: S608  names of our own tables
        'JOIN "products_product" AS it ON it."id" = of_it."product_id" '
        'WHERE of_it."id" = OLD."bet_id" AND it."purge_began_at" IS NOT NULL)'
    )

    bet = models.ForeignKey(Bet, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    promise: Any = models.JSONField()
    reason = models.TextField(blank=True)
    lacking: Any = models.JSONField(default=list)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bet", "number"], name="versions_of_a_bet_are_numbered"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.number)
