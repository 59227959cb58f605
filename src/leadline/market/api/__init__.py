"""The API of this room: customers and contacts, segments, tiers and personas."""

from ninja import Router

from leadline.market.api import customers, frame, people

router = Router(tags=["Market"])
for part in (customers, people, frame):
    router.add_router("", part.router)

__all__ = ["router"]
