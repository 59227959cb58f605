"""Best and worst of a few at a time (MaxDiff, best-worst scaling)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.special import softmax

from leadline_science.answers import Method
from leadline_science.checks import Floats, at_least, between, whole
from leadline_science.prioritisation.best_worst import ItemCounts, Task, closed_form, counts_of
from leadline_science.prioritisation.comparisons import reach
from leadline_science.prioritisation.judged import ranked, tie_warning
from leadline_science.prioritisation.ranking import Ranking
from leadline_science.refusals import Disconnected
from leadline_science.uncertainty.sampling import gaussian
from leadline_science.uncertainty.streams import generator


@dataclass(frozen=True, kw_only=True)
class MaxDiff(Ranking):
    """A ranking by utility of the logit model, mean 0; `counts` in the same order.

    `respondents`: None where tasks do not say who answered.
    """

    counts: tuple[ItemCounts, ...]
    tasks: int
    respondents: int | None
    prior_sd: float


METHOD = Method("prioritisation.maxdiff", "1", "What is best and worst of a few?", MaxDiff)


def maxdiff(
    tasks: Sequence[Task],
    *,
    prior_sd: float = 2.0,
    top: int | None = None,
    draws: int = 4000,
    seed: int = 0,
) -> MaxDiff:
    """Utilities by the sequential logit: best of all shown, then worst of the rest.

    Where tasks say who answered, the interval allows for respondents who differ (the answers of
    one go together). `prior_sd`: the spread of utilities before any answer, which keeps those
    always best finite. Raises `NoData`, `Disconnected`, `OutOfRange`.
    """
    at_least("task", tasks, 1)
    between("The spread of utilities", prior_sd, 0.0, 100.0)
    whole("the number of draws", draws, 100, 1_000_000)
    names = sorted({name for task in tasks for name in task.shown})
    choices = _choices(tasks, names)
    _connected(tasks, names)
    middle, covariance = _fitted(choices, len(names), prior_sd)
    drawn = gaussian(generator(seed, "MaxDiff"), middle, covariance, draws)
    centred = drawn - drawn.mean(axis=1, keepdims=True)
    found = ranked(names, middle - middle.mean(), centred, top)
    by_name = {each.name: each for each in closed_form(counts_of(tasks, names))}
    return MaxDiff(
        **METHOD.stamp,
        seed=seed,
        assumptions=_assumptions(choices, prior_sd),
        warnings=(*_warnings(tuple(by_name.values()), choices), *tie_warning(found)),
        unit="utility",
        counts=tuple(by_name[item.name] for item in found["items"]),
        tasks=len(tasks),
        respondents=choices.respondents,
        prior_sd=prior_sd,
        **found,
    )


@dataclass(frozen=True)
class Choices:
    """`mask` (choices × items): what could be chosen; `chosen`; `side` 1 for best and -1 for worst.

    `who`: the respondent's place, per choice; None where some task does not say.
    """

    mask: Floats
    chosen: Floats
    side: Floats
    who: NDArray[np.intp] | None

    @property
    def respondents(self) -> int | None:
        """How many answered."""
        return None if self.who is None else int(self.who.max()) + 1


def _choices(tasks: Sequence[Task], names: Sequence[str]) -> Choices:
    place = {name: at for at, name in enumerate(names)}
    mask, chosen = np.zeros((2, 2 * len(tasks), len(names)))
    for row, task in enumerate(tasks):
        shown = [place[name] for name in task.shown]
        mask[2 * row, shown] = mask[2 * row + 1, shown] = 1
        mask[2 * row + 1, place[task.best]] = 0
        chosen[2 * row, place[task.best]] = chosen[2 * row + 1, place[task.worst]] = 1
    return Choices(mask, chosen, np.tile([1.0, -1.0], len(tasks)), _who(tasks))


def _who(tasks: Sequence[Task]) -> NDArray[np.intp] | None:
    given = [task.respondent for task in tasks]
    if not all(given) or len(set(given)) < 2:
        return None
    return np.repeat(np.unique(given, return_inverse=True)[1], 2)


def _fitted(choices: Choices, size: int, prior_sd: float) -> tuple[Floats, Floats]:
    """The most probable utilities by Newton's method, and their covariance."""
    utilities, closed = np.zeros(size), np.where(choices.mask > 0, 0.0, -np.inf)
    ridge = np.eye(size) / prior_sd**2
    for _ in range(60):
        shares = softmax(choices.side[:, None] * utilities + closed, axis=1)
        slope = choices.side @ (choices.chosen - shares) - utilities / prior_sd**2
        curve = np.diag(shares.sum(axis=0)) - shares.T @ shares + ridge
        step = cho_solve(cho_factor(curve), slope)
        utilities = utilities + step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-300))
        if np.abs(step).max() < 1e-10:
            break
    inverse = np.asarray(cho_solve(cho_factor(curve), np.eye(size)))
    return utilities, _robust(choices, choices.chosen - shares, curve - ridge, inverse)


def _robust(choices: Choices, left: Floats, curve: Floats, inverse: Floats) -> Floats:
    """The covariance, by what respondents differ in where that is known (sandwich).

    Few respondents say little about how they differ: the model's own spread stands in for the rest.
    """
    if choices.who is None or choices.respondents is None:
        return inverse
    count, size = choices.respondents, len(inverse)
    slopes = np.zeros((count, size))
    np.add.at(slopes, choices.who, choices.side[:, None] * left)
    meat = slopes.T @ slopes * count / (count - 1)
    excess = float(np.trace(np.linalg.pinv(curve) @ meat)) / (size - 1)
    own = size / (size + count)
    joined = (1 - own) * meat + own * max(excess, 1.0) * curve
    prior = np.linalg.inv(inverse) - curve
    return np.asarray(inverse @ (joined + prior) @ inverse)


def _connected(tasks: Sequence[Task], names: Sequence[str]) -> None:
    place = {name: at for at, name in enumerate(names)}
    linked = np.zeros((len(names), len(names)), dtype=bool)
    for task in tasks:
        shown = [place[name] for name in task.shown]
        linked[np.ix_(shown, shown)] = True
    reached = reach(linked)
    if len(reached) < len(names):
        apart = next(name for at, name in enumerate(names) if at not in reached)
        raise Disconnected(
            f"Nothing was shown together that links {apart} to {names[0]}.",
            "Show items of both groups in one task.",
        )


def _assumptions(choices: Choices, prior_sd: float) -> tuple[str, ...]:
    who = (
        "All respondents share one set of utilities; choices are independent."
        if choices.who is None
        else "Utilities are those of all respondents' choices taken together; respondents are "
        "independent of each other."
    )
    return who, f"Utilities spread normally with sd {prior_sd:g} before any answer."


def _warnings(counts: Sequence[ItemCounts], choices: Choices) -> tuple[str, ...]:
    shown = [each.shown for each in counts]
    found = {
        "Some items were always best or always worst: their utility rests on the assumed spread.": (
            any(each.closed is None for each in counts)
        ),
        "Some items were shown twice as often as others.": max(shown) >= 2 * min(shown),
        "Tasks do not say who answered: if respondents differ, the intervals are too narrow.": (
            choices.who is None
        ),
    }
    return tuple(text for text, applies in found.items() if applies)
