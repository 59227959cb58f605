"""Flow: which items count, how many by day and week, how long they take."""

from leadline.delivery.queries.flow.items import FlowItem, ItemChoice, flow_items
from leadline.delivery.queries.flow.page import Flow, flow_of
from leadline.delivery.queries.flow.scope import PERIODS, FlowScope
from leadline.delivery.queries.flow.weeks import Week, history

__all__ = [
    "PERIODS",
    "Flow",
    "FlowItem",
    "FlowScope",
    "ItemChoice",
    "Week",
    "flow_items",
    "flow_of",
    "history",
]
