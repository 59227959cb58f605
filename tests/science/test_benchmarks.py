"""What the benchmarks compare is the same thing twice; how long it takes is theirs to say."""

from pathlib import Path

import pytest

from benchmarks.science.calibration import TOPICS, Effort, Figure, Reach, orders
from benchmarks.science.convolution import compare, draw_full, full

PAGE = Path(__file__).parents[2] / "docs" / "calibration.md"


def test_draws_of_the_whole_model_agree_with_the_exact_curve() -> None:
    assert compare("the whole model", full, draw_full).error < 0.015


@pytest.mark.parametrize(
    ("found", "reach", "holds", "says"),
    [
        (0.9, Reach(0.9, 0.98), True, "0.900 - 0.980"),
        (0.981, Reach(0.9, 0.98), False, "0.900 - 0.980"),
        (7.9, Reach(8, digits=1), False, ">= 8.0"),
        (2.4, Reach(high=2.4, digits=2), True, "<= 2.40"),
        (float("nan"), Reach(0.9, 0.98), False, "0.900 - 0.980"),
        (0.5, Reach(digits=1), None, ""),
    ],
)
def test_a_figure_holds_within_its_reach(
    found: float, reach: Reach, holds: bool | None, says: str
) -> None:
    assert Figure("something", found, reach).holds is holds
    assert str(reach) == says


def test_a_topic_asks_its_benchmark() -> None:
    assert [each.holds for each in orders(Effort(quick=True)) if "gap" in each.what] == [True]


def test_the_page_names_the_command_and_its_topics_are_benchmarks() -> None:
    told = PAGE.read_text(encoding="utf-8")

    assert "python -m benchmarks.science.calibration" in told
    assert all((PAGE.parents[1] / f"benchmarks/science/{topic}.py").is_file() for topic in TOPICS)
