"""Addresses of this room."""

from django.urls import URLPattern, path

from leadline.outcomes.views import calibration, estimates, fragments, ledger, reviews

app_name = "outcomes"
ROOT = "w/<slug:slug>"
OUTCOMES = f"{ROOT}/outcomes"
REVIEW = f"{OUTCOMES}/<uuid:review>"
ESTIMATE = f"{ROOT}/estimates/<uuid:run>"
CALIBRATION = f"{ROOT}/calibration"

urlpatterns: list[URLPattern] = [
    path(OUTCOMES, ledger.Ledger.as_view(), name="reviews"),
    path(REVIEW, reviews.ReviewPage.as_view(), name="review"),
    path(f"{REVIEW}/editing", reviews.ReviewEditing.as_view(), name="review_editing"),
    path(f"{REVIEW}/closing", reviews.ReviewClosing.as_view(), name="review_closing"),
    path(f"{REVIEW}/trash", reviews.ReviewTrashing.as_view(), name="review_trashing"),
    path(f"{REVIEW}/results/<uuid:subject>", reviews.Results.as_view(), name="results"),
    path(f"{REVIEW}/results/<uuid:subject>/removal", reviews.ResultRemoval.as_view(), name="result_removal"),
    path(f"{REVIEW}/estimates/<uuid:subject>", estimates.EstimateAsking.as_view(), name="estimating"),
    path(f"{REVIEW}/estimates/<uuid:subject>/progress", estimates.EstimateProgress.as_view(), name="estimate_progress"),
    path(ESTIMATE, estimates.EstimatePage.as_view(), name="estimate"),
    path(f"{ESTIMATE}/use", estimates.EstimateUse.as_view(), name="estimate_use"),
    path(f"{ESTIMATE}/replay", estimates.EstimateReplay.as_view(), name="estimate_replay"),
    path(CALIBRATION, calibration.Calibration.as_view(), name="calibration"),
    path(f"{CALIBRATION}/<uuid:run>", calibration.CalibrationRunPage.as_view(), name="calibration_run"),
    path(f"{CALIBRATION}/<uuid:run>/replay", calibration.CalibrationReplay.as_view(), name="calibration_replay"),
    path(f"{ROOT}/bets/<uuid:bet>/review", reviews.NewReview.as_view(), name="new_review"),
    path(f"{ROOT}/bets/<uuid:bet>/outcome", fragments.BetOutcome.as_view(), name="bet_outcome"),
    path(f"{ROOT}/claims/<uuid:claim>/review", fragments.ClaimReview.as_view(), name="claim_review"),
]  # fmt: skip
