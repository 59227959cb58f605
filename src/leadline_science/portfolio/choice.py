"""Which bets start when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats
from leadline_science.portfolio.building.model import Model, build
from leadline_science.portfolio.conflicts import conflict
from leadline_science.portfolio.problem.plan import Start, Use, broken, starts_of, uses, value_of
from leadline_science.portfolio.problem.portfolio import Portfolio
from leadline_science.portfolio.problem.risk import Risk
from leadline_science.portfolio.refusals import NoneFound
from leadline_science.portfolio.solving.highs import Stop
from leadline_science.portfolio.solving.search import Outcome, Work, search

PROVED = 1e-6


@dataclass(frozen=True)
class Spent:
    """Work done: simplex iterations, nodes of the tree, neighbourhoods searched."""

    iterations: int
    nodes: int
    neighbourhoods: int


@dataclass(frozen=True)
class Odds:
    """The plan over the scenarios: mean, mean of the worst share, chances (None where not asked)."""

    mean: float
    tail_mean: float | None
    reaches_target: float | None
    fits: float | None


@dataclass(frozen=True, kw_only=True)
class Choice(Answer):
    """A plan. `value`: what was maximised, in present money. `bound`: no plan is worth more.

    `gap`: (bound - value) / |bound|. `proved`: the gap is nought to one millionth. `relaxed`: value with
    bets divisible. `worth`: present value as stated, without scenarios.
    """

    starts: tuple[Start, ...]
    left_out: tuple[str, ...]
    value: float
    bound: float
    gap: float
    proved: bool
    relaxed: float
    worth: float
    uses: tuple[Use, ...]
    odds: Odds | None
    spent: Spent
    standing: str

    @property
    def plan(self) -> dict[str, int]:
        """Name of every chosen bet to the quarter in which it starts."""
        return {each.bet: each.quarter for each in self.starts}


METHOD = Method("portfolio.choice", "1", "Which bets start when?", Choice)


def choose(
    portfolio: Portfolio,
    *,
    risk: Risk | None = None,
    work: Work | None = None,
    seed: int = 0,
    start: Mapping[str, int] | None = None,
    stop: Stop | None = None,
) -> Choice:
    """The best plan found within `work`, with the bound it was held against.

    `start`: a plan to begin from, such as the last one; used when it keeps the limits. `stop`: asked now and
    then; True ends the search early, which the answer says, as it then may not replay.
    Raises `Conflict` (with the limits in each other's way) and `NoneFound`.
    """
    model, outcome = attempt(portfolio, risk, work or Work(), seed, start=start, stop=stop)
    return answer(model, outcome, risk, seed)


def attempt(
    portfolio: Portfolio,
    risk: Risk | None,
    work: Work,
    seed: int,
    *,
    start: Mapping[str, int] | None = None,
    stop: Stop | None = None,
) -> tuple[Model, Outcome]:
    """The model and what the search found. Raises `Conflict` and `NoneFound`."""
    model = build(portfolio, risk)
    hint = None if start is None else model.hint(start)
    outcome = search(model.program, model.groups, work, seed, start=hint, stop=stop)
    if outcome.empty:
        raise conflict(portfolio, risk, stop)
    if outcome.x is None:
        raise NoneFound(
            "No plan was met within the work allowed.", "Allow more work, or loosen a limit."
        )
    return model, outcome


def answer(model: Model, outcome: Outcome, risk: Risk | None, seed: int) -> Choice:
    """What the search found, counted again from the plan alone."""
    assert outcome.x is not None
    portfolio, plan = model.portfolio, model.plan(outcome.x)
    gap = relative(outcome.value, outcome.bound)
    return Choice(
        **METHOD.stamp,
        seed=seed,
        assumptions=_assumptions(portfolio, risk),
        warnings=_warnings(portfolio, plan, outcome, gap),
        starts=starts_of(portfolio, plan),
        left_out=tuple(bet.name for bet in portfolio.bets if bet.name not in plan),
        value=outcome.value,
        bound=outcome.bound,
        gap=gap,
        proved=gap <= PROVED,
        relaxed=outcome.relaxed.value,
        worth=value_of(portfolio, plan),
        uses=uses(portfolio, plan),
        odds=None if risk is None else odds(portfolio, plan, risk),
        spent=Spent(outcome.iterations, outcome.nodes, outcome.rounds),
        standing=standing(gap),
    )


def relative(value: float, bound: float) -> float:
    """The gap as a share of the bound."""
    return max(0.0, bound - value) / max(abs(bound), 1e-9)


def standing(gap: float) -> str:
    """The gap in words."""
    if gap <= PROVED:
        return "Proved: no plan is worth more."
    return (
        f"No plan can be worth more than {100 * gap / (1 - min(gap, 0.99)):.2g} % above this one."
    )


def odds(portfolio: Portfolio, plan: Mapping[str, int], risk: Risk) -> Odds:
    """The plan over the scenarios, counted scenario by scenario."""
    worth = _scenario_worth(portfolio, plan, risk)
    tail, target = risk.tail, risk.target
    return Odds(
        mean=float(worth.mean()),
        tail_mean=None if tail is None else tail_mean(worth, tail.share),
        reaches_target=None if target is None else float(np.mean(worth >= target.value - 1e-6)),
        fits=None if risk.fits is None else _fitting(portfolio, plan, risk),
    )


def tail_mean(values: Floats, share: float) -> float:
    """Mean of the worst `share`, the scenario on its edge counted in part."""
    count = share * len(values)
    weights = np.clip(count - np.arange(len(values)), 0, 1)
    return float(np.sort(values) @ weights / count)


def _scenario_worth(portfolio: Portfolio, plan: Mapping[str, int], risk: Risk) -> Floats:
    present = np.array(
        [
            portfolio.horizon.present(bet.finish(plan[bet.name])) if bet.name in plan else 0.0
            for bet in portfolio.bets
        ]
    )
    found: Floats = risk.scenarios.worth() @ present
    return found


def _fitting(portfolio: Portfolio, plan: Mapping[str, int], risk: Risk) -> float:
    sized = (_sized(portfolio, factors) for factors in risk.scenarios.sizes)
    within = [
        all(
            used <= available + 1e-6 * max(1.0, available)
            for use in uses(each, plan)
            for used, available in zip(use.used, use.available, strict=True)
        )
        for each in sized
    ]
    return float(np.mean(within))


def _sized(portfolio: Portfolio, factors: Sequence[float]) -> Portfolio:
    pairs = zip(portfolio.bets, factors, strict=True)
    bets = tuple(bet.sized(factor) for bet, factor in pairs)
    return replace(portfolio, bets=bets)


def _assumptions(portfolio: Portfolio, risk: Risk | None) -> tuple[str, ...]:
    unspent = portfolio.budget is not None and portfolio.budget.carry
    return (
        "Values of bets add up: no bet makes another worth more or less.",
        "A bet brings its value when it finishes, and nothing when it would finish after the horizon.",
        "Unspent money goes to the next quarter." if unspent else "Unspent money is lost.",
        *(() if risk is None else ("The scenarios are equally likely, and all there is.",)),
    )


def _warnings(
    portfolio: Portfolio, plan: Mapping[str, int], outcome: Outcome, gap: float
) -> tuple[str, ...]:
    found = [f"The plan breaks a limit by rounding: {each}." for each in broken(portfolio, plan)]
    if outcome.stopped:
        found.append("The search was stopped early: another run may come out differently.")
    if gap > 0.05:
        found.append("The gap is above 5 %: allow more work before relying on the plan.")
    return tuple(found)
