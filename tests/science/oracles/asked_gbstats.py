"""Run by the Python of the oracle gbstats: comparisons in by JSON, its answers out. Knows nothing of ours."""

import json
import sys
from dataclasses import asdict
from typing import Any

from gbstats.bayesian.tests import EffectBayesianABTest, EffectBayesianConfig, GaussianPrior
from gbstats.frequentist.tests import (
    FrequentistConfig,
    SequentialConfig,
    SequentialTwoSidedTTest,
    TwoSidedTTest,
)
from gbstats.models.statistics import (
    ProportionStatistic,
    RatioStatistic,
    RegressionAdjustedStatistic,
    SampleMeanStatistic,
    compute_theta,
)
from gbstats.utils import check_srm


def statistic(arm: dict[str, Any]) -> Any:
    users, (first, *others) = arm["users"], [sums(arm["users"], each) for each in arm["sums"]]
    if arm["kind"] == "ratio":
        return RatioStatistic(users, first, others[0], arm["products"])
    if arm["kind"] == "paired":
        return RegressionAdjustedStatistic(users, first, others[0], arm["products"], 0.0)
    return first


def sums(users: int, told: list[float]) -> Any:
    """A sum alone is a count of users who did it."""
    kind = ProportionStatistic if len(told) == 1 else SampleMeanStatistic
    return kind(users, *told)


def answered(case: dict[str, Any]) -> dict[str, Any]:
    alpha = 1 - case["level"]
    answers: dict[str, Any] = {}
    for difference in ("absolute", "relative"):
        fixed = FrequentistConfig(difference_type=difference, alpha=alpha)
        looking = SequentialConfig(
            difference_type=difference,
            alpha=alpha,
            sequential_tuning_parameter=case["tuned_for"],
        )
        answers[difference] = asdict(TwoSidedTTest(*arms(case), fixed).compute_result())
        answers[f"sequential {difference}"] = asdict(
            SequentialTwoSidedTTest(*arms(case), looking).compute_result()
        )
    answers["flat"] = believed(case, alpha, GaussianPrior())
    mean, sd = case["prior"]
    answers["prior"] = believed(case, alpha, GaussianPrior(mean, sd**2, proper=True))
    control, variant = arms(case)
    paired = isinstance(control, RegressionAdjustedStatistic)
    answers["theta"] = compute_theta(control, variant) if paired else None
    return answers


def believed(case: dict[str, Any], alpha: float, prior: GaussianPrior) -> dict[str, Any]:
    config = EffectBayesianConfig(
        difference_type="absolute", prior_type="absolute", alpha=alpha, prior_effect=prior
    )
    return asdict(EffectBayesianABTest(*arms(case), config).compute_result())


def arms(case: dict[str, Any]) -> tuple[Any, Any]:
    """Anew for each test, for a test of adjusted arms writes its theta into them."""
    return statistic(case["control"]), statistic(case["variant"])


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    told = {
        "comparisons": [answered(case) for case in asked["comparisons"]],
        "splits": [check_srm(counts, shares) for counts, shares in asked["splits"]],
    }
    json.dump(told, sys.stdout, default=float)
