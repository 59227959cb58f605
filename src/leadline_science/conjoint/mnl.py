"""What people choose by, all taken together (multinomial logit)."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, between
from leadline_science.conjoint.study import Losers, Study, losers
from leadline_science.refusals import Incompatible, NotNamed

STEPS = 100


@dataclass(frozen=True)
class Partworth:
    """What one unit of `term` adds to the utility, with its standard error and limits."""

    term: str
    value: float
    error: float
    low: float
    high: float


@dataclass(frozen=True)
class Worth:
    """What one unit of a term is worth in the unit of the price; low, high None where there is no end."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class Logit(Answer):
    """Partworths of all choices together; `likelihood` (log) against `chance` (all alike).

    `hits`: share of choices that the highest utility tells. `covariance` of the partworths, by
    respondent where they are known (`respondents`, else None).
    """

    partworths: tuple[Partworth, ...]
    likelihood: float
    chance: float
    hits: float
    choices: int
    respondents: int | None
    covariance: tuple[tuple[float, ...], ...]
    level: float

    def of(self, term: str) -> Partworth:
        """The partworth of `term`. Raises `KeyError`."""
        return {each.term: each for each in self.partworths}[term]

    def worth(self, term: str, price: str) -> Worth:
        """How much more may be asked for one more of `term`: -partworth / that of the price.

        Limits by Fieller: without an end where the price may not matter at all. Raises `NotNamed`.
        """
        names = [each.term for each in self.partworths]
        for name in (term, price):
            if name not in names:
                raise NotNamed(f"There is no term {name}.", "Name one of the study.")
        one, other = names.index(term), names.index(price)
        z = float(ndtri((1 + self.level) / 2))
        return fieller(
            (-self.partworths[one].value, self.partworths[other].value),
            (
                self.covariance[one][one],
                -self.covariance[one][other],
                self.covariance[other][other],
            ),
            z,
        )


METHOD = Method("conjoint.logit", "1", "What do people choose by?", Logit)


def logit(study: Study, *, level: float = 0.95) -> Logit:
    """Multinomial logit by Newton's method (McFadden 1974).

    Raises `Incompatible` when a term never differs within a task, terms cannot be told apart, or a
    term tells every choice.
    """
    between("level", level, 0.0, 1.0)
    data = losers(study)
    point, curve, likelihood = fitted(data, study.terms)
    count = len(study.respondents)
    covariance = np.asarray(np.linalg.inv(curve), dtype=np.float64)
    if count > len(study.terms):
        covariance = _by_respondent(data, point, covariance, count)
    errors = np.sqrt(np.diag(covariance))
    half = float(ndtri((1 + level) / 2)) * errors
    return Logit(
        **METHOD.stamp,
        assumptions=(
            "All respondents weigh alike; an offer left out frees its share to all others in proportion.",
            "Respondents are independent of each other."
            if count > len(study.terms)
            else "All choices are independent of each other.",
        ),
        warnings=_warnings(study, point / errors, count),
        partworths=tuple(
            Partworth(*row)
            for row in zip(
                study.terms,
                *(each.tolist() for each in (point, errors, point - half, point + half)),
                strict=True,
            )
        ),
        likelihood=likelihood,
        chance=-float(np.log(np.isfinite(data.off).sum(axis=1) + 1).sum()),
        hits=float(((data.rows @ point + data.off).max(axis=1) < 0).mean()),
        choices=len(study.choices),
        respondents=count or None,
        covariance=tuple(tuple(row) for row in covariance.tolist()),
        level=level,
    )


def fieller(means: tuple[float, float], spread: tuple[float, float, float], z: float) -> Worth:
    """means[0] / means[1] with limits; `spread`: variance of the first, covariance, variance of the second."""
    top, bottom = means
    a = bottom**2 - z**2 * spread[2]
    b = top * bottom - z**2 * spread[1]
    c = top**2 - z**2 * spread[0]
    if a <= 0 or b**2 < a * c:
        return Worth(top / bottom, None, None)
    reach = (b**2 - a * c) ** 0.5
    return Worth(top / bottom, (b - reach) / a, (b + reach) / a)


def fitted(data: Losers, terms: tuple[str, ...]) -> tuple[Floats, Floats, float]:
    """The most likely partworths, the curvature there, and the log likelihood."""
    point = np.zeros(data.rows.shape[2])
    value, slope, curve = derivatives(data, point)
    told_apart(curve, terms)
    for _ in range(STEPS):
        step = np.linalg.solve(curve + 1e-12 * np.trace(curve) * np.eye(len(point)), slope)
        for halving in range(30):
            tried = point + step / 2**halving
            found = derivatives(data, tried)
            if found[0] >= value:
                break
        point, (value, slope, curve) = tried, found
        if np.abs(step).max() < 1e-9 * max(1.0, float(np.abs(point).max())):
            break
    if value > -1e-6 or np.linalg.cond(curve) > 1e14:
        raise Incompatible(
            "Some terms tell every choice, so no partworth is too large.",
            "Ask for harder choices, or use the hierarchical model.",
        )
    return point, curve, value


def derivatives(data: Losers, point: Floats) -> tuple[float, Floats, Floats]:
    """Log likelihood, its slope, and its curvature (minus the second derivative)."""
    utilities = data.rows @ point + data.off
    most = np.maximum(utilities.max(axis=1), 0.0)
    weights = np.exp(utilities - most[:, None])
    total = weights.sum(axis=1) + np.exp(-most)
    shares = weights / total[:, None]
    means = np.einsum("ta,tak->tk", shares, data.rows)
    slope = -means.sum(axis=0)
    curve = np.einsum("ta,tak,tal->kl", shares, data.rows, data.rows, optimize=True)
    return float(-(np.log(total) + most).sum()), slope, np.asarray(curve - means.T @ means)


def _by_respondent(data: Losers, point: Floats, inverse: Floats, count: int) -> Floats:
    """The sandwich, with the choices of one respondent together."""
    utilities = data.rows @ point + data.off
    most = np.maximum(utilities.max(axis=1, keepdims=True), 0.0)
    weights = np.exp(utilities - most)
    shares = weights / (weights.sum(axis=1, keepdims=True) + np.exp(-most))
    slopes = np.zeros((count, len(point)))
    np.add.at(slopes, data.who, -np.einsum("ta,tak->tk", shares, data.rows))
    return np.asarray(inverse @ (slopes.T @ slopes) @ inverse * count / (count - 1))


def told_apart(curve: Floats, terms: tuple[str, ...]) -> None:
    """Refuses terms that move together, by the curvature at 0. Raises `Incompatible`."""
    scale = np.sqrt(np.diag(curve))
    sizes, vectors = np.linalg.eigh(curve / np.outer(scale, scale))
    if sizes[0] < 1e-10:
        named = [terms[at] for at in np.argsort(-np.abs(vectors[:, 0]))[:2]]
        raise Incompatible(
            f"{' and '.join(named)} cannot be told apart.",
            "Leave one out, or vary them independently.",
        )


def _warnings(study: Study, strengths: Floats, count: int) -> tuple[str, ...]:
    found = {
        "Tasks do not say who chose: if respondents differ, the limits are too narrow.": not count,
        "Fewer respondents than needed to see how they differ: the limits take choices as independent.": (
            0 < count <= len(study.terms)
        ),
        "Some terms are hardly known: their error is larger than their partworth.": bool(
            (np.abs(strengths) < 1).any()
        ),
    }
    return tuple(text for text, applies in found.items() if applies)
