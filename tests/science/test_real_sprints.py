"""The promises on real sprints, each board forecast with the drift of the others."""

from pathlib import Path

import pytest

from benchmarks.science.coverage import Coverage, compare
from benchmarks.science.sprints import items, points

DATA = Path(__file__).parents[3] / "shared" / "data"

pytestmark = pytest.mark.skipif(
    not (DATA / "sprints-tse2017").is_dir() or not (DATA / "sprints-agilescrum").is_dir(),
    reason="the public sprint data are not beside the repository; see benchmarks/science/README.md",
)


def by_way(rows: list[Coverage]) -> dict[str, Coverage]:
    for row in rows:
        print(
            f"{row.window} sprints, {row.way}: P85 {row.p85:.3f} P95 {row.p95:.3f} CRPS {row.crps:.3f}"
        )
    return {row.way: row for row in rows}


@pytest.mark.parametrize("window", [6, 8, 12])
def test_promises_of_points_hold_as_often_as_stated(window: int) -> None:
    found = by_way(compare(points(DATA), window, horizon=4))

    for way in ("drift of the others", "drift as shipped"):
        assert 0.83 <= found[way].p85 <= 0.88
        assert 0.93 <= found[way].p95 <= 0.97
    assert found["drift as shipped"].crps <= found["bootstrap"].crps
    assert found["bootstrap"].p85 < 0.83


def test_promises_of_items_are_kept_within_what_33_forecasts_can_tell() -> None:
    found = by_way(compare(items(DATA), 6, horizon=4))["drift as shipped"]

    assert found.p85 == pytest.approx(0.85, abs=0.13)
    assert found.p95 >= 0.85
