"""MiniLM-L6 in NumPy: six layers of BERT, mean of the last, unit length. No gradient, no framework."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from leadline_science.text.pieces import Pieces
from leadline_science.text.weights import VOCABULARY, WEIGHTS, Numbers, content, tensors

LAYERS, HEADS, WIDTH = 6, 12, 384
LONGEST = 256
TINY = np.float32(1e-12)

# Abramowitz & Stegun 7.1.26: 1 - erf to 1.5e-7. SciPy's erf takes 25 times as long on 32 bits.
ERF_STEP = np.float32(0.3275911 * 0.5**0.5)
ERF = tuple(
    np.float32(each) for each in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
)


@dataclass(frozen=True, eq=False)
class Dense:
    """x → x · weight + bias; weight is inputs × outputs."""

    weight: Numbers
    bias: Numbers

    def __call__(self, values: Numbers) -> Numbers:
        found: Numbers = values @ self.weight
        found += self.bias
        return found


@dataclass(frozen=True, eq=False)
class Norm:
    """Each row to mean 0 and variance 1, then scaled and shifted."""

    scale: Numbers
    shift: Numbers

    def __call__(self, values: Numbers) -> Numbers:
        values -= values.mean(axis=-1, keepdims=True)
        spread = np.einsum("...i,...i->...", values, values)[..., None] / np.float32(WIDTH)
        values /= np.sqrt(spread + TINY)
        values *= self.scale
        values += self.shift
        return values


@dataclass(frozen=True, eq=False)
class Layer:
    """Attention, then two dense steps; each added to what came in."""

    look: Dense
    blend: Dense
    after_look: Norm
    widen: Dense
    narrow: Dense
    after: Norm

    def __call__(self, rows: Numbers, texts: int) -> Numbers:
        """`rows` is (texts · length) × width."""
        seen = self.blend(_attended(self.look(rows), texts))
        seen += rows
        seen = self.after_look(seen)
        found = self.narrow(gelu(self.widen(seen)))
        found += seen
        return self.after(found)


@dataclass(frozen=True, eq=False)
class MiniLM:
    """The whole model; `places` already holds the vector of the one segment there is."""

    pieces: Pieces
    words: Numbers
    places: Numbers
    entry: Norm
    layers: tuple[Layer, ...]

    def __call__(self, numbers: NDArray[np.int64]) -> Numbers:
        """Unit vectors (texts × 384) of texts of equal length, given as piece numbers (texts × length)."""
        texts, length = numbers.shape
        rows = self.entry(self.words[numbers] + self.places[:length]).reshape(-1, WIDTH)
        for layer in self.layers:
            rows = layer(rows, texts)
        mean: Numbers = rows.reshape(texts, length, WIDTH).mean(axis=1)
        mean /= np.linalg.norm(mean, axis=1, keepdims=True)
        return mean


@cache
def model() -> MiniLM:
    """The model that is installed. Raises `ModelMissing`, `ModelSpoilt`."""
    read = tensors(content(WEIGHTS))
    return MiniLM(
        pieces=Pieces.of(content(VOCABULARY).decode()),
        words=read["embeddings.word_embeddings.weight"],
        places=read["embeddings.position_embeddings.weight"]
        + read["embeddings.token_type_embeddings.weight"][0],
        entry=_norm(read, "embeddings"),
        layers=tuple(_layer(read, f"encoder.layer.{at}") for at in range(LAYERS)),
    )


def gelu(values: Numbers) -> Numbers:
    """x · Φ(x), to 4e-7."""
    size = np.abs(values)
    step: Numbers = np.float32(1) / (np.float32(1) + ERF_STEP * size)
    tail: Numbers = ERF[0] * step
    for each in ERF[1:]:
        tail += each
        tail *= step
    tail *= np.exp(values * values * np.float32(-0.5))
    tail *= size
    tail *= np.float32(-0.5)
    tail += np.maximum(values, 0)
    return tail


def _attended(looked: Numbers, texts: int) -> Numbers:
    """`looked` holds queries, keys and values (rows × 3 · width); the queries are already scaled."""
    parts = looked.reshape(texts, -1, 3, HEADS, WIDTH // HEADS)
    query, key, value = np.ascontiguousarray(parts.transpose(2, 0, 3, 1, 4))
    scores = query @ key.swapaxes(-1, -2)
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)
    seen: Numbers = (scores @ value).transpose(0, 2, 1, 3).reshape(-1, WIDTH)
    return seen


def _layer(read: Mapping[str, Numbers], name: str) -> Layer:
    return Layer(
        look=_look(read, f"{name}.attention.self"),
        blend=_dense(read, f"{name}.attention.output.dense"),
        after_look=_norm(read, f"{name}.attention.output"),
        widen=_dense(read, f"{name}.intermediate.dense"),
        narrow=_dense(read, f"{name}.output.dense"),
        after=_norm(read, f"{name}.output"),
    )


def _look(read: Mapping[str, Numbers], name: str) -> Dense:
    query, key, value = (_dense(read, f"{name}.{each}") for each in ("query", "key", "value"))
    scale = np.float32((WIDTH // HEADS) ** -0.5)
    return Dense(
        np.hstack([query.weight * scale, key.weight, value.weight]),
        np.hstack([query.bias * scale, key.bias, value.bias]),
    )


def _dense(read: Mapping[str, Numbers], name: str) -> Dense:
    return Dense(np.ascontiguousarray(read[f"{name}.weight"].T), read[f"{name}.bias"])


def _norm(read: Mapping[str, Numbers], name: str) -> Norm:
    return Norm(read[f"{name}.LayerNorm.weight"], read[f"{name}.LayerNorm.bias"])
