"""How far may a number lie from the truth."""

from leadline_science.uncertainty.dependence import INDEPENDENT, Correlations
from leadline_science.uncertainty.distribution import Distribution
from leadline_science.uncertainty.estimates import Estimate, Family
from leadline_science.uncertainty.saying import (
    exactly,
    lognormal,
    normal,
    pert,
    quantiles_of_three,
    share,
    share_counted,
    triangular,
    triangulars,
    uniform,
)
from leadline_science.uncertainty.shares import Share, wilson
from leadline_science.uncertainty.spread import Draws, Driver, Spread, spread
from leadline_science.uncertainty.telling import EstimateTold, Quantile, told
from leadline_science.uncertainty.units import DATE, DAY, NUMBER, SHARE, Unit, money

__all__ = [
    "DATE",
    "DAY",
    "INDEPENDENT",
    "NUMBER",
    "SHARE",
    "Correlations",
    "Distribution",
    "Draws",
    "Driver",
    "Estimate",
    "EstimateTold",
    "Family",
    "Quantile",
    "Share",
    "Spread",
    "Unit",
    "exactly",
    "lognormal",
    "money",
    "normal",
    "pert",
    "quantiles_of_three",
    "share",
    "share_counted",
    "spread",
    "told",
    "triangular",
    "triangulars",
    "uniform",
    "wilson",
]
