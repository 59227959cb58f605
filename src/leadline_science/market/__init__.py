"""How large a market is, who has it, and how something new spreads in it."""

from leadline_science.market.bass import Diffusion, bass
from leadline_science.market.bass_fit import Adoption, Limits, adoption
from leadline_science.market.shares import Concentration, ShareLine, concentration
from leadline_science.market.sizing import Gap, MarketSize, Size, WayDrivers, market_size
from leadline_science.market.tree import Factor, Part, Stage, Way

__all__ = [
    "Adoption",
    "Concentration",
    "Diffusion",
    "Factor",
    "Gap",
    "Limits",
    "MarketSize",
    "Part",
    "ShareLine",
    "Size",
    "Stage",
    "Way",
    "WayDrivers",
    "adoption",
    "bass",
    "concentration",
    "market_size",
]
