"""Addresses of this room."""

from django.urls import URLPattern, path

from leadline.planning.views import (
    assumptions,
    bets,
    fragments,
    opportunities,
    parts,
    picking,
)
from leadline.planning.views.rankings import asking, kept

app_name = "planning"
ROOT = "w/<slug:slug>"
BETS = f"{ROOT}/bets"
BET = f"{BETS}/<uuid:bet>"
OPPORTUNITIES = f"{ROOT}/opportunities"
RANKINGS = f"{ROOT}/rankings"
RANKING = f"{RANKINGS}/<uuid:ranking>"
OPPORTUNITY = f"{OPPORTUNITIES}/<uuid:opportunity>"

urlpatterns: list[URLPattern] = [
    path(BETS, bets.Bets.as_view(), name="bets"),
    path(f"{BETS}/new", bets.NewBet.as_view(), name="new_bet"),
    path(BET, bets.BetPage.as_view(), name="bet"),
    path(f"{BET}/editing", bets.BetEditing.as_view(), name="bet_editing"),
    path(f"{BET}/trash", bets.BetTrashing.as_view(), name="bet_trashing"),
    path(f"{BET}/commitment", bets.BetCommitment.as_view(), name="bet_commitment"),
    path(f"{BET}/state", bets.BetMoving.as_view(), name="bet_moving"),
    path(f"{BET}/versions", bets.BetVersions.as_view(), name="bet_versions"),
    path(f"{BET}/effects", parts.Effects.as_view(), name="effects"),
    path(f"{BET}/efforts", parts.Efforts.as_view(), name="efforts"),
    path(f"{BET}/goals", parts.Goals.as_view(), name="goals"),
    path(f"{BET}/opportunities", parts.Answers.as_view(), name="answers"),
    path(f"{BET}/themes", parts.Themes.as_view(), name="themes"),
    path(f"{BET}/parts/<slug:kind>/<uuid:part>/removal", parts.PartRemoval.as_view(), name="part_removal"),
    path(f"{BET}/map", assumptions.BetMap.as_view(), name="bet_map"),
    path(f"{BET}/assumptions", parts.Assumptions.as_view(), name="bet_assumptions"),
    path(f"{BET}/assumptions/<uuid:assumption>/removal", parts.AssumptionRemoval.as_view(), name="assumption_removal"),
    path(f"{BET}/criteria", parts.Criteria.as_view(), name="criteria"),
    path(f"{BET}/criteria/<uuid:kill>/judgement", parts.CriterionJudgement.as_view(), name="criterion_judgement"),
    path(f"{BET}/criteria/<uuid:kill>/removal", parts.CriterionRemoval.as_view(), name="criterion_removal"),
    path(f"{ROOT}/assumptions", assumptions.AssumptionMap.as_view(), name="assumptions"),
    path(OPPORTUNITIES, opportunities.Opportunities.as_view(), name="opportunities"),
    path(f"{OPPORTUNITIES}/new", opportunities.NewOpportunity.as_view(), name="new_opportunity"),
    path(OPPORTUNITY, opportunities.OpportunityView.as_view(), name="opportunity"),
    path(f"{OPPORTUNITY}/editing", opportunities.OpportunityEditing.as_view(), name="opportunity_editing"),
    path(f"{OPPORTUNITY}/trash", opportunities.OpportunityTrashing.as_view(), name="opportunity_trashing"),
    path(f"{OPPORTUNITY}/branch", opportunities.Branch.as_view(), name="branch"),
    path(f"{OPPORTUNITY}/place", opportunities.OpportunityMoving.as_view(), name="opportunity_moving"),
    path(f"{OPPORTUNITY}/evidence", opportunities.EvidenceLinking.as_view(), name="evidence_linking"),
    path(f"{OPPORTUNITY}/evidence/<uuid:evidence>/removal", opportunities.EvidenceUnlinking.as_view(), name="evidence_unlinking"),
    path(f"{ROOT}/feedback/<uuid:feedback>/opportunities", fragments.FeedbackLinking.as_view(), name="feedback_opportunities"),
    path(f"{ROOT}/claims/<uuid:claim>/opportunities", fragments.ClaimLinking.as_view(), name="claim_opportunities"),
    path(f"{ROOT}/themes/actual", fragments.ThemesActual.as_view(), name="themes_actual"),
    path(RANKINGS, kept.Rankings.as_view(), name="rankings"),
    path(f"{RANKINGS}/new", asking.RankingAsking.as_view(), name="ranking_asking"),
    path(f"{RANKINGS}/inputs/<uuid:bet>/<path:said>", asking.RankingInputs.as_view(), name="ranking_inputs"),
    path(f"{RANKINGS}/coming/<uuid:job>", kept.RankingComing.as_view(), name="ranking_coming"),
    path(RANKING, kept.RankingPage.as_view(), name="ranking"),
    path(f"{RANKING}/replay", kept.RankingReplay.as_view(), name="ranking_replay"),
    path(f"{RANKING}/file", kept.RankingFile.as_view(), name="ranking_file"),
    path(f"{RANKING}/comparison", kept.RankingComparison.as_view(), name="ranking_comparison"),
    path(f"{BET}/confidence", kept.BetConfidence.as_view(), name="bet_confidence"),
    path(f"{ROOT}/picking/<slug:kind>", picking.Picking.as_view(), name="picking"),
]  # fmt: skip
