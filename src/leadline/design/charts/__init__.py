"""Pictures drawn on the server: small pure functions from numbers to frozen marks."""

from leadline.design.charts.bars import Bar, Span, bars, histogram, intervals
from leadline.design.charts.doubt import DoubtBar, RankSpan, doubt_bar, quantile_dots, rank_span
from leadline.design.charts.marks import Box, Dot, Mark, Picture, Rule, Shape, Text
from leadline.design.charts.plot import Line
from leadline.design.charts.points import Point, scatter
from leadline.design.charts.series import Band, Series, lines, sparkline, stacked
from leadline.design.charts.svg import svg

__all__ = [
    "Band", "Bar", "Box", "Dot", "DoubtBar", "Line", "Mark", "Picture", "Point", "RankSpan", "Rule", "Series", "Shape",
    "Span", "Text", "bars", "doubt_bar", "histogram", "intervals", "lines", "quantile_dots", "rank_span",
    "scatter", "sparkline", "stacked", "svg",
]  # fmt: skip
