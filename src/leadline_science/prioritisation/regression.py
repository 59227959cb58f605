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


def fitted_each(drawn: Floats, curves: Floats, normals: Floats) -> Fitted:
    """`fitted` of each column of `drawn` on its own input: its column of `curves` and of `normals`."""
    rest, curves, scores = drawn - drawn.mean(axis=0), curves.T, normals.T
    curved = np.ptp(curves, axis=1) > 0
    line = _unit(np.where(curved[:, None], curves, scores))
    powers = np.stack([np.where(curved[:, None], scores, 0.0), scores**2, scores**3], axis=2)
    basis, sizes, _ = np.linalg.svd(_beside(powers, line), full_matrices=False)
    there = sizes > 1e-9 * np.maximum(sizes[:, :1], 1e-300)
    bend = basis * there[:, None, :]
    straight = line * np.einsum("id,di->i", line, rest)[:, None]
    bent = np.einsum("idk,ik->id", bend, np.einsum("idk,di->ik", bend, rest))
    total, by_line, by_bend = (
        np.einsum("ij,ij->i", each, each) for each in (rest.T, straight, bent)
    )
    left = np.maximum(total - by_line - by_bend, 1e-300) / max(len(drawn) - 5, 1)
    use_bend = by_bend / np.maximum(there.sum(axis=1), 1) > _MUCH * left
    use_line = by_line > _MUCH * left
    expected = use_line[:, None] * straight + use_bend[:, None] * bent
    return Fitted(drawn.mean(axis=0) + expected.T, use_line | use_bend)


def _unit(terms: Floats) -> Floats:
    """Rows of unit length at right angles to 1; nothing stays nothing."""
    centred = terms - terms.mean(axis=1, keepdims=True)
    length = np.sqrt(np.einsum("ij,ij->i", centred, centred))[:, None]
    return np.asarray(centred / np.maximum(length, 1e-300))


def _beside(terms: Floats, line: Floats) -> Floats:
    """What of `terms` (items × draws × terms) is at right angles to 1 and to `line`."""
    centred = terms - terms.mean(axis=1, keepdims=True)
    return np.asarray(centred - line[:, :, None] * np.einsum("id,idk->ik", line, centred)[:, None])


def _orthonormal(terms: Floats, beside: Floats | None) -> Floats:
    """Columns of unit length that span `terms`, at right angles to 1 and to `beside`."""
    centred = terms - terms.mean(axis=0)
    if beside is not None:
        centred = centred - beside @ (beside.T @ centred)
    basis, sizes, _ = np.linalg.svd(centred, full_matrices=False)
    return np.asarray(basis[:, sizes > 1e-9 * max(float(sizes[0]), 1e-300)])
