"""Why a bet is in or out, and what is the least that would have to change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from leadline_science.answers import Answer, Method
from leadline_science.portfolio.building.model import build
from leadline_science.portfolio.choice import Choice, answer, choose
from leadline_science.portfolio.problem.bets import Bet
from leadline_science.portfolio.problem.portfolio import Portfolio
from leadline_science.portfolio.problem.risk import Risk
from leadline_science.portfolio.refusals import Conflict, NoneFound
from leadline_science.portfolio.solving.search import Work, search

HALVINGS = 5
MOST_SIZE = 4.0
ALIKE = 1e-9


@dataclass(frozen=True)
class Reason:
    """A bet, in the plan or not, and the other way round.

    `margin`: what the plan loses when it is turned round; in [low, high]; None where that cannot be.
    `value_to_flip`: the value of the bet (with scenarios: its mean over them) at which both are worth the same,
    or from which a risk limit turns it round, within `HALVINGS` halvings. `size_to_flip`: the factor on its cost
    and needs from which it is turned round, within `HALVINGS` halvings; None where no size does.
    `enter`, `leave`: which other bets come and go. `cheapest`: the smallest change, in words.
    """

    bet: str
    chosen: bool
    margin: float | None
    low: float
    high: float | None
    value_to_flip: float | None
    size_to_flip: float | None
    enter: tuple[str, ...]
    leave: tuple[str, ...]
    cheapest: str


@dataclass(frozen=True, kw_only=True)
class Reasons(Answer):
    """`reasons` in the order asked, against a plan worth `value` (bound `bound`)."""

    reasons: tuple[Reason, ...]
    value: float
    bound: float
    money: str


METHOD = Method("portfolio.reasons", "1", "Why is this bet in, or out?", Reasons)


@dataclass(frozen=True)
class Asking:
    """A portfolio, its plan, and how to choose anew."""

    portfolio: Portfolio
    risk: Risk | None
    base: Choice
    work: Work
    seed: int

    def anew(self, bet: Bet) -> Choice:
        """The plan with another bet of that name."""
        return self._chosen(self.portfolio.with_bet(bet), self.risk)

    def valued(self, bet: Bet, value: float) -> Choice:
        """The plan with the bet at another value, in every scenario by as much."""
        if self.risk is None:
            return self.anew(replace(bet, value=value))
        risk = self.risk.shifted(self.portfolio.place[bet.name], value - self.value(bet))
        return self._chosen(self.portfolio, risk)

    def value(self, bet: Bet) -> float:
        """The value of a bet; with scenarios the mean over them."""
        return bet.value if self.risk is None else self.risk.mean(self.portfolio.place[bet.name])

    def _chosen(self, portfolio: Portfolio, risk: Risk | None) -> Choice:
        return choose(portfolio, risk=risk, work=self.work, seed=self.seed, start=self.base.plan)


def reasons(
    portfolio: Portfolio,
    bets: Sequence[str],
    *,
    risk: Risk | None = None,
    work: Work | None = None,
    seed: int = 0,
) -> Reasons:
    """Each of `bets` turned round, and all else chosen anew, under the same risk limits.

    Raises `Conflict`, `NoneFound`, `NotNamed`.
    """
    allowed = work or Work()
    asked = [portfolio.bet(name) for name in bets]
    base = choose(portfolio, risk=risk, work=allowed, seed=seed)
    asking = Asking(portfolio, risk, base, allowed, seed)
    found = tuple(_reason(asking, bet) for bet in asked)
    return Reasons(
        **METHOD.stamp,
        seed=seed,
        assumptions=("One bet is turned round at a time; all other bets may change with it.",),
        warnings=_warnings(found),
        reasons=found,
        value=base.value,
        bound=base.bound,
        money=portfolio.horizon.money,
    )


def _reason(asking: Asking, bet: Bet) -> Reason:
    base, portfolio = asking.base, asking.portfolio
    chosen = bet.name in base.plan
    try:
        turned = _left_out(asking, bet) if chosen else asking.anew(replace(bet, must=True))
    except Conflict as refused:
        return _cannot(bet, chosen, " ".join(refused.limits))
    except NoneFound:
        return _cannot(bet, chosen, "No plan with it was found within the work allowed.")
    margin = base.value - turned.value
    low, high = max(0.0, base.value - turned.bound), base.bound - turned.value
    start = base.plan[bet.name] if chosen else turned.plan[bet.name]
    step = margin / portfolio.horizon.present(bet.finish(start))
    value = _value_to_flip(asking, bet, *((-step, turned.value) if chosen else (step, base.value)))
    size = _size_to_flip(asking, bet, chosen=chosen)
    before, after = set(base.plan), set(turned.plan)
    return Reason(
        *(bet.name, chosen, margin, low, max(low, high), value, size),
        enter=tuple(sorted(after - before - {bet.name})),
        leave=tuple(sorted(before - after - {bet.name})),
        cheapest=_cheapest(bet.name, asking.value(bet), value, size, chosen=chosen),
    )


def _cannot(bet: Bet, chosen: bool, why: str) -> Reason:
    turned = "left out" if chosen else "taken in"
    words = f"{bet.name} cannot be {turned}: {why}"
    return Reason(bet.name, chosen, None, 0.0, None, None, None, (), (), words)


def _left_out(asking: Asking, bet: Bet) -> Choice:
    if bet.must:
        words = f"{bet.name} is a must-do."
        raise Conflict(words, "Take the mark away.", (words,))
    model = build(asking.portfolio, asking.risk).without(bet.name)
    outcome = search(model.program, model.groups, asking.work, asking.seed)
    if outcome.empty:
        words = "The other limits need it."
        raise Conflict(words, "Loosen one of them.", (words,))
    if outcome.x is None:
        raise NoneFound("No plan without it was met.", "Allow more work.")
    return answer(model, outcome, asking.risk, asking.seed)


def _value_to_flip(asking: Asking, bet: Bet, step: float, other: float) -> float:
    """`step` makes up for the margin to `other`; where a limit is on what the plan is worth, less may do."""
    stated = asking.value(bet)
    even = _evened(asking, bet, stated + step, other)
    if asking.risk is None or not asking.risk.on_value:
        return even
    return _halved(asking, bet, stated, even)


def _evened(asking: Asking, bet: Bet, value: float, other: float) -> float:
    """Newton's steps down to `other`: at another value, another quarter may be the best to start in."""
    for _ in range(HALVINGS):
        found = asking.valued(bet, value)
        above = found.value - other
        if bet.name not in found.plan or above <= ALIKE * max(1.0, abs(other)):
            break
        value -= above / asking.portfolio.horizon.present(bet.finish(found.plan[bet.name]))
    return value


def _halved(asking: Asking, bet: Bet, stays: float, turns: float) -> float:
    """Between a value at which the bet stays as it is and one at which it is turned round."""
    chosen = turns < stays
    for _ in range(HALVINGS):
        middle = (stays + turns) / 2
        if _in(partial(asking.valued, bet, middle), bet) == chosen:
            stays = middle
        else:
            turns = middle
    return turns


def _size_to_flip(asking: Asking, bet: Bet, *, chosen: bool) -> float | None:
    """Between a size at which it is in and one at which it is out, halved."""
    if not bet.spend and not bet.needs:
        return None
    inside, outside = (1.0, MOST_SIZE) if chosen else (0.01, 1.0)
    if _taken(asking, bet, outside if chosen else inside) == chosen:
        return None
    for _ in range(HALVINGS):
        middle = (inside * outside) ** 0.5
        if _taken(asking, bet, middle):
            inside = middle
        else:
            outside = middle
    return outside if chosen else inside


def _taken(asking: Asking, bet: Bet, size: float) -> bool:
    """Whether the bet is in the plan once its cost and needs are `size` times as large."""
    return _in(partial(asking.anew, bet.sized(size)), bet)


def _in(chosen: Callable[[], Choice], bet: Bet) -> bool:
    try:
        return bet.name in chosen().plan
    except Conflict:
        return False


def _cheapest(bet: str, stated: float, value: float, size: float | None, *, chosen: bool) -> str:
    turned = "drops out" if chosen else "comes in"
    by_value = abs(value / stated - 1) if stated else float("inf")
    by_size = abs(size - 1) if size is not None else float("inf")
    if by_size < by_value and size is not None:
        way = "larger" if size > 1 else "smaller"
        return f"{bet} {turned} when its cost and needs are {by_size:.0%} {way}."
    return f"{bet} {turned} when its value is {value:.4g} in place of {stated:.4g}."


def _warnings(found: Sequence[Reason]) -> tuple[str, ...]:
    open_ = [each.bet for each in found if each.margin is not None and each.low <= 0]
    told = {
        f"Within the gap, the plan is as good either way: {', '.join(open_)}.": bool(open_),
        "Sizes to flip are those of the plans found, to about a tenth.": any(
            each.size_to_flip is not None for each in found
        ),
    }
    return tuple(text for text, applies in told.items() if applies)
