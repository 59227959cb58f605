"""Why no plan keeps all limits: a smallest set of them that cannot hold together."""

from collections.abc import Sequence

import numpy as np

from leadline_science.portfolio.building.model import build
from leadline_science.portfolio.building.words import Kind, Limit
from leadline_science.portfolio.problem.portfolio import Portfolio
from leadline_science.portfolio.problem.risk import Risk
from leadline_science.portfolio.refusals import Conflict
from leadline_science.portfolio.solving.highs import Cap, Stop, solve
from leadline_science.portfolio.solving.program import Program

CHECK = Cap(steps=4_000, nodes=2_000, first=True)
STRUCTURE = frozenset({Kind.ONCE})


class Checker:
    """Says whether some limits can hold together; remembers when it could not tell."""

    def __init__(self, portfolio: Portfolio, risk: Risk | None, stop: Stop | None) -> None:
        self.model = build(portfolio, risk, windows=False)
        self.stop = stop
        self.sure = True

    def limits(self) -> list[Limit]:
        """Every limit that can be given up, once, in the order of the rows."""
        return list(dict.fromkeys(each for each in self.model.limits if _droppable(each)))

    def impossible(self, kept: Sequence[Limit]) -> bool:
        """Whether these limits are shown to have no plan."""
        found = solve(self._of(frozenset(kept)), CHECK, stop=self.stop)
        self.sure = self.sure and (found.empty or found.x is not None)
        return found.empty

    def _of(self, kept: frozenset[Limit]) -> Program:
        rows = np.array([not _droppable(each) or each in kept for each in self.model.limits])
        program = self.model.program.of_rows(rows)
        return program.paying(np.zeros(program.columns))


def _droppable(limit: Limit) -> bool:
    return limit.kind not in STRUCTURE and (limit.kind is not Kind.TAIL or limit.of == "floor")


def conflict(portfolio: Portfolio, risk: Risk | None = None, stop: Stop | None = None) -> Conflict:
    """The refusal that names the limits in each other's way (QuickXplain, Junker 2004)."""
    checker = Checker(portfolio, risk, stop)
    found = _explain(checker, [], checker.limits(), changed=False)
    words = tuple(each.words for each in found)
    return Conflict(
        f"These limits cannot all hold: {' '.join(words)}",
        "Give one of them up or loosen it.",
        words,
        irreducible=checker.sure and checker.impossible(found),
    )


def _explain(
    checker: Checker, base: list[Limit], among: list[Limit], *, changed: bool
) -> list[Limit]:
    """The fewest of `among` that with `base` are impossible."""
    if changed and checker.impossible(base):
        return []
    if len(among) <= 1:
        return among
    half = len(among) // 2
    first, second = among[:half], among[half:]
    right = _explain(checker, base + first, second, changed=True)
    left = _explain(checker, base + right, first, changed=bool(right))
    return left + right
