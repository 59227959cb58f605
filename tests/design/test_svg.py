"""Marks as SVG."""

from leadline.design.charts import Dot, Text, svg


def test_texts_and_addresses_are_escaped_wherever_they_stand() -> None:
    linked = svg(Dot(1.5, 2, 3, "point", '5 < 6 & "7"', "/w/x?a=1&b=2"), 260)
    assert 'href="/w/x?a=1&amp;b=2"' in linked
    assert 'aria-label="5 &lt; 6 &amp; &#34;7&#34;"' in linked
    assert "<title>" not in linked
    assert "<title>5 &lt; 6</title>" in svg(Dot(1, 2, title="5 < 6"), 260)
    assert svg(Text(1.234, 5, "a<b", minor=True), 260) == (
        '<text class="axis-label minor" x="1.23%" y="5" text-anchor="start">a&lt;b</text>'
    )
