"""A calibration computed from what was gathered, and from nothing else: the same again years later."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from leadline_science.calibration import (
    Leanings,
    Promise,
    Statement,
    brier,
    leanings,
    pit_histogram,
    track_record,
)
from leadline_science.calibration.changes import FARTHEST, Change

METHOD = "calibration.people"
EFFECT = "effect"
MANY = 50
"""From so many outcomes on the picture has ten bands, below five."""
Row = Mapping[str, Any]


def computed(inputs: Row) -> dict[str, Any]:
    """Every answer by its name, as JSON; None where there is nothing to tell it from."""
    scores, chances = inputs["scores"], inputs["chances"]
    effects = [each for each in scores if each["part"] == EFFECT]
    known = _leanings(effects)
    return {
        "coverage": {part: _coverage(rows) for part, rows in _parted(scores).items()},
        "pit": _pit(effects),
        "leanings": known.to_dict() if known else None,
        "chances": brier([each["stated"] for each in chances], [each["came"] for each in chances]).to_dict() if chances else None,
        "open": [_corrected(each, known) for each in inputs["open"]] if known else [],
    }  # fmt: skip


def _parted(scores: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for each in scores:
        found.setdefault(each["part"], []).append(each)
    return found


def _coverage(rows: Sequence[Row]) -> dict[str, Any]:
    return track_record(Statement(each["level"], each["is_inside"]) for each in rows).to_dict()


def _pit(effects: Sequence[Row]) -> dict[str, Any] | None:
    """Places in what was stated, turned so that the left end is worse than promised."""
    if not effects:
        return None
    places = [_place(each) for each in effects]
    below, up_to = zip(*places, strict=True)
    return pit_histogram(below, up_to, bands=10 if len(places) >= MANY else 5).to_dict()


def _place(each: Row) -> tuple[float, float]:
    if each["toward"] < 0:
        return 1 - each["up_to"], 1 - each["below"]
    return each["below"], each["up_to"]


def _leanings(effects: Sequence[Row]) -> Leanings | None:
    """Of the effects with a range and a better side; the farthest off count as far as the science goes."""
    told = [each for each in effects if each["low"] < each["high"] and each["toward"]]
    promises = [_promise(each) for each in told]
    return leanings(promises) if promises else None


def _promise(each: Row) -> Promise:
    change = _change(each)
    off = change.off(each["actual"])
    actual = each["actual"] if abs(off) <= FARTHEST else change.middle + change.toward * change.sd * (FARTHEST if off > 0 else -FARTHEST)  # fmt: skip
    return change.as_promise(each["person"], each["team"], actual)


def _change(each: Row) -> Change:
    return Change(each["low"], each["high"], each["level"], each["toward"])


def _corrected(each: Row, known: Leanings) -> dict[str, Any]:
    found = _change(each).corrected(known, each["person"], each["team"])
    by = found.leaning
    return {
        "bet": each["bet"], "name": each["name"], "metric": each["metric"], "unit": each["unit"],
        "kind": each["kind"], "decimals": each["decimals"],
        "said": {name: each[name] for name in ("low", "likely", "high")},
        "corrected": {"low": found.low, "likely": found.middle, "high": found.high},
        "by": by.person or by.team,
    }  # fmt: skip
