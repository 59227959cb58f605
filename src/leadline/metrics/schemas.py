"""What the API of this room takes in and gives out."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from leadline.foundation.paging import PAGE
from leadline.metrics.models import Annotation, Reading, Target
from leadline.metrics.models.metrics import PLACES
from leadline.metrics.pasted import MOST_ROWS
from leadline.metrics.pasted.reading import MOST_CHARACTERS
from leadline.metrics.queries import Filters, MetricLine, Story
from leadline.metrics.words import state_words
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Day, Id, name_up_to, text_up_to

Name = Annotated[str, name_up_to(200)]
Text = Annotated[str, text_up_to(20_000)]
Short = Annotated[str, text_up_to(300)]
Unit = Annotated[str, text_up_to(40)]
Kind = Literal["number", "share", "money"]
Direction = Literal["more", "less", "within"]
Cadence = Literal["daily", "weekly", "monthly", "quarterly"]
Places = Annotated[int, Field(ge=0, le=PLACES)]
Value = Annotated[float, Field(gt=-1e12, lt=1e12, allow_inf_nan=False)]


def exact(value: float) -> Decimal:
    """The decimal that a program wrote."""
    return Decimal(str(value))


class MetricIn(Input):
    """A new metric; for money the unit is the currency, a share is in per cent."""

    name: Name
    about: Text = ""
    source: Short = ""
    kind: Kind = "number"
    unit: Unit = ""
    decimals: Places = 0
    direction: Direction = "more"
    cadence: Cadence = "weekly"
    product: Id | None = None
    owner: Id | None = None


class MetricChange(Input):
    """Fields that are left out stay as they are."""

    name: Name = ""
    about: Text = ""
    source: Short = ""
    kind: Kind = "number"
    unit: Unit = ""
    decimals: Places = 0
    direction: Direction = "more"
    cadence: Cadence = "weekly"
    product: Id | None = None
    owner: Id | None = None


class MetricQuery(Schema):
    """What a list of metrics is narrowed to; `state` is empty, free, met, open, missed or stale."""

    q: Annotated[str, text_up_to(200)] = ""
    product: UUID | None = None
    owner: UUID | None = None
    state: str = ""
    after: str = ""
    limit: int = PAGE

    def filters(self) -> Filters:
        return Filters(self.q, self.product, self.owner, self.state)


class MetricOut(Schema):
    """A metric with its last value and where that stands."""

    id: UUID
    version: int
    name: str
    about: str
    source: str
    kind: str
    unit: str
    decimals: int
    direction: str
    cadence: str
    product: UUID | None
    owner: UUID | None
    last_on: date | None
    last: float | None
    target: float | None
    target_upper: float | None
    target_by: date | None
    state: str
    words: str
    is_stale: bool

    @classmethod
    def of(cls, line: MetricLine) -> "MetricOut":
        row, aim = line.metric, line.aim
        same = ("id", "version", "name", "about", "source", "unit", "decimals", "direction", "cadence")  # fmt: skip
        return cls(
            **{name: getattr(row, name) for name in same},
            kind=row.metric_kind, product=row.product_id, owner=row.owner_id, last_on=line.last_on, last=_plain(line.last),
            target=_plain(aim.value) if aim else None, target_upper=_plain(aim.upper) if aim else None,
            target_by=aim.due_on if aim else None, state=line.state.value, words=state_words(line), is_stale=line.is_stale,
        )  # fmt: skip


class ReadingIn(Input):
    on: Day
    value: Value
    note: Short = ""


class ReadingsIn(Input):
    """Values of days. Those that stand there already with the same value change nothing."""

    readings: Annotated[list[ReadingIn], Field(min_length=1, max_length=MOST_ROWS)]


class SeriesIn(Input):
    """Readings of many metrics as a CSV with column names; with `dry_run` nothing is written.

    `order` of dates is day or month, the decimal `mark` point or comma, where the rows do not tell.
    `kind`, `unit` and `cadence` are those of metrics that are not there yet.
    """

    text: Annotated[str, name_up_to(MOST_CHARACTERS)]
    order: Literal["", "day", "month"] = ""
    mark: Literal["", "point", "comma"] = ""
    kind: Literal["number", "share"] = "number"
    unit: Unit = ""
    cadence: Cadence = "monthly"
    dry_run: bool = False


class SeriesDone(Schema):
    """How many metrics were made, and how many days are new, have another value, stood there."""

    metrics: int
    added: int
    changed: int
    same: int


class ReadingsDone(Schema):
    """How many days were new, how many got another value, and how many stayed."""

    added: int
    changed: int
    same: int


class ReadingChange(Input):
    """Fields that are left out stay as they are."""

    value: Value = 0
    note: Short = ""


class ReadingOut(Schema):
    id: UUID
    version: int
    on: date
    value: float
    note: str

    @classmethod
    def of(cls, row: Reading) -> "ReadingOut":
        return cls(id=row.id, version=row.version, on=row.on, value=float(row.value), note=row.note)


class TargetIn(Input):
    """Where the metric should be by a day; `upper` for a metric that should lie within a range."""

    value: Value
    upper: Value | None = None
    due_on: Day


class TargetOut(Schema):
    id: UUID
    value: float
    upper: float | None
    baseline: float | None
    due_on: date
    set_on: date

    @classmethod
    def of(cls, row: Target) -> "TargetOut":
        return cls(
            id=row.id, value=float(row.value), upper=_plain(row.upper), baseline=_plain(row.baseline),
            due_on=row.due_on, set_on=row.set_on,
        )  # fmt: skip


class AnnotationIn(Input):
    """What happened on a day; with `whole_product` for all metrics of the metric's product."""

    on: Day
    text: Annotated[str, name_up_to(200)]
    whole_product: bool = False


class AnnotationOut(Schema):
    id: UUID
    on: date
    text: str
    whole_product: bool

    @classmethod
    def of(cls, row: Annotation) -> "AnnotationOut":
        return cls(id=row.id, on=row.on, text=row.text, whole_product=row.product_id is not None)


class MetricPage(Schema):
    rows: list[MetricOut]
    after: str


class ReadingPage(Schema):
    rows: list[ReadingOut]
    after: str


class TargetList(Schema):
    rows: list[TargetOut]


class AnnotationList(Schema):
    rows: list[AnnotationOut]


class Limits(Schema):
    """A reading with its natural process limits; `signals` are the rules that it breaks."""

    on: date
    value: float
    low: float | None
    centre: float
    high: float
    signals: list[str]


class ChartOut(Schema):
    """The process-behaviour chart over a span; no rows where `lacks` says what is missing."""

    method: str
    method_version: str
    warnings: list[str]
    lacks: str
    rows: list[Limits]

    @classmethod
    def of(cls, story: Story) -> "ChartOut":
        chart = story.chart
        if chart is None:
            return cls(method="charts.xmr", method_version="", warnings=[], lacks=str(story.lacks or ""), rows=[])  # fmt: skip
        rules = {at: [each.rule for each in chart.signals if each.at == at] for at in story.signals()}  # fmt: skip
        rows = [
            Limits(on=row.on, value=float(row.value), low=chart.low[at], centre=chart.centre[at], high=chart.high[at], signals=rules.get(at, []))
            for at, row in enumerate(story.readings)
        ]  # fmt: skip
        return cls(method=chart.method, method_version=chart.version, warnings=list(chart.warnings), lacks="", rows=rows)  # fmt: skip


def _plain(value: Any) -> float | None:
    return None if value is None else float(value)
