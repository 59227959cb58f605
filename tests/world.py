"""The cast: Nordlys Instruments, who make weather stations, and the people who work there.

    Ann     owns the workspace          Otto    contributes
    Edda    edits                       Vera    only looks
    Mallory owns another workspace and must never see this one

Everything is made by the same operations that the pages call. `world` is the fixture.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from leadline.backlog.models import BacklogList, Item, Status
from leadline.backlog.operations import create_item, move_items
from leadline.products.models import Product, Team
from leadline.products.operations import create_product, create_team
from leadline.workspaces.models import Member, Role, User, Workspace
from leadline.workspaces.operations import accept_invitation, invite, open_workspace
from leadline.workspaces.scope import scope

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PASSWORD = "a barometer in the hall"


@dataclass
class World:
    """Everybody and everything that tests start from; `now` moves when told to."""

    now: datetime = MONDAY
    ann: Member = field(init=False)
    edda: Member = field(init=False)
    otto: Member = field(init=False)
    vera: Member = field(init=False)
    mallory: Member = field(init=False)
    station: Product = field(init=False)
    crew: Team = field(init=False)

    @property
    def workspace(self) -> Workspace:
        return self.ann.workspace

    def later(self, **by: float) -> datetime:
        """Let time pass, as in `world.later(days=3)`."""
        self.now += timedelta(**by)
        return self.now

    def person(self, name: str) -> User:
        return User.objects.create_user(f"{name.lower()}@nordlys.example", name, PASSWORD)

    def member(self, name: str, role: str) -> Member:
        """Invite somebody and let them accept."""
        with scope(self.workspace):
            offered = Role.objects.get(name=role)
        email = f"{name.lower()}@nordlys.example"
        _, secret = invite(by=self.ann, now=self.now, email=email, role=offered)
        return accept_invitation(user=self.person(name), now=self.now, secret=secret)

    def item(self, title: str, **values: Any) -> Item:
        """An item of the weather station, written by Edda."""
        values = {"product": self.station} | values
        return create_item(by=self.edda, now=self.now, title=title, **values)

    def status(self, name: str) -> Status:
        with scope(self.workspace):
            found: Status = Status.objects.get(product=self.station, name=name)
        return found

    def list(self, name: str) -> BacklogList:
        with scope(self.workspace):
            found: BacklogList = BacklogList.objects.get(product=self.station, name=name)
        return found

    def move(self, item: Item, to: str) -> Item:
        """Edda gives the item another status, now."""
        move_items(by=self.edda, now=self.now, items=[item], to=self.status(to))
        return item


def make_world() -> World:
    world = World()
    world.ann = open_workspace(owner=world.person("Ann"), now=world.now, name="Nordlys Instruments", time_zone="Europe/Oslo")  # fmt: skip
    world.mallory = open_workspace(owner=world.person("Mallory"), now=world.now, name="Elsewhere")
    world.edda = world.member("Edda", "Editor")
    world.otto = world.member("Otto", "Contributor")
    world.vera = world.member("Vera", "Viewer")
    world.station = create_product(by=world.edda, now=world.now, name="Weather station", key="WS")
    world.crew = create_team(by=world.edda, now=world.now, name="Station crew", members=[world.edda, world.otto])  # fmt: skip
    return world
