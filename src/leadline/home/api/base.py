"""What the endpoints of this room have in common."""

from ninja import Router

router = Router(tags=["Search and history"])
RECORD = "/records/{kind}/{key}"
MOST = 50
