"""How work moves: cycle time, ageing, throughput, work in progress, states."""

from leadline_science.flow.ageing import Ageing, AgeingItem, ageing
from leadline_science.flow.counting import Series, throughput, wip
from leadline_science.flow.cycle_times import CycleTimes, Percentile, cycle_times
from leadline_science.flow.little import Little, littles_law
from leadline_science.flow.moves import (
    CumulativeFlow,
    FlowEfficiency,
    Move,
    StateTime,
    TimeInState,
    cumulative_flow,
    flow_efficiency,
    time_in_state,
)
from leadline_science.flow.say_do import SayDo, say_do
from leadline_science.flow.spans import Spans

__all__ = [
    "Ageing",
    "AgeingItem",
    "CumulativeFlow",
    "CycleTimes",
    "FlowEfficiency",
    "Little",
    "Move",
    "Percentile",
    "SayDo",
    "Series",
    "Spans",
    "StateTime",
    "TimeInState",
    "ageing",
    "cumulative_flow",
    "cycle_times",
    "flow_efficiency",
    "littles_law",
    "say_do",
    "throughput",
    "time_in_state",
    "wip",
]
