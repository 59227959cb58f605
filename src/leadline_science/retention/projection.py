"""How many customers will still be there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, at_least, between, whole
from leadline_science.refusals import AllEqual, TooFew
from leadline_science.retention.backtest import Trial, trials, weights
from leadline_science.retention.cohorts import Cohort, Periods, periods_of
from leadline_science.retention.models import Fit, Law, fitted
from leadline_science.uncertainty.streams import generator


@dataclass(frozen=True)
class LawFit:
    """A law with its parameters (`shape` is 1 for the shifted beta-geometric); `weight` in the projection."""

    law: Law
    alpha: float
    beta: float
    shape: float
    likelihood: float
    weight: float


@dataclass(frozen=True)
class Staying:
    """The share of new customers still there after `age` periods: `seen` (None where no cohort shows
    it from the start), projected as `share` within [low, high]."""

    age: int
    seen: float | None
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Stay:
    """Periods a new customer stays on average, counted up to the horizon."""

    periods: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Retention(Answer):
    """`curve` from age 1 to the horizon; `laws` as fitted to all, weighted by the `trials` on periods
    held out; `chosen` has the larger weight. `customers` at risk at the youngest age; limits at `level`."""

    curve: tuple[Staying, ...]
    stay: Stay
    laws: tuple[LawFit, ...]
    trials: tuple[Trial, ...]
    chosen: Law
    customers: float
    level: float
    draws: int

    def at(self, age: int) -> Staying:
        """The share after `age` periods. Raises `KeyError`."""
        return {each.age: each for each in self.curve}[age]


METHOD = Method("retention.projection", "1", "How many customers will still be there?", Retention)


def project_retention(
    cohorts: Sequence[Cohort],
    *,
    ahead: int = 8,
    law: Law | None = None,
    level: float = 0.9,
    draws: int = 2000,
    seed: int = 0,
) -> Retention:
    """The share of customers that stay, `ahead` periods beyond the oldest age seen.

    Both laws are fitted without the last periods and weighted by how likely they make them; `law`
    takes one alone. Fader & Hardie 2007; Fader et al. 2018. Raises `NoData`, `TooFew` (fewer than two
    periods), `AllEqual` (nobody leaves, or nobody stays), `OutOfRange`.
    """
    at_least("cohort", cohorts, 1)
    whole("the number of periods ahead", ahead, 0, 1000)
    whole("the number of draws", draws, 100, 100_000)
    between("level", level, 0.0, 1.0)
    data = _checked(periods_of(cohorts))
    tried = trials(cohorts)
    fits, believed = _fits(data, law, weights(cohorts, tried))
    ages = np.arange(1.0, data.last + ahead + 1)
    shares = sum(w * np.exp(fit.log_staying(ages)) for fit, w in zip(fits, believed, strict=True))
    drawn = _drawn(fits, believed, ages, draws, seed)
    ends = ((1 - level) / 2, (1 + level) / 2)
    return Retention(
        **METHOD.stamp,
        seed=seed,
        assumptions=(
            "Customers leave with chances of their own, which spread as a beta distribution.",
            "Who comes later stays like who came before; prices and product stay as they are.",
        ),
        warnings=_warnings(cohorts, data, tried, fits, ages),
        curve=_curve(cohorts, ages, np.asarray(shares), np.quantile(drawn, ends, axis=0)),
        stay=_stay(np.asarray(shares), drawn, ends),
        laws=tuple(
            LawFit(fit.law, *fit.parameters, fit.likelihood, w)
            for fit, w in zip(fits, believed, strict=True)
        ),
        trials=tried,
        chosen=fits[int(np.argmax(believed))].law,
        customers=float(data.stayed[0] + data.left[0]),
        level=level,
        draws=draws,
    )


def _checked(data: Periods) -> Periods:
    if len(data.ages) < Law.SBG.size:
        raise TooFew("Only one period was watched.", "Give at least two.")
    if not data.left.any():
        raise AllEqual("Nobody has left yet.", "Wait until some have.")
    if not data.stayed.any():
        raise AllEqual("Nobody has stayed.", "There is nothing to project.")
    return data


def _fits(
    data: Periods, law: Law | None, tried: tuple[float, float]
) -> tuple[list[Fit], list[float]]:
    if law is not None:
        return [fitted(law, data)], [1.0]
    if len(data.ages) < Law.BDW.size:
        return [fitted(Law.SBG, data)], [1.0]
    return [fitted(each, data) for each in Law], list(tried)


def _drawn(
    fits: Sequence[Fit], believed: Sequence[float], ages: Floats, draws: int, seed: int
) -> Floats:
    """Shares staying (draws × ages), from the normal approximation of each law by its weight."""
    random = generator(seed, "retention")
    counts = random.multinomial(draws, believed)
    return np.concatenate(
        [
            np.exp(fit.drawn_staying(ages, random, int(count)))
            for fit, count in zip(fits, counts, strict=True)
            if count
        ]
    )


def _curve(
    cohorts: Sequence[Cohort], ages: Floats, shares: Floats, ends: Floats
) -> tuple[Staying, ...]:
    seen = [_seen(cohorts, int(age)) for age in ages]
    rows = zip(ages.tolist(), seen, shares.tolist(), *ends.tolist(), strict=True)
    return tuple(Staying(int(age), *rest) for age, *rest in rows)


def _seen(cohorts: Sequence[Cohort], age: int) -> float | None:
    """Of all cohorts watched from the start until `age`."""
    whole_ones = [each for each in cohorts if each.age == 0 and each.periods >= age]
    if not whole_ones:
        return None
    return sum(each.active[age] for each in whole_ones) / sum(each.active[0] for each in whole_ones)


def _stay(shares: Floats, drawn: Floats, ends: tuple[float, float]) -> Stay:
    """The first period counts whole: who joins is there for it."""
    low, high = np.quantile(1 + drawn[:, :-1].sum(axis=1), ends).tolist()
    return Stay(1 + float(shares[:-1].sum()), low, high)


def _warnings(
    cohorts: Sequence[Cohort],
    data: Periods,
    tried: Sequence[Trial],
    fits: Sequence[Fit],
    ages: Floats,
) -> tuple[str, ...]:
    last = [float(np.exp(fit.log_staying(ages[-1:]))[0]) for fit in fits]
    found = {
        "Too few periods to try the laws on: the shifted beta-geometric is taken.": not tried,
        f"At the horizon the two laws differ by {max(last) - min(last):.0%}.": (
            max(last) - min(last) > 0.05
        ),
        "The horizon lies more than twice as far as what was seen.": ages[-1] > 2 * data.last,
        "Cohorts differ in their first period: newer customers may not stay like older ones.": (
            _cohorts_differ(cohorts)
        ),
        "No cohort was watched from the start: the law alone tells the first periods.": (
            data.ages[0] > 1
        ),
        "Fewer than 100 customers.": data.stayed[0] + data.left[0] < 100,
    }
    return tuple(text for text, applies in found.items() if applies)


def _cohorts_differ(cohorts: Sequence[Cohort]) -> bool:
    """Chi-square of who stayed the first period, at 1 %."""
    new = np.array(
        [(each.active[1], each.active[0] - each.active[1]) for each in cohorts if each.age == 0]
    )
    if len(new) < 2:
        return False
    due = new.sum(axis=1, keepdims=True) * new.sum(axis=0) / new.sum()
    if due.min() < 5:
        return False
    return bool(chdtrc(len(new) - 1, float(((new - due) ** 2 / due).sum())) < 0.01)
