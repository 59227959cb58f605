"""What first, how sure is that, and what to learn next."""

from leadline_science.prioritisation.learning import Lesson, Lessons, learn_next
from leadline_science.prioritisation.model import Model
from leadline_science.prioritisation.own import own_formula
from leadline_science.prioritisation.rank import rank
from leadline_science.prioritisation.ranking import Ranking, Standing
from leadline_science.prioritisation.scoring import (
    IceIdea,
    IceRule,
    RiceBet,
    ValueItem,
    WsjfJob,
    ice,
    rice,
    value_effort,
    weighted,
    wsjf,
)

__all__ = [
    "IceIdea",
    "IceRule",
    "Lesson",
    "Lessons",
    "Model",
    "Ranking",
    "RiceBet",
    "Standing",
    "ValueItem",
    "WsjfJob",
    "ice",
    "learn_next",
    "own_formula",
    "rank",
    "rice",
    "value_effort",
    "weighted",
    "wsjf",
]
