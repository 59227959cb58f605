"""The chart says how often it cries wolf, and that is how often it does."""

from collections.abc import Callable

import numpy as np
import pytest

from benchmarks.science.charts import AHEAD, BASELINE, measure
from benchmarks.science.charts import PROCESSES as LIKE
from leadline_science.charts import Kind, Likeness, process_behaviour
from leadline_science.charts.false_alarms import unchanging
from leadline_science.charts.limits import band, outside
from leadline_science.refusals import AllEqual, Negative, NoData, NotFinite, Refused, TooFew

PROCESSES = ("steady", "autocorrelated .5", "skewed .6")


def happened(like: Likeness, kind: Kind) -> float:
    """Share of 10,000 fresh unchanging series with an alarm."""
    series = unchanging(like, BASELINE + AHEAD, seed=99, series=10_000)
    scaled = np.log(series) if kind is Kind.LOG else series
    around = band(scaled, BASELINE, kind)
    return float(outside(scaled, around)[:, BASELINE:].any(axis=1).mean())


@pytest.mark.parametrize("process", PROCESSES)
def test_the_plain_chart_states_its_false_alarms_within_two_points(process: str) -> None:
    row = measure(process, series=600)

    assert row.stated.beyond_limits == pytest.approx(row.happened.beyond_limits, abs=0.02)
    assert row.stated.run == pytest.approx(row.happened.run, abs=0.02)


@pytest.mark.parametrize(
    ("process", "kind"), [("skewed .6", Kind.LOG), ("autocorrelated .5", Kind.RESIDUAL)]
)
def test_the_chart_that_fits_the_process_is_quiet_again(process: str, kind: Kind) -> None:
    like = LIKE[process]
    (baseline,) = unchanging(like, BASELINE, seed=7, series=1)
    stated = process_behaviour(baseline.tolist(), kind=kind, ahead=AHEAD).alarms.beyond_limits

    assert happened(like, kind) < happened(like, Kind.PLAIN) / 2
    assert stated == pytest.approx(happened(like, kind), abs=0.02)


def test_a_value_beyond_the_limits_is_a_signal() -> None:
    found = process_behaviour([10, 11, 9, 10, 12, 9, 10, 11, 30], baseline=8)

    assert [(signal.at, signal.rule) for signal in found.signals] == [(8, "beyond limits")]


def test_eight_on_one_side_are_a_signal() -> None:
    found = process_behaviour([9, 11] * 4 + [10.5] * 8, baseline=8)

    assert [(signal.at, signal.rule) for signal in found.signals] == [
        (14, "run of 8"),
        (15, "run of 8"),
    ]


def test_a_limit_below_what_can_be_is_none() -> None:
    assert set(process_behaviour([0, 3, 1, 4, 0, 5, 2], floor=0).low) == {None}


def test_the_log_chart_has_its_limits_in_the_unit_of_the_values() -> None:
    found = process_behaviour([1, 2, 4, 2, 1, 2, 4, 8, 4, 2], kind=Kind.LOG)

    assert found.centre[0] == pytest.approx(2 ** (13 / 10))
    assert found.low[0] is not None
    assert 0 < found.low[0] < 1


def test_a_trend_warns_of_autocorrelation() -> None:
    found = process_behaviour([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])

    assert found.likeness.correlation > 0.5
    assert found.alarms_as_seen.beyond_limits > found.alarms.beyond_limits
    assert any("autocorrelation" in text for text in found.warnings)


def test_the_same_seed_gives_the_same_chart() -> None:
    values = [3.0, 5, 2, 1, 5, 6, 4, 0, 7, 3, 4, 2]

    assert process_behaviour(values, seed=4) == process_behaviour(values, seed=4)


REFUSED = [
    (NoData, lambda: process_behaviour([])),
    (TooFew, lambda: process_behaviour([1, 2, 3])),
    (TooFew, lambda: process_behaviour(range(10), baseline=12)),
    (AllEqual, lambda: process_behaviour([4] * 10)),
    (NotFinite, lambda: process_behaviour([1, 2, 3, 4, 5, float("nan")])),
    (Negative, lambda: process_behaviour([0, 1, 2, 3, 4, 5], kind=Kind.LOG)),
]


@pytest.mark.parametrize(("refusal", "ask"), REFUSED)
def test_bad_input_is_refused(refusal: type[Refused], ask: Callable[[], object]) -> None:
    with pytest.raises(refusal):
        ask()
