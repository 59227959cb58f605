"""How often statements held that were made with a stated chance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leadline_science.answers import Answer, Method
from leadline_science.checks import at_least, between, finite, within
from leadline_science.uncertainty.shares import wilson_limits


@dataclass(frozen=True)
class Statement:
    """One statement: the chance it was made with, and whether it held (None: not yet known)."""

    stated: float
    held: bool | None


@dataclass(frozen=True)
class RecordLine:
    """All known statements of one stated chance: [low, high] is where their true share may lie.

    `verdict`: "fits" when `stated` lies inside, else "too sure" or "too cautious".
    """

    stated: float
    statements: int
    held: int
    share: float
    low: float
    high: float
    verdict: str


@dataclass(frozen=True, kw_only=True)
class TrackRecord(Answer):
    """One line per stated chance, rising; `open` statements are not counted in any."""

    lines: tuple[RecordLine, ...]
    open: int
    level: float


METHOD = Method("calibration.record", "1", "How often did such statements hold?", TrackRecord)


def track_record(
    statements: Iterable[Statement], *, level: float = 0.95, overlap: float = 1.0
) -> TrackRecord:
    """Share of statements that held, by stated chance, with Wilson limits.

    `overlap`: how many forecasts share the same stretch of time; the limits then rest on so many
    times fewer cases. Raises `NoData` when no outcome is known.
    """
    given = tuple(statements)
    known = [each for each in given if each.held is not None]
    at_least("statement with a known outcome", known, 1)
    between("level", level, 0.0, 1.0)
    finite("overlap", [within("overlap", overlap, 1.0, 1e6)])
    lines = tuple(
        _line(stated, known, level, overlap) for stated in sorted({each.stated for each in known})
    )
    return TrackRecord(
        **METHOD.stamp,
        assumptions=_assumptions(overlap),
        warnings=_warnings(lines, len(given) - len(known)),
        lines=lines,
        open=len(given) - len(known),
        level=level,
    )


def _line(stated: float, known: Sequence[Statement], level: float, overlap: float) -> RecordLine:
    within("a stated chance", stated, 0.0, 1.0)
    outcomes = [bool(each.held) for each in known if each.stated == stated]
    n, held = len(outcomes), sum(outcomes)
    low, high = wilson_limits(held / overlap, n / overlap, level)
    return RecordLine(stated, n, held, held / n, low, high, _verdict(stated, low, high))


def _verdict(stated: float, low: float, high: float) -> str:
    if low <= stated <= high:
        return "fits"
    return "too sure" if high < stated else "too cautious"


def _assumptions(overlap: float) -> tuple[str, ...]:
    if overlap == 1:
        return ("The statements are independent of each other.",)
    return (
        f"Statements overlap {overlap:g}-fold in time: limits rest on so many times fewer cases.",
    )


def _warnings(lines: tuple[RecordLine, ...], unknown: int) -> tuple[str, ...]:
    found = {
        "Fewer than 20 statements: the limits are wide, a verdict would be early.": min(
            line.statements for line in lines
        )
        < 20,
        "Open statements are left out, those that will fail late among them.": unknown > 0,
    }
    return tuple(text for text, applies in found.items() if applies)
