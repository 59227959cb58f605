"""What first, how sure is that, and what to learn next."""

from leadline_science.prioritisation.jobs import Job, earned
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
from leadline_science.prioritisation.sequence import Placed, Sequenced, sequence

__all__ = [
    "IceIdea",
    "IceRule",
    "Job",
    "Lesson",
    "Lessons",
    "Model",
    "Placed",
    "Ranking",
    "RiceBet",
    "Sequenced",
    "Standing",
    "ValueItem",
    "WsjfJob",
    "earned",
    "ice",
    "learn_next",
    "own_formula",
    "rank",
    "rice",
    "sequence",
    "value_effort",
    "weighted",
    "wsjf",
]
