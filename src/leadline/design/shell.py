"""What the frame around every members' page shows: one frozen value, made by whoever knows the member."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Scheme: TypeAlias = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Place:
    """One of the seven places of the rail; `keys` such as "g p" jump there."""

    name: str
    url: str
    icon: str
    current: bool = False
    count: int | None = None
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A view of a place, with its own address; neighbours of one `group` stand beneath its name."""

    name: str
    url: str
    current: bool = False
    count: int | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step on the way to this page."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A workspace or a product in the switch at the rail's head."""

    name: str
    url: str
    group: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything `design/layout.html` asks for, beside the page's own blocks."""

    workspace_name: str
    home_url: str
    member_name: str
    places: tuple[Place, ...] = ()
    switch: tuple[Choice, ...] = ()
    product_name: str = ""
    tabs: tuple[Tab, ...] = ()
    crumbs: tuple[Crumb, ...] = ()
    member_email: str = ""
    unread: int = 0
    sample: bool = False
    sample_url: str = ""
    """Where "Start my own" posts; the sample mark has no button without it."""
    palette_url: str = ""
    search_url: str = ""
    inbox_url: str = ""
    products_url: str = ""
    people_url: str = ""
    settings_url: str = ""
    account_url: str = ""
    sign_out_url: str = ""
    scheme_url: str = ""
    """Where the theme switch posts `scheme`; without it the choice stays in the browser."""
    undo_url: str = ""
    """Where Undo posts, with "{event}" in place of the event's id."""
    language: str = "en-GB"
    scheme: Scheme = "system"

    def __post_init__(self) -> None:
        if len(self.places) > 7:
            raise ValueError("The rail has seven places at most.")

    @property
    def here(self) -> Place | None:
        """The place that this page belongs to."""
        return next((place for place in self.places if place.current), None)

    @property
    def phone_places(self) -> tuple[Place, ...]:
        """The four places of the phone's bar: the first ones, with the current one always among them."""
        first = self.places[:4]
        return first if self.here is None or self.here in first else (*first[:3], self.here)
