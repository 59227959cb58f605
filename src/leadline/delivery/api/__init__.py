"""The API of this room: the same queries and operations as its pages."""

from leadline.delivery.api import board, flow, forecasts, sprints
from leadline.delivery.api.base import router

__all__ = ["board", "flow", "forecasts", "router", "sprints"]
