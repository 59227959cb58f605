"""A kept ranking as a file for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from leadline.foundation.formulas import neutral
from leadline.planning.models import Ranking
from leadline.planning.queries.rankings.asking import Asked
from leadline.planning.queries.rankings.pieces import Line, Part
from leadline.planning.queries.rankings.runs import all_lines
from leadline.workspaces.models import Member

STANDING = (
    "rank", "rank_low", "rank_median", "rank_high", "top_chance", "best_chance", "beats_next", "score", "mean", "low", "high",
)  # fmt: skip


def as_csv(member: Member, ranking: Ranking) -> str:
    """Every bet, best first, with its standing and inputs; then those left out, and why."""
    names = [each.name for each in Asked.from_json(ranking.asked).asks]
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(["bet", "name", *STANDING, *_heads(names), "left_out_because"])
    for part in (Part.PLACED, Part.LACKING):
        table.writerows([neutral(value) for value in _row(line, names)] for line in all_lines(ranking, part))  # fmt: skip
    return written.getvalue()


def _heads(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from (f"{name} {end}" for end in ("low", "likely", "high", "source"))


def _row(line: Line, names: Iterable[str]) -> Iterator[Any]:
    yield from (line.bet, line.name)
    yield from (getattr(line.standing, name) if line.standing else "" for name in STANDING)
    for name in names:
        cell = line.cells.get(name)
        yield from (cell.low, cell.likely, cell.high, cell.source) if cell else ("", "", "", "")
    yield line.why
