"""What first, how sure is that, and what to learn next."""

from leadline_science.prioritisation import by_column
from leadline_science.prioritisation.ahp import Misfit, Weights, ahp
from leadline_science.prioritisation.best_worst import ItemCounts, Task, closed_form
from leadline_science.prioritisation.bradley_terry import (
    Prior,
    Strength,
    Strengths,
    bradley_terry,
)
from leadline_science.prioritisation.buying import Bought, FeatureLine, Purchase, buy_a_feature
from leadline_science.prioritisation.comparisons import Duel
from leadline_science.prioritisation.jobs import Job, earned
from leadline_science.prioritisation.learning import (
    Lesson,
    Lessons,
    learn_next,
    rank_and_learn,
)
from leadline_science.prioritisation.maxdiff import MaxDiff, maxdiff
from leadline_science.prioritisation.maxdiff_design import design
from leadline_science.prioritisation.model import Model
from leadline_science.prioritisation.moscow import Group, GroupLine, Moscow, Wish, moscow
from leadline_science.prioritisation.next_pair import Question, Questions, next_pairs
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
    "Bought",
    "Criterion",
    "Duel",
    "FeatureLine",
    "Group",
    "GroupLine",
    "IceIdea",
    "IceRule",
    "ItemCounts",
    "Job",
    "Lesson",
    "Lessons",
    "MaxDiff",
    "Misfit",
    "Model",
    "Moscow",
    "Nearness",
    "Normalisation",
    "Opportunities",
    "OpportunityLine",
    "OutcomeAnswers",
    "Placed",
    "Prior",
    "Purchase",
    "Question",
    "Questions",
    "Ranking",
    "Reversal",
    "RiceBet",
    "Sequenced",
    "Standing",
    "Strength",
    "Strengths",
    "Task",
    "ValueItem",
    "Weights",
    "Wish",
    "WsjfJob",
    "ahp",
    "bradley_terry",
    "buy_a_feature",
    "by_column",
    "closed_form",
    "design",
    "earned",
    "ice",
    "learn_next",
    "maxdiff",
    "moscow",
    "next_pairs",
    "opportunities",
    "opportunity_score",
    "own_formula",
    "rank",
    "rank_and_learn",
    "rice",
    "sequence",
    "topsis",
    "topsis_model",
    "value_effort",
    "weighted",
    "wsjf",
]
