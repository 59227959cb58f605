"""How sure does the evidence make us of a claim, and until when."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from leadline_science.answers import Answer, Method
from leadline_science.checks import between, finite, not_negative, unique
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
        key = (each.source or f"\x1f{each.name}", each.times > 1)
        seen[key] = seen.get(key, 0) + 1
        weights[each.name] = each.weight(later) / seen[key]
    return weights


def _chance(prior: float, given: tuple[Evidence, ...], later: float) -> float:
    odds = math.log(prior / (1 - prior)) + math.fsum(_weights(given, later).values())
    return 1 / (1 + math.exp(-odds))


def _fresh_for(prior: float, given: tuple[Evidence, ...], threshold: float) -> float | None:
    if _chance(prior, given, 0.0) < threshold:
        return 0.0
    lives = [each.half_life for each in given if each.half_life is not None]
    end = 60 * max(lives, default=0.0)
    # Support and contradiction fade at their own pace, so the first fall is looked for in steps.
    steps = [end * (at / 2_000) ** 2 for at in range(1, 2_001)]
    fallen = next((day for day in steps if _chance(prior, given, day) < threshold), None)
    if fallen is None:
        return None
    before = max((day for day in steps if day < fallen), default=0.0)
    return _bisected(prior, given, threshold, before, fallen)


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
