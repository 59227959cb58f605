"""How far may a number lie from the truth."""

from leadline_science.uncertainty.shares import Share, wilson

__all__ = ["Share", "wilson"]
