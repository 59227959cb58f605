"""A publication as one file for any browser: from its snapshot alone, with its style inside and no script."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.template.loader import get_template, render_to_string
from markupsafe import Markup

from leadline.design.charts.scales import Linear
from leadline.design.dates import month, quarter
from leadline.roadmap.models import Bucket
from leadline.roadmap.telling import Told, told_of

LEFT, RIGHT = 30.0, 99.0
ROW, HEAD = 26, 24
LONG, MONTH = 300, timedelta(days=31)


@dataclass(frozen=True)
class Box:
    """A bar on its row; places in percent of the width."""

    name: str
    top: int
    start: float
    width: float
    promised: float | None


@dataclass(frozen=True)
class Picture:
    boxes: Sequence[Box]
    marks: Sequence[tuple[float, str]]
    told: float | None

    @property
    def height(self) -> int:
        return HEAD + ROW * len(self.boxes)


def as_page(snapshot: Mapping[str, Any], audience: str, number: int) -> str:
    """The publication as HTML that needs nothing else, fit to be printed."""
    heads, parts = parts_of(snapshot)
    style = Markup(get_template("roadmap/sheet.css").render())  # noqa: S704  a file of our own
    return render_to_string("roadmap/sheet.html", {
        "snapshot": snapshot, "audience": audience, "number": number, "on": date.fromisoformat(snapshot["on"]),
        "style": style, "policy": f"default-src 'none'; style-src '{hash_of(style)}'", "heads": heads, "parts": parts, "picture": picture_of(snapshot),
    })  # fmt: skip


def hash_of(text: str) -> str:
    """What a policy calls a text by, so that it lets no other in."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def parts_of(snapshot: Mapping[str, Any]) -> tuple[list[str], list[tuple[str, list[Told]]]]:
    """The heads, and what is now, next and later; those without bars are left out."""
    heads, rows = told_of(snapshot, but=("bucket",))
    parts = [
        (str(bucket.label), [row for row in rows if row.bucket == bucket]) for bucket in Bucket
    ]
    return heads, [(name, own) for name, own in parts if own]


def picture_of(snapshot: Mapping[str, Any]) -> Picture | None:
    """The bars over time; None where the audience is told no days."""
    dated = [bar for bar in snapshot["bars"] if bar.get("from_on") and bar.get("until_on")]
    if not dated:
        return None
    days = [_day(bar[name]) for bar in dated for name in ("from_on", "until_on", "promised_on") if bar.get(name)]  # fmt: skip
    first, last = min(days).replace(day=1), (max(days) + MONTH).replace(day=1)
    at = Linear(first.toordinal(), last.toordinal(), LEFT, RIGHT)
    boxes = [_box(bar, HEAD + ROW * n, at) for n, bar in enumerate(sorted(dated, key=lambda each: (each["from_on"], each["until_on"])))]  # fmt: skip
    told = _day(snapshot["on"])
    return Picture(boxes, _marks(first, last, at), _place(told, at) if first <= told <= last else None)  # fmt: skip


def _box(bar: Mapping[str, Any], top: int, at: Linear) -> Box:
    start, end = _place(_day(bar["from_on"]), at), _place(_day(bar["until_on"]), at)
    promised = _place(_day(bar["promised_on"]), at) if bar.get("promised_on") else None
    return Box(bar["name"], top, start, max(round(end - start, 3), 0.4), promised)


def _marks(first: date, last: date, at: Linear) -> list[tuple[float, str]]:
    step = 3 if (last - first).days > LONG else 1
    found, day = [], first
    while day < last:
        if (day.month - 1) % step == 0:
            found.append((_place(day, at), quarter(day) if step == 3 else month(day)))
        day = (day + MONTH).replace(day=1)
    return found


def _place(day: date, at: Linear) -> float:
    return round(at(day.toordinal()), 3)


def _day(text: str) -> date:
    return date.fromisoformat(text)
