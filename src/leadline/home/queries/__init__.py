"""Readings that gather many rooms."""

from leadline.home.queries.attention import (
    ALL,
    SHOWN,
    Attention,
    attention,
    dismissal_of,
    need_called,
)
from leadline.home.queries.first_steps import Step, first_steps
from leadline.home.queries.glance import ProductGlance, products_at_a_glance
from leadline.home.queries.history import AsOf, Version, as_of, versions
from leadline.home.queries.methods import MethodPage, method_page
from leadline.home.queries.needs import Need
from leadline.home.queries.search import Found, Results, kinds_to_search, search
from leadline.home.queries.trash import InTrash, in_trash, trashed_record

__all__ = [
    "ALL",
    "SHOWN",
    "AsOf",
    "Attention",
    "Found",
    "InTrash",
    "MethodPage",
    "Need",
    "ProductGlance",
    "Results",
    "Step",
    "Version",
    "as_of",
    "attention",
    "dismissal_of",
    "first_steps",
    "in_trash",
    "kinds_to_search",
    "method_page",
    "need_called",
    "products_at_a_glance",
    "search",
    "trashed_record",
    "versions",
]
