"""The likelihood of comparisons of two with ties (Davidson 1970), and its most probable abilities.

Without ties it is Bradley and Terry's. A point holds one ability per item and, with ties, log ν last.
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.special import expit, xlogy

from leadline_science.checks import Floats
from leadline_science.prioritisation.comparisons import Table

STEPS = 100
_PIN = 1.0  # holds the sum of abilities at 0: comparisons say nothing about it


@dataclass(frozen=True)
class Fit:
    """Abilities, ν (0 without ties), the covariance of the abilities, and the log evidence."""

    abilities: Floats
    tie: float
    covariance: Floats
    evidence: float


def chances(abilities: Floats, tie: float) -> tuple[Floats, Floats]:
    """P(i over j) and P(neither) for all pairs."""
    gap = abilities[:, None] - abilities[None, :]
    if tie == 0:
        return expit(gap), np.zeros_like(gap)
    half = np.exp(np.clip(gap / 2, -350, 350))  # beyond, the chance is 0 or 1 to rounding
    total = half + 1 / half + tie
    return np.asarray(half / total), np.asarray(tie / total)


def fitted(table: Table, prior_sd: float | None, start: Floats | None = None) -> Fit:
    """Newton's method, halving steps that do not help; None: no prior on the abilities."""
    size, weight = len(table.names), 0.0 if prior_sd is None else prior_sd**-2
    at = np.zeros(size + bool(table.ties.any())) if start is None else start
    value = _penalised(table, at, weight)
    for _ in range(STEPS):
        slope, curve = _derivatives(table, at, weight)
        step = cho_solve(cho_factor(curve), slope)
        at, gained, value = _halved(table, at, step, weight, value)
        if np.abs(step).max() < 1e-10 or gained < 1e-14 * abs(value):
            break
    _, curve = _derivatives(table, at, weight)
    covariance = cho_solve(cho_factor(curve), np.eye(len(at)))[:size, :size]
    tie = float(np.exp(at[size])) if len(at) > size else 0.0
    return Fit(at[:size], tie, covariance, value + _volume(curve, weight, size))


def mean_shift(table: Table, fit: Fit) -> Floats:
    """How far the mean lies from the most probable abilities, by the skew of the likelihood.

    Laplace's method to the next order: half the covariance times the third derivatives.
    """
    win, _ = chances(fit.abilities, fit.tie)
    lead = win - win.T
    rise, fall = win * (1 - lead) / 2, -win.T * (1 + lead) / 2
    third = -table.met * (rise + fall - 2 * lead * (rise - fall)) / 4
    spread = np.diag(fit.covariance)
    doubt = spread[:, None] + spread[None, :] - 2 * fit.covariance
    return np.asarray(fit.covariance @ (third * doubt).sum(axis=1) / 2)


def point(fit: Fit) -> Floats:
    """Where `fitted` ended, to start from again."""
    return np.append(fit.abilities, np.log(fit.tie)) if fit.tie > 0 else fit.abilities


def deviance(table: Table, fit: Fit) -> tuple[float, int]:
    """How far the counts are from the model, and on how many degrees of freedom."""
    win, tie = chances(fit.abilities, fit.tie)
    met = table.met
    seen = 2 * xlogy(table.wins, table.wins / np.where(met > 0, met * win, 1)).sum()
    if fit.tie > 0:
        seen += xlogy(table.ties, table.ties / np.where(met > 0, met * tie, 1)).sum()
    cells = int((met > 0).sum() / 2) * (2 if fit.tie > 0 else 1)
    return float(seen), cells - (len(table.names) - 1) - int(fit.tie > 0)


def _volume(curve: Floats, weight: float, size: int) -> float:
    """Laplace's part of the evidence, on the abilities whose sum is 0."""
    if weight == 0:
        return 0.0
    inside = float(np.linalg.slogdet(curve)[1]) - float(np.log(weight + _PIN * size))
    return ((size - 1) * float(np.log(weight)) - inside) / 2


def _halved(
    table: Table, at: Floats, step: Floats, weight: float, value: float
) -> tuple[Floats, float, float]:
    for halving in range(40):
        tried = at + step / 2**halving
        reached = _penalised(table, tried, weight)
        if reached >= value:
            return tried, reached - value, reached
    return at, 0.0, value


def _penalised(table: Table, at: Floats, weight: float) -> float:
    size = len(table.names)
    abilities = at[:size]
    win, tie = chances(abilities, float(np.exp(at[size])) if len(at) > size else 0.0)
    likelihood = xlogy(table.wins, win).sum() + xlogy(table.ties, tie).sum() / 2
    return float(likelihood - weight / 2 * (abilities**2).sum() - _PIN / 2 * abilities.sum() ** 2)


def _derivatives(table: Table, at: Floats, weight: float) -> tuple[Floats, Floats]:
    """Slope of the penalised likelihood, and its curvature (minus the second derivative)."""
    size = len(table.names)
    nu = float(np.exp(at[size])) if len(at) > size else 0.0
    win, tie = chances(at[:size], nu)
    met, lead = table.met, win - win.T
    slope = (table.wins - table.wins.T).sum(axis=1) / 2 - (met * lead).sum(axis=1) / 2
    slope = slope - weight * at[:size] - _PIN * at[:size].sum()
    inner = met * (win + win.T - lead**2) / 4
    curve = np.diag(inner.sum(axis=1)) - inner + weight * np.eye(size) + _PIN
    if len(at) == size:
        return slope, curve
    across = (met * lead * -tie).sum(axis=1) / 2
    tie_slope = (table.ties - met * tie).sum() / 2
    tie_curve = max((met * tie * (1 - tie)).sum() / 2, 1e-12)
    return np.append(slope, tie_slope), np.block(
        [[curve, across[:, None]], [across[None, :], np.array([[tie_curve]])]]
    )
