"""What a planned look at an experiment says: stop, or go on."""

from dataclasses import dataclass

from leadline_science.answers import Answer, Method
from leadline_science.checks import whole
from leadline_science.experiments.arms import Measured
from leadline_science.experiments.comparing import Lift, Verdict
from leadline_science.experiments.planned import LookPlan
from leadline_science.experiments.reaching import reached
from leadline_science.experiments.splitting import SampleRatio


@dataclass(frozen=True, kw_only=True)
class LookTaken(Answer):
    """`look`: which one, from 1, of `looks`. `z`: the difference in errors; `limit`: what it must pass.

    [low, high] is the repeated interval: those of all looks hold together with chance `level`. `stop`
    when it leaves out 0.
    """

    look: int
    looks: int
    z: float
    limit: float
    stop: bool
    difference: float
    error: float
    low: float
    high: float
    lift: Lift
    level: float
    verdict: Verdict
    split: SampleRatio | None
    unit: str


METHOD = Method("experiments.at_look", "1", "Does this look stop the experiment?", LookTaken)


def at_look(
    plan: LookPlan,
    look: int,
    control: Measured,
    variant: Measured,
    *,
    planned: tuple[float, float] | None = None,
    unit: str = "",
) -> LookTaken:
    """The difference against the limit of that look (from 1), with Jennison & Turnbull's repeated interval.

    The users must be the planned share of the final ones; plan anew with the shares as they came when
    they are not. Raises `OutOfRange`, `AllEqual`.
    """
    at = whole("the look", look, 1, len(plan.looks))
    limit = plan.looks[at - 1].limit
    found = reached(control, variant, limit, planned)
    return LookTaken(
        **METHOD.stamp,
        assumptions=plan.assumptions,
        warnings=found.warnings,
        look=at,
        looks=len(plan.looks),
        z=found.difference / found.error,
        limit=limit,
        stop=found.verdict in (Verdict.HIGHER, Verdict.LOWER),
        difference=found.difference,
        error=found.error,
        low=found.low,
        high=found.high,
        lift=found.lift,
        level=plan.level,
        verdict=found.verdict,
        split=found.split,
        unit=unit,
    )
