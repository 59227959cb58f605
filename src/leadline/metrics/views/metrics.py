"""All metrics, and one of them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from leadline.metrics.forms import MetricForm
from leadline.metrics.models import Metric
from leadline.metrics.operations import create_metric, edit_metric, trash_metric
from leadline.metrics.queries import Filters, metric_by_id, metric_lines
from leadline.metrics.views.base import MetricsPage, RecordPage
from leadline.workspaces.doors import Answer, Editing, FormPage, Making, Trashing
from leadline.workspaces.rights import Right


class Metrics(MetricsPage):
    """Every metric with its last value, its target and where it stands."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        get = request.GET
        filters = Filters(get.get("q", "")[:200], self.key("product"), self.key("owner"), get.get("state", ""))  # fmt: skip
        context = {
            "page": metric_lines(self.acting, self.today, filters, get.get("after", "")),
            "is_narrowed": filters != Filters(),
            "products": self.choices.products,
            "people": self.choices.people,
        }
        return self.draw("metrics/metrics.html", context)


class MetricFormPage(MetricsPage, FormPage):
    """A page with the form of a metric."""

    form_class = MetricForm
    template, home = "metrics/metric_form.html", "metrics"
    by_id = metric_by_id
    record: Metric | None = None


class NewMetric(Making, MetricFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = create_metric

    def first(self) -> dict[str, Any]:
        return {"decimals": 0, "cadence": Metric.Cadence.WEEKLY, "owner": self.acting.pk}


class MetricEditing(Editing, MetricFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = edit_metric


class MetricTrashing(Trashing, MetricFormPage):
    needs = {"post": Right.PLAN}
    run = trash_metric


class MetricPage(RecordPage):
    """A metric: its chart, its readings, its targets, and what happened meanwhile."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, metric: UUID) -> Answer:
        self.enter_metric(metric)
        return self.draw_record()
