"""What is written once: baselines, publications, and forecasts of whole roadmaps."""

from datetime import datetime
from typing import Any

from django.db import models
from django.urls import reverse

from leadline.roadmap.models.bars import Audience, Bar
from leadline.roadmap.models.roadmaps import Roadmap
from leadline.workspaces.models import Member, Row

ITS_ROADMAP = 'OLD."roadmap_id"'
OLDER_AUTOMATIC = (
    'OLD."by_id" IS NULL AND EXISTS (SELECT 1 FROM "roadmap_roadmaprun" AS newer WHERE newer."roadmap_id" = OLD."roadmap_id" '
    'AND newer."at" > OLD."at")'
)
RUN_IS_AUTOMATIC = 'EXISTS (SELECT 1 FROM "roadmap_roadmaprun" AS of_it WHERE of_it."id" = OLD."run_id" AND of_it."by_id" IS NULL)'
"""In SQL: nobody asked for a daily run, so that it may go when a newer one is there."""
ROADMAP_OF_RUN = '(SELECT "roadmap_id" FROM "roadmap_roadmaprun" WHERE "id" = OLD."run_id")'
OF_A_PURGED_PRODUCT = (
    'EXISTS (SELECT 1 FROM "roadmap_roadmap" AS of_it JOIN "products_product" AS it ON it."id" = of_it."product_id" '
    'WHERE of_it."id" = {roadmap} AND it."purge_began_at" IS NOT NULL)'
)
"""In SQL: what was kept of the roadmap of a product goes with the product."""


class Kept(Row):
    """What somebody wrote down about a roadmap, and nobody changes."""

    guard_append_only = True
    guard_let_go = f"{Row.guard_let_go} OR {OF_A_PURGED_PRODUCT.format(roadmap=ITS_ROADMAP)}"

    roadmap = models.ForeignKey(Roadmap, on_delete=models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True

    def stamp(self, by: Member | None, now: datetime) -> None:
        self.by, self.at = by, now


class Baseline(Kept):
    """The bars of a roadmap as they stood (see `queries.past.Stood`)."""

    name = models.CharField(max_length=120)
    bars: Any = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["roadmap", "-at"], name="baselines_newest_first")]

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        return reverse("roadmap:baseline", kwargs={"slug": self.workspace.slug, "baseline": self.pk})  # fmt: skip


class Publication(Kept):
    """What an audience was shown: the snapshot holds only what it may see."""

    number = models.PositiveIntegerField()
    audience = models.CharField(max_length=10, choices=Audience.choices)
    snapshot: Any = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "number"], name="publications_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    def page_url(self) -> str:
        return reverse("roadmap:publication", kwargs={"slug": self.workspace.slug, "publication": self.pk})  # fmt: skip


class RoadmapRun(Kept):
    """A forecast of all bars of a roadmap: everything it rests on, and the answer.

    `basis` is a digest of what the plan gave to it, by which a later change of plan is seen. `by`
    is nobody where it was made as one of every day; of those the latest are kept.
    """

    guard_let_go = f"{Kept.guard_let_go} OR ({OLDER_AUTOMATIC})"

    method = models.CharField(max_length=80)
    method_version = models.CharField(max_length=20)
    seed = models.BigIntegerField(null=True)
    inputs: Any = models.JSONField()
    answer: Any = models.JSONField()
    basis = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["roadmap", "-at"], name="roadmap_runs_newest_first")]

    def __str__(self) -> str:
        return f"{self.roadmap_id} {self.at:%Y-%m-%d}"

    def page_url(self) -> str:
        return reverse("roadmap:run", kwargs={"slug": self.workspace.slug, "run": self.pk})


class BarForecast(Row):
    """What a run says of one bar: days of 50 % and 85 %, the chance of its promise, or why nothing.

    `chances[k-1]` is the chance that it is done k weeks after the run; `waits` are the keys of the
    bars that it waits for by what the backlog tells.
    """

    guard_append_only = True
    guard_let_go = f"{Row.guard_let_go} OR {OF_A_PURGED_PRODUCT.format(roadmap=ROADMAP_OF_RUN)} OR {RUN_IS_AUTOMATIC}"

    run = models.ForeignKey(RoadmapRun, on_delete=models.CASCADE, related_name="+", db_index=False)
    bar = models.ForeignKey(Bar, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+", db_index=False)  # fmt: skip
    p50_on = models.DateField(null=True)
    p85_on = models.DateField(null=True)
    promised_on = models.DateField(null=True)
    holds = models.FloatField(null=True)
    chances: Any = models.JSONField(default=list)
    waits: Any = models.JSONField(default=list)
    lacks = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "bar"], name="a_run_speaks_of_a_bar_once"),
        ]

    def __str__(self) -> str:
        return str(self.p85_on or self.lacks)
