"""CPU of an exact forecast beside 10,000 NumPy draws of the same model.

python -m benchmarks.science.convolution
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import process_time

import numpy as np
from numpy.typing import NDArray

from leadline_science.forecasting import (
    NO_DRIFT,
    POOLED_DRIFT,
    Throughput,
    Weights,
    WhenForecast,
    forecast_when,
)

WEEKS = Throughput.of([3, 5, 2, 1, 5, 6, 4, 0, 7, 3, 4, 2])
WORK = 100
DRAWS = 10_000


@dataclass(frozen=True)
class Comparison:
    """Milliseconds of CPU, best of several; `error`: the largest miss of the drawn curve."""

    model: str
    exact: float
    drawn: float
    error: float

    @property
    def ratio(self) -> float:
        """How many times less CPU the exact way takes."""
        return self.drawn / self.exact


def draw_resampled() -> NDArray[np.float64]:
    """Weeks until 100 items are done, past weeks drawn with equal weights."""
    random = np.random.Generator(np.random.PCG64(1))
    return _first(random.choice(WEEKS.steps, (DRAWS, 60)).cumsum(axis=1))


def draw_full() -> NDArray[np.float64]:
    """The same with Dirichlet weights and a level per draw, as the whole model has it."""
    random = np.random.Generator(np.random.PCG64(1))
    shares = random.dirichlet(np.ones(len(WEEKS.values)), DRAWS).cumsum(axis=1)
    at = (random.random((DRAWS, 100))[:, :, None] > shares[:, None, :-1]).sum(axis=2)
    level = np.exp(POOLED_DRIFT.log_sd * random.standard_t(6, DRAWS))[:, None]
    weeks = _first(WEEKS.steps[at].cumsum(axis=1))
    return np.asarray(np.ceil((weeks - random.random(DRAWS)) / level[:, 0]))


def _first(sums: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.asarray((sums < WORK).sum(axis=1) + 1.0)


def resampled() -> WhenForecast:
    """The exact counterpart of `draw_resampled`."""
    return forecast_when(WEEKS, WORK, drift=NO_DRIFT, weights=Weights.EQUAL)


def full() -> WhenForecast:
    """The exact counterpart of `draw_full`."""
    return forecast_when(WEEKS, WORK)


def cpu(task: Callable[[], object], times: int) -> float:
    """Milliseconds of CPU for one call, best of five runs of `times`."""
    task()
    runs = []
    for _ in range(5):
        begun = process_time()
        for _ in range(times):
            task()
        runs.append((process_time() - begun) / times * 1e3)
    return min(runs)


def compare(
    model: str, exact: Callable[[], WhenForecast], drawn: Callable[[], NDArray[np.float64]]
) -> Comparison:
    """Both ways, and the largest distance of their curves."""
    curve, weeks = exact().chances, drawn()
    error = max(abs(float(np.mean(weeks <= k + 1)) - chance) for k, chance in enumerate(curve))
    return Comparison(model, cpu(exact, 20), cpu(drawn, 2), error)


def main() -> None:
    """Print both comparisons."""
    for row in (
        compare("equal weights", resampled, draw_resampled),
        compare("Dirichlet weights and drift", full, draw_full),
    ):
        print(
            f"{row.model:28s} exact {row.exact:6.2f} ms   {DRAWS} draws {row.drawn:6.2f} ms   "
            f"{row.ratio:5.1f} times less   error of the draws {row.error:.4f}"
        )


if __name__ == "__main__":
    main()
