"""Weights that are not negative and sum to 1, nearest in least squares."""

import numpy as np
from scipy.optimize import nnls

from leadline_science.checks import Floats

# Rows that ask for the sum weigh so many times the others; what they miss is then solved exactly.
_SUM_WEIGHS = 1e3


def simplex_fit(columns: Floats, target: Floats, ridge: float) -> Floats:
    """min |columns w - target|² + ridge |w|² over the simplex; `columns`, shape (row, weight).

    Lawson & Hanson's active set, then the equations of the weights that are left, with the sum exact.
    """
    size = columns.shape[1]
    scale = max(float(np.abs(columns).max()), float(np.abs(target).max()), ridge**0.5)
    total = _SUM_WEIGHS * (scale or 1.0)
    rows = np.vstack([columns, np.sqrt(ridge) * np.eye(size), np.full((1, size), total)])
    aim = np.concatenate([target, np.zeros(size), [total]])
    rough, _ = nnls(rows, aim, maxiter=100 * size)
    return _exact(columns, target, ridge, rough / rough.sum())


def _exact(columns: Floats, target: Floats, ridge: float, rough: Floats) -> Floats:
    kept = np.flatnonzero(rough > 1e-9)
    size = len(kept)
    system = np.ones((size + 1, size + 1))
    chosen = columns[:, kept]
    system[:size, :size] = chosen.T @ chosen + ridge * np.eye(size)
    system[size, size] = 0.0
    found = np.linalg.lstsq(system, np.append(chosen.T @ target, 1.0), rcond=None)[0][:size]
    if found.min() < 0:
        return np.asarray(rough)
    weights = np.zeros_like(rough)
    weights[kept] = found / found.sum()
    return weights
