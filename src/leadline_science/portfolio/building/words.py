"""Every limit in words."""

from dataclasses import dataclass
from enum import Enum

from leadline_science.portfolio.problem.bets import Bet
from leadline_science.portfolio.problem.limits import Exclusive, ThemeShare
from leadline_science.portfolio.problem.portfolio import Portfolio


class Kind(Enum):
    """What sort of limit."""

    ONCE = "once"
    MUST = "must-do"
    WINDOW = "window"
    TEAM = "capacity"
    BUDGET = "budget"
    AFTER = "after"
    ALONGSIDE = "alongside"
    EXCLUSIVE = "exclusive"
    SHARE = "theme share"
    TOGETHER = "in progress"
    TAIL = "tail floor"
    TARGET = "target"
    FITS = "chance to fit"


@dataclass(frozen=True)
class Limit:
    """One limit. `of`: the team, bet or theme it is on. `quarter`: None when it is on all."""

    kind: Kind
    words: str
    of: str = ""
    quarter: int | None = None


ONCE = Limit(Kind.ONCE, "A bet starts once at most.")


def must(bet: Bet, portfolio: Portfolio) -> Limit:
    """A bet that has to be done."""
    long = bet.finish(1) > portfolio.horizon.quarters
    more = (
        f", and works longer than the {portfolio.horizon.quarters} quarters planned" if long else ""
    )
    return Limit(Kind.MUST, f"{bet.name} is a must-do{more}.", bet.name)


def window(bet: Bet) -> Limit:
    """When a bet may start and finish."""
    end = "" if bet.finish_by is None else f" and finishes by quarter {bet.finish_by}"
    return Limit(
        Kind.WINDOW, f"{bet.name} starts in quarter {bet.earliest} or later{end}.", bet.name
    )


def capacity(name: str, quarter: int, amount: float, unit: str) -> Limit:
    """What a team can do in a quarter."""
    return Limit(Kind.TEAM, f"{name} has {amount:g} {unit} in quarter {quarter}.", name, quarter)


def budget(quarter: int, amount: float, unit: str, carry: bool) -> Limit:
    """What may be spent in a quarter, or up to it."""
    when = f"up to and in quarter {quarter}" if carry else f"in quarter {quarter}"
    return Limit(Kind.BUDGET, f"{amount:g} {unit} may be spent {when}.", "budget", quarter)


def after(bet: str, before: str) -> Limit:
    """A prerequisite that must be finished."""
    return Limit(Kind.AFTER, f"{bet} starts after {before} is finished.", bet)


def alongside(bet: str, other: str) -> Limit:
    """A prerequisite that must be under way."""
    return Limit(Kind.ALONGSIDE, f"{bet} starts together with {other} or later.", bet)


def exclusive(group: Exclusive) -> Limit:
    """At most one of several."""
    return Limit(Kind.EXCLUSIVE, f"At most one of {', '.join(group.bets)} is done.", group.bets[0])


def share(theme: ThemeShare, *, least: bool) -> Limit:
    """The least or largest share of spending."""
    side, amount = ("At least", theme.least) if least else ("At most", theme.most)
    return Limit(Kind.SHARE, f"{side} {amount:.0%} of spending goes to {theme.theme}.", theme.theme)


def together(quarter: int, most: int) -> Limit:
    """How many bets are in progress at once."""
    return Limit(
        Kind.TOGETHER, f"At most {most} bets are in progress in quarter {quarter}.", "", quarter
    )
