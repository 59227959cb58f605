"""Expected scores given one input, from draws."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leadline_science.checks import Floats

_MUCH = 6.0  # F above this: the curve is worth its terms


@dataclass(frozen=True)
class Fitted:
    """`expected` (draws × items): scores expected given the input; `seen`: told apart from chance."""

    expected: Floats
    seen: NDArray[np.bool_]


def fitted(drawn: Floats, curve: Floats | None, normal: Floats) -> Fitted:
    """Regress each column of `drawn` on an input, given by its standard normal scores.

    `curve`: the score as the input alone moves it; where the formula is a sum or a product of
    independent inputs the expected score is a straight line in it. Further terms (powers of the
    normal scores) enter per column only where they explain clearly more than chance would.
    """
    curved = curve is not None and np.ptp(curve) > 0
    line = _orthonormal(curve[:, None] if curve is not None and curved else normal[:, None], None)
    bend = _orthonormal(
        np.stack([normal, normal**2, normal**3], axis=1)[:, int(not curved) :], line
    )
    mean = drawn.mean(axis=0)
    rest = drawn - mean
    straight = line @ (line.T @ rest)
    bent = bend @ (bend.T @ rest)
    total = np.einsum("ij,ij->j", rest, rest)
    by_line = np.einsum("ij,ij->j", straight, straight)
    by_bend = np.einsum("ij,ij->j", bent, bent)
    left = np.maximum(total - by_line - by_bend, 1e-300) / max(len(drawn) - 5, 1)
    use_bend = by_bend / max(bend.shape[1], 1) > _MUCH * left
    use_line = by_line > _MUCH * left
    return Fitted(mean + use_line * straight + use_bend * bent, use_line | use_bend)


def _orthonormal(terms: Floats, beside: Floats | None) -> Floats:
    """Columns of unit length that span `terms`, at right angles to 1 and to `beside`."""
    centred = terms - terms.mean(axis=0)
    if beside is not None:
        centred = centred - beside @ (beside.T @ centred)
    basis, sizes, _ = np.linalg.svd(centred, full_matrices=False)
    return np.asarray(basis[:, sizes > 1e-9 * max(float(sizes[0]), 1e-300)])
