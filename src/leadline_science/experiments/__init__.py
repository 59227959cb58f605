"""Did it move the number: two arms, split by chance."""

from leadline_science.experiments.arms import Arm, Conversions, Paired, RatioArm, winsorised
from leadline_science.experiments.bayes_means import NormalPrior, believe_means
from leadline_science.experiments.bayes_shares import Belief, Prior, believe_shares
from leadline_science.experiments.comparing import Comparison, Lift, Verdict
from leadline_science.experiments.cuped import AdjustedComparison, compare_adjusted
from leadline_science.experiments.looking import LookTaken, at_look
from leadline_science.experiments.means import compare_means, compare_ratios
from leadline_science.experiments.planned import Design, Look, LookPlan, plan_looks
from leadline_science.experiments.several import Finding, Guard, Several, several
from leadline_science.experiments.shares import compare_shares
from leadline_science.experiments.size import SampleSize, size_for_means, size_for_shares
from leadline_science.experiments.splitting import SampleRatio, sample_ratio
from leadline_science.experiments.unplanned import Price, Sequence, confidence_sequence

__all__ = [
    "AdjustedComparison",
    "Arm",
    "Belief",
    "Comparison",
    "Conversions",
    "Design",
    "Finding",
    "Guard",
    "Lift",
    "Look",
    "LookPlan",
    "LookTaken",
    "NormalPrior",
    "Paired",
    "Price",
    "Prior",
    "RatioArm",
    "SampleRatio",
    "SampleSize",
    "Sequence",
    "Several",
    "Verdict",
    "at_look",
    "believe_means",
    "believe_shares",
    "compare_adjusted",
    "compare_means",
    "compare_ratios",
    "compare_shares",
    "confidence_sequence",
    "plan_looks",
    "sample_ratio",
    "several",
    "size_for_means",
    "size_for_shares",
    "winsorised",
]
