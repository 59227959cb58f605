"""Notes at days of the charts."""

from datetime import date, datetime

from leadline.foundation.refusals import Invalid
from leadline.metrics.models import Annotation, Metric
from leadline.metrics.queries.adding import refuse_odd_day
from leadline.products.models import Product
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.CONTRIBUTE)
def add_annotation(
    *, by: Member, now: datetime, metric: Metric, on: date, text: str, whole_product: bool = False
) -> Event | None:
    """Note what happened on a day, for one metric or for all metrics of its product."""
    refuse_odd_day(on)
    if whole_product and metric.product is None:
        raise Invalid("This metric belongs to no product.", field="whole_product", remedy="Note it for the metric alone.")  # fmt: skip
    whose = {"product": metric.product} if whole_product else {"metric": metric}
    _row, change = Annotation.create(by=by, now=now, on=on, text=text, **whose)
    return record(by, now, "annotation.added", subject=metric, changes=[change])


def note_for_product(by: Member, now: datetime, product: Product, on: date, text: str) -> Change:
    """Note what happened on a day for all metrics of a product: inside the operation that it tells of."""
    refuse_odd_day(on)
    _row, change = Annotation.create(by=by, now=now, product=product, on=on, text=text)
    return change


@operation(needs=Right.CONTRIBUTE)
def remove_annotation(*, by: Member, now: datetime, annotation: Annotation) -> Event | None:
    """Take a note off the charts."""
    about = annotation.metric or annotation.product
    return record(by, now, "annotation.removed", subject=about, changes=[annotation.remove()])
