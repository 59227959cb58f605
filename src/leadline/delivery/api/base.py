"""What the endpoints of this room have in common."""

from uuid import UUID

from ninja import Router

from leadline.delivery.queries.flow import PERIODS, FlowScope
from leadline.delivery.schemas.flow import FlowQuery
from leadline.foundation.refusals import Invalid
from leadline.products.models import Product, Team
from leadline.products.queries import product_by_key, team_by_id
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

router = Router(tags=["delivery"])


def product_of(key: UUID | None) -> Product | None:
    return one(Product.objects.all(), id=key) if key else None


def team_of(member: Member, key: UUID | None) -> Team | None:
    return team_by_id(member, key) if key else None


def flow_scope(member: Member, asked: FlowQuery) -> FlowScope:
    """What a question about flow is about; raises `Invalid` for a period that there is not."""
    if asked.months is not None and asked.months not in PERIODS:
        raise Invalid("This is none of the periods.", field="months", remedy="Choose 3, 6 or 12, or leave it out.")  # fmt: skip
    product = product_by_key(member, asked.product) if asked.product else None
    return FlowScope(product, team_of(member, asked.team), asked.kind, asked.months, asked.unit)
