"""How much of what was promised for a sprint was done in it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, amounts, same_length
from leadline_science.refusals import OutOfRange, TooFew


@dataclass(frozen=True, kw_only=True)
class SayDo(Answer):
    """Sprint by sprint: `ratios` of the promised amount that was done (None: nothing promised).

    `share`: over all sprints together. `kept`: sprints that did all they promised. `added`: work
    done that was not promised, as a share of all that was done, None when nothing was.
    """

    ratios: tuple[float | None, ...]
    share: float
    lowest: float
    highest: float
    kept: int
    sprints: int
    added: float | None


METHOD = Method("flow.say_do", "1", "Is what a sprint promises done in it?", SayDo)


def say_do(
    promised: Sequence[float], done: Sequence[float], done_in_all: Sequence[float] | None = None
) -> SayDo:
    """`promised` at the start of each sprint, `done` of that by its end, `done_in_all` with what was
    added on the way; in items or points. Refuses more done of the promise than was promised."""
    said, did = amounts("promised", promised), amounts("done", done)
    total = did if done_in_all is None else amounts("done in all", done_in_all)
    same_length("promised", said, "done", did)
    same_length("promised", said, "done in all", total)
    _check(said, did, total)
    ratios = did[said > 0] / said[said > 0]
    return SayDo(
        **METHOD.stamp,
        assumptions=("The promise is what was in the sprint when it started.",),
        warnings=_warnings(said),
        ratios=tuple(float(d / s) if s else None for s, d in zip(said, did, strict=True)),
        share=float(did.sum() / said.sum()),
        lowest=float(ratios.min()),
        highest=float(ratios.max()),
        kept=int((ratios >= 1).sum()),
        sprints=len(said),
        added=float(1 - did.sum() / total.sum())
        if done_in_all is not None and total.any()
        else None,
    )


def _check(said: Floats, did: Floats, total: Floats) -> None:
    if not said.any():
        raise TooFew("No sprint promised anything.", "Give sprints with a promise.")
    if np.any(did > said + 1e-9):
        raise OutOfRange("More of a promise was done than promised.", "Count added work apart.")
    if np.any(total < did - 1e-9):
        raise OutOfRange("Less was done in all than of the promise.", "Give all done work.")


def _warnings(said: Floats) -> tuple[str, ...]:
    found = {
        "Fewer than 6 sprints: one sprint moves the share.": len(said) < 6,
        "Some sprints promised nothing and are left out of the range.": bool(np.any(said == 0)),
    }
    return tuple(text for text, applies in found.items() if applies)
