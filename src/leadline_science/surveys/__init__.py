"""What answers of a sample say about everyone."""

from leadline_science.surveys.difference import Difference, difference
from leadline_science.surveys.gabor_granger import (
    PriceChoice,
    PriceLine,
    PriceTests,
    gabor_granger,
)
from leadline_science.surveys.kano import (
    Category,
    CategoryChance,
    Kano,
    KanoCounts,
    KanoLine,
    category,
    kano,
)
from leadline_science.surveys.nps import Nps, NpsChange, Recommendations, nps, nps_change
from leadline_science.surveys.raking import Margin, Raked, raking
from leadline_science.surveys.ratings import Rating, ces, csat
from leadline_science.surveys.sample import SampleSize, sample_size
from leadline_science.surveys.van_westendorp import (
    PriceAnswer,
    PricePoint,
    PriceSensitivity,
    van_westendorp,
)
from leadline_science.surveys.weights import (
    EffectiveSize,
    WeightedShare,
    effective_size,
    weighted_share,
)

__all__ = [
    "Category",
    "CategoryChance",
    "Difference",
    "EffectiveSize",
    "Kano",
    "KanoCounts",
    "KanoLine",
    "Margin",
    "Nps",
    "NpsChange",
    "PriceAnswer",
    "PriceChoice",
    "PriceLine",
    "PricePoint",
    "PriceSensitivity",
    "PriceTests",
    "Raked",
    "Rating",
    "Recommendations",
    "SampleSize",
    "WeightedShare",
    "category",
    "ces",
    "csat",
    "difference",
    "effective_size",
    "gabor_granger",
    "kano",
    "nps",
    "nps_change",
    "raking",
    "sample_size",
    "van_westendorp",
    "weighted_share",
]
