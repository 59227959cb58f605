"""What is asked of a forecast, and all that its answer rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from leadline.backlog.models import Item
from leadline.delivery.queries.flow.scope import FlowScope, monday

DAY, WEEK = timedelta(days=1), timedelta(days=7)
MOST_WEEKS = 156
WINDOWS = (8, 12, 26, 52)
MOST_ITEMS = 20_000


@dataclass(frozen=True)
class Work:
    """What is to be done: an amount, or the chosen open items themselves."""

    label: str
    amount: float
    items: tuple[str, ...] = ()
    unestimated: int = 0

    @property
    def is_chosen(self) -> bool:
        return bool(self.items)


@dataclass(frozen=True)
class Rules:
    """How the history is read, and what is known of the coming weeks.

    `without`: items left out of this forecast, by id, each with a reason. `weeks_out`: past weeks
    (their Mondays) left out, `weeks_off`: coming weeks without any work.
    """

    window: int = 12
    growth: bool = False
    without: Mapping[str, str] | None = None
    weeks_out: Mapping[date, str] | None = None
    weeks_off: tuple[date, ...] = ()

    def left_out(self) -> dict[str, str]:
        return dict(self.without or {})


USUAL = Rules()


@dataclass(frozen=True)
class KnownWeek:
    """A past week: what was finished and opened in it, and why it is left out, where it is."""

    starts_on: str
    finished: float
    opened: float
    left_out: str = ""

    @property
    def monday(self) -> date:
        return date.fromisoformat(self.starts_on)


@dataclass(frozen=True)
class Inputs:
    """A forecast's inputs as they were, in plain JSON types: enough to compute it again.

    `counted`: ids of the finished items behind `weeks`. `excluded`: id, key, title and reason.
    `capacity`: of the coming weeks from `starts_on`, in usual weeks. `weeks_ahead`: of "how many".
    """

    question: str
    unit: str
    starts_on: str
    window: int
    weeks: tuple[KnownWeek, ...]
    counted: tuple[str, ...]
    excluded: tuple[dict[str, str], ...]
    growth: bool
    weeks_off: tuple[str, ...]
    capacity: tuple[float, ...]
    label: str = ""
    amount: float = 0.0
    items: tuple[str, ...] = ()
    unestimated: int = 0
    weeks_ahead: int = 0
    until: str = ""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader must know of the history itself."""
        known_until = self.weeks[-1].monday + WEEK if self.weeks else None
        if known_until is None or known_until >= monday(date.fromisoformat(self.starts_on)):
            return ()
        return (f"Nothing was finished after {known_until - DAY:%-d %B %Y}. The forecast goes by the {len(self.weeks)} weeks until then, and holds if that pace comes back.",)  # fmt: skip

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Inputs":
        weeks = tuple(KnownWeek(**week) for week in data["weeks"])
        lists = ("counted", "excluded", "weeks_off", "capacity", "items")
        tuples = {name: tuple(data[name]) for name in lists}
        return cls(**{**data, **tuples, "weeks": weeks})

    @property
    def used(self) -> list[KnownWeek]:
        """The weeks that the forecast draws from."""
        return [week for week in self.weeks if not week.left_out]

    def rules(self) -> Rules:
        """The rules that led here, to ask the same question in another way."""
        return Rules(
            window=self.window,
            growth=self.growth,
            without={
                line["id"]: line["reason"] for line in self.excluded if line["scope"] == "run"
            },
            weeks_out={week.monday: week.left_out for week in self.weeks if week.left_out},
            weeks_off=tuple(date.fromisoformat(day) for day in self.weeks_off),
        )


def capacity_ahead(starts_on: date, weeks_off: Sequence[date], periods: int) -> tuple[float, ...]:
    """The share of each coming seven days that is worked on; empty when all of them are."""
    if not weeks_off:
        return ()
    off = {monday(day) for day in weeks_off}
    spans = [[starts_on + WEEK * n + timedelta(days=d) for d in range(7)] for n in range(periods)]
    return tuple(round(sum(monday(day) not in off for day in days) / 7, 6) for days in spans)


def scope_of(product: Any, team: Any, unit: str) -> FlowScope:
    """All items of a product or team that count for throughput."""
    return FlowScope(product=product, team=team, unit=unit, months=None)


def key_and_title(item: Item) -> dict[str, str]:
    return {"id": str(item.id), "key": item.key, "title": item.title}
