"""Run by the Python of the oracle statsmodels: questions in by JSON, its answers out. Knows nothing of ours."""

import json
import sys
from typing import Any

import numpy as np
from statsmodels.datasets import modechoice
from statsmodels.discrete.conditional_models import ConditionalLogit
from statsmodels.duration.survfunc import survdiff
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestIndPower
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint


def logit(study: dict[str, Any]) -> dict[str, Any]:
    """`rows`: the offers of all tasks; `chosen`: 1 for those taken; `task`: of which task each is."""
    rows, chosen, task = (np.array(study[what]) for what in ("rows", "chosen", "task"))
    model = ConditionalLogit(chosen, rows, groups=task)
    values = model.fit(disp=False).params
    # Its search stops when it is near; its own slope and curve lead on to the top.
    for _ in range(3):
        values = values - np.linalg.solve(model.hessian(values), model.score(values))
    errors = np.sqrt(np.diag(np.linalg.inv(-model.hessian(values))))
    return {"values": [*values], "errors": [*errors], "likelihood": model.loglike(values)}


def travel() -> dict[str, Any]:
    """Greene's travel modes, as rows of a study."""
    data = modechoice.load_pandas().data
    modes = [data["mode"] == mode for mode in (1, 2, 3)]
    rows = np.column_stack([data["gc"], data["ttme"], data["hinc"] * modes[0], *modes])
    return {
        "rows": rows.astype(float).tolist(),
        "chosen": data["choice"].tolist(),
        "task": data["individual"].tolist(),
    }


def log_rank(groups: list[dict[str, Any]]) -> dict[str, float]:
    time, ended, entered = (
        np.concatenate([each[what] for each in groups])
        for what in ("durations", "ended", "entered")
    )
    group = np.repeat(range(len(groups)), [len(each["durations"]) for each in groups])
    statistic, p = survdiff(time, ended.astype(int), group, entry=entered)
    return {"statistic": statistic, "p": p}


def shares(arms: list[int]) -> dict[str, Any]:
    """Hits and users of the control, then of the variant."""
    hits, users, more, others = arms
    return {
        "wilson": proportion_confint(hits, users, method="wilson"),
        "newcombe": confint_proportions_2indep(
            more, others, hits, users, method="newcomb", correction=False
        ),
    }


def size(effect: float, power: float, level: float, ratio: float) -> float:
    found: float = TTestIndPower().solve_power(
        effect, alpha=1 - level, power=power, ratio=ratio, alternative="two-sided"
    )
    return found


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    told = {
        "travel": travel(),
        "logits": [logit(study) for study in (travel(), *asked["studies"])],
        "log_ranks": [log_rank(each) for each in asked["late"]],
        "shares": [shares(each) for each in asked["shares"]],
        "sizes": [size(*each) for each in asked["sizes"]],
        "adjusted": [
            {way: [*multipletests(each, method=way)[1]] for way in ("holm", "fdr_bh")}
            for each in asked["chances"]
        ],
    }
    json.dump(told, sys.stdout, default=float)
