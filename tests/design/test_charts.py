"""Pictures are pure functions of their numbers."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from leadline.design import charts
from leadline.design.charts import Bar, Box, Dot, Line, Point, Series, Shape, Span, Text
from leadline.design.charts.calendar import time_ticks
from leadline.design.charts.scales import Linear, nice_ticks, spread

TODAY = date(2026, 11, 14)
NUMBERS = some.floats(-1e9, 1e9, allow_nan=False)


@given(NUMBERS, NUMBERS)
def test_ticks_hold_both_ends_and_are_few(a: float, b: float) -> None:
    low, high = sorted((a, b))
    ticks = nice_ticks(low, high)
    assert ticks[0] <= low + 1e-6 * max(1, abs(low))
    assert ticks[-1] >= high - 1e-6 * max(1, abs(high))
    assert 2 <= len(ticks) <= 8


def test_counts_get_whole_ticks() -> None:
    assert nice_ticks(0, 1, whole=True) == (0, 1)


def test_a_scale_without_length_stays_in_the_middle() -> None:
    assert Linear(3, 3, 0, 100)(3) == 50


@given(some.lists(some.floats(20, 180), max_size=6))
def test_labels_never_overlap(wanted: list[float]) -> None:
    placed = sorted(spread(wanted, 14, 10, 200))
    assert all(b - a >= 13.99 for a, b in itertools.pairwise(placed))


@pytest.mark.parametrize("length", [1, 10, 45, 100, 300, 700, 2000, 9000])
def test_any_span_of_time_gets_a_handful_of_labels(length: int) -> None:
    ticks = time_ticks(TODAY - timedelta(days=length), TODAY)
    assert len(ticks) <= 27
    assert sum(not tick.minor for tick in ticks) <= 14


def test_months_of_a_new_year_show_the_year() -> None:
    labels = [tick.label for tick in time_ticks(date(2026, 10, 20), date(2027, 3, 2))]
    assert labels == ["Nov", "Dec", "2027", "Feb", "Mar"]


def test_quarters_are_labelled_as_quarters() -> None:
    labels = [tick.label for tick in time_ticks(date(2025, 1, 1), date(2026, 12, 31))]
    assert labels == ["2025", "Q2", "Q3", "Q4", "2026", "Q2", "Q3", "Q4"]


def test_every_point_lies_inside_and_opens_its_item() -> None:
    points = [
        Point(TODAY - timedelta(days=n), n * 1.5, f"KEL-{n}", f"/items/KEL-{n}") for n in range(50)
    ]
    drawn = charts.scatter(points, rules=[Line(6, "50 %: 6 days")])
    dots = [mark for mark in drawn.marks if mark.kind == "dot"]
    assert len(dots) == 50
    assert drawn.has_links
    assert all(0 <= dot.x <= 100 and 0 <= dot.y <= drawn.height for dot in dots)


@pytest.mark.parametrize(
    "picture",
    [
        charts.scatter([]), charts.lines([]), charts.lines([Series("None", [])]), charts.stacked([], {}),
        charts.bars([]), charts.histogram([]), charts.intervals([]),
    ],
)  # fmt: skip
def test_nothing_to_draw_is_said(picture: charts.Picture) -> None:
    assert "Nothing to draw yet" in [mark.text for mark in picture.marks if mark.kind == "text"]


def test_one_value_is_enough_for_every_picture() -> None:
    assert charts.lines([Series("One", [(TODAY, 3.0)])], dots=True).marks
    assert charts.stacked([TODAY], {"Done": [0.0]}).marks
    assert charts.bars([Bar("Bridge", 0)]).marks
    assert charts.histogram([0.0]).marks
    assert charts.intervals([Span("Bet", 1, 1, 1)]).marks
    assert charts.sparkline([1]).marks
    assert charts.quantile_dots([2.0] * 20).marks


def test_bands_stand_on_each_other() -> None:
    days = [TODAY - timedelta(days=n) for n in (2, 1, 0)]
    drawn = charts.stacked(days, {"Done": [1, 2, 3], "Doing": [4, 4, 4]})
    lower, upper = [mark.path for mark in drawn.marks if mark.kind == "shape"]
    assert set(lower.removeprefix("M").split(" L")[0].split()) <= set(
        upper.replace("L", " ").rstrip("Z").split()
    )


@given(some.lists(some.floats(0, 500), min_size=1, max_size=200))
def test_a_histogram_counts_every_value_once(values: list[float]) -> None:
    drawn = charts.histogram(values)
    titles = [mark.title for mark in drawn.marks if mark.kind == "box"]
    assert sum(int(title.rsplit(": ", 1)[1]) for title in titles) == len(values)


def test_twenty_quantiles_are_twenty_dots() -> None:
    drawn = charts.quantile_dots([float(n) for n in range(20)], bad_above=14)
    dots = [mark for mark in drawn.marks if mark.kind == "dot"]
    assert len(dots) == 20
    assert sum(dot.look == "past" for dot in dots) == 5


def test_a_date_with_doubt_fades_between_its_two_ends() -> None:
    first, last = TODAY, TODAY + timedelta(days=100)
    half, most = TODAY + timedelta(days=40), TODAY + timedelta(days=70)
    bar = charts.doubt_bar(
        TODAY, half, most, first=first, last=last, promised=TODAY + timedelta(days=400)
    )
    assert (bar.start, bar.p50, bar.p85, bar.promised) == (0, 40, 70, 100)
    assert bar.sure == pytest.approx(40 / 70)


def test_a_rank_with_doubt_shows_its_span() -> None:
    rank = charts.rank_span(1, 3, 12, 12)
    assert rank.low < rank.likely < rank.high


def test_words_of_close_rules_stand_apart() -> None:
    rules = [Line(value, f"P{value}") for value in (5, 6, 7)]
    drawn = charts.scatter([Point(1, 1), Point(2, 200)], rules=rules)
    heights = sorted(mark.y for mark in drawn.marks if isinstance(mark, Text) and mark.text.startswith("P"))  # fmt: skip
    assert all(low + 12 <= high for low, high in itertools.pairwise(heights))


def test_words_beside_a_plot_have_their_own_room() -> None:
    plain = charts.bars([Bar("a", 3)])
    named = charts.bars([Bar("a", 3)], rules=[Line(2, "average 2.0")])
    ends = [
        max(box.x + box.width for box in drawn.marks if isinstance(box, Box))
        for drawn in (plain, named)
    ]
    assert ends[1] < ends[0] - 10


def test_bare_points_have_neither_line_nor_name() -> None:
    told = Series("Finished", [(1, 2), (2, 3)])
    alarm = Series("Signals", [(2, 3)], bare=True, titles=["much"])
    drawn = charts.lines([told, alarm])
    assert len([mark for mark in drawn.marks if isinstance(mark, Shape)]) == 1
    assert [mark.title for mark in drawn.marks if isinstance(mark, Dot)] == ["much"]
    assert "Signals" not in {mark.text for mark in drawn.marks if isinstance(mark, Text)}


def test_points_with_names_need_no_numbers_across() -> None:
    drawn = charts.scatter([Point(1, 4, name="WS-1"), Point(2, 3, name="WS-2")])
    texts = [mark.text for mark in drawn.marks if isinstance(mark, Text)]
    assert {"WS-1", "WS-2"} <= set(texts)
    assert "1.5" not in texts
