"""The API of this room: items and what hangs on them, and the frame that they stand in."""

from ninja import Router

from leadline.backlog.api import frame, items, parts

router = Router(tags=["Backlog"])
for each in (items, parts, frame):
    router.add_router("", each.router)
