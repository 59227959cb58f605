"""Kept rankings: the list of them, one of them by pieces, and the question asked again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from leadline.foundation.paging import Slice, page_of
from leadline.foundation.refusals import NotFound
from leadline.planning.models import Bet, Ranking, RankingPiece
from leadline.planning.queries.rankings.asking import Asked
from leadline.planning.queries.rankings.candidates import Candidate
from leadline.planning.queries.rankings.pieces import Line, Part, unpacked
from leadline.products.models import Product
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one
from leadline_science.answers import Answer
from leadline_science.prioritisation import Lessons
from leadline_science.prioritisation import Ranking as Order

SHOWN = 25
KEPT_LESSONS = 20


def rankings(member: Member, *, product: Product | None = None, after: str = "") -> "Slice[Ranking]":  # fmt: skip
    """Kept rankings, newest first; without their lines and lessons."""
    rows = _rows().defer("lessons")
    rows = rows.filter(product=product) if product else rows
    return page_of(rows, ["-at", "-id"], after, SHOWN)


def ranking_by_id(member: Member, key: UUID) -> Ranking:
    """One ranking; raises `NotFound`."""
    found: Ranking = one(_rows(), id=key)
    return found


def before(ranking: Ranking) -> Ranking:
    """The newest other ranking by the same framework; raises `NotFound`."""
    rows = _rows().filter(framework=ranking.framework).exclude(pk=ranking.pk)
    found = rows.order_by("-at", "-id").first()
    if found is None:
        raise NotFound("There is no other ranking by this framework.", remedy="Rank the bets again first.")  # fmt: skip
    return found


def _rows() -> "QuerySet[Ranking]":
    rows: QuerySet[Ranking] = Ranking.objects.select_related("product", "by__user", "workspace")
    return rows


@dataclass(frozen=True)
class KeptRanking:
    """A ranking with what its answer says beside the lines."""

    ranking: Ranking
    asked: Asked
    answer: Answer
    lessons: Lessons | None
    names: Mapping[str, str]
    """Of the bets that the lessons speak of."""


def kept(ranking: Ranking) -> KeptRanking:
    """The question and the answer, as they were."""
    # It imports every method there is, which the start of a server should not wait for.
    from leadline_science import catalogue

    told = ranking.lessons
    return KeptRanking(
        ranking,
        Asked.from_json(ranking.asked),
        catalogue.restore(ranking.answer),
        Lessons.from_dict(told["answer"]) if told else None,
        told["names"] if told else {},
    )


@dataclass(frozen=True)
class Lines:
    """A hundred lines and the number of the next hundred; None behind the last."""

    lines: Sequence[Line]
    next_number: int | None
    urls: dict[str, str]


def lines_of(ranking: Ranking, part: str = Part.PLACED, number: int = 0) -> Lines:
    """One piece of a ranking in two statements, with the addresses of the bets that are still there."""
    rows = list(_pieces(ranking, part).filter(number__gte=number)[:2])
    lines = unpacked(row.lines for row in rows[:1])
    found = Bet.objects.in_bulk([UUID(line.bet) for line in lines])
    for bet in found.values():
        bet.workspace = ranking.workspace
    urls = {str(key): bet.page_url() for key, bet in found.items()}
    return Lines(lines, rows[1].number if len(rows) > 1 else None, urls)


def all_lines(ranking: Ranking, part: str = Part.PLACED) -> Iterator[Line]:
    """Every line of a ranking, a hundred in memory at once."""
    for row in _pieces(ranking, part).iterator(chunk_size=10):
        yield from unpacked([row.lines])


def _pieces(ranking: Ranking, part: str) -> "QuerySet[RankingPiece]":
    rows: QuerySet[RankingPiece] = RankingPiece.objects.filter(ranking=ranking, part=part)
    return rows.order_by("number")


def candidates_kept(lines: Iterable[Line]) -> list[Candidate]:
    """The bets as they were ranked, to be ranked again."""
    return [Candidate(line.bet, line.name, line.cells) for line in lines]


def head_of(answer: Answer) -> dict[str, Any]:
    """An answer as it is kept beside its lines."""
    return (replace(answer, items=(), duels=()) if isinstance(answer, Order) else answer).to_dict()


def shortened(lessons: Lessons | None, bets: Sequence[Candidate]) -> dict[str, Any] | None:
    """Lessons as they are kept: those that are worth most, with the names of their bets."""
    if lessons is None:
        return None
    kept = replace(lessons, inputs=lessons.inputs[:KEPT_LESSONS], items=lessons.items[:KEPT_LESSONS])  # fmt: skip
    told = {each.item for each in (*kept.inputs, *kept.items)}
    return {"answer": kept.to_dict(), "names": {bet.id: bet.name for bet in bets if bet.id in told}}
