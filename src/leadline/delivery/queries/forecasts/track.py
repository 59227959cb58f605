"""How forecasts held: of those that were kept, and of the past replayed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from leadline.delivery.models import ForecastScore
from leadline.delivery.queries.flow.scope import FlowScope
from leadline.delivery.queries.flow.weeks import Week, history
from leadline.workspaces.models import Member
from leadline_science.calibration import Statement, TrackRecord, track_record
from leadline_science.forecasting import Backtest, Throughput, Unit, backtest
from leadline_science.refusals import Refused

MOST_STATEMENTS = 5_000
MOST_WEEKS = 260
HORIZON = 4


def record_of(member: Member, scope: FlowScope) -> TrackRecord | None:
    """The kept statements of a product or team that are due; None before the first."""
    scores = ForecastScore.objects.filter(run__product=scope.product, run__team=scope.team)
    rows = list(
        scores.order_by("-due_on", "id").values_list("stated", "held", "run__starts_on", "due_on")[
            :MOST_STATEMENTS
        ]
    )
    if not rows:
        return None
    statements = [Statement(stated, held) for stated, held, _, _ in rows]
    return track_record(statements, overlap=_overlap([(made, due) for _, _, made, due in rows]))


def _overlap(spans: Sequence[tuple[date, date]]) -> float:
    """How many forecasts look at the same stretch of time, on average."""
    horizon = sum((due - made).days for made, due in spans) / len(spans)
    days = sorted({made for made, _ in spans})
    between = (days[-1] - days[0]).days / (len(days) - 1) if len(days) > 1 else horizon
    return max(1.0, horizon / max(between, 1.0))


@dataclass(frozen=True)
class PastReplayed:
    """The history of a scope replayed: `why_not` says why it could not be."""

    weeks: Sequence[Week]
    answer: Backtest | None
    why_not: str = ""


def past_replayed(member: Member, scope: FlowScope, today: date, window: int = 12) -> PastReplayed:
    """Every four weeks of the past: how many in the next four, and did that hold."""
    weeks = history(member, scope, today, MOST_WEEKS)
    try:
        unit = Unit.POINTS if scope.in_points else Unit.ITEMS
        throughput = Throughput(tuple(week.finished for week in weeks), unit=unit)
        return PastReplayed(weeks, backtest(throughput, horizon=HORIZON, window=window))
    except Refused as refused:
        return PastReplayed(weeks, None, str(refused))
