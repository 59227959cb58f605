"""The API of this room: items, what hangs on them, what they are for, and the frame that they stand in."""

from ninja import Router

from leadline.backlog.api import aims, frame, items, milestones, parts

router = Router(tags=["Backlog"])
for each in (items, parts, aims, milestones, frame):
    router.add_router("", each.router)
