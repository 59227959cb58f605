"""The API of this room: imports of work, and of tables of records. Long work is done by the worker."""

from ninja import Router

from leadline.integrations.api import items, tables

router = Router(tags=["imports"])
for part in (items, tables):
    router.add_router("", part.router)

__all__ = ["router"]
