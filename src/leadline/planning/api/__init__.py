"""The API of this room: bets and what they promise, opportunities, the map of assumptions."""

from ninja import Router

from leadline.planning.api import bets, opportunities, parts, rankings

router = Router(tags=["Planning"])
for part in (bets, parts, opportunities, rankings):
    router.add_router("", part.router)

__all__ = ["router"]
