"""Did it work, when there was no experiment."""

from leadline_science.impact.panels.effects import (
    Earlier,
    PanelEffect,
    PlaceboUnit,
    Weight,
    differences,
    synthetic_control,
    synthetic_did,
)
from leadline_science.impact.panels.estimating import Way
from leadline_science.impact.panels.panel import Panel, Unit
from leadline_science.impact.periods import Period
from leadline_science.impact.structural.effect import (
    AVERAGED,
    REFERENCE,
    ControlUsed,
    PlaceboWindow,
    StructuralEffect,
    structural_effect,
)
from leadline_science.impact.structural.gibbs import DriftPrior
from leadline_science.impact.structural.history import Control, History
from leadline_science.impact.verdicts import Verdict

__all__ = [
    "AVERAGED",
    "REFERENCE",
    "Control",
    "ControlUsed",
    "DriftPrior",
    "Earlier",
    "History",
    "Panel",
    "PanelEffect",
    "Period",
    "PlaceboUnit",
    "PlaceboWindow",
    "StructuralEffect",
    "Unit",
    "Verdict",
    "Way",
    "Weight",
    "differences",
    "structural_effect",
    "synthetic_control",
    "synthetic_did",
]
