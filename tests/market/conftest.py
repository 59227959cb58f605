"""The market as every test of this room finds it."""

from decimal import Decimal
from typing import Any

import pytest

from leadline.market.operations import (
    create_contact,
    create_customer,
    create_persona,
    create_segment,
    create_tier,
)
from tests.market.cast import Market
from tests.world import World


@pytest.fixture
def market(world: World) -> Market:
    who: dict[str, Any] = {"by": world.otto, "now": world.now}
    ports = create_segment(by=world.edda, now=world.now, name="Ports")
    tier = create_tier(by=world.edda, now=world.now, name="Key account", weight=Decimal(5))
    persona = create_persona(**who, name="Harbour master", segment=ports)
    harbour = create_customer(
        **who, name="Tromsø harbour office", segment=ports, tier=tier, revenue=4_800_000,
        website="havn.example",
    )  # fmt: skip
    marit = create_contact(**who, customer=harbour, name="Marit", email="Marit@Havn.example", persona=persona)  # fmt: skip
    return Market(world, ports, tier, persona, harbour, marit)
