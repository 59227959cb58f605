"""What first, how sure is that, and what to learn next."""

from leadline_science.prioritisation.ahp import Misfit, Weights, ahp
from leadline_science.prioritisation.jobs import Job, earned
from leadline_science.prioritisation.learning import Lesson, Lessons, learn_next
from leadline_science.prioritisation.model import Model
from leadline_science.prioritisation.moscow import Group, GroupLine, Moscow, Wish, moscow
from leadline_science.prioritisation.opportunity import (
    Opportunities,
    OpportunityLine,
    OutcomeAnswers,
    opportunities,
    opportunity_score,
)
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
from leadline_science.prioritisation.topsis import (
    Criterion,
    Nearness,
    Normalisation,
    Reversal,
    topsis,
    topsis_model,
)

__all__ = [
    "Criterion",
    "Group",
    "GroupLine",
    "IceIdea",
    "IceRule",
    "Job",
    "Lesson",
    "Lessons",
    "Misfit",
    "Model",
    "Moscow",
    "Nearness",
    "Normalisation",
    "Opportunities",
    "OpportunityLine",
    "OutcomeAnswers",
    "Placed",
    "Ranking",
    "Reversal",
    "RiceBet",
    "Sequenced",
    "Standing",
    "ValueItem",
    "Weights",
    "Wish",
    "WsjfJob",
    "ahp",
    "earned",
    "ice",
    "learn_next",
    "moscow",
    "opportunities",
    "opportunity_score",
    "own_formula",
    "rank",
    "rice",
    "sequence",
    "topsis",
    "topsis_model",
    "value_effort",
    "weighted",
    "wsjf",
]
