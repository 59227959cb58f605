"""Is it more than the usual noise."""

from leadline_science.charts.false_alarms import FalseAlarms
from leadline_science.charts.likeness import Likeness
from leadline_science.charts.limits import Kind
from leadline_science.charts.xmr import ProcessChart, Signal, process_behaviour

__all__ = ["FalseAlarms", "Kind", "Likeness", "ProcessChart", "Signal", "process_behaviour"]
