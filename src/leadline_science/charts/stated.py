"""How often the chart of a baseline will cry wolf: stated so that on average it is what happens.

What a short baseline shows of its correlation and lean is uncertain, and the rate bends with both, so
that the rate of the likeliest process is off by up to .12 (24 values). The table gives the rate to state for what
is seen: over series of each process tried (autocorrelation -.6 to .95, log sd 0 to 1.2), its average
is the share of them that alarm. `python -m benchmarks.science.charts_table` makes it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import numpy as np

from leadline_science.charts.false_alarms import FalseAlarms
from leadline_science.charts.likeness import leaning
from leadline_science.charts.limits import Kind, lag_one
from leadline_science.checks import Floats

TABLE = "rates.json"
MOST_AHEAD = 52
Rule = Literal["beyond_limits", "run"]
RULES: tuple[Rule, ...] = ("beyond_limits", "run")


@dataclass(frozen=True)
class Axes:
    """Where the table has its rates; values beyond an end are read at that end."""

    baseline: tuple[int, ...]
    ahead: tuple[int, ...]
    correlation: tuple[float, ...]
    lean: tuple[float, ...]

    @property
    def shape(self) -> tuple[int, int, int, int]:
        return len(self.baseline), len(self.ahead), len(self.correlation), len(self.lean)


@dataclass(frozen=True)
class Rates:
    """Per kind of chart and rule, rates in the shape of `axes`."""

    axes: Axes
    tables: dict[tuple[str, str], Floats]


def stated(known: Floats, ahead: int, kind: Kind) -> FalseAlarms:
    """The rates to state of the baseline `known`, shape (points,), on the scale of `kind`."""
    seen = shown(known[None, :])
    return FalseAlarms(
        ahead, *(float(rate(seen, len(known), ahead, kind, rule)[0]) for rule in RULES)
    )


def shown(known: Floats) -> tuple[Floats, Floats]:
    """What baselines in rows show: lag-1 autocorrelation and, whatever its direction, lean."""
    return lag_one(known)[:, 0], np.abs(leaning(known))


def rate(seen: tuple[Floats, Floats], baseline: int, ahead: int, kind: Kind, rule: Rule) -> Floats:
    """The rate to state per row of what is `seen`."""
    rates = _rates()
    # A chart of logarithms is a plain chart of them.
    table = rates.tables["residual" if kind is Kind.RESIDUAL else "plain", rule]
    table = _blend(table, _root(rates.axes.baseline), _root([baseline]))
    table = _blend(table, np.log(rates.axes.ahead), np.log([ahead]))
    return spread(rates.axes, *seen) @ table.ravel()


def spread(axes: Axes, correlation: Floats, lean: Floats) -> Floats:
    """Weights of linear interpolation, shape (rows, correlations x leans)."""
    down = _weights(axes.correlation, correlation)
    across = _weights(axes.lean, lean)
    return (down[:, :, None] * across[:, None, :]).reshape(len(down), -1)


def _blend(table: Floats, nodes: Floats, at: Floats) -> Floats:
    return np.asarray(np.tensordot(_weights(nodes, at)[0], table, axes=1))


def _weights(nodes: Sequence[float] | Floats, at: Floats) -> Floats:
    """Of linear interpolation between increasing `nodes`, shape (rows, nodes)."""
    place = np.interp(at, nodes, np.arange(len(nodes)))
    return np.maximum(0.0, 1.0 - np.abs(place[:, None] - np.arange(len(nodes))))


def _root(baseline: Sequence[int]) -> Floats:
    """What is not known of a process falls with the square root of what was seen of it."""
    return -1 / np.sqrt(baseline)


@lru_cache(maxsize=1)
def _rates() -> Rates:
    kept = json.loads((files(__package__) / TABLE).read_text(encoding="utf-8"))
    axes = Axes(**{name: tuple(nodes) for name, nodes in kept["axes"].items()})
    return Rates(
        axes,
        {
            (kind, rule): np.reshape(thousandths, axes.shape) / 1000
            for kind, rules in kept["thousandths"].items()
            for rule, thousandths in rules.items()
        },
    )
