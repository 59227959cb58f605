"""Two laws of staying: shifted beta-geometric, and beta-discrete-Weibull which adds a drift.

Each customer leaves with the same chance every period; chances spread as a beta distribution over
customers. With `shape` c, S(t) = B(α, β + t^c) / B(α, β): above 1 each becomes likelier to leave.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.optimize import minimize
from scipy.special import betaln, expit

from leadline_science.checks import Floats
from leadline_science.refusals import TooFew
from leadline_science.retention.cohorts import Periods
from leadline_science.uncertainty.sampling import gaussian

# Points are (logit of the mean chance to leave, log of α + β, log of c): near normal where α, β are not.
LOOSE = np.array([10.0, 10.0, 0.5])
LEAST = 1e-300
# Beyond, a law does not change any more (all leave alike, or half at once), and rounding takes over.
FIRST, LAST = np.array([-20.0, -12.0, -2.0]), np.array([20.0, 14.0, 2.0])


class Law(StrEnum):
    """How customers leave."""

    SBG = "shifted beta-geometric"
    BDW = "beta-discrete-Weibull"

    @property
    def size(self) -> int:
        """How many parameters it has."""
        return 2 if self is Law.SBG else 3


@dataclass(frozen=True)
class Fit:
    """The most likely point of a law and its covariance; `likelihood`: log, without the prior."""

    law: Law
    point: Floats
    covariance: Floats
    likelihood: float

    @property
    def parameters(self) -> tuple[float, float, float]:
        """α, β and c (1 for the shifted beta-geometric)."""
        mean, total = float(expit(self.point[0])), float(np.exp(self.point[1]))
        shape = float(np.exp(self.point[2])) if self.law is Law.BDW else 1.0
        return mean * total, (1 - mean) * total, shape

    def log_staying(self, ages: Floats) -> Floats:
        """log S at `ages`."""
        return log_staying(self.point, ages)

    def drawn_staying(self, ages: Floats, random: np.random.Generator, draws: int) -> Floats:
        """log S (draws × ages) from the normal approximation."""
        points = gaussian(random, self.point, self.covariance, draws)
        size = self.law.size
        return log_staying(np.clip(points, FIRST[:size], LAST[:size]), ages)


def log_staying(points: Floats, ages: Floats) -> Floats:
    """log S(t) (points × ages, or ages alone for one point)."""
    mean, total = expit(points[..., 0, None]), np.exp(points[..., 1, None])
    shape = np.exp(points[..., 2, None]) if points.shape[-1] > 2 else 1.0
    alpha, beta = mean * total, (1 - mean) * total
    return np.asarray(betaln(alpha, beta + ages**shape) - betaln(alpha, beta), dtype=np.float64)


def log_likelihood(point: Floats, data: Periods) -> float:
    """Of staying and leaving at every age, given that one stayed until then."""
    now, before = log_staying(point, data.ages), log_staying(point, data.ages - 1)
    leaving = np.log(np.maximum(-np.expm1(now - before), LEAST))
    return float(data.stayed @ (now - before) + data.left @ leaving)


def fitted(law: Law, data: Periods) -> Fit:
    """Maximum likelihood with a prior so loose that it only keeps endless parameters finite.

    log c has a prior with standard deviation .5. Raises `TooFew`.
    """
    if len(data.ages) < law.size:
        raise TooFew(
            f"There are only {len(data.ages)} ages for the {law}.", f"Give at least {law.size}."
        )

    def loss(point: Floats) -> float:
        return float(((point / LOOSE[: law.size]) ** 2).sum() / 2) - log_likelihood(point, data)

    left = float(data.left.sum())
    share = (left + 0.5) / (left + float(data.stayed.sum()) + 1)
    start = np.array([np.log(share / (1 - share)), 0.5, 0.0])[: law.size]
    bounds = list(zip(FIRST[: law.size], LAST[: law.size], strict=True))
    point = np.asarray(minimize(loss, start, method="L-BFGS-B", bounds=bounds, tol=1e-12).x)
    return Fit(law, point, _covariance(loss, point), log_likelihood(point, data))


def _covariance(loss: Callable[[Floats], float], point: Floats) -> Floats:
    """The inverse of the curvature, by central differences; directions without any are left out."""
    size, step = len(point), 1e-3
    moves = np.eye(size) * step
    curve = np.zeros((size, size))
    for i in range(size):
        for j in range(i + 1):
            ends = [
                loss(point + a * moves[i] + b * moves[j]) * a * b for a in (1, -1) for b in (1, -1)
            ]
            curve[i, j] = curve[j, i] = sum(ends) / (4 * step**2)
    sizes, vectors = np.linalg.eigh(curve)
    least = (1 / LOOSE[:size] ** 2).min()
    return np.asarray(vectors / np.maximum(sizes, least) @ vectors.T)
