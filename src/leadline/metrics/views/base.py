"""What the pages of this room have in common."""

from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from leadline.foundation.refusals import Invalid
from leadline.metrics import words
from leadline.metrics.models import Metric
from leadline.metrics.pictures import is_far, process
from leadline.metrics.queries import (
    KINDS,
    SPANS,
    Story,
    metric_by_id,
    readings_of,
    story_of,
    targets_of,
)
from leadline.metrics.queries.parts import annotations_of
from leadline.workspaces.doors import Answer, Page
from leadline.workspaces.models import Event
from leadline.workspaces.rights import Right
from leadline_science.charts import Kind

WORDS = {
    "bare": words.bare,
    "shown": words.shown,
    "signed": words.signed,
    "typed": words.typed,
    "aim_value": words.aim_value,
    "aim_words": words.aim_words,
    "state_words": words.state_words,
    "shapes": words.SHAPES,
}


ROWS = 12
"""How many readings the page of a metric shows before it is asked for more."""


class MetricsPage(Page):
    place, tab = "outcomes", "metrics"

    def url(self, name: str, **named: Any) -> str:
        return reverse(f"metrics:{name}", kwargs={"slug": self.acting.workspace.slug, **named})

    @cached_property
    def today(self) -> date:
        return self.acting.workspace.today(self.now)

    def around(self) -> dict[str, Any]:
        """What every template of this room asks: who may do what, and how values read."""
        return {
            **WORDS,
            "slug": self.acting.workspace.slug,
            "may_plan": self.acting.may(Right.PLAN),
            "may_contribute": self.acting.may(Right.CONTRIBUTE),
            "today": self.today,
        }


class RecordPage(MetricsPage):
    """A page, or a part of one, about a metric."""

    metric: Metric

    def enter_metric(self, metric: UUID) -> Metric:
        self.metric = metric_by_id(self.acting, metric)
        return self.metric

    def record(self, text: str, event: Event | None = None) -> Answer:
        """On to the metric, saying what happened."""
        return self.done(text, self.metric.page_url(), event)

    def draw_record(self) -> HttpResponse:
        span, kind = self.asked("span", SPANS, "year"), self.asked("limits", KINDS, Kind.PLAIN)
        story = story_of(self.acting, self.metric, self.today, span, Kind(kind))
        return self.draw("metrics/metric.html", self.around() | self.of_story(story) | {
            "readings": readings_of(self.acting, self.metric, self.request.GET.get("after", ""), ROWS),
            "targets": targets_of(self.acting, self.metric),
            "annotations": annotations_of(self.acting, self.metric),
            "span": span, "kind": kind,
        })  # fmt: skip

    def of_story(self, story: Story) -> dict[str, Any]:
        return {
            "story": story,
            "line": story.line,
            "metric": story.metric,
            "picture": process(story) if story.readings else None,
            "is_far": is_far(story),
            "finding": words.finding(story),
            "limits": words.limits_words(story.chart) if story.chart else "",
            "words": words.story_words(story),
            "chart_rows": words.chart_rows(story),
        }

    def asked(self, name: str, offered: Any, usual: str) -> str:
        """What the address asks for; raises `Invalid` for what is not offered."""
        wanted = self.request.GET.get(name, "") or usual
        if wanted not in [str(each) for each in offered]:
            raise Invalid(f"“{wanted[:40]}” is not offered here.", field=name)
        return wanted
