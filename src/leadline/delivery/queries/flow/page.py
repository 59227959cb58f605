"""Everything that the page of flow draws, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from leadline.delivery.queries.flow import times
from leadline.delivery.queries.flow.days import counts_of
from leadline.delivery.queries.flow.scope import FlowScope, LeftOut
from leadline.delivery.queries.flow.weeks import Standing, Week, standings, whole_weeks
from leadline.workspaces.models import Member
from leadline_science.charts import ProcessChart, process_behaviour
from leadline_science.flow import Little
from leadline_science.refusals import Refused

MOST_WEEKS_CHARTED = 104


@dataclass(frozen=True)
class Flow:
    """The figures of flow. What cannot be said from the data there is, is None or empty."""

    scope: FlowScope
    today: date
    weeks: Sequence[Week]
    process: ProcessChart | None
    standings: Sequence[Standing]
    taken: times.Taken
    ageing: times.Ageing | None
    doing: Sequence[times.TimedItem]
    states: times.States | None
    little: Little | None
    left_out: LeftOut
    counted_at: datetime | None

    @property
    def is_empty(self) -> bool:
        return not self.standings

    @property
    def finished(self) -> float:
        return sum(week.finished for week in self.weeks)


def flow_of(member: Member, scope: FlowScope, today: date) -> Flow:
    """The flow of a scope up to today."""
    counts = counts_of(member, scope)
    weeks = whole_weeks(counts.days, today, scope.since(today))
    taken = times.taken(member, scope, today)
    doing = times.in_progress(member, scope, today)
    return Flow(
        scope=scope,
        today=today,
        weeks=weeks,
        process=process_of(weeks),
        standings=standings(counts.days, today, scope.since(today)),
        taken=taken,
        ageing=times.ageing(taken, doing),
        doing=doing,
        states=times.states(scope, taken),
        little=times.littles_law(member, scope, today),
        left_out=counts.left_out,
        counted_at=counts.at,
    )


def process_of(weeks: Sequence[Week]) -> ProcessChart | None:
    """The weekly throughput with its natural limits; None below six weeks, or when all are alike."""
    values = [week.finished for week in weeks[-MOST_WEEKS_CHARTED:]]
    try:
        return process_behaviour(values, floor=0.0)
    except Refused:
        return None
