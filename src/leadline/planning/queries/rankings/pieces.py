"""Answers and inputs as they are kept: a hundred bets a row, each column a list.

JSON, so that any database, export and reader years from now has them as they are; columns, so that
names of columns are written once a hundred bets: ten thousand bets of RICE take about 2 MB.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from leadline.planning.models import Ranking, RankingPiece
from leadline.planning.queries.rankings.candidates import Candidate, Cell
from leadline_science.prioritisation import Standing

HELD = 100
COLUMNS = (
    "score", "mean", "sd", "low", "high", "rank", "rank_low", "rank_median", "rank_high",
    "top_chance", "best_chance", "beats_next",
)  # fmt: skip
Part = RankingPiece.Part


class Line(NamedTuple):
    """A bet in a kept ranking: what was said about it, and where it stands.

    `standing` is None for MoSCoW and for a bet that lacked something, which `why` tells.
    """

    bet: str
    name: str
    cells: Mapping[str, Cell]
    standing: Standing | None = None
    why: str = ""


def placed(bets: Sequence[Candidate], standings: Sequence[Standing]) -> list[Line]:
    """The lines of an order, best first; without standings in the order given."""
    if not standings:
        return [Line(bet.id, bet.name, bet.cells) for bet in bets]
    by_id = {bet.id: bet for bet in bets}
    return [Line(*by_id[each.name], each) for each in standings]


def pieces(ranking: Ranking, part: str, lines: Sequence[Line], inputs: Sequence[str]) -> Iterator[RankingPiece]:  # fmt: skip
    """The rows that keep `lines`; `inputs` are the columns of what was said."""
    for number, start in enumerate(range(0, len(lines), HELD)):
        held = packed(lines[start : start + HELD], inputs)
        yield RankingPiece(workspace_id=ranking.workspace_id, ranking=ranking, part=part, number=number, lines=held)  # fmt: skip


def packed(lines: Sequence[Line], inputs: Sequence[str]) -> dict[str, Any]:
    """Lines as lists by column."""
    found: dict[str, Any] = {
        "bets": [line.bet for line in lines],
        "names": [line.name for line in lines],
        "said": {name: [_plain(line.cells.get(name)) for line in lines] for name in inputs},
    }
    if lines[0].standing:
        rows = map(attrgetter(*COLUMNS), [line.standing for line in lines])
        found["standing"] = dict(zip(COLUMNS, zip(*rows, strict=True), strict=True))
    if lines[0].why:
        found["why"] = [line.why for line in lines]
    return found


def unpacked(pieces: Iterable[Mapping[str, Any]]) -> list[Line]:
    """What `packed` was given, piece after piece."""
    return [line for piece in pieces for line in _lines(piece)]


def _lines(piece: Mapping[str, Any]) -> Iterator[Line]:
    said = {name: [_cell(each) for each in column] for name, column in piece["said"].items()}
    standing = piece.get("standing")
    rows = list(zip(*(standing[name] for name in COLUMNS), strict=True)) if standing else []
    whys = piece.get("why")
    for at, (bet, name) in enumerate(zip(piece["bets"], piece["names"], strict=True)):
        cells = {key: cell for key, column in said.items() if (cell := column[at])}
        stands = Standing(bet, *rows[at]) if rows else None
        yield Line(bet, name, cells, stands, whys[at] if whys else "")


def _plain(cell: Cell | None) -> list[Any] | None:
    """A cell as short as it goes: [likely, source], or [low, likely, high, source]."""
    if cell is None:
        return None
    return [cell.likely, cell.source] if cell.low == cell.high else [*cell]


def _cell(plain: Sequence[Any] | None) -> Cell | None:
    if plain is None:
        return None
    likely, *_others, source = plain
    return Cell(likely, likely, likely, source) if len(plain) == 2 else Cell(*plain)
