"""What each audience may see of a roadmap: a fixed list of fields, read once, as it is published.

A publication holds what these give and nothing else, so that nothing has to be hidden when it is
read. A field that is not named here is told to nobody.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from leadline.design.dates import quarter
from leadline.roadmap.models import Audience
from leadline.roadmap.queries.bars import BarLine, Plan

Read = Callable[[BarLine], Any]

REACH = (Audience.INTERNAL, Audience.EXECUTIVES, Audience.SALES)
"""From the nearest audience to the farthest."""


def _day(name: str) -> Read:
    def read(line: BarLine) -> str | None:
        day = getattr(line, name)
        return day.isoformat() if day else None

    return read


def _name(name: str) -> Read:
    return lambda line: getattr(line, name)[1]


def _quarters(line: BarLine) -> str:
    """From which quarter to which, as outsiders are told it."""
    if line.from_on is None or line.until_on is None:
        return ""
    first, last = quarter(line.from_on), quarter(line.until_on)
    return first if first == last else f"{first} – {last}"


COMMON: Mapping[str, Read] = {"product": _name("product"), "bucket": lambda line: line.bucket}
NEAR: Mapping[str, Read] = {
    "name": lambda line: line.name, **COMMON, "objective": _name("objective"), "theme": _name("theme"), "team": _name("team"),
    "from_on": _day("from_on"), "until_on": _day("until_on"), "p50_on": _day("p50_on"), "p85_on": _day("p85_on"),
    "promised_on": _day("promised_on"), "holds": lambda line: line.holds,
}  # fmt: skip
FIELDS: Mapping[Audience, Mapping[str, Read]] = {
    Audience.INTERNAL: {**NEAR, "note": lambda line: line.note},
    Audience.EXECUTIVES: NEAR,
    Audience.SALES: {
        "name": lambda line: line.outward or line.name, **COMMON, "quarters": _quarters, "promised_on": _day("promised_on"),
    },
}  # fmt: skip
"""What is told of a bar, by audience. Sales hear of no team, aim, forecast or note."""


def may_see(line: BarLine, audience: Audience) -> bool:
    """Whether a bar is told to an audience: its own farthest one must not be nearer."""
    return REACH.index(Audience(line.told_to)) >= REACH.index(audience)


def told(lines: Sequence[BarLine], audience: Audience) -> list[dict[str, Any]]:
    """The bars that an audience may see, each with its fields alone."""
    reads = FIELDS[audience]
    return [{name: read(line) for name, read in reads.items()} for line in lines if may_see(line, audience)]  # fmt: skip


def snapshot_of(plan: Plan, audience: Audience, today: date) -> dict[str, Any]:
    """What is published: the name of the roadmap, the day, the fields and the bars."""
    assert plan.roadmap is not None
    return {
        "name": plan.roadmap.name,
        "on": today.isoformat(),
        "fields": list(FIELDS[audience]),
        "bars": told(plan.lines, audience),
    }
