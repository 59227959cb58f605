"""What a range low, likely, high means, for the rooms above; apart, since it wakes the science."""

from leadline.planning.doubts import LEVEL, estimate, twenty

__all__ = ["LEVEL", "estimate", "twenty"]
