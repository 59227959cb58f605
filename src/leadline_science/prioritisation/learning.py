"""What to learn next: the value of sharpening one estimate before choosing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, whole
from leadline_science.prioritisation.model import Model, ModelScores
from leadline_science.prioritisation.rank import ranked
from leadline_science.prioritisation.ranking import Ranking
from leadline_science.prioritisation.regression import Fitted, fitted, fitted_each
from leadline_science.prioritisation.tally import Places, Tally, checked_top, perfect_information
from leadline_science.refusals import TooLarge
from leadline_science.uncertainty.sampling import Sampler
from leadline_science.uncertainty.streams import normals, stream_keys

MOST_CONTENDERS = 100
MOST_CELLS = 20_000_000
EVERY_ITEM = ""


@dataclass(frozen=True)
class Lesson:
    """Learning `input` of `item` for certain before choosing adds `value` to the chosen scores.

    `item` is empty for an input that all items share; `input` is empty for all inputs of the item.
    `error`: the standard error of `value`. 0 where it cannot be told from nothing.
    """

    item: str
    input: str
    value: float
    error: float


@dataclass(frozen=True, kw_only=True)
class Lessons(Answer):
    """`inputs` and whole `items` by falling value; `evpi`: the value of knowing all of them.

    `items` is empty where items share inputs: learning all of one then tells about the others too.
    `left_out`: items that hardly ever change the choice, and were not looked at one by one.
    """

    inputs: tuple[Lesson, ...]
    items: tuple[Lesson, ...]
    evpi: float
    evpi_error: float
    top: int
    left_out: int
    draws: int
    unit: str


METHOD = Method("prioritisation.learn_next", "1", "Which estimate should be sharpened?", Lessons)


@dataclass(frozen=True)
class Choice:
    """The choice as it stands: mean score of each item, who is in, and the two at the edge."""

    means: Floats
    chosen: Places
    last_in: float
    first_out: float

    def gain(self, at: int, expected: Floats) -> Floats:
        """What choosing anew adds per draw when only item `at` turns out to have `expected` score."""
        if at in self.chosen:
            return np.maximum(self.first_out - expected, 0.0)
        return np.maximum(expected - self.last_in, 0.0)


def learn_next(
    model: Model, *, top: int | None = None, draws: int = 2000, seed: int = 0
) -> Lessons:
    """The value of knowing each input, and all inputs of each item, before choosing `top` items.

    Regression of scores on one input over the draws of `rank` (Strong, Oakley & Brennan 2014).
    Raises `TooLarge` when items score each other and there are too many.
    """
    wanted = checked_top(top, len(model.items))
    scores = ModelScores(model, whole("draws", draws, 100, 100_000), seed)
    return learnt(scores, Tally(scores, wanted))


def rank_and_learn(
    model: Model, *, top: int | None = None, draws: int = 2000, seed: int = 0
) -> tuple[Ranking, Lessons]:
    """What `rank` and `learn_next` give, from one pass over the draws. Raises what they raise."""
    wanted = checked_top(top, len(model.items))
    scores = ModelScores(model, whole("draws", draws, 100, 100_000), seed)
    tally = Tally(scores, wanted)
    return ranked(scores, tally), learnt(scores, tally)


def learnt(scores: ModelScores, tally: Tally) -> Lessons:
    """The lessons that a pass over the draws of a model gives."""
    model, seed, wanted = scores.model, scores.seed, tally.top
    order = tally.order()
    evpi, error = perfect_information(tally, scores, order[:wanted])
    contenders = _contenders(model, tally, order, wanted)
    _affordable(len(contenders) * scores.draws)
    known = [] if model.certain else list(_lessons(scores, contenders, _choice(tally, order)))
    capped = [_within(lesson, evpi) for lesson in known]
    return Lessons(
        **METHOD.stamp,
        seed=seed,
        assumptions=(
            "Learning means knowing for certain; a study that leaves doubt is worth less.",
            "Where chance puts one value above that of knowing everything, the latter is shown.",
        ),
        warnings=_warnings(model, evpi, error),
        inputs=_sorted(lesson for lesson in capped if lesson.input),
        items=_sorted(lesson for lesson in capped if not lesson.input),
        evpi=evpi,
        evpi_error=error,
        top=wanted,
        left_out=len(model.items) - len(contenders),
        draws=scores.draws,
        unit=str(model.unit),
    )


def _choice(tally: Tally, order: Places) -> Choice:
    means = tally.means
    beyond = order[tally.top :]
    first_out = float(means[beyond[0]]) if beyond.size else -np.inf
    return Choice(means, order[: tally.top], float(means[order[tally.top - 1]]), first_out)


def _contenders(model: Model, tally: Tally, order: Places, top: int) -> list[int]:
    if model.joint:
        return list(range(len(model.items)))
    chances = tally.top_chances
    room = max(MOST_CONTENDERS, 2 * top)
    by_doubt = np.argsort(-chances * (1 - chances), kind="stable")[:room]
    doubtful = by_doubt[(chances * (1 - chances))[by_doubt] > 0]
    return sorted({*order[:top].tolist(), *order[top : top + 1].tolist(), *doubtful.tolist()})


def _affordable(cells: int) -> None:
    if cells > MOST_CELLS:
        raise TooLarge(
            f"{cells:,} scores would have to be held at once.", "Use fewer items or fewer draws."
        )


def _lessons(scores: ModelScores, contenders: list[int], choice: Choice) -> Iterator[Lesson]:
    model = scores.model
    drawn = scores.of(contenders)
    sampler = scores.sampler_of(contenders)
    moves_all = model.joint or bool(model.correlations.shared)
    if not moves_all and all(each.certain for each in model.common.values()):
        for place, at in enumerate(contenders):
            yield _lesson(model.items[at], "", choice.gain(at, drawn[:, place]))
    for name, normal in sampler.scores(0, scores.draws).items():
        curves = None if moves_all else one_at_a_time(model, sampler, name, normal)
        fits = None if curves is None else fitted_each(drawn, curves, normal)
        for place in np.flatnonzero(~sampler.columns[name].certain).tolist():
            gain = (
                _gain_of_all(drawn, normal[:, place], choice, contenders)
                if fits is None
                else _gain_of_one(fits, place, choice, contenders[place])
            )
            yield _lesson(model.items[contenders[place]], name, gain)
    for name, factor in _shared(scores, sampler).items():
        yield _lesson(EVERY_ITEM, name, _gain_of_all(drawn, factor, choice, contenders))


def _gain_of_one(fits: Fitted, place: int, choice: Choice, at: int) -> Floats:
    expected = fits.expected[:, place]
    return choice.gain(at, expected) if fits.seen[place] else np.zeros(len(expected))


def _gain_of_all(drawn: Floats, normal: Floats, choice: Choice, contenders: list[int]) -> Floats:
    fit: Fitted = fitted(drawn, None, normal)
    expected = np.where(fit.seen, fit.expected, drawn.mean(axis=0))
    top = len(choice.chosen)
    place = np.flatnonzero(np.isin(contenders, choice.chosen))
    best = np.sort(expected, axis=1)[:, -top:].sum(axis=1)
    return np.asarray(best - expected[:, place].sum(axis=1))


def one_at_a_time(model: Model, sampler: Sampler, name: str, normal: Floats) -> Floats:
    """The scores of items at the draws of one input, their other inputs at their medians."""
    common = {other: np.array([[each.median]]) for other, each in model.common.items()}
    values = sampler.medians() | common | {name: sampler.at_scores(name, normal)}
    return np.broadcast_to(model.score(values, sampler.items), normal.shape)


def _shared(scores: ModelScores, sampler: Sampler) -> dict[str, Floats]:
    keys = stream_keys(scores.seed, [("common", name) for name in scores.model.common])
    columns = normals(keys, 0, scores.draws) if len(keys) else np.empty((scores.draws, 0))
    common = {
        name: columns[:, at]
        for at, (name, estimate) in enumerate(scores.model.common.items())
        if not estimate.certain
    }
    factors = sampler.factors(0, scores.draws)
    return common | {f"{name} of all": each[:, 0] for name, each in factors.items()}


def _lesson(item: str, name: str, gain: Floats) -> Lesson:
    return Lesson(item, name, float(gain.mean()), float(gain.std() / gain.size**0.5))


def _within(lesson: Lesson, evpi: float) -> Lesson:
    return Lesson(lesson.item, lesson.input, min(max(lesson.value, 0.0), evpi), lesson.error)


def _sorted(lessons: Iterator[Lesson]) -> tuple[Lesson, ...]:
    return tuple(sorted(lessons, key=lambda each: (-each.value, each.item, each.input)))


def _warnings(model: Model, evpi: float, error: float) -> tuple[str, ...]:
    found: Mapping[str, bool] = {
        "No input has an interval: there is nothing to learn.": model.certain,
        "Knowing everything is worth no more than chance among the draws: draw more, or decide.": (
            not model.certain and evpi <= 2 * error
        ),
    }
    return tuple(text for text, applies in found.items() if applies)
