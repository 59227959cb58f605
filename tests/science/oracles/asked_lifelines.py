"""Run by the Python of the oracle lifelines: durations in by JSON, its answers out. Knows nothing of ours."""

import json
import sys
from typing import Any

import pandas as pd
from lifelines import CoxPHFitter, KaplanMeierFitter
from lifelines.statistics import multivariate_logrank_test
from lifelines.utils import median_survival_times


def curve(case: dict[str, Any]) -> dict[str, Any]:
    """What is told of each time; who enters at a time is not yet at risk then, but at the first."""
    found = KaplanMeierFitter(alpha=1 - case["level"]).fit(
        case["durations"], case["ended"], entry=case["entered"]
    )
    table = found.event_table
    entered = table["entrance"].where(table.index > table.index[0], 0)
    low, high = found.confidence_interval_.to_numpy().T.tolist()
    survival = found.survival_function_
    return {
        "time": table.index.tolist(),
        "at_risk": (table["at_risk"] - entered).tolist(),
        "events": table["observed"].tolist(),
        "survival": survival.iloc[:, 0].tolist(),
        "error": (
            survival.iloc[:, 0].to_numpy() * found._cumulative_sq_.to_numpy() ** 0.5
        ).tolist(),
        "low": low,
        "high": high,
        # Its logarithms leave a survival of a half a hair above it.
        "median": median_survival_times(survival.round(12)),
    }


def test(groups: list[dict[str, Any]]) -> dict[str, float]:
    """The log-rank test, which knows no late entries."""
    rows = people(groups)
    found = multivariate_logrank_test(rows["duration"], rows["group"], rows["ended"])
    return {"statistic": found.test_statistic, "p": found.p_value}


def hazards(groups: list[dict[str, Any]]) -> dict[str, float]:
    """The logarithm of how many times as fast the first of two groups ends, by Cox."""
    rows = people(groups)
    rows["group"] = 1 - rows["group"]
    found = CoxPHFitter().fit(rows, "duration", "ended", entry_col="entered")
    return {"log_ratio": found.params_["group"], "error": found.standard_errors_["group"]}


def people(groups: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.concat(
        pd.DataFrame(
            {
                "duration": each["durations"],
                "ended": each["ended"],
                "entered": each["entered"] or 0.0,
                "group": at,
            }
        )
        for at, each in enumerate(groups)
    )


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    told = {
        "curves": [curve(each) for each in asked["curves"]],
        "tests": [test(each) for each in asked["tests"]],
        "hazards": [hazards(each) for each in asked["hazards"]],
    }
    json.dump(told, sys.stdout, default=float)
