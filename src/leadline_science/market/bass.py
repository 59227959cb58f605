"""How something new spreads (Bass)."""

from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, between, whole
from leadline_science.refusals import OutOfRange


@dataclass(frozen=True, kw_only=True)
class Diffusion(Answer):
    """Adopters by the end of each period; `peak`: when most adopt, in periods from launch, at rate
    `peak_rate` per period. `innovation` (p), `imitation` (q), `market`: who will ever adopt."""

    adopters: tuple[float, ...]
    peak: float
    peak_rate: float
    innovation: float
    imitation: float
    market: float


METHOD = Method("market.bass", "1", "How does something new spread?", Diffusion)


def bass(innovation: float, imitation: float, market: float, periods: int) -> Diffusion:
    """Adopters of a Bass diffusion: hazard innovation + imitation × share that has adopted.

    Bass 1969. Raises `OutOfRange`.
    """
    between("Innovation", innovation, 0.0, 1.0)
    if not 0 <= imitation < 10:
        raise OutOfRange(f"Imitation is {imitation:g}.", "Give a value from 0 to 10, 0.4 is usual.")
    between("The market", market, 0.0, 1e15)
    whole("the number of periods", periods, 1, 10_000)
    times = np.arange(1.0, periods + 1)
    return Diffusion(
        **METHOD.stamp,
        assumptions=(
            "Everyone adopts once; the market, its price and its rivals stay as they are.",
            "Periods are counted from the launch.",
        ),
        warnings=()
        if imitation > innovation
        else ("Imitation is not above innovation: most adopt at the launch.",),
        adopters=tuple((market * adopted(times, innovation, imitation)).tolist()),
        peak=peak_time(innovation, imitation),
        peak_rate=market * _peak_share(innovation, imitation),
        innovation=innovation,
        imitation=imitation,
        market=market,
    )


def adopted(times: Floats, innovation: Floats | float, imitation: Floats | float) -> Floats:
    """The share that has adopted by `times` periods."""
    both = innovation + imitation
    left = np.exp(-both * times)
    return np.asarray((1 - left) / (1 + imitation / innovation * left), dtype=np.float64)


def peak_time(innovation: float, imitation: float) -> float:
    """When most adopt; 0 where innovation leads."""
    if imitation <= innovation:
        return 0.0
    return float(np.log(imitation / innovation) / (innovation + imitation))


def _peak_share(innovation: float, imitation: float) -> float:
    if imitation <= innovation:
        return innovation
    return (innovation + imitation) ** 2 / (4 * imitation)
