"""What the pages of this room have in common."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

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
from leadline.products.queries import Choices
from leadline.workspaces.doors import Answer, RoomPage
from leadline.workspaces.models import Event
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


class MetricsPage(RoomPage):
    room, place, tab = "metrics", "outcomes", "metrics"
    choose = Choices
    vocabulary = WORDS


class RecordPage(MetricsPage):
    """A page, or a part of one, about a metric."""

    metric: Metric

    def enter_metric(self, metric: UUID) -> Metric:
        self.metric = metric_by_id(self.acting, metric)
        return self.metric

    def record(self, text: str, event: Event | None = None) -> Answer:
        """On to the metric, saying what happened."""
        return self.on_to(self.metric, text, event)

    def draw_record(self) -> HttpResponse:
        span, kind = self.asked("span", SPANS, "year"), self.asked("limits", KINDS, Kind.PLAIN)
        story = story_of(self.acting, self.metric, self.today, span, Kind(kind))
        return self.draw("metrics/metric.html", self.of_story(story) | {
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
