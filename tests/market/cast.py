"""The market of Nordlys Instruments: ports buy weather stations, and some ports weigh more."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from leadline.market.models import Contact, Customer, Persona, Segment, Tier
from leadline.market.operations import create_customer
from leadline.market.queries import CustomerFilters, customers
from leadline.workspaces.scope import scope
from tests.world import World


@dataclass
class Market:
    """Tromsø's harbour office is a key account among the ports; Marit works there."""

    world: World
    ports: Segment
    key_account: Tier
    harbour_master: Persona
    harbour: Customer
    marit: Contact

    @property
    def today(self) -> date:
        return self.world.workspace.today(self.world.now)

    def customer(self, name: str, **values: Any) -> Customer:
        """A customer that Otto adds."""
        return create_customer(by=self.world.otto, now=self.world.now, name=name, **values)

    def names(self, sort: str = "name", **narrowed: Any) -> list[str]:
        """The names in Vera's list of customers, in their order."""
        world = self.world
        filters = CustomerFilters(self.today, **narrowed)
        with scope(world.workspace):
            return [row.name for row in customers(world.vera, filters, sort=sort).rows]

    def to(self, name: str, **more: Any) -> str:
        """The address of a page of the market."""
        return reverse(f"market:{name}", kwargs={"slug": self.world.workspace.slug, **more})
