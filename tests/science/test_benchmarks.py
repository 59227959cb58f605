"""What the benchmarks compare is the same thing twice; how long it takes is theirs to say."""

from benchmarks.science.convolution import compare, draw_full, full


def test_draws_of_the_whole_model_agree_with_the_exact_curve() -> None:
    assert compare("the whole model", full, draw_full).error < 0.015
