"""Jobs of this room."""

from datetime import datetime
from typing import Any
from uuid import UUID

from leadline.backlog.models import BacklogList, Status
from leadline.backlog.operations import set_up_backlog
from leadline.backlog.operations.places import REBALANCE, rebalance
from leadline.foundation.jobs import handles
from leadline.foundation.models import Job
from leadline.products.models import Product
from leadline.workspaces.models import Event
from leadline.workspaces.operations.base import lock
from leadline.workspaces.scope import scope

SET_UP = "backlog.set_up"


@handles(REBALANCE)
def shorten_ranks(job: Job, now: datetime) -> dict[str, Any]:
    """Shorten the ranks of a list in which one has grown long."""
    assert job.workspace_id is not None
    with scope(job.workspace_id):
        lock(job.workspace_id)
        found: BacklogList | None = BacklogList.objects.filter(pk=job.arguments["list"]).first()
        return {"rows": rebalance(found) if found else 0}


@handles(SET_UP)
def set_up_new_product(job: Job, now: datetime) -> None:
    """Give a product that was just created its first statuses and lists, if nobody did yet."""
    assert job.workspace_id is not None
    with scope(job.workspace_id):
        event = Event.objects.select_related("member__user", "member__role").get(pk=UUID(job.arguments["event"]))  # fmt: skip
        product: Product | None = Product.objects.filter(pk=event.subject_id).first()
        if product and event.member and not Status.objects.filter(product=product).exists():
            set_up_backlog(by=event.member, now=now, product=product)
