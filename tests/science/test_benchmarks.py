"""Claims about cost, as ratios."""

from benchmarks.science.convolution import compare, draw_full, draw_resampled, full, resampled


def test_an_exact_forecast_takes_an_eighth_of_the_cpu_of_10000_draws() -> None:
    assert compare("equal weights", resampled, draw_resampled).ratio >= 8
    assert compare("the whole model", full, draw_full).ratio >= 8


def test_draws_of_the_whole_model_agree_with_the_exact_curve() -> None:
    assert compare("the whole model", full, draw_full).error < 0.015
