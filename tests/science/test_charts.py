"""The chart says how often it cries wolf, and that is how often it does."""

from collections.abc import Callable

import numpy as np
import pytest

from benchmarks.science.charts import AHEAD, BASELINE, OTHERS, PROCESSES, STRANGERS, made, measure
from benchmarks.science.charts import stated as stated_on_average
from benchmarks.science.charts_table import AXES, NODES, Wish, bends, solved, tried, weights
from leadline_science.charts import Kind, Likeness, process_behaviour
from leadline_science.charts.false_alarms import false_alarms, happened, unchanging
from leadline_science.charts.likeness import leaning, likeness
from leadline_science.charts.limits import band, lag_one, runs
from leadline_science.charts.stated import stated
from leadline_science.refusals import (
    AllEqual,
    Negative,
    NoData,
    NotFinite,
    OutOfRange,
    Refused,
    TooFew,
)

# These need 24 known points, as the method's page says.
DEMANDING = {"autocorrelated .9", "both .7, .3"}
PROMISED = [
    *[(process, 20) for process in PROCESSES if process not in DEMANDING],
    *[(process, known) for process in PROCESSES for known in (24, 50)],
    *[(process, known) for process in STRANGERS for known in (24, 36)],
    *[(process, BASELINE) for process in OTHERS],
]


@pytest.mark.parametrize(("process", "known"), PROMISED)
def test_the_plain_chart_states_its_false_alarms_within_two_points(
    process: str, known: int
) -> None:
    row = measure(process, series=10_000, baseline=known)

    assert row.stated.beyond_limits == pytest.approx(row.happened.beyond_limits, abs=0.02)
    assert row.stated.run == pytest.approx(row.happened.run, abs=0.02)


@pytest.mark.parametrize("ahead", [2, 6, 18, 40])
def test_it_does_so_for_any_number_of_new_points(ahead: int) -> None:
    for process in ("steady", "autocorrelated .5", "skewed .6"):
        row = measure(process, series=10_000, baseline=30, ahead=ahead)

        assert row.stated.beyond_limits == pytest.approx(row.happened.beyond_limits, abs=0.025)
        assert row.stated.run == pytest.approx(row.happened.run, abs=0.025)


def test_the_rate_of_the_likeliest_process_alone_would_be_too_low() -> None:
    baselines = made("autocorrelated .9", BASELINE, seed=7, series=150)
    likeliest = [
        false_alarms(likeness(each), BASELINE, AHEAD, Kind.PLAIN, 1).beyond_limits
        for each in baselines
    ]

    row = measure("autocorrelated .9", series=10)
    assert np.mean(likeliest) < row.happened.beyond_limits - 0.08


@pytest.mark.parametrize(
    ("process", "kind"), [("skewed .6", Kind.LOG), ("autocorrelated .5", Kind.RESIDUAL)]
)
def test_the_chart_that_fits_the_process_is_quiet_again(process: str, kind: Kind) -> None:
    fresh = made(process, BASELINE + AHEAD, seed=99)
    scaled = np.log(fresh) if kind is Kind.LOG else fresh
    found = happened(scaled, BASELINE, kind)
    chart = process_behaviour(fresh[0, :BASELINE].tolist(), kind=kind, ahead=AHEAD)
    as_seen = stated_on_average(scaled[:, :BASELINE], AHEAD, kind)

    assert found.beyond_limits < happened(fresh, BASELINE, Kind.PLAIN).beyond_limits / 2
    assert chart.alarms.beyond_limits == pytest.approx(found.beyond_limits, abs=0.02)
    assert as_seen.beyond_limits == pytest.approx(found.beyond_limits, abs=0.02)
    assert as_seen.run == pytest.approx(found.run, abs=0.02)


def test_more_new_points_mean_more_false_alarms() -> None:
    known = unchanging(Likeness(0.3, 0.3), BASELINE, seed=3, series=1)[0]
    found = [stated(known, ahead, Kind.PLAIN) for ahead in (1, 3, 12, 30, 52)]

    assert [each.beyond_limits for each in found] == sorted({each.beyond_limits for each in found})
    assert [each.run for each in found] == sorted({each.run for each in found})


def test_it_is_the_same_rate_which_way_values_lean() -> None:
    known = unchanging(Likeness(0.0, 0.6), BASELINE, seed=3, series=1)[0]

    up, down = (stated(each, 12, Kind.PLAIN) for each in (known, 5 - 2 * known))
    assert (down.beyond_limits, down.run) == pytest.approx((up.beyond_limits, up.run))
    assert likeness(-known).skew == -likeness(known).skew < 0


def test_the_correlation_of_short_series_is_right_on_average() -> None:
    found = lag_one(unchanging(Likeness(0.5, 0.0), 24, seed=2, series=20_000))

    assert found.mean() == pytest.approx(0.5, abs=0.01)


def test_the_lean_is_the_third_l_moment_over_the_second() -> None:
    by_hand = leaning(np.array([[0.0, 1.0, 3.0], [3.0, 1.0, 0.0], [1.0, 2.0, 3.0], [2.0] * 3]))
    exponential = np.random.default_rng(1).exponential(size=(1, 200_000))

    assert by_hand == pytest.approx([1 / 3, 1 / 3, 0, 0])
    assert leaning(exponential) == pytest.approx([1 / 3], abs=0.005)


def test_a_table_of_processes_that_alarm_alike_has_their_rate_everywhere() -> None:
    seen = np.array(tried(20, series=40).seen)
    wish = Wish(seen, np.full(len(seen), 0.3), weights(20))

    table = solved([wish] * len(AXES.baseline))

    assert seen.shape == (13 * len(bends()), NODES)
    assert table == pytest.approx(np.full((len(AXES.baseline), NODES), 0.3), abs=1e-3)


def test_a_value_beyond_the_limits_is_a_signal() -> None:
    found = process_behaviour([10, 11, 9, 10, 12, 9, 10, 11, 30], baseline=8)

    assert [(signal.at, signal.rule) for signal in found.signals] == [(8, "beyond limits")]


def test_eight_on_one_side_are_a_signal() -> None:
    found = process_behaviour([9, 11] * 4 + [10.5] * 8, baseline=8)

    assert [(signal.at, signal.rule) for signal in found.signals] == [
        (14, "run of 8"),
        (15, "run of 8"),
    ]


def test_a_value_on_the_line_breaks_a_run() -> None:
    series = np.array([[9.0, 11, 9, 11, 9, 11, 9, 11, *[11] * 6, 10, *[11] * 8]])
    found = runs(series, band(series, 8, Kind.PLAIN))

    assert np.flatnonzero(found[0]).tolist() == [22]


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
    assert any("see the residual chart" in text for text in found.warnings)
    assert any("may be too low" in text for text in found.warnings)


@pytest.mark.parametrize(("known", "told"), [(15, 2), (19, 1), (20, 0)])
def test_a_short_baseline_says_what_is_rough(known: int, told: int) -> None:
    found = process_behaviour([3.0, 5, 4, 4.5, 3.5] * 4, baseline=known)

    assert sum("rough" in text for text in found.warnings) == told


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
    (OutOfRange, lambda: process_behaviour(range(10), ahead=53)),
    (OutOfRange, lambda: process_behaviour(range(10), ahead=0)),
]


@pytest.mark.parametrize(("refusal", "ask"), REFUSED)
def test_bad_input_is_refused(refusal: type[Refused], ask: Callable[[], object]) -> None:
    with pytest.raises(refusal):
        ask()
