"""What an effect comes to against what would have come anyway, computed and kept."""

from datetime import datetime
from typing import Any

from django.db import models
from django.urls import reverse

from leadline.outcomes.models.reviews import LET_GO_WITH_PRODUCT, OutcomeReview
from leadline.workspaces.models import Member, Row


class EffectEstimate(Row):
    """One promised effect estimated without an experiment; written once.

    `subject` is the metric as the promise names it. `inputs` holds the series by period with its
    comparisons and why the method was taken, `answer` what that method of `leadline_science.impact`
    gave, verdict and placebos included: a refused verdict is kept too.
    """

    class Method(models.TextChoices):
        STRUCTURAL = "impact.structural", "Structural time series"
        DIFFERENCES = "impact.differences", "Difference-in-differences"
        SYNTHETIC = "impact.synthetic_did", "Synthetic difference-in-differences"

    guard_append_only = True
    guard_let_go = LET_GO_WITH_PRODUCT

    review = models.ForeignKey(OutcomeReview, on_delete=models.PROTECT, related_name="+", db_index=False)  # fmt: skip
    subject = models.UUIDField()
    begins_on = models.DateField()
    until = models.DateField()
    method = models.CharField(max_length=80)
    method_version = models.CharField(max_length=20)
    seed = models.PositiveBigIntegerField()
    inputs: Any = models.JSONField()
    answer: Any = models.JSONField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    leads_to = {"subject": "metric"}

    class Meta:
        indexes = [models.Index(fields=["review", "subject", "-at", "-id"], name="estimates_of_an_effect")]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.inputs['name']}, {self.begins_on} – {self.until}"

    def stamp(self, by: Member | None, now: datetime) -> None:
        self.by, self.at = by, now

    def page_url(self) -> str:
        return reverse("outcomes:estimate", kwargs={"slug": self.workspace.slug, "run": self.pk})

    @property
    def average(self) -> float:
        """The change per period from the beginning on, beyond what would have come anyway."""
        answer = self.answer
        return float(
            answer["average"] if self.method == self.Method.STRUCTURAL else answer["effect"]
        )

    @property
    def reason(self) -> str:
        """Why the method was taken; `leadline.outcomes.queries.comparing.Reason`."""
        return str(self.inputs.get("reason", "pair" if self.inputs["controls"] else "alone"))

    @property
    def is_refused(self) -> bool:
        """Whether the method shows effects where nothing began, and so says nothing here."""
        return bool(self.answer["verdict"] == "refused")
