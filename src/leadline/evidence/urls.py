"""Addresses of this room."""

from django.urls import URLPattern, path

from leadline.evidence.views import claims, feedback, inbox, many

app_name = "evidence"
EVIDENCE = "w/<slug:slug>/evidence"
INBOX, FEEDBACK, CLAIMS = f"{EVIDENCE}/inbox", "w/<slug:slug>/feedback", f"{EVIDENCE}/claims"
ONE, CLAIM = f"{FEEDBACK}/<uuid:feedback>", f"{CLAIMS}/<uuid:claim>"

urlpatterns: list[URLPattern] = [
    path(INBOX, inbox.Inbox.as_view(), name="inbox"),
    path(f"{INBOX}/picked/archive", inbox.PickedArchive.as_view(), name="picked_archive"),
    path(f"{INBOX}/picked/return", inbox.PickedReturn.as_view(), name="picked_return"),
    path(f"{INBOX}/picked/snooze", inbox.PickedSnooze.as_view(), name="picked_snooze"),
    path(f"{INBOX}/picked/merge", inbox.PickedMerge.as_view(), name="picked_merge"),
    path(f"{INBOX}/picked/trash", inbox.PickedTrash.as_view(), name="picked_trash"),
    path(f"{INBOX}/picked/<slug:verb>/choosing", inbox.Choosing.as_view(), name="choosing"),
    path(f"{EVIDENCE}/customers-offered", inbox.CustomersOffered.as_view(), name="customers_offered"),
    path(f"{FEEDBACK}/new", feedback.NewFeedback.as_view(), name="new_feedback"),
    path(f"{FEEDBACK}/many", many.Adding.as_view(), name="many"),
    path(f"{FEEDBACK}/many/checking", many.Checking.as_view(), name="many_checking"),
    path(ONE, feedback.FeedbackPage.as_view(), name="feedback"),
    path(f"{ONE}/editing", feedback.FeedbackEditing.as_view(), name="feedback_editing"),
    path(f"{ONE}/passages", feedback.Passages.as_view(), name="passages"),
    path(f"{ONE}/splitting", feedback.Splitting.as_view(), name="splitting"),
    path(f"{EVIDENCE}/passages/<uuid:passage>/trash", feedback.PassageTrashing.as_view(), name="passage_trashing"),
    path(f"{EVIDENCE}/likenesses/<uuid:likeness>/telling-apart", feedback.TellingApart.as_view(), name="telling_apart"),
    path(CLAIMS, claims.Claims.as_view(), name="claims"),
    path(f"{CLAIMS}/new", claims.NewClaim.as_view(), name="new_claim"),
    path(f"{CLAIMS}/offered", claims.ClaimsOffered.as_view(), name="claims_offered"),
    path(f"{CLAIMS}/supports", claims.Supports.as_view(), name="supports"),
    path(f"{CLAIMS}/supports/<uuid:support>/removal", claims.SupportRemoval.as_view(), name="support_removal"),
    path(CLAIM, claims.ClaimPage.as_view(), name="claim"),
    path(f"{CLAIM}/editing", claims.ClaimEditing.as_view(), name="claim_editing"),
    path(f"{CLAIM}/trash", claims.ClaimTrashing.as_view(), name="claim_trashing"),
    path(f"{CLAIM}/looking", claims.Looking.as_view(), name="looking"),
]  # fmt: skip
