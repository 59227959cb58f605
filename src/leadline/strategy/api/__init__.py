"""The API of this room."""

from leadline.strategy.api import aims, canvases, deciding, decisions, results, themes, tree
from leadline.strategy.api.base import router

__all__ = ["aims", "canvases", "deciding", "decisions", "results", "router", "themes", "tree"]
