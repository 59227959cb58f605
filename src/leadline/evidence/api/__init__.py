"""The API of this room: feedback with its triage and passages, claims with what they stand on."""

from ninja import Router

from leadline.evidence.api import claims, feedback, triage

router = Router(tags=["Evidence"])
for part in (triage, feedback, claims):
    router.add_router("", part.router)

__all__ = ["router"]
