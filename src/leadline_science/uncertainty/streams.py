"""Random numbers that belong to a name, not to a place in a queue.

Stream (seed, item, input) gives its i-th number without giving the ones before: adding, dropping or
re-ordering items and inputs leaves the numbers of all others as they were, and draws can be taken in
pieces. The generator is SplitMix64 (Steele, Lea & Flood 2014), entered at a hash of the names.
"""

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from leadline_science.checks import Floats

Keys = NDArray[np.uint64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_HALF_STEP = 2.0**-53


def stream_keys(seed: int, names: Iterable[tuple[str, ...]]) -> Keys:
    """One 64-bit key per name; a name is a tuple of texts, such as (item, input)."""
    digests = (
        blake2b("\x1f".join((str(seed), *name)).encode(), digest_size=8).digest() for name in names
    )
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)


def uniforms(keys: Keys, start: int, stop: int) -> Floats:
    """Numbers start … stop - 1 of every stream, one row per number: within (0, 1), ends excluded."""
    counters = np.arange(start + 1, stop + 1, dtype=np.uint64)[:, None] * _GOLDEN
    mixed = counters + keys[None, :]
    mixed ^= mixed >> np.uint64(30)
    mixed *= _FIRST
    mixed ^= mixed >> np.uint64(27)
    mixed *= _SECOND
    mixed ^= mixed >> np.uint64(31)
    mixed >>= np.uint64(12)
    shares = mixed * (2 * _HALF_STEP)
    shares += _HALF_STEP
    return np.asarray(shares)


def normals(keys: Keys, start: int, stop: int) -> Floats:
    """Standard normal numbers of every stream, one row per number."""
    return np.asarray(ndtri(uniforms(keys, start, stop)))


def generator(seed: int, *name: str) -> np.random.Generator:
    """A generator of its own for a name, where a method draws other things than uniforms."""
    (key,) = stream_keys(seed, [name]).tolist()
    return np.random.Generator(np.random.PCG64(key))
