"""Weights from comparisons two by two, on Saaty's scale (AHP)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Method
from leadline_science.checks import Floats, at_least, same_length, unique, whole
from leadline_science.prioritisation.judged import ranked, tie_warning
from leadline_science.prioritisation.ranking import Ranking
from leadline_science.refusals import Disconnected, Incompatible, NotFinite, OutOfRange
from leadline_science.uncertainty.sampling import gaussian
from leadline_science.uncertainty.streams import generator

Judgements = Sequence[Sequence[float | None]]

# Random index by size, Saaty 1980 as reprinted with 2008's 1.35 for 7.
RANDOM_INDEX = (0.0, 0.0, 0.0, 0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.51, 1.54, 1.56)
PRIOR_SD, PRIOR_CASES = 0.22, 1.0  # a step in the middle of the scale: log(5 / 4)


@dataclass(frozen=True)
class Misfit:
    """The comparison that disagrees most with the weights: `given`, and what the weights imply."""

    one: str
    other: str
    given: float
    implied: float


@dataclass(frozen=True, kw_only=True)
class Weights(Ranking):
    """A ranking by weight: `score` is the principal eigenvector, the draws those of its doubt.

    `ratio`: consistency ratio with `random_index` (None below 3 items or where some are missing);
    `judgement_sd`: of the logarithm of one comparison; `misfit`: the comparison to look at again.
    """

    ratio: float | None
    random_index: float
    judgement_sd: float
    judged: int
    misfit: Misfit | None


METHOD = Method("prioritisation.ahp", "1", "What do comparisons two by two say?", Weights)


def ahp(
    names: Sequence[str],
    matrices: Sequence[Judgements],
    *,
    top: int | None = None,
    random_index: float | None = None,
    draws: int = 4000,
    seed: int = 0,
) -> Weights:
    """Weights of 2-100 items from one matrix per judge: [i][j] says how many times i is j.

    None: not compared. Judges are joined by the geometric mean. Raises `Incompatible` when a matrix
    is not reciprocal, `Disconnected` when comparisons fall into parts.
    """
    at_least("matrix", matrices, 1)
    at_least("item", names, 2)
    unique("item", names)
    whole("the number of items", len(names), 2, 100)
    order = sorted(range(len(names)), key=lambda at: names[at])
    arranged = [names[at] for at in order]
    logs = [_logs(names, matrix)[np.ix_(order, order)] for matrix in matrices]
    whole("draws", draws, 100, 10**6)
    return _weighed(arranged, logs, top=top, given_index=random_index, draws=draws, seed=seed)


def _weighed(
    names: list[str],
    logs: list[Floats],
    *,
    top: int | None,
    given_index: float | None,
    draws: int,
    seed: int,
) -> Weights:
    size, joined = len(names), _joined(logs)
    _connected(names, joined)
    weights, largest = principal(joined)
    fit = _fit(logs, size)
    index = given_index if given_index is not None else _random_index(size)
    sd = float(fit.variance**0.5)
    found = ranked(names, weights, _draws(fit, draws, seed), top)
    complete = not np.isnan(joined).any()
    ratio = (largest - size) / (size - 1) / index if complete and size > 2 and index else None
    return Weights(
        **METHOD.stamp,
        seed=seed,
        assumptions=(
            f"The consistency ratio is taken with random index {index:g}.",
            "Comparisons err in the logarithm, independently and alike, about the least-squares weights.",
        ),
        warnings=(
            *_warnings(ratio, complete=complete, weights=weights, fit=fit),
            *tie_warning(found),
        ),
        unit="weight",
        ratio=ratio,
        random_index=index,
        judgement_sd=sd,
        judged=fit.judged,
        misfit=_misfit(names, joined, weights),
        **found,
    )


def _logs(names: Sequence[str], matrix: Judgements) -> Floats:
    same_length("items", names, "rows", matrix)
    for row in matrix:
        same_length("items", names, "columns", row)
    given = np.array([[np.nan if each is None else each for each in row] for row in matrix], float)
    stated = np.array([[each is not None for each in row] for row in matrix])
    if not np.isfinite(given[stated]).all():
        raise NotFinite("A comparison is not a finite number.", "Give None where none was made.")
    if (given[stated] <= 0).any():
        raise OutOfRange(
            "A comparison is not above 0.", "Say 1/3 where the other is 3 times as much."
        )
    logs = np.log(given)
    _reciprocal(names, logs)
    np.fill_diagonal(logs, 0.0)
    return np.asarray(np.where(np.isnan(logs), -logs.T, logs))


def _reciprocal(names: Sequence[str], logs: Floats) -> None:
    off = np.abs(logs + logs.T)
    worst = np.nan_to_num(off)
    if worst.max() > 0.02:
        i, j = divmod(int(worst.argmax()), len(names))
        raise Incompatible(
            f"{names[i]} to {names[j]} and {names[j]} to {names[i]} are not one over the other.",
            "Give one of the two, or its inverse.",
        )


def _joined(logs: list[Floats]) -> Floats:
    stacked = np.stack(logs)
    counts = (~np.isnan(stacked)).sum(axis=0)
    sums = np.nansum(stacked, axis=0)
    return np.asarray(np.where(counts > 0, sums / np.maximum(counts, 1), np.nan))


def _connected(names: Sequence[str], logs: Floats) -> None:
    reached, frontier = {0}, [0]
    while frontier:
        for other in np.flatnonzero(~np.isnan(logs[frontier.pop()])).tolist():
            if other not in reached:
                reached.add(other)
                frontier.append(other)
    if len(reached) < len(names):
        apart = next(name for at, name in enumerate(names) if at not in reached)
        raise Disconnected(
            f"Nothing compares {apart} with {names[0]}, not even by way of others.",
            f"Compare {apart} with one of the others.",
        )


def principal(logs: Floats) -> tuple[Floats, float]:
    """Weights that add up to 1, and the largest eigenvalue; missing comparisons by Harker 1987."""
    missing = np.isnan(logs)
    matrix = np.where(missing, 0.0, np.exp(np.nan_to_num(logs)))
    np.fill_diagonal(matrix, 1.0 + missing.sum(axis=1))
    values, vectors = np.linalg.eig(matrix)
    at = int(np.argmax(values.real))
    vector = np.abs(vectors[:, at].real)
    return np.asarray(vector / vector.sum()), float(values[at].real)


@dataclass(frozen=True)
class LogFit:
    """Log weights by least squares, their covariance for one unit of variance, and that variance."""

    middle: Floats
    covariance: Floats
    variance: float
    freedom: float
    judged: int


def _fit(logs: list[Floats], size: int) -> LogFit:
    upper = [(i, j, each[i, j]) for each in logs for i in range(size) for j in range(i + 1, size)]
    pairs = [(i, j, value) for i, j, value in upper if not np.isnan(value)]
    design = np.zeros((len(pairs), size))
    for row, (i, j, _) in enumerate(pairs):
        design[row, i], design[row, j] = 1.0, -1.0
    given = np.array([value for *_, value in pairs])
    inverse = np.asarray(np.linalg.pinv(design.T @ design), dtype=np.float64)
    middle = inverse @ design.T @ given
    left = float(((given - design @ middle) ** 2).sum())
    free = len(pairs) - (size - 1)
    variance = (left + PRIOR_CASES * PRIOR_SD**2) / (free + PRIOR_CASES)
    return LogFit(middle, inverse, variance, free + PRIOR_CASES, len(pairs))


def _draws(fit: LogFit, draws: int, seed: int) -> Floats:
    random = generator(seed, "AHP")
    scale = np.sqrt(fit.freedom / random.chisquare(fit.freedom, draws))[:, None]
    spread = gaussian(random, np.zeros_like(fit.middle), fit.variance * fit.covariance, draws)
    logs = fit.middle + scale * spread
    raw = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(raw / raw.sum(axis=1, keepdims=True))


def _random_index(size: int) -> float:
    return RANDOM_INDEX[min(size, len(RANDOM_INDEX) - 1)]


def _misfit(names: Sequence[str], logs: Floats, weights: Floats) -> Misfit | None:
    implied = np.log(weights)[:, None] - np.log(weights)[None, :]
    off = np.triu(np.nan_to_num(np.abs(logs - implied)), 1)
    if off.max() < 1e-6:
        return None
    i, j = divmod(int(off.argmax()), len(names))
    return Misfit(names[i], names[j], float(np.exp(logs[i, j])), float(weights[i] / weights[j]))


def _warnings(
    ratio: float | None, *, complete: bool, weights: Floats, fit: LogFit
) -> tuple[str, ...]:
    middle = np.exp(fit.middle - fit.middle.max())
    same = np.array_equal(np.argsort(-weights), np.argsort(-middle / middle.sum()))
    found = {
        "The comparisons contradict each other (ratio above .1): look at the misfit again.": (
            ratio is not None and ratio > 0.1
        ),
        "Some pairs were not compared; the ratio of consistency has no table for that.": not complete,
        "Two ways to take the weights order the items differently.": not same,
        "No pair is compared more often than it must: nothing shows whether judgements agree.": (
            fit.freedom <= PRIOR_CASES
        ),
    }
    return tuple(text for text, applies in found.items() if applies)
