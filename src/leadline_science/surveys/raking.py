"""Weights that make respondents look like those they stand for (raking)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, amounts, at_least, same_length
from leadline_science.refusals import Incompatible, NoData, NotNamed, OutOfRange
from leadline_science.surveys.weights import checked_weights, kish

Targets = Mapping[str, Mapping[str, float]]

CLOSE, ROUNDS, TRIMS = 1e-10, 2000, 50


@dataclass(frozen=True)
class Margin:
    """A group's share (0-1) among respondents, as wanted, and with the weights."""

    question: str
    group: str
    answered: float
    wanted: float
    reached: float


@dataclass(frozen=True, kw_only=True)
class Raked(Answer):
    """`weights` in the order of the respondents, mean 1; `effective` size and `design_effect` (Kish).

    `trimmed`: how many weights stand at the limit given; `off`: by how much a margin is missed at most.
    """

    weights: tuple[float, ...]
    margins: tuple[Margin, ...]
    effective: float
    design_effect: float
    rounds: int
    trimmed: int
    off: float


METHOD = Method("surveys.raking", "1", "Which weights make respondents look like everyone?", Raked)


@dataclass(frozen=True)
class Wanted:
    """One question: `place` of each respondent's group, and the share wanted of each group."""

    question: str
    groups: tuple[str, ...]
    place: NDArray[np.intp]
    shares: Floats

    def reached(self, weights: Floats) -> Floats:
        """The share of each group under `weights`."""
        sums = np.bincount(self.place, weights, minlength=len(self.groups))
        return np.asarray(sums / weights.sum())

    def off(self, weights: Floats) -> float:
        """By how much a share is missed at most."""
        return float(np.abs(self.reached(weights) - self.shares).max())


def raking(
    respondents: Sequence[Mapping[str, str]],
    targets: Targets,
    *,
    base: Sequence[float] | None = None,
    heaviest: float | None = None,
) -> Raked:
    """Weights that meet all `targets` (question → group → share or count) at once.

    `base`: weights to start from; `heaviest`: no weight above this multiple of the mean, which may
    miss margins (told). Deming & Stephan 1940. Raises `NoData` (also for a group that nobody belongs
    to), `NotNamed`, `Incompatible` when the margins cannot all be met, `OutOfRange`.
    """
    at_least("respondent", respondents, 1)
    at_least("target", targets, 1)
    wanted = [_wanted(question, targets[question], respondents) for question in sorted(targets)]
    start = np.ones(len(respondents)) if base is None else checked_weights(base)
    same_length("respondents", respondents, "base weights", start)
    if heaviest is not None and not heaviest > 1:
        raise OutOfRange(f"The heaviest weight is {heaviest:g} means.", "Give more than 1.")
    weights, rounds = _raked(start, wanted)
    if heaviest is not None:
        weights = _trimmed(weights, wanted, heaviest)
    off = max(each.off(weights) for each in wanted)
    at_limit = heaviest is not None and weights >= heaviest * (1 - 1e-9)
    effective = kish(weights)
    return Raked(
        **METHOD.stamp,
        assumptions=(
            "Within every group, those who answered are like those who did not.",
            "Groups of different questions combine among everyone as they do among respondents.",
        ),
        warnings=_warnings(weights, off),
        weights=tuple(weights.tolist()),
        margins=_margins(wanted, start, weights),
        effective=effective,
        design_effect=len(weights) / effective,
        rounds=rounds,
        trimmed=int(np.sum(at_limit)),
        off=off,
    )


def _wanted(
    question: str, target: Mapping[str, float], respondents: Sequence[Mapping[str, str]]
) -> Wanted:
    groups = tuple(sorted(target))
    shares = amounts(f"the targets of {question}", (target[group] for group in groups))
    place = {group: at for at, group in enumerate(groups)}
    for each in respondents:
        if each.get(question) not in place:
            raise NotNamed(
                f"A respondent's {question} is {each.get(question)}, which has no target.",
                "Give its share, or leave the respondent out.",
            )
    places = np.array([place[each[question]] for each in respondents], dtype=np.intp)
    _all_there(question, groups, shares, np.bincount(places, minlength=len(groups)))
    return Wanted(question, groups, places, shares / shares.sum())


def _all_there(
    question: str, groups: tuple[str, ...], shares: Floats, counts: NDArray[np.int64]
) -> None:
    for group, share, count in zip(groups, shares, counts, strict=True):
        if share > 0 and count == 0:
            raise NoData(
                f"Nobody answered whose {question} is {group}.", "Join it with another group."
            )
        if share == 0 and count > 0:
            raise OutOfRange(
                f"The target for {question} {group} is 0, but some belong to it.",
                "Leave them out.",
            )


def _raked(start: Floats, wanted: Sequence[Wanted]) -> tuple[Floats, int]:
    weights = start / start.mean()
    for done in range(ROUNDS):
        if max(each.off(weights) for each in wanted) < CLOSE:
            return weights, done
        for each in wanted:
            with np.errstate(divide="ignore", invalid="ignore"):
                factors = each.shares / each.reached(weights)
            weights = weights * np.nan_to_num(factors, posinf=0.0)[each.place]
        if not weights.sum() > 0:
            break
        weights = weights / weights.mean()
    worst = max(wanted, key=lambda each: each.off(weights))
    raise Incompatible(
        f"The targets cannot all be met with these respondents; {worst.question} is still missed.",
        "Join small groups, or leave a question out.",
    )


def _trimmed(weights: Floats, wanted: Sequence[Wanted], heaviest: float) -> Floats:
    for _ in range(TRIMS):
        if weights.max() <= heaviest * (1 + 1e-12):
            return weights
        weights = _capped(weights, heaviest)
        for each in wanted:
            weights = weights * (each.shares / each.reached(weights))[each.place]
        weights = weights / weights.mean()
    return _capped(weights, heaviest)


def _capped(weights: Floats, heaviest: float) -> Floats:
    """No weight above `heaviest` times the mean; the rest takes over what is cut off."""
    for _ in range(100):
        over = weights > heaviest
        if not over.any():
            break
        free = len(weights) - heaviest * float((weights >= heaviest).sum())
        light = weights < heaviest
        weights = np.where(light, weights * free / weights[light].sum(), heaviest)
    return weights


def _margins(wanted: Sequence[Wanted], start: Floats, weights: Floats) -> tuple[Margin, ...]:
    return tuple(
        Margin(each.question, group, float(answered), float(share), float(reached))
        for each in wanted
        for group, answered, share, reached in zip(
            each.groups, each.reached(start), each.shares, each.reached(weights), strict=True
        )
    )


def _warnings(weights: Floats, off: float) -> tuple[str, ...]:
    found = {
        "Weights cost more than half of the answers.": kish(weights) < len(weights) / 2,
        f"With the limit on weights a margin is missed by {off:.1%}.": off > 1e-6,
        "One answer weighs more than five times the mean.": bool(weights.max() > 5),
    }
    return tuple(text for text, applies in found.items() if applies)
