"""The product requirements document of a bet, or of an epic, put together from the records."""

from leadline.backlog.queries.prd.assembling import prd_of_bet, prd_of_item

__all__ = ["prd_of_bet", "prd_of_item"]
