"""What a bet rests on without knowing it, and what would end it."""

from django.db import models
from django.db.models import Q

from leadline.evidence.models import Claim
from leadline.planning.models.bets import Bet
from leadline.workspaces.models import Member
from leadline.workspaces.models.base import Versioned

MOST_IMPORTANCE = 5


class BetAssumption(Versioned):
    """A bet rests on a claim; `importance` from 1 (it would hardly change) to 5 (it falls without it)."""

    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="+", db_index=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    importance = models.PositiveSmallIntegerField(default=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bet", "claim"], name="a_bet_rests_on_a_claim_once"),
            models.CheckConstraint(condition=Q(importance__gte=1, importance__lte=MOST_IMPORTANCE), name="importance_is_of_five"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.claim)


class KillCriterion(Versioned):
    """What would make us stop a bet: what is looked at, the threshold, by when; and what was found."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        UNMET = "unmet", "Not met"
        MET = "met", "Met"
        DECIDED = "decided", "Decided"

    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=300)
    threshold = models.CharField(max_length=200)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    finding = models.TextField(blank=True)
    judged_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.what
