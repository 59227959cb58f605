"""The market goes out with an export and comes in again, with its history."""

from pathlib import Path

import pytest

from leadline.archive.arrivals import restore_workspace
from leadline.archive.exports import export_workspace
from leadline.market.models import Contact, Customer, Tier
from leadline.market.operations import change_customer
from leadline.market.queries import Voices, voices_of
from leadline.workspaces.models.events import broken_links
from leadline.workspaces.scope import scope
from tests.market.cast import Market


@pytest.mark.django_db(transaction=True)
def test_a_market_moves_into_a_new_workspace_whole(market: Market, tmp_path: Path) -> None:
    world = market.world
    change_customer(by=world.edda, now=world.now, customer=market.harbour, revenue=5_000_000)
    counts = export_workspace(tmp_path / "one.zip", by=world.ann, now=world.now)
    assert [counts[kind] for kind in ("customer", "contact", "segment", "persona", "tier")] == [
        1
    ] * 5
    moved, _ = restore_workspace(tmp_path / "one.zip", owner=world.mallory.user, now=world.later(hours=1))  # fmt: skip
    with scope(moved.workspace):
        copy = Customer.objects.select_related("segment", "tier").get()
        assert (copy.name, copy.segment.name, copy.tier.weight) == ("Tromsø harbour office", "Ports", 5)  # fmt: skip
        assert copy.id != market.harbour.id
        assert [row.revenue for row in Customer.history.filter(id=copy.id).order_by("version")] == [4_800_000, 5_000_000]  # fmt: skip
        assert Contact.objects.get().persona.name == "Harbour master"
        assert voices_of(moved, [copy.pk], world.now.date()) == Voices(
            1, Tier.objects.get().weight, (copy.money,), 0
        )
    assert broken_links(moved.workspace_id) == []
