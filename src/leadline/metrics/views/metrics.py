"""All metrics, and one of them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from leadline.foundation.forms import Form
from leadline.foundation.refusals import Invalid, Refusal, Stale
from leadline.metrics.forms import MetricForm, filled
from leadline.metrics.models import Metric
from leadline.metrics.operations import create_metric, edit_metric, trash_metric
from leadline.metrics.queries import Filters, metric_by_id, metric_lines
from leadline.metrics.views.base import MetricsPage, RecordPage
from leadline.products.queries import products
from leadline.workspaces.doors import Answer
from leadline.workspaces.queries import people
from leadline.workspaces.rights import Right

MOST_PEOPLE = 500


class Metrics(MetricsPage):
    """Every metric with its last value, its target and where it stands."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        get = request.GET
        filters = Filters(get.get("q", "")[:200], self.key("product"), self.key("owner"), get.get("state", ""))  # fmt: skip
        context = {
            "page": metric_lines(self.acting, self.today, filters, get.get("after", "")),
            "is_narrowed": filters != Filters(),
            "products": products(self.acting),
            "people": people(self.acting)[:MOST_PEOPLE],
        }
        return self.draw("metrics/metrics.html", self.around() | context)

    def key(self, name: str) -> UUID | None:
        given = self.request.GET.get(name, "")
        try:
            return UUID(given) if given else None
        except ValueError as error:
            raise Invalid("This is no key.", field=name) from error


class MetricFormPage(MetricsPage):
    """A page with the form of a metric."""

    metric: Metric | None = None

    def offered(self) -> dict[str, Any]:
        return {"products": products(self.acting), "people": people(self.acting)[:MOST_PEOPLE]}

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        cancel = self.metric.page_url() if self.metric else self.url("metrics")
        named = {"form": form, "metric": self.metric, "cancel_url": cancel}
        return self.draw("metrics/metric_form.html", named, status)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        if isinstance(refusal, Stale) and self.metric:
            self.metric = metric_by_id(self.acting, self.metric.pk)
            theirs = filled(self.metric) | {"product": self.metric.product, "owner": self.metric.owner}  # fmt: skip
            form.show_theirs(theirs, self.metric.version)
        return self.page(form, refusal.status)


class NewMetric(MetricFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    forms = {"post": MetricForm}

    def get(self, request: HttpRequest) -> Answer:
        first = {"decimals": 0, "cadence": Metric.Cadence.WEEKLY, "owner": self.acting.pk}
        return self.page(MetricForm(initial=first, **self.offered()))

    def post(self, request: HttpRequest) -> Answer:
        fields = self.taken(MetricForm, **self.offered())
        metric = create_metric(by=self.acting, now=self.now, **fields)
        return self.done(_("Made %(name)s.") % {"name": metric.name}, metric.page_url())


class MetricPage(RecordPage):
    """A metric: its chart, its readings, its targets, and what happened meanwhile."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, metric: UUID) -> Answer:
        self.enter_metric(metric)
        return self.draw_record()


class MetricEditing(MetricFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    forms = {"post": MetricForm}

    def get(self, request: HttpRequest, metric: UUID) -> Answer:
        self.metric = metric_by_id(self.acting, metric)
        return self.page(MetricForm(initial=filled(self.metric), **self.offered()))

    def post(self, request: HttpRequest, metric: UUID) -> Answer:
        self.metric = metric_by_id(self.acting, metric)
        fields = self.taken(MetricForm, **self.offered())
        event = edit_metric(by=self.acting, now=self.now, metric=self.metric, version=self.version(), **fields)  # fmt: skip
        return self.done(_("Saved %(name)s.") % fields, self.metric.page_url(), event)


class MetricTrashing(RecordPage):
    needs = {"post": Right.PLAN}

    def post(self, request: HttpRequest, metric: UUID) -> Answer:
        found = self.enter_metric(metric)
        event = trash_metric(by=self.acting, now=self.now, metric=found, version=self.version())
        text = _("Moved %(name)s to the trash.") % {"name": found.name}
        return self.done(text, self.url("metrics"), event)
