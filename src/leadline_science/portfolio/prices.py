"""What a little more of each limit would bring."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import between
from leadline_science.portfolio.building.model import Model
from leadline_science.portfolio.building.words import Kind
from leadline_science.portfolio.choice import Choice, answer, attempt, choose
from leadline_science.portfolio.frontier import BUDGET, scaled
from leadline_science.portfolio.problem.limits import Exclusive
from leadline_science.portfolio.problem.portfolio import Portfolio
from leadline_science.portfolio.problem.risk import Risk
from leadline_science.portfolio.solving.search import Outcome, Work


@dataclass(frozen=True)
class Price:
    """`gain`: value added by `more` of a limit, or by giving it up; it lies in [low, high].

    `gain` is that of the plans found; where the gaps leave room, the truth may be anywhere in the interval.
    `relaxed`: what the duals of the relaxation say for `more`, bets divisible: no price of real bets.
    None where it has none. `told`: the gain can be told from nothing.
    """

    limit: str
    more: float
    unit: str
    gain: float
    low: float
    high: float
    relaxed: float | None
    told: bool


@dataclass(frozen=True, kw_only=True)
class Prices(Answer):
    """`prices`: the largest gain first, in `money`, against a plan worth `value` (bound `bound`)."""

    prices: tuple[Price, ...]
    value: float
    bound: float
    share: float
    money: str


METHOD = Method("portfolio.prices", "1", "Which limit is worth loosening?", Prices)


def prices(
    portfolio: Portfolio,
    *,
    share: float = 0.1,
    risk: Risk | None = None,
    work: Work | None = None,
    seed: int = 0,
) -> Prices:
    """Each team and the budget `share` larger in all quarters, and each rule given up: chosen anew.

    With a `risk`, each of its limits is also loosened by `share` of itself, and given up.
    Every re-solve starts from the plan at hand. Raises `Conflict`, `NoneFound`, `OutOfRange`.
    """
    between("The share", share, 0, 10)
    allowed = work or Work()
    model, outcome = attempt(portfolio, risk, allowed, seed)
    base = answer(model, outcome, risk, seed)
    loosened = [
        *(each.under(risk) for each in _larger(portfolio, model, outcome, share)),
        *(each.under(risk) for each in _given_up(portfolio)),
        *_borne(portfolio, risk, model, outcome, share),
    ]
    found = [_price(each, base, allowed, seed) for each in loosened]
    return Prices(
        **METHOD.stamp,
        seed=seed,
        assumptions=("One limit is loosened at a time, in all quarters alike; all else stays.",),
        warnings=_warnings(found),
        prices=tuple(sorted(found, key=lambda each: -each.gain)),
        value=base.value,
        bound=base.bound,
        share=share,
        money=portfolio.horizon.money,
    )


@dataclass(frozen=True)
class Loosened:
    """A portfolio with one limit loosened, and what the relaxation expects of it."""

    limit: str
    more: float
    unit: str
    portfolio: Portfolio
    relaxed: float | None
    risk: Risk | None = None

    def under(self, risk: Risk | None) -> "Loosened":
        """The same under a risk."""
        return replace(self, risk=risk)


def _larger(portfolio: Portfolio, model: Model, outcome: Outcome, share: float) -> list[Loosened]:
    horizon, made = portfolio.horizon, []
    for team in portfolio.teams:
        dual = _dual(model, outcome, Kind.TEAM, team.name, share * np.array(team.capacity))
        more, larger = share * sum(team.capacity), scaled(portfolio, team.name, 1 + share)
        made.append(Loosened(team.name, more, horizon.effort, larger, dual))
    if portfolio.budget is not None:
        given = np.array(portfolio.budget.amounts) * share
        steps = given.cumsum() if portfolio.budget.carry else given
        dual = _dual(model, outcome, Kind.BUDGET, BUDGET, steps)
        larger = scaled(portfolio, BUDGET, 1 + share)
        made.append(Loosened(BUDGET, float(given.sum()), horizon.money, larger, dual))
    return made


def _dual(model: Model, outcome: Outcome, kind: Kind, of: str, steps: np.ndarray) -> float:
    rows = [
        (at, limit.quarter or 1)
        for at, limit in enumerate(model.limits)
        if limit.kind is kind and limit.of == of
    ]
    return float(sum(outcome.relaxed.duals[at] * steps[quarter - 1] for at, quarter in rows))


def _given_up(portfolio: Portfolio) -> list[Loosened]:
    limits = portfolio.limits
    made = [
        Loosened(f"{bet.name} is a must-do", 1, "rule", _not_must(portfolio, bet.name), None)
        for bet in portfolio.bets
        if bet.must
    ]
    for share in limits.shares:
        rest = tuple(each for each in limits.shares if each is not share)
        freed = replace(portfolio, limits=replace(limits, shares=rest))
        made.append(Loosened(f"share of {share.theme}", 1, "rule", freed, None))
    for group in limits.exclusive:
        others: tuple[Exclusive, ...] = tuple(
            each for each in limits.exclusive if each is not group
        )
        freed = replace(portfolio, limits=replace(limits, exclusive=others))
        made.append(Loosened(f"one of {', '.join(group.bets)}", 1, "rule", freed, None))
    return made


def _not_must(portfolio: Portfolio, bet: str) -> Portfolio:
    return portfolio.with_bet(replace(portfolio.bet(bet), must=False))


def _borne(
    portfolio: Portfolio, risk: Risk | None, model: Model, outcome: Outcome, share: float
) -> list[Loosened]:
    """Each limit of a risk a little looser, and given up."""
    if risk is None:
        return []
    part = min(1.0, share)
    made: list[Loosened] = []
    tail, target, fits = risk.tail, risk.target, risk.fits
    if tail is not None and tail.floor is not None:
        step = share * abs(tail.floor)
        dual = _dual(model, outcome, Kind.TAIL, "floor", np.array([-step]))
        less = replace(risk, tail=replace(tail, floor=tail.floor - step))
        free = replace(risk, tail=replace(tail, floor=None))
        money = portfolio.horizon.money
        made.append(Loosened("floor of the tail mean", step, money, portfolio, dual, less))
        made.append(_without("floor of the tail mean", portfolio, free))
    if target is not None:
        step = part * target.chance
        less = replace(risk, target=replace(target, chance=target.chance - step))
        made.append(Loosened("chance of the target", step, "chance", portfolio, None, less))
        made.append(_without("target", portfolio, replace(risk, target=None)))
    if fits is not None:
        less = replace(risk, fits=fits - part * fits)
        made.append(
            Loosened("chance that the plan fits", part * fits, "chance", portfolio, None, less)
        )
        made.append(_without("chance that the plan fits", portfolio, replace(risk, fits=None)))
    return made


def _without(limit: str, portfolio: Portfolio, risk: Risk) -> Loosened:
    return Loosened(f"{limit}, given up", 1, "rule", portfolio, None, risk)


def _price(loosened: Loosened, base: Choice, work: Work, seed: int) -> Price:
    found = choose(loosened.portfolio, risk=loosened.risk, work=work, seed=seed, start=base.plan)
    low, high = max(0.0, found.value - base.bound), found.bound - base.value
    return Price(
        *(loosened.limit, loosened.more, loosened.unit),
        gain=max(0.0, found.value - base.value),
        low=low,
        high=max(high, low),
        relaxed=loosened.relaxed,
        told=low > 0,
    )


def _warnings(found: Sequence[Price]) -> tuple[str, ...]:
    open_ = sum(not each.told and each.gain > 0 for each in found)
    told = {
        f"{open_} gains lie within the gaps: they cannot be told from nothing.": open_ > 0,
    }
    return tuple(text for text, applies in told.items() if applies)
