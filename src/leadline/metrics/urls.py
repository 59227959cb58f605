"""Addresses of this room."""

from django.urls import URLPattern, path

from leadline.metrics.views import adding, importing, metrics, parts

app_name = "metrics"
METRICS = "w/<slug:slug>/metrics"
METRIC = f"{METRICS}/<uuid:metric>"

urlpatterns: list[URLPattern] = [
    path(METRICS, metrics.Metrics.as_view(), name="metrics"),
    path(f"{METRICS}/new", metrics.NewMetric.as_view(), name="new_metric"),
    path(f"{METRICS}/importing", importing.Importing.as_view(), name="importing"),
    path(f"{METRICS}/importing/checking", importing.ImportChecking.as_view(), name="importing_checking"),
    path(METRIC, metrics.MetricPage.as_view(), name="metric"),
    path(f"{METRIC}/editing", metrics.MetricEditing.as_view(), name="metric_editing"),
    path(f"{METRIC}/trash", metrics.MetricTrashing.as_view(), name="metric_trashing"),
    path(f"{METRIC}/readings", parts.Readings.as_view(), name="readings"),
    path(f"{METRIC}/readings/adding", adding.Adding.as_view(), name="adding"),
    path(f"{METRIC}/readings/checking", adding.Checking.as_view(), name="checking"),
    path(f"{METRIC}/readings/<uuid:reading>", parts.ReadingEditing.as_view(), name="reading"),
    path(f"{METRIC}/readings/<uuid:reading>/removal", parts.ReadingRemoval.as_view(), name="reading_removal"),
    path(f"{METRIC}/targets", parts.Targets.as_view(), name="targets"),
    path(f"{METRIC}/targets/<uuid:target>/removal", parts.TargetRemoval.as_view(), name="target_removal"),
    path(f"{METRIC}/annotations", parts.Annotations.as_view(), name="annotations"),
    path(f"{METRIC}/annotations/<uuid:annotation>/removal", parts.AnnotationRemoval.as_view(), name="annotation_removal"),
]  # fmt: skip
