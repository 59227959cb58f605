"""How many to ask."""

from dataclasses import dataclass
from math import ceil

from scipy.special import ndtri

from leadline_science.answers import Answer, Method
from leadline_science.checks import between, whole, within


@dataclass(frozen=True, kw_only=True)
class SampleSize(Answer):
    """`answers` needed for a share to be within `margin` (0-1); `invitations` to get them."""

    answers: int
    invitations: int
    margin: float
    share: float
    level: float
    population: int | None


METHOD = Method("surveys.sample_size", "1", "How many answers are needed?", SampleSize)


def sample_size(
    margin: float,
    *,
    share: float = 0.5,
    level: float = 0.95,
    population: int | None = None,
    design_effect: float = 1.0,
    response: float = 1.0,
) -> SampleSize:
    """Answers for a share of about `share` to lie within ± `margin`; .5 is the widest case.

    `population`: of how many in all; `design_effect`: by how much weighting or clusters will widen
    the variance; `response`: the share of invitations that is answered. Cochran 1977.
    Raises `OutOfRange`.
    """
    between("margin", margin, 0.0, 0.5)
    between("share", share, 0.0, 1.0)
    between("level", level, 0.0, 1.0)
    within("the design effect", design_effect, 1.0, 1000.0)
    within("the share that answers", response, 1e-6, 1.0)
    wanted = float(ndtri((1 + level) / 2)) ** 2 * share * (1 - share) / margin**2 * design_effect
    if population is not None:
        whole("the population", population, 1, 10**12)
        wanted = wanted / (1 + (wanted - 1) / population)
    answers = _up(wanted)
    invitations = _up(answers / response)
    return SampleSize(
        **METHOD.stamp,
        assumptions=(
            "Those asked are drawn at random, and those who answer are like those who do not.",
        ),
        warnings=_warnings(answers, invitations, share, population),
        answers=answers,
        invitations=invitations,
        margin=margin,
        share=share,
        level=level,
        population=population,
    )


def _up(value: float) -> int:
    return max(ceil(value - 1e-9), 1)


def _warnings(
    answers: int, invitations: int, share: float, population: int | None
) -> tuple[str, ...]:
    found = {
        "There are not as many to invite: the margin cannot be reached.": (
            population is not None and invitations > population
        ),
        "A share so small is counted in few cases: the interval will not be even.": (
            answers * min(share, 1 - share) < 10
        ),
    }
    return tuple(text for text, applies in found.items() if applies)
