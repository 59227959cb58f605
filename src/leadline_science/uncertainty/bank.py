"""Many estimates at once, as arrays."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtr, ndtri

from leadline_science.checks import Floats
from leadline_science.uncertainty.columns import CODES, as_column
from leadline_science.uncertainty.estimates import SCALED_BETA, Estimate, Family, triangle

Places = NDArray[np.intp]
GAUSSIAN = (Family.NORMAL, Family.LOGNORMAL)


class Bank:
    """The parameters of n estimates side by side, and their values at n columns of shares."""

    def __init__(self, estimates: Sequence[Estimate]) -> None:
        self.size = len(estimates)
        column = as_column(estimates)
        self.certain = bool(column.certain.all())
        self._parameters, self._codes = column.parameters, column.codes
        self._normal = self._places(Family.NORMAL)
        self._lognormal = self._places(Family.LOGNORMAL)
        self._beta = self._places(*SCALED_BETA)
        self._triangle = self._places(Family.TRIANGULAR)
        self._uniform = self._places(Family.UNIFORM)

    @property
    def exact(self) -> Floats:
        """The values when all are certain, one row."""
        return np.asarray(self._parameters[:1])

    def at_shares(self, shares: Floats) -> Floats:
        """Values at `shares`, one column per estimate."""
        if self._lognormal.size == self.size:
            return self._tails(np.asarray(ndtri(shares)), slice(None))
        out = self._bounded(shares)
        if self._gaussian.size:
            self._unbounded(out, np.asarray(ndtri(shares[:, self._gaussian])))
        return out

    def at_scores(self, scores: Floats) -> Floats:
        """Values at standard normal `scores`, one column per estimate."""
        if self._lognormal.size == self.size:
            return self._tails(scores, slice(None))
        out = self._bounded(np.asarray(ndtr(scores)))
        if self._gaussian.size:
            self._unbounded(out, scores[:, self._gaussian])
        return out

    @property
    def medians(self) -> Floats:
        """The value that is as likely to be exceeded as not, of each; one row."""
        return self.exact if self.certain else self.at_shares(np.full((1, self.size), 0.5))

    def _places(self, *families: Family) -> Places:
        return np.flatnonzero(np.isin(self._codes, [CODES[each] for each in families]))

    @property
    def _gaussian(self) -> Places:
        return np.concatenate([self._normal, self._lognormal])

    def _unbounded(self, out: Floats, scores: Floats) -> None:
        count = self._normal.size
        first, second = self._parameters[:2, self._normal]
        out[:, self._normal] = first + second * scores[:, :count]
        out[:, self._lognormal] = self._tails(scores[:, count:], self._lognormal)

    def _tails(self, scores: Floats, at: Places | slice) -> Floats:
        first, second, shift, side = self._parameters[:, at]
        body = scores * (side * second)
        body += first
        np.exp(body, out=body)
        if np.any(shift) or np.any(side != 1):
            body = shift + side * body
        return np.asarray(body)

    def _bounded(self, shares: Floats) -> Floats:
        out = np.repeat(self._parameters[:1], len(shares), axis=0)
        low, high, third, fourth = self._parameters
        for at, place in (
            (self._beta, lambda at: betaincinv(third[at], fourth[at], shares[:, at])),
            (self._triangle, lambda at: triangle(_peak(self._parameters[:, at]), shares[:, at])),
            (self._uniform, lambda at: shares[:, at]),
        ):
            if at.size == self.size:
                out += (high - low) * place(slice(None))
            elif at.size:
                out[:, at] += (high[at] - low[at]) * place(at)
        return out


def _peak(parameters: Floats) -> Floats:
    low, high, mode, _ = parameters
    return np.asarray((mode - low) / (high - low))
