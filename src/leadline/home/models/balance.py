"""How strategy and execution stood beside each other on a day: a kept run."""

from datetime import datetime
from typing import Any

from django.db import models
from django.urls import reverse

from leadline.workspaces.models import Member, Row


class BalanceRun(Row):
    """Everything that was owed in a year, what of it was kept, and what follows; written once.

    `inputs` lists the duties as `queries.balance.Owed` writes them; `answer` is what
    `leadline_science` gave, as it restores it. `by` is None for runs that come by themselves.
    """

    guard_append_only = True

    on = models.DateField()
    method = models.CharField(max_length=80)
    method_version = models.CharField(max_length=20)
    inputs: Any = models.JSONField()
    answer: Any = models.JSONField()
    score = models.FloatField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["workspace", "-at", "-id"], name="balances_by_age")]

    def __str__(self) -> str:
        return str(self.on)

    def stamp(self, by: Member | None, now: datetime) -> None:
        self.by, self.at = by, now

    def page_url(self) -> str:
        return reverse("home:balance_run", kwargs={"slug": self.workspace.slug, "pk": self.pk})
