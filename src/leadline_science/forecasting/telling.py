"""What a forecast says about itself: assumptions it rests on and warnings from the history."""

from leadline_science.checks import at_least, some_spread
from leadline_science.forecasting.drift import LARGEST_FACTOR, Drift
from leadline_science.forecasting.history import Throughput
from leadline_science.forecasting.sums import Weights
from leadline_science.forecasting.work import Growth

FEW_PERIODS = 6


def check_history(history: Throughput, drift: Drift) -> None:
    """Refuses one value, and equal values without drift: both would promise certainty."""
    at_least("period of history", history.values, 2)
    if drift.log_sd == 0:
        some_spread("periods of history", history.steps.astype(float))


def assumptions(weights: Weights, drift: Drift, growth: Growth | None) -> tuple[str, ...]:
    """Plain sentences, in the order in which they matter."""
    told = [
        "The coming periods are drawn from the same kind of periods as the history.",
        "Periods are independent of each other, given the level.",
    ]
    if weights is Weights.EQUAL:
        told.append("Each past period is exactly as likely as any other.")
    if drift.log_sd:
        told.append(
            f"The level may move (log sd {drift.log_sd:.2f}, {drift.source}), by a factor of {LARGEST_FACTOR:g} at most."
        )
    if growth is not None:
        told.append("Work goes on being added as in the past, independently of what is finished.")
    return tuple(told)


def warnings(history: Throughput, weights: Weights, drift: Drift) -> tuple[str, ...]:
    """What a reader should know before trusting the numbers."""
    n = len(history.values)
    newest = history.values[-max(2, n // 3) :]
    found = {
        f"Only {n} periods of history.": n < FEW_PERIODS,
        "Every period of history is equal: the spread comes from the drift alone.": len(
            set(history.values)
        )
        == 1,
        f"Nothing was finished in the last {len(newest)} periods.": not any(newest),
        "More than half of the periods are empty.": sum(not value for value in history.values)
        > n / 2,
        "Without drift, the 85 % statements of real teams held in about 80 % of cases.": drift.log_sd
        == 0,
        "Equal weights understate what a short history leaves open.": weights is Weights.EQUAL,
    }
    return tuple(text for text, applies in found.items() if applies)
