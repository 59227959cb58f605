"""What people choose by."""

from leadline_science.conjoint.hierarchical import (
    Hierarchy,
    Person,
    PopulationWorth,
    hierarchical,
)
from leadline_science.conjoint.mnl import Logit, Partworth, Worth, logit
from leadline_science.conjoint.study import NONE, Attribute, Choice, Study

__all__ = [
    "NONE",
    "Attribute",
    "Choice",
    "Hierarchy",
    "Logit",
    "Partworth",
    "Person",
    "PopulationWorth",
    "Study",
    "Worth",
    "hierarchical",
    "logit",
]
