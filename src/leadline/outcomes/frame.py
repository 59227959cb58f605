"""What the filters of the ledger offer."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadline.products.models import Product, Team
from leadline.products.queries import products
from leadline.workspaces.models import Member
from leadline.workspaces.queries import people

MOST = 500


@dataclass(frozen=True)
class Choices:
    products: Sequence[Product]
    teams: Sequence[Team]
    people: Sequence[Member]


def offered(member: Member) -> Choices:
    """Products, teams and people; 500 of each at most."""
    return Choices(products(member)[:MOST], list(Team.objects.order_by("name", "id")[:MOST]), list(people(member)[:MOST]))  # fmt: skip
