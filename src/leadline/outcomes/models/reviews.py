"""A review: a frozen promise beside what came of it, and what was learned."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from leadline.foundation.refusals import Refusal
from leadline.planning.models import Bet, BetVersion
from leadline.planning.models.ranges import amount
from leadline.workspaces.models import Event, Member, Record, Row
from leadline.workspaces.models.base import Versioned

LET_GO_WITH_PRODUCT = (
    f'{Row.guard_let_go} OR EXISTS (SELECT 1 FROM "outcomes_outcomereview" AS of_it '  # noqa: S608  names of our own tables
    'JOIN "planning_bet" AS bet ON bet."id" = of_it."bet_id" '
    'JOIN "products_product" AS it ON it."id" = bet."product_id" '
    'WHERE of_it."id" = OLD."review_id" AND it."purge_began_at" IS NOT NULL)'
)
"""In SQL: what was kept of a review goes with the product of its bet."""


class ReviewClosed(Refusal):
    """A closed review stays as it is."""


class OutcomeReview(Record):
    """What a bet's frozen promise came to: who looks, from which day on, and what was decided.

    `weeks_spent` are person-weeks; `cost_spent` whole minor units of the promise's currency.
    `learning` is the sentence that becomes a fact among the evidence when the review is closed.
    """

    class Decision(models.TextChoices):
        KEEP = "keep", "Keep"
        CHANGE = "change", "Change"
        STOP = "stop", "Stop"

    class Verdict(models.TextChoices):
        HELD = "held", "As promised"
        BETTER = "better", "Better"
        SHORT = "short", "Short of it"
        BESIDE = "beside", "Beside it"
        UNMEASURED = "unmeasured", "Not measured"

    bet = models.ForeignKey(Bet, on_delete=models.PROTECT, related_name="+", db_index=False)
    promised = models.ForeignKey(BetVersion, on_delete=models.PROTECT, related_name="+", editable=False)  # fmt: skip
    due_on = models.DateField(editable=False)
    reviewer = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    meanwhile = models.TextField("what else happened", blank=True)
    weeks_spent = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    cost_spent = models.BigIntegerField(null=True, blank=True)
    decision = models.CharField(max_length=6, choices=Decision.choices, blank=True)
    learning = models.CharField(max_length=500, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+", editable=False)  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["promised"], name="a_promise_is_reviewed_once", condition=Q(trashed_at=None)),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, verdict="") | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(verdict="") & ~Q(decision="") & Q(trashed_at=None),
                name="a_closed_review_says_who_and_what",
            ),
            models.CheckConstraint(condition=Q(weeks_spent=None) | Q(weeks_spent__gte=0), name="no_effort_spent_is_below_nothing"),
            models.CheckConstraint(condition=Q(cost_spent=None) | Q(cost_spent__gte=0), name="no_cost_spent_is_below_nothing"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["bet", "-id"], name="reviews_of_a_bet", condition=Q(trashed_at=None)),
            models.Index(fields=["workspace", "due_on", "id"], name="reviews_by_due_day", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.bet.name

    def page_url(self) -> str:
        return reverse("outcomes:review", kwargs={"slug": self.workspace.slug, "review": self.pk})

    def search_text(self) -> str:
        return f"{self.learning} {self.meanwhile}".strip()

    @property
    def currency(self) -> str:
        """The currency in which the bet was promised."""
        return str(self.promised.promise["currency"])

    def refuse_undo(self, event: Event) -> None:
        """What was closed stays closed."""
        self.refuse_closed()

    def refuse_closed(self) -> None:
        """Raise `ReviewClosed` where nothing may change any more."""
        if self.is_closed:
            raise ReviewClosed(f"The review of “{self.bet.name}” is closed, and stays as it was.", remedy="Write what was learned since as a claim.")  # fmt: skip

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class EffectResult(Versioned):
    """What somebody chose about a promised effect: values typed in the place of readings, that nobody knows, or an estimate.

    `subject` is the metric as the promise names it; it may be gone by now. A value that is None is taken
    from the readings of the metric; `is_unknown` says that there is none; with an `estimate` it counts
    in the place of both.
    """

    review = models.ForeignKey(OutcomeReview, on_delete=models.CASCADE, related_name="+", db_index=False)  # fmt: skip
    subject = models.UUIDField()
    baseline = amount(null=True)
    baseline_on = models.DateField(null=True)
    value = amount(null=True)
    on = models.DateField(null=True)
    is_unknown = models.BooleanField(default=False)
    estimate = models.ForeignKey("outcomes.EffectEstimate", on_delete=models.PROTECT, null=True, related_name="+")  # fmt: skip
    reason = models.CharField(max_length=300)

    leads_to = {"subject": "metric"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "subject"], name="an_effect_has_one_result"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_typed_result_has_a_reason"),
            models.CheckConstraint(condition=Q(value=None) | Q(on__isnull=False), name="a_typed_result_has_a_day"),
            models.CheckConstraint(condition=Q(baseline=None) | Q(baseline_on__isnull=False), name="a_typed_baseline_has_a_day"),
            models.CheckConstraint(condition=Q(is_unknown=False) | Q(value=None), name="an_unknown_result_has_no_value"),
            models.CheckConstraint(condition=Q(estimate=None) | Q(value=None, baseline=None, is_unknown=False), name="an_estimate_stands_alone"),
            models.CheckConstraint(condition=Q(baseline_on=None) | Q(on=None) | Q(baseline_on__lt=F("on")), name="a_baseline_comes_before"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reason
