"""The normal numbers of R's `set.seed(seed); rnorm(n)`, so that published examples need no copied data."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

_BIG = 134217728


def rnorm(seed: int, count: int) -> NDArray[np.float64]:
    """Mersenne twister with R's scrambled seed, normal by inversion of two uniforms."""
    twister = np.random.MT19937()
    twister.state = {"bit_generator": "MT19937", "state": {"key": _key(seed), "pos": 624}}
    uniforms = twister.random_raw(2 * count) * 2.3283064365386963e-10
    return np.asarray(ndtri((np.floor(_BIG * uniforms[::2]) + uniforms[1::2]) / _BIG))


def _key(seed: int) -> NDArray[np.uint32]:
    found: list[int] = []
    for _ in range(50 + 625):
        seed = (69069 * seed + 1) % 2**32
        found.append(seed)
    return np.array(found[51:], dtype=np.uint32)
