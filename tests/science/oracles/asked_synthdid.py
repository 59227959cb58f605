"""Run by the Python of the oracle synthdid-py: treated units in by JSON, its effects of them on its own data out."""

import json
import sys
from typing import Any

from synthdid import (
    did_estimate,
    load_california_prop99,
    panel_matrices,
    sc_estimate,
    synthdid_estimate,
)

BEGINS = 19


def effects(name: str) -> dict[str, float]:
    """What the law had done to the packs of a state, had it been that state's."""
    packs = load_california_prop99()
    late = packs["Year"] >= packs["Year"].min() + BEGINS
    packs["treated"] = ((packs["State"] == name) & late).astype(int)
    panel = panel_matrices(packs)
    given = panel.Y, panel.N0, panel.T0
    control = sc_estimate(*given)
    gaps = panel.Y[-1] - control.weights.omega @ panel.Y[:-1]
    return {
        "differences": float(did_estimate(*given)),
        "synthetic_control": float(control),
        "misfit": float((gaps[:BEGINS] ** 2).mean() ** 0.5),
        "synthetic_did": float(synthdid_estimate(*given)),
    }


def states() -> dict[str, list[float]]:
    packs = load_california_prop99().sort_values("Year")
    found: dict[str, Any] = packs.groupby("State")["PacksPerCapita"].apply(list).to_dict()
    return found


if __name__ == "__main__":
    told = {
        "packs": states(),
        "begins": BEGINS,
        "effects": {name: effects(name) for name in json.load(sys.stdin)},
    }
    json.dump(told, sys.stdout, default=float)
