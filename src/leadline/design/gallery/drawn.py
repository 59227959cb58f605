"""Made-up numbers, and a picture of each kind."""

from datetime import date, timedelta
from random import Random
from typing import Any

from leadline.design import charts
from leadline.design.charts import Bar, Line, Picture, Point, Series, Span
from leadline.design.gallery.work import LONG


def quantiles() -> list[float]:
    """Give the twenty quantiles of an effect, in points."""
    return [
        0.8,
        1.2,
        1.5,
        1.7,
        1.9,
        2.0,
        2.2,
        2.3,
        2.4,
        2.5,
        2.7,
        2.8,
        2.9,
        3.0,
        3.2,
        3.4,
        3.6,
        3.8,
        4.1,
        4.6,
    ]


def pictures(today: date) -> dict[str, Picture]:
    """Give one picture of each kind."""
    random = Random(7)  # noqa: S311
    days = [today - timedelta(days=n) for n in range(180, 0, -1)]
    times = [max(0.4, random.lognormvariate(1.8, 0.8)) for _ in range(120)]
    return {
        "scatter": charts.scatter(
            [Point(random.choice(days), days_taken, f"KEL-{n}: {days_taken:.0f} days", f"#KEL-{n}") for n, days_taken in enumerate(times, 12)],
            rules=[Line(6, "50 %: 6 days"), Line(16, "85 %: 16 days")],
        ),
        "flow": charts.stacked(days[::3], _flow(random, len(days[::3])), looks=("series-3", "series-2", "series-6")),
        "bars": charts.bars([Bar(f"{day.day} {day:%b}", random.randint(3, 14), href="#week") for day in days[::7]], rules=[Line(8.4, "average 8.4")]),
        "few": charts.bars([Bar("Bridge", 21, outline=24), Bar("Harbour", 13, outline=12), Bar("Shore", 8, outline=16)], height=180),
        "lines": charts.lines([Series("Opened", _walk(random, days, 40)), Series("Closed", _walk(random, days, 30), dashed=True)]),
        "behaviour": charts.lines(
            [Series("On-time departures", _steady(random, days[::7]), look="series-1")],
            rules=[Line(88.0, "upper limit 88"), Line(81.0, "mean 81"), Line(74.0, "lower limit 74")], from_zero=False, dots=True,
        ),
        "steps": charts.lines([Series("Left to do", [(day, float(max(0, 34 - n // 4))) for n, day in enumerate(days[-40:])], step=True, soft_below=True)], marks=[Line(today, "today", "today")], height=200),
        "histogram": charts.histogram(times, rules=[Line(6, "50 %"), Line(16, "85 %")]),
        "intervals": charts.intervals(
            [Span("Offline tide tables", 41, 22, 70), Span(LONG[:70], 38, 30, 44), Span("Partner API", 17, 2, 60)]
        ),
        "empty": charts.scatter([]),
        "single": charts.lines([Series("One", [(today, 3.0)])], dots=True),
    }  # fmt: skip


def _flow(random: Random, count: int) -> dict[str, list[float]]:
    done, doing, todo = [0.0], [4.0], [30.0]
    for _ in range(count - 1):
        shipped = random.choice((0, 1, 1, 2, 3))
        done.append(done[-1] + shipped)
        doing.append(max(2.0, doing[-1] + random.choice((-1, 0, 1))))
        todo.append(max(4.0, todo[-1] - shipped + random.choice((0, 1, 2))))
    return {"Done": done, "Doing": doing, "To do": todo}


def _walk(random: Random, days: list[date], start: float) -> list[tuple[date, float]]:
    points = []
    for day in days[::6]:
        start = max(2.0, start + random.uniform(-6, 7))
        points.append((day, round(start, 1)))
    return points


def _steady(random: Random, days: list[date]) -> list[tuple[date, float]]:
    return [(day, round(random.gauss(81, 2.4), 1)) for day in days]


def plans(today: date) -> list[dict[str, Any]]:
    told = (
        ("Berth conflict warnings", (-40, 60, 92, 86), 0.74),
        ("Offline tide tables", (-10, 110, 160, 100), 0.41),
        ("Crew swap", (20, 130, 200, 150), 0.62),
    )
    return [_plan(today, name, offsets, holds) for name, offsets, holds in told]


def _plan(today: date, name: str, offsets: tuple[int, ...], holds: float) -> dict[str, Any]:
    start, p50, p85, promised = (today + timedelta(days=n) for n in offsets)
    bar = charts.doubt_bar(
        start,
        p50,
        p85,
        first=today - timedelta(days=60),
        last=today + timedelta(days=240),
        promised=promised,
        today=today,
        baseline=(start, p50 - timedelta(days=20)),
    )
    return {"name": name, "bar": bar, "p50": p50, "p85": p85, "promised": promised, "holds": holds}
