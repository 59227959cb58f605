"""What all that was scored says of our estimates: gathered as rows, computed from them alone, and kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from leadline.foundation.paging import Slice, page_of
from leadline.outcomes.models import CalibrationRun
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one
from leadline_science.calibration import BrierScore, Leanings, PitHistogram, TrackRecord

SHOWN = 25


@dataclass(frozen=True)
class OpenEffect:
    """An effect of an open bet as it was said, and as it reads once corrected; by whose record."""

    bet: str
    name: str
    metric: str
    unit: str
    kind: str
    decimals: int
    said: tuple[float, float, float]
    corrected: tuple[float, float, float]
    by: str


@dataclass(frozen=True)
class Rated:
    """A run with its answers restored; None where nothing told it."""

    run: CalibrationRun
    coverage: Mapping[str, TrackRecord]
    pit: PitHistogram | None
    leanings: Leanings | None
    chances: BrierScore | None
    open: Sequence[OpenEffect]


def newest_run(member: Member) -> CalibrationRun | None:
    return _runs().order_by("-at", "-id").first()


def runs(member: Member, after: str = "") -> "Slice[CalibrationRun]":
    """Kept runs, the newest first; without what they rest on."""
    return page_of(_runs().defer("inputs", "answer"), ["-at", "-id"], after, SHOWN)


def run_by_id(member: Member, key: UUID) -> CalibrationRun:
    found: CalibrationRun = one(_runs(), pk=key)
    return found


def rated_of(run: CalibrationRun) -> Rated:
    """The answers of a run, as the science gave them."""
    # It imports every method there is, which the start of a server should not wait for.
    from leadline_science import catalogue

    answer = run.answer
    read: Any = {name: catalogue.restore(answer[name]) if answer[name] else None for name in ("pit", "leanings", "chances")}  # fmt: skip
    coverage: Any = {part: catalogue.restore(kept) for part, kept in answer["coverage"].items()}
    return Rated(run, coverage, read["pit"], read["leanings"], read["chances"], [_open(each) for each in answer["open"]])  # fmt: skip


def _open(kept: Mapping[str, Any]) -> OpenEffect:
    said, corrected = ((each["low"], each["likely"], each["high"]) for each in (kept["said"], kept["corrected"]))  # fmt: skip
    same = {name: kept[name] for name in ("bet", "name", "metric", "unit", "kind", "decimals", "by")}  # fmt: skip
    return OpenEffect(**same, said=said, corrected=corrected)


def _runs() -> "QuerySet[CalibrationRun]":
    rows: QuerySet[CalibrationRun] = CalibrationRun.objects.select_related("workspace", "by__user")
    return rows
