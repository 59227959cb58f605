"""What is said about bets so that they can be ranked, and rankings as they were made."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse

from leadline.planning.models.bets import Bet
from leadline.planning.models.ranges import amount, right_way_up
from leadline.products.models import Product
from leadline.workspaces.models import Member, Row
from leadline.workspaces.models.base import Versioned


class RankingInput(Versioned):
    """One number said about a bet for a framework, such as `rice.reach`; likely alone is no doubt.

    `name` is the framework and the input; criteria of one's own are kept as they are written.
    """

    reads: ClassVar[Mapping[str, Any]] = {"name": lambda name: name.rpartition(".")[2].replace("_", " ")}  # fmt: skip

    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=80)
    low = amount()
    likely = amount()
    high = amount()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bet", "name"], name="an_input_of_a_bet_is_said_once"),
            right_way_up("an_input_is_the_right_way_up"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.likely.normalize():f}"

    @property
    def is_certain(self) -> bool:
        """Whether no doubt was stated."""
        return bool(self.low == self.high)


class Ranking(Row):
    """An order of bets, everything it rests on, and how sure it is; written once.

    `asked` is the question in full (see `queries.rankings.asking.Asked`); `answer` and `lessons`
    are what `leadline_science` gave, without the lines of the bets, which are in the pieces;
    `leaders` are the names of the first three.
    """

    guard_append_only = True
    guard_let_go = (
        f'{Row.guard_let_go} OR EXISTS (SELECT 1 FROM "products_product" '  # noqa: S608  names of our own tables
        'WHERE "id" = OLD."product_id" AND "purge_began_at" IS NOT NULL)'
    )

    class Framework(models.TextChoices):
        RICE = "rice", "RICE"
        ICE = "ice", "ICE"
        WSJF = "wsjf", "WSJF"
        VALUE = "value", "Value for effort"
        WEIGHTED = "weighted", "Weighted scoring"
        OWN = "own", "Own formula"
        MOSCOW = "moscow", "MoSCoW"

    title = models.CharField(max_length=300)
    framework = models.CharField(max_length=10, choices=Framework.choices)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, related_name="+")
    bets = models.PositiveIntegerField()
    lacking = models.PositiveIntegerField()
    leaders: Any = models.JSONField()
    top = models.PositiveIntegerField()
    method = models.CharField(max_length=80)
    method_version = models.CharField(max_length=20)
    seed = models.BigIntegerField(null=True)
    asked: Any = models.JSONField()
    answer: Any = models.JSONField()
    lessons: Any = models.JSONField(null=True)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["workspace", "-at", "-id"], name="rankings_by_age")]

    def __str__(self) -> str:
        return self.title

    def stamp(self, by: Member | None, now: datetime) -> None:
        self.by, self.at = by, now

    def page_url(self) -> str:
        return reverse("planning:ranking", kwargs={"slug": self.workspace.slug, "ranking": self.pk})

    @property
    def is_moscow(self) -> bool:
        """Whether bets stand in groups, not in an order."""
        return self.framework == self.Framework.MOSCOW


class RankingPiece(Row):
    """The lines of a hundred bets of a ranking: what was said about each, and where it stands.

    Ten thousand bets are a hundred rows; a page reads one of them, a replay all.
    """

    guard_append_only = True
    guard_let_go = (
        f'{Row.guard_let_go} OR EXISTS (SELECT 1 FROM "planning_ranking" AS of_it '  # noqa: S608  names of our own tables
        'JOIN "products_product" AS it ON it."id" = of_it."product_id" '
        'WHERE of_it."id" = OLD."ranking_id" AND it."purge_began_at" IS NOT NULL)'
    )

    class Part(models.TextChoices):
        PLACED = "placed", "Placed"
        LACKING = "lacking", "Lacking"

    ranking = models.ForeignKey(Ranking, on_delete=models.CASCADE, related_name="+", db_index=False)
    part = models.CharField(max_length=10, choices=Part.choices)
    number = models.PositiveIntegerField()
    lines: Any = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ranking", "part", "number"], name="pieces_of_a_ranking_are_numbered"),
        ]  # fmt: skip
