"""Changes to the market as we know it: its parts, its customers, the people there."""

from leadline.market.operations.customers import (
    change_customer,
    create_customer,
    edit_customers,
    trash_customers,
)
from leadline.market.operations.frame import (
    change_segment,
    change_tier,
    create_segment,
    create_tier,
    rank_tier,
    trash_segment,
    trash_tier,
)
from leadline.market.operations.people import (
    change_contact,
    change_persona,
    create_contact,
    create_persona,
    trash_contact,
    trash_persona,
)

__all__ = [
    "change_contact",
    "change_customer",
    "change_persona",
    "change_segment",
    "change_tier",
    "create_contact",
    "create_customer",
    "create_persona",
    "create_segment",
    "create_tier",
    "edit_customers",
    "rank_tier",
    "trash_contact",
    "trash_customers",
    "trash_persona",
    "trash_segment",
    "trash_tier",
]
