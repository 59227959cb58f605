"""Which bets to make, and when, under limits of money, teams and order."""

from leadline_science.portfolio.choice import Choice, Odds, Spent, choose
from leadline_science.portfolio.frontier import Frontier, Point, frontier
from leadline_science.portfolio.prices import Price, Prices, prices
from leadline_science.portfolio.problem.bets import Bet, Need
from leadline_science.portfolio.problem.limits import (
    Budget,
    Exclusive,
    Horizon,
    Limits,
    Team,
    ThemeShare,
)
from leadline_science.portfolio.problem.plan import Start, Use
from leadline_science.portfolio.problem.portfolio import Portfolio
from leadline_science.portfolio.problem.risk import Risk, Scenarios, Tail, Target
from leadline_science.portfolio.reasons import Reason, Reasons, reasons
from leadline_science.portfolio.refusals import Conflict, NoneFound
from leadline_science.portfolio.solving.search import Work

__all__ = [
    "Bet",
    "Budget",
    "Choice",
    "Conflict",
    "Exclusive",
    "Frontier",
    "Horizon",
    "Limits",
    "Need",
    "NoneFound",
    "Odds",
    "Point",
    "Portfolio",
    "Price",
    "Prices",
    "Reason",
    "Reasons",
    "Risk",
    "Scenarios",
    "Spent",
    "Start",
    "Tail",
    "Target",
    "Team",
    "ThemeShare",
    "Use",
    "Work",
    "choose",
    "frontier",
    "prices",
    "reasons",
]
