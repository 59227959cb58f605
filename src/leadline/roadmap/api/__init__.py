"""The API of this room: roadmaps, bars, forecasts, baselines, publications."""

from ninja import Router

from leadline.roadmap.api import bars, kept, roadmaps

router = Router(tags=["Roadmaps"])
for part in (roadmaps, bars, kept):
    router.add_router("", part.router)

__all__ = ["router"]
