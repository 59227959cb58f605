"""The evidence as every test of this room finds it."""

from decimal import Decimal

import pytest

from leadline.market.operations import create_contact, create_customer, create_tier
from tests.evidence.cast import Evidence
from tests.world import World


@pytest.fixture
def evidence(world: World) -> Evidence:
    tier = create_tier(by=world.edda, now=world.now, name="Key account", weight=Decimal(5))
    harbour = create_customer(by=world.otto, now=world.now, name="Tromsø harbour office", tier=tier, revenue=4_800_000)  # fmt: skip
    marit = create_contact(by=world.otto, now=world.now, customer=harbour, name="Marit", email="marit@havn.example")  # fmt: skip
    return Evidence(world, harbour, marit)
