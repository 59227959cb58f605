"""How sure does the evidence make us of a claim, and until when."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, between, finite, not_negative, unique
from leadline_science.refusals import OutOfRange

MOST_TIMES = 1_000.0


@dataclass(frozen=True)
class Evidence:
    """One piece. `times`: how many times likelier one would see it if the claim were true than if it were not.

    Above 1 supports (1.5 an opinion, 3 several interviews, 10 a survey or usage data, 30 an experiment),
    below 1 contradicts. `age` and `half_life` in days: after a half-life it counts half (in logs);
    None: it does not age. Pieces of one `source` are not independent. Raises `OutOfRange`, `Negative`.
    """

    name: str
    times: float
    age: float
    half_life: float | None = 180.0
    source: str = ""

    def __post_init__(self) -> None:
        not_negative("ages", finite("times and age", (self.times, self.age)))
        if not 1 / MOST_TIMES <= self.times <= MOST_TIMES:
            raise OutOfRange(
                f"{self.name} speaks {self.times:g} times.", "Give from 1/1,000 to 1,000 times."
            )
        if self.half_life is not None and not 0 < self.half_life < math.inf:
            raise OutOfRange(
                f"A half-life is {self.half_life:g} days.", "Give one above 0, or none."
            )

    def weight(self, later: float = 0.0) -> float:
        """Log of how many times it counts for the claim `later` days from now."""
        fade = 1.0 if self.half_life is None else 0.5 ** ((self.age + later) / self.half_life)
        return math.log(self.times) * fade

    def weights(self, days: Floats) -> Floats:
        """The same for many days."""
        fade = 1.0 if self.half_life is None else 0.5 ** ((self.age + days) / self.half_life)
        return np.asarray(np.broadcast_to(math.log(self.times) * fade, days.shape))


@dataclass(frozen=True)
class Counted:
    """What a piece counts for now: `times`, after age and what its source had said already."""

    name: str
    times: float
    faded: float


@dataclass(frozen=True, kw_only=True)
class EvidenceConfidence(Answer):
    """`confidence`: chance that the claim is true; `support` and `contradiction`: times each alone counts.

    `fresh_for`: days until it falls below `threshold` if nothing new comes; 0 when it is below already,
    None when it never does.
    """

    confidence: float
    prior: float
    support: float
    contradiction: float
    pieces: tuple[Counted, ...]
    threshold: float
    fresh_for: float | None


METHOD = Method(
    "calibration.evidence", "1", "How sure does the evidence make us?", EvidenceConfidence
)


def confidence(
    pieces: Iterable[Evidence], *, prior: float = 0.5, threshold: float = 0.7
) -> EvidenceConfidence:
    """Odds of the claim: those before, times what each piece counts for.

    Of one source the strongest piece counts whole, the next a half, then a third … (per direction).
    `prior`: the chance without evidence. Raises `OutOfRange`, `NotNamed`.
    """
    given = tuple(pieces)
    unique("piece of evidence", (each.name for each in given))
    between("The prior", prior, 0.0, 1.0)
    between("The threshold", threshold, 0.0, 1.0)
    counted = _weights(given)
    return EvidenceConfidence(
        **METHOD.stamp,
        assumptions=(
            "Sources are independent of each other.",
            "Evidence fades by half over its half-life; times are judged by people.",
        ),
        warnings=_warnings(given, counted),
        confidence=_chance(prior, given, 0.0),
        prior=prior,
        support=math.exp(math.fsum(w for w in counted.values() if w > 0)),
        contradiction=math.exp(-math.fsum(w for w in counted.values() if w < 0)),
        pieces=tuple(_counted(each, counted[each.name]) for each in given),
        threshold=threshold,
        fresh_for=_fresh_for(prior, given, threshold),
    )


def _counted(piece: Evidence, weight: float) -> Counted:
    fade = 0.0 if piece.half_life is None else 1 - 0.5 ** (piece.age / piece.half_life)
    return Counted(piece.name, math.exp(weight), fade)


def _weights(given: tuple[Evidence, ...], later: float = 0.0) -> Mapping[str, float]:
    seen: dict[tuple[str, bool], int] = {}
    weights: dict[str, float] = {}
    for each in sorted(given, key=lambda one: -abs(one.weight(later))):
        key = _voice(each)
        seen[key] = seen.get(key, 0) + 1
        weights[each.name] = each.weight(later) / seen[key]
    return weights


def _chance(prior: float, given: tuple[Evidence, ...], later: float) -> float:
    odds = _log_odds(prior) + math.fsum(_weights(given, later).values())
    return 1 / (1 + math.exp(-odds))


def _fresh_for(prior: float, given: tuple[Evidence, ...], threshold: float) -> float | None:
    if _chance(prior, given, 0.0) < threshold:
        return 0.0
    lives = [each.half_life for each in given if each.half_life is not None]
    if not lives:
        return None
    # Support and contradiction fade at their own pace, so the first fall is looked for in steps.
    days = 60 * max(lives) * (np.arange(2_001) / 2_000) ** 2
    fallen = np.flatnonzero(_odds(prior, given, days[1:]) < _log_odds(threshold))
    if not fallen.size:
        return None
    at = int(fallen[0]) + 1
    return _bisected(prior, given, threshold, float(days[at - 1]), float(days[at]))


def _odds(prior: float, given: tuple[Evidence, ...], days: Floats) -> Floats:
    """Log odds on each of the days, as `_chance` has them."""
    sources: dict[tuple[str, bool], list[Evidence]] = defaultdict(list)
    for each in given:
        sources[_voice(each)].append(each)
    odds = np.full(days.shape, _log_odds(prior))
    for (_source, supports), pieces in sources.items():
        sizes = np.sort(np.abs([each.weights(days) for each in pieces]), axis=0)[::-1]
        told = (sizes / np.arange(1, len(pieces) + 1)[:, None]).sum(axis=0)
        odds += told if supports else -told
    return odds


def _log_odds(chance: float) -> float:
    return math.log(chance / (1 - chance))


def _voice(piece: Evidence) -> tuple[str, bool]:
    """Whose piece it is, and whether it speaks for the claim."""
    return (piece.source or f"\x1f{piece.name}", piece.times > 1)


def _bisected(
    prior: float, given: tuple[Evidence, ...], threshold: float, low: float, high: float
) -> float:
    for _ in range(50):
        middle = (low + high) / 2
        still = _chance(prior, given, middle) >= threshold
        low, high = (middle, high) if still else (low, middle)
    return high


def _warnings(given: tuple[Evidence, ...], counted: Mapping[str, float]) -> tuple[str, ...]:
    weights = counted.values()
    texts = {
        "There is no evidence: the confidence is the one without any.": not given,
        "All evidence is of one source.": len(given) > 1
        and len({each.source or each.name for each in given}) == 1,
        "Evidence speaks for and against: look at both before the number.": (
            any(w > 0.5 for w in weights) and any(w < -0.5 for w in weights)
        ),
    }
    return tuple(text for text, applies in texts.items() if applies)
