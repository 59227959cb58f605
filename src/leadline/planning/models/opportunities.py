"""An opportunity: a need, pain or desire worth solving, and its place in the tree."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from leadline.evidence.models import MOST_STRENGTH, Claim, Passage, Stance
from leadline.market.models import Segment
from leadline.planning.models.bets import Bet
from leadline.products.models import Product
from leadline.strategy.models import Objective
from leadline.workspaces.models import Member, Record, Row
from leadline.workspaces.models.base import Versioned

MOST_POINTS = 10


class Opportunity(Record):
    """A need worth solving. It stands under an objective, under another opportunity, or nowhere yet.

    `importance` and `satisfaction` are points from 0 to 10; None while nobody has asked.
    """

    name = models.CharField(max_length=200)
    problem = models.TextField("problem statement", blank=True)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    importance = models.PositiveSmallIntegerField(null=True, blank=True)
    satisfaction = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "opportunities"
        constraints = [
            models.CheckConstraint(condition=Q(objective=None) | Q(parent=None), name="an_opportunity_has_one_above_it"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("id")), name="an_opportunity_is_not_under_itself"),
            models.CheckConstraint(condition=Q(importance=None) | Q(importance__lte=MOST_POINTS), name="importance_is_of_ten"),
            models.CheckConstraint(condition=Q(satisfaction=None) | Q(satisfaction__lte=MOST_POINTS), name="satisfaction_is_of_ten"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["workspace", "name", "id"], name="opportunities_by_name", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        return reverse("planning:opportunity", kwargs={"slug": self.workspace.slug, "opportunity": self.pk})  # fmt: skip

    def search_text(self) -> str:
        return self.problem


class OpportunityEvidence(Versioned):
    """What was heard, or what is claimed, about an opportunity: for it or against it, and how strongly.

    `strength` is how many times likelier one would hear this if the opportunity were real than if
    it were not; 1 says nothing.
    """

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="+")
    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, null=True, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, related_name="+")
    stance = models.CharField(max_length=12, choices=Stance.choices, default=Stance.SUPPORTS)
    strength = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal("1.5"))
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "opportunity evidence"
        constraints = [
            models.CheckConstraint(
                condition=Q(passage__isnull=False, claim=None) | Q(passage=None, claim__isnull=False),
                name="evidence_is_a_passage_or_a_claim",
            ),
            models.CheckConstraint(condition=Q(strength__gte=1, strength__lte=MOST_STRENGTH), name="evidence_for_a_need_speaks_once"),
            models.UniqueConstraint(fields=["opportunity", "passage"], name="a_passage_is_under_an_opportunity_once", condition=Q(passage__isnull=False)),
            models.UniqueConstraint(fields=["opportunity", "claim"], name="a_claim_is_under_an_opportunity_once", condition=Q(claim__isnull=False)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.passage or self.claim)


class BetOpportunity(Row):
    """A bet answers an opportunity."""

    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="+", db_index=False)
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bet", "opportunity"], name="a_bet_answers_an_opportunity_once"),
        ]  # fmt: skip
