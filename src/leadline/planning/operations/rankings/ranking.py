"""Ranking bets: few at once, many in the background, and keeping the answer with all it rests on."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from leadline.design.numbers import number
from leadline.foundation import jobs
from leadline.foundation.models import Job
from leadline.foundation.refusals import Invalid
from leadline.planning.models import Ranking, RankingPiece
from leadline.planning.queries.rankings.asking import Asked, Confidence, capacity_of
from leadline.planning.queries.rankings.candidates import (
    Candidate,
    Gaps,
    bets_asked,
    candidates,
)
from leadline.planning.queries.rankings.coming import RANK, waiting_jobs
from leadline.planning.queries.rankings.computing import SEED, Computed, computed
from leadline.planning.queries.rankings.frameworks import GROUP, Framework
from leadline.planning.queries.rankings.pieces import Line, Part, pieces, placed
from leadline.planning.queries.rankings.runs import head_of, shortened
from leadline.products.models import Product
from leadline.workspaces.models import Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right
from leadline_science.prioritisation import Ranking as Order

MOST_BETS = 10_000
"""Half a second of one core to a whole one, measured."""
AT_ONCE = 100
"""More than these are ranked in the background, for they take a third of a second and more, measured."""


@dataclass(frozen=True)
class Answered:
    """An order with the question and the bets that it rests on, not kept yet."""

    asked: Asked
    product: Product | None
    fit: Sequence[Candidate]
    lacking: Sequence[Line]
    found: Computed


@operation(needs=Right.PLAN)
def rank_bets(*, by: Member, now: datetime, asked: Asked, product: Product | None = None) -> Ranking:  # fmt: skip
    """Rank the bets that lack nothing, and keep the answer with everything it rests on.

    Raises `Invalid` where nothing can be ranked, with what is lacking.
    """
    return _kept(by, now, answer(by, now, asked, product))


@operation(needs=Right.PLAN)
def ask_for_ranking(
    *, by: Member, now: datetime, asked: Asked, product: Product | None = None
) -> Ranking | Job:
    """Rank up to a hundred bets at once, and have more ranked in the background.

    For the same question the job that waits already. Raises what `rank_bets` raises where it can be
    told at once.
    """
    asked = _about(asked, product)
    if _counted(by, asked) <= AT_ONCE:
        return _kept(by, now, answer(by, now, asked, product))
    _refuse_unreadable(asked)
    for job in waiting_jobs(by):
        if job.arguments["asked"] == asked.as_json():
            return job
    arguments = {"member": str(by.pk), "asked": asked.as_json()}
    return jobs.ask(RANK, arguments, now=now, workspace_id=by.workspace_id)


@operation(needs=Right.PLAN)
def keep_ranking(*, by: Member, now: datetime, answered: Answered, job: Job | None = None) -> Ranking:  # fmt: skip
    """Write an answer down with everything it rests on, and mark the job done that worked it out."""
    ranking = _kept(by, now, answered)
    if job:
        jobs.finish(job, now, {"ranking": str(ranking.pk)})
    return ranking


def answer(by: Member, now: datetime, asked: Asked, product: Product | None) -> Answered:
    """The order of the bets as they are now, not kept; many take a second, so outside of any transaction."""
    asked = _about(asked, product)
    _counted(by, asked)
    with unswept():
        fit, lacking = _sorted_out(by, asked, now)
        asked = replace(asked, top=_checked_top(asked.top, len(fit)))
        return Answered(asked, product, fit, lacking, computed(asked, fit, asked.top or 1, SEED))


@contextmanager
def unswept() -> Iterator[None]:
    """Let the garbage collector rest, which looks in vain for circles among a million numbers."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


def _about(asked: Asked, product: Product | None) -> Asked:
    return replace(asked, product=str(product.pk) if product else "")


def _counted(by: Member, asked: Asked) -> int:
    """How many bets fit. Raises `Invalid` for too many."""
    count = bets_asked(by, asked).count()
    if count > MOST_BETS:
        raise Invalid(f"More than {number(MOST_BETS)} bets fit.", remedy="Choose a product, a theme or a state.")  # fmt: skip
    return count


def _refuse_unreadable(asked: Asked) -> None:
    """Raise `Invalid` for weights, a formula or a capacity that cannot be read."""
    assert asked.asks
    if asked.framework == Framework.MOSCOW:
        capacity_of(asked.capacity)


def _kept(by: Member, now: datetime, told: Answered) -> Ranking:
    asked, said = told.asked, told.found.answer
    with unswept():
        lines = _lines(asked, told.fit, told.found)
        ranking = Ranking(
            workspace=by.workspace, by=by, at=now, title=title_of(asked, told.product, len(told.fit))[:300],
            framework=asked.framework, product=told.product, top=asked.top or 1, asked=asked.as_json(),
            bets=len(told.fit), lacking=len(told.lacking), leaders=[line.name for line in lines[:3]],
            method=said.method, method_version=said.version, seed=said.seed, answer=head_of(said),
            lessons=shortened(told.found.lessons, told.fit),
        )  # fmt: skip
        ranking.save(force_insert=True)
        _keep_lines(ranking, asked, lines, told.lacking)
    facts = {"ranking": str(ranking.pk), "title": ranking.title, "final": True}
    record(by, now, "bets.ranked", facts=facts)
    return ranking


def _sorted_out(by: Member, asked: Asked, now: datetime) -> tuple[list[Candidate], list[Line]]:
    bets = bets_asked(by, asked)
    gaps = Gaps(asked)
    found = [(each, gaps.of(each.cells)) for each in candidates(by, asked, bets, by.workspace.today(now))]  # fmt: skip
    fit = [each for each, gap in found if not gap]
    if not fit:
        raise _nothing(asked, found)
    _refuse_unknown(asked, [each for each, _gap in found])
    return fit, [Line(each.id, each.name, each.cells, None, gap) for each, gap in found if gap]


def _nothing(asked: Asked, found: Sequence[tuple[Candidate, str]]) -> Invalid:
    if not found:
        return Invalid("No bet fits.", remedy="Choose another product, theme or state, or write a bet.")  # fmt: skip
    _refuse_unknown(asked, [each for each, _gap in found])
    bet, gap = found[0]
    remedy = _remedy(asked)
    return Invalid(f"No bet can be ranked yet: “{bet.name}” {gap}.", remedy=remedy)


def _remedy(asked: Asked) -> str:
    """Where a confidence may be counted, numbers with ranges are whole as soon as none is."""
    if asked.confidence != Confidence.NONE and any(each.is_confidence for each in asked.asks):
        return "Fill the columns of at least one bet; where they hold ranges, take “none” as confidence."
    return "Fill the columns of at least one bet."


def _refuse_unknown(asked: Asked, bets: Sequence[Candidate]) -> None:
    """Refuse a name in a formula that nobody ever filled: it is misspelt, or new."""
    if asked.framework != Framework.OWN:
        return
    for each in asked.asks:
        if not any(each.name in bet.cells for bet in bets):
            raise Invalid(f"No bet has a “{each.label}”.", field="formula", remedy="Correct the name, or fill its column.")  # fmt: skip


def _checked_top(top: int | None, size: int) -> int:
    usual = max(1, min(10, -(-size // 3)))
    if top is None:
        return usual
    if not 1 <= top <= size:
        raise Invalid(f"{top} of {size} bets cannot be chosen.", field="top", remedy=f"Choose 1 to {size}.")  # fmt: skip
    return top


def title_of(asked: Asked, product: Product | None, bets: int) -> str:
    """What was ranked, and how."""
    how = Framework(asked.framework).label
    of = f" of {product}" if product else ""
    return f"{how}: {bets} bet{'' if bets == 1 else 's'}{of}"


def _lines(asked: Asked, fit: Sequence[Candidate], found: Computed) -> list[Line]:
    if isinstance(found.answer, Order):
        return placed(fit, found.answer.items)
    group = {each.id: each.cells[GROUP].likely for each in fit}
    return placed(sorted(fit, key=lambda each: (group[each.id], each.name, each.id)), ())


def _keep_lines(ranking: Ranking, asked: Asked, lines: Sequence[Line], lacking: Sequence[Line]) -> None:  # fmt: skip
    inputs = [each.name for each in asked.asks]
    rows = [*pieces(ranking, Part.PLACED, lines, inputs), *pieces(ranking, Part.LACKING, lacking, inputs)]  # fmt: skip
    RankingPiece.objects.bulk_create(rows, batch_size=50)
