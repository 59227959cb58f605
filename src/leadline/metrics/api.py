"""The API of this room: metrics, readings, targets, notes."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from leadline.foundation import clock
from leadline.foundation.paging import PAGE
from leadline.foundation.refusals import Invalid
from leadline.metrics import operations, queries
from leadline.metrics.models import Metric
from leadline.metrics.pasted import Draft, read_series
from leadline.metrics.queries.parts import annotation_by_id, reading_by_id, target_by_id
from leadline.metrics.schemas import (
    AnnotationIn,
    AnnotationList,
    AnnotationOut,
    ChartOut,
    MetricChange,
    MetricIn,
    MetricOut,
    MetricPage,
    MetricQuery,
    ReadingChange,
    ReadingOut,
    ReadingPage,
    ReadingsDone,
    ReadingsIn,
    SeriesDone,
    SeriesIn,
    TargetIn,
    TargetList,
    TargetOut,
    exact,
)
from leadline.products.models import Product
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.queries import one, people
from leadline.workspaces.rights import Right
from leadline_science.charts import Kind

router = Router(tags=["Metrics"])


@endpoint(router, "GET", "/metrics", needs=Right.SEE, response=MetricPage)
def list_metrics(request: HttpRequest, asked: Query[MetricQuery]) -> Any:
    """Metrics by name, with where each stands."""
    page = queries.metric_lines(acting(request), _today(request), asked.filters(), asked.after, asked.limit)  # fmt: skip
    return page.of(MetricOut.of)


@endpoint(router, "POST", "/metrics", needs=Right.PLAN, response={201: MetricOut})
def create_metric(request: HttpRequest, body: MetricIn) -> Any:
    """Add a metric."""
    fields = _resolved(request, body.model_dump())
    return 201, _told(request, operations.create_metric(by=acting(request), now=clock.now(), **fields))  # fmt: skip


@endpoint(router, "POST", "/metrics/import", needs=Right.PLAN, response=SeriesDone)
def import_readings(request: HttpRequest, body: SeriesIn) -> Any:
    """Write the readings of a table whole or not at all; metrics that are not there are made."""
    tabled = read_series(body.text, body.order, body.mark)
    if tabled.asks:
        raise Invalid("The rows can be read in two ways, and none tells which.", field=tabled.asks[0], remedy="Say it.")  # fmt: skip
    if tabled.problems:
        raise Invalid.of([each.as_problem() for each in tabled.problems])
    made = {"metric_kind": body.kind, "unit": body.unit, "cadence": body.cadence}
    member, now = acting(request), clock.now()
    if body.dry_run:
        plan = queries.plan_of_series(member, tabled.series, made, member.workspace.today(now))
        if plan.problems:
            raise Invalid.of([each.as_problem() for each in plan.problems])
    else:
        plan, _event = operations.import_readings(by=member, now=now, series=tabled.series, made=made)  # fmt: skip
    return SeriesDone(metrics=plan.metrics, added=plan.added, changed=plan.changed, same=plan.same)


@endpoint(router, "GET", "/metrics/{uuid:metric}", needs=Right.SEE, response=MetricOut)
def read_metric(request: HttpRequest, metric: UUID) -> Any:
    """One metric."""
    return _told(request, _metric(request, metric))


@endpoint(router, "PATCH", "/metrics/{uuid:metric}", needs=Right.PLAN, response=MetricOut)
def change_metric(request: HttpRequest, metric: UUID, body: MetricChange) -> Any:
    """Change what a metric is."""
    found, version = _metric(request, metric), expected_version(request)
    fields = _resolved(request, body.model_dump(exclude_unset=True))
    operations.edit_metric(by=acting(request), now=clock.now(), metric=found, version=version, **fields)  # fmt: skip
    return _told(request, found)


@endpoint(router, "DELETE", "/metrics/{uuid:metric}", needs=Right.PLAN, response={204: None})
def trash_metric(request: HttpRequest, metric: UUID) -> Any:
    """Put a metric into the trash, with its readings."""
    found, version = _metric(request, metric), expected_version(request)
    operations.trash_metric(by=acting(request), now=clock.now(), metric=found, version=version)
    return 204, None


@endpoint(router, "GET", "/metrics/{uuid:metric}/chart", needs=Right.SEE, response=ChartOut)
def read_chart(request: HttpRequest, metric: UUID, span: str = "year", kind: str = "plain") -> Any:
    """The process-behaviour chart; `span` is year, years or all, `kind` plain, log or residual."""
    if span not in queries.SPANS or kind not in [each.value for each in queries.KINDS]:
        raise Invalid("There is no such chart.", field="span" if span not in queries.SPANS else "kind", remedy="Take a span and a kind that the document names.")  # fmt: skip
    return ChartOut.of(queries.story_of(acting(request), _metric(request, metric), _today(request), span, Kind(kind)))  # fmt: skip


@endpoint(router, "GET", "/metrics/{uuid:metric}/readings", needs=Right.SEE, response=ReadingPage)
def list_readings(request: HttpRequest, metric: UUID, after: str = "", limit: int = PAGE) -> Any:
    """Values, the newest first."""
    return queries.readings_of(acting(request), _metric(request, metric), after, limit).of(ReadingOut.of)  # fmt: skip


@endpoint(router, "POST", "/metrics/{uuid:metric}/readings", needs=Right.CONTRIBUTE, response=ReadingsDone)  # fmt: skip
def add_readings(request: HttpRequest, metric: UUID, body: ReadingsIn) -> Any:
    """Write down values of days, all of them or none; the same again changes nothing."""
    drafts = [Draft(row, each.on, exact(each.value), each.note) for row, each in enumerate(body.readings, 1)]  # fmt: skip
    plan, _event = operations.add_readings(by=acting(request), now=clock.now(), metric=_metric(request, metric), drafts=drafts)  # fmt: skip
    return ReadingsDone(added=len(plan.added), changed=len(plan.changed), same=plan.same)


@endpoint(router, "PATCH", "/metrics/{uuid:metric}/readings/{uuid:reading}", needs=Right.CONTRIBUTE, response=ReadingOut)  # fmt: skip
def change_reading(request: HttpRequest, metric: UUID, reading: UUID, body: ReadingChange) -> Any:
    """Correct a value or its note."""
    found, version = reading_by_id(acting(request), _metric(request, metric), reading), expected_version(request)  # fmt: skip
    fields = body.model_dump(exclude_unset=True)
    fields |= {"value": exact(fields["value"])} if "value" in fields else {}
    operations.change_reading(by=acting(request), now=clock.now(), reading=found, version=version, **fields)  # fmt: skip
    return ReadingOut.of(found)


@endpoint(router, "DELETE", "/metrics/{uuid:metric}/readings/{uuid:reading}", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def remove_reading(request: HttpRequest, metric: UUID, reading: UUID) -> Any:
    """Take a value away."""
    found, version = reading_by_id(acting(request), _metric(request, metric), reading), expected_version(request)  # fmt: skip
    operations.remove_reading(by=acting(request), now=clock.now(), reading=found, version=version)
    return 204, None


@endpoint(router, "GET", "/metrics/{uuid:metric}/targets", needs=Right.SEE, response=TargetList)
def list_targets(request: HttpRequest, metric: UUID) -> Any:
    """Targets, the one that counts first; 200 at most."""
    return {"rows": [TargetOut.of(row) for row in queries.targets_of(acting(request), _metric(request, metric))]}  # fmt: skip


@endpoint(router, "POST", "/metrics/{uuid:metric}/targets", needs=Right.PLAN, response={201: TargetOut})  # fmt: skip
def set_target(request: HttpRequest, metric: UUID, body: TargetIn) -> Any:
    """Say where the metric should be by a day; earlier targets stay to be seen."""
    found = _metric(request, metric)
    upper = None if body.upper is None else exact(body.upper)
    operations.set_target(by=acting(request), now=clock.now(), metric=found, value=exact(body.value), upper=upper, due_on=body.due_on)  # fmt: skip
    return 201, TargetOut.of(queries.targets_of(acting(request), found)[0])


@endpoint(router, "DELETE", "/metrics/{uuid:metric}/targets/{uuid:target}", needs=Right.PLAN, response={204: None})  # fmt: skip
def remove_target(request: HttpRequest, metric: UUID, target: UUID) -> Any:
    """Take a target away; the one before it counts again."""
    found = target_by_id(acting(request), _metric(request, metric), target)
    operations.remove_target(by=acting(request), now=clock.now(), target=found)
    return 204, None


@endpoint(router, "GET", "/metrics/{uuid:metric}/annotations", needs=Right.SEE, response=AnnotationList)  # fmt: skip
def list_annotations(request: HttpRequest, metric: UUID) -> Any:
    """What happened, for this metric and for its product, the newest first; 200 at most."""
    return {"rows": [AnnotationOut.of(row) for row in queries.annotations_of(acting(request), _metric(request, metric))]}  # fmt: skip


@endpoint(router, "POST", "/metrics/{uuid:metric}/annotations", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def add_annotation(request: HttpRequest, metric: UUID, body: AnnotationIn) -> Any:
    """Note what happened on a day."""
    found = _metric(request, metric)
    operations.add_annotation(by=acting(request), now=clock.now(), metric=found, **body.model_dump())  # fmt: skip
    return 204, None


@endpoint(router, "DELETE", "/metrics/{uuid:metric}/annotations/{uuid:annotation}", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def remove_annotation(request: HttpRequest, metric: UUID, annotation: UUID) -> Any:
    """Take a note off the charts."""
    found = annotation_by_id(acting(request), _metric(request, metric), annotation)
    operations.remove_annotation(by=acting(request), now=clock.now(), annotation=found)
    return 204, None


def _metric(request: HttpRequest, key: UUID) -> Metric:
    return queries.metric_by_id(acting(request), key)


def _told(request: HttpRequest, metric: Metric) -> MetricOut:
    return MetricOut.of(queries.line_of(acting(request), metric, _today(request)))


def _today(request: HttpRequest) -> Any:
    return acting(request).workspace.today(clock.now())


def _resolved(request: HttpRequest, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a body with rows in the place of their ids."""
    if "kind" in fields:
        fields["metric_kind"] = fields.pop("kind")
    if fields.get("product"):
        fields["product"] = one(Product.objects.all(), pk=fields["product"])
    if fields.get("owner"):
        fields["owner"] = one(people(acting(request)), pk=fields["owner"])
    return fields
