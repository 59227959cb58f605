"""What more or less money, or capacity, would bring."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from leadline_science.answers import Answer, Method
from leadline_science.checks import amounts
from leadline_science.portfolio.choice import Choice, choose, relative
from leadline_science.portfolio.problem.portfolio import Portfolio
from leadline_science.portfolio.problem.risk import Risk
from leadline_science.portfolio.refusals import Conflict
from leadline_science.portfolio.solving.search import Work
from leadline_science.refusals import NoData, OutOfRange

BUDGET = "budget"
FACTORS = (0.6, 0.8, 1.0, 1.2, 1.4)


@dataclass(frozen=True)
class Point:
    """At `factor` times what is given, `amount` in all: a plan worth `value`; none is worth more than `bound`.

    `starts`: (bet, quarter) of the plan; None, as are value and gap, where no plan keeps the limits.
    """

    factor: float
    amount: float
    value: float | None
    bound: float | None
    gap: float | None
    starts: tuple[tuple[str, int], ...] | None
    proved: bool


@dataclass(frozen=True, kw_only=True)
class Frontier(Answer):
    """`points` by rising factor on `what` (a team's name, or "budget"), in `unit`; values in `money`."""

    what: str
    points: tuple[Point, ...]
    unit: str
    money: str


METHOD = Method("portfolio.frontier", "1", "What would more or less of it bring?", Frontier)


def frontier(
    portfolio: Portfolio,
    *,
    what: str = BUDGET,
    factors: Sequence[float] = FACTORS,
    risk: Risk | None = None,
    work: Work | None = None,
    seed: int = 0,
) -> Frontier:
    """The best plan found at each factor of the budget or of a team's capacity.

    Each point starts from the plan of the one below it, so value never falls, and a bound found above holds below.
    Raises `NoData`, `OutOfRange`, `NotNamed`, `NoneFound`.
    """
    wanted = sorted({float(each) for each in amounts("the factors", factors)})
    if wanted[0] <= 0:
        raise OutOfRange("A factor is 0.", "Give factors above 0, such as 0.8 and 1.2.")
    found: list[tuple[float, Portfolio, Choice | None]] = []
    plan: Mapping[str, int] | None = None
    for factor in wanted:
        at = scaled(portfolio, what, factor)
        made = _chosen(at, risk, work, seed, plan)
        plan = made.plan if made else plan
        found.append((factor, at, made))
    return Frontier(
        **METHOD.stamp,
        seed=seed,
        assumptions=(f"All quarters of {what} grow or shrink alike; all else stays.",),
        warnings=_warnings(found),
        what=what,
        points=_points(found, what),
        unit=portfolio.horizon.money if what == BUDGET else portfolio.horizon.effort,
        money=portfolio.horizon.money,
    )


def scaled(portfolio: Portfolio, what: str, factor: float) -> Portfolio:
    """The same with `factor` times the budget or a team's capacity. Raises `NoData`, `NotNamed`."""
    if what == BUDGET:
        if portfolio.budget is None:
            raise NoData("There is no budget.", "Give one, or name a team.")
        return portfolio.with_budget(portfolio.budget.times(factor))
    team = portfolio.team(what)
    return portfolio.with_team(
        replace(team, capacity=tuple(each * factor for each in team.capacity))
    )


def _chosen(
    portfolio: Portfolio,
    risk: Risk | None,
    work: Work | None,
    seed: int,
    plan: Mapping[str, int] | None,
) -> Choice | None:
    try:
        return choose(portfolio, risk=risk, work=work, seed=seed, start=plan)
    except Conflict:
        return None


def _points(
    found: Sequence[tuple[float, Portfolio, Choice | None]], what: str
) -> tuple[Point, ...]:
    points: list[Point] = []
    least: float | None = None
    for factor, at, made in reversed(found):
        amount = _amount(at, what)
        if made is None:
            points.append(Point(factor, amount, None, None, None, None, proved=True))
            continue
        least = made.bound if least is None else min(least, made.bound)
        bound = max(least, made.value)
        starts = tuple((each.bet, each.quarter) for each in made.starts)
        gap = relative(made.value, bound)
        points.append(Point(factor, amount, made.value, bound, gap, starts, made.proved))
    return tuple(reversed(points))


def _amount(portfolio: Portfolio, what: str) -> float:
    if what == BUDGET:
        return sum(portfolio.budget.amounts) if portfolio.budget else 0.0
    return sum(portfolio.team(what).capacity)


def _warnings(found: Sequence[tuple[float, Portfolio, Choice | None]]) -> tuple[str, ...]:
    none = [f"{factor:g}" for factor, _, made in found if made is None]
    wide = any(made is not None and made.gap > 0.01 for _, _, made in found)
    told = {
        f"No plan keeps the limits at {', '.join(none)} times.": bool(none),
        "Gaps above 1 %: differences between points smaller than the gap mean nothing.": wide,
    }
    return tuple(text for text, applies in told.items() if applies)
