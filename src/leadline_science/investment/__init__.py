"""Is it worth the money: worth today, rates, payback, gates, order of trying, waiting, and doubt."""

from leadline_science.investment.deferral import AtVolatility, Deferral, Wait, call, deferral, put
from leadline_science.investment.flows import (
    DatedFlows,
    Flows,
    Period,
    rate_per_period,
    rate_per_year,
)
from leadline_science.investment.looking import Alternative, SearchOrder, Turn, search_order
from leadline_science.investment.mirr import Modified, mirr
from leadline_science.investment.payback import Back, Payback, payback
from leadline_science.investment.rates import Range, Rates, irr, xirr
from leadline_science.investment.refusals import NoRate, OneSided
from leadline_science.investment.stages import Gate, Stage, Staged, staged
from leadline_science.investment.tornado import Case, Line, Tornado, tornado
from leadline_science.investment.worth import Timing, Worth, npv, xnpv

__all__ = [
    "Alternative",
    "AtVolatility",
    "Back",
    "Case",
    "DatedFlows",
    "Deferral",
    "Flows",
    "Gate",
    "Line",
    "Modified",
    "NoRate",
    "OneSided",
    "Payback",
    "Period",
    "Range",
    "Rates",
    "SearchOrder",
    "Stage",
    "Staged",
    "Timing",
    "Tornado",
    "Turn",
    "Wait",
    "Worth",
    "call",
    "deferral",
    "irr",
    "mirr",
    "npv",
    "payback",
    "put",
    "rate_per_period",
    "rate_per_year",
    "search_order",
    "staged",
    "tornado",
    "xirr",
    "xnpv",
]
