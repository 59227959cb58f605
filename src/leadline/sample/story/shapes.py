"""The shapes in which the story is told."""

from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True)
class Period:
    """A stretch of a team's life on a product, in weeks before today.

    `pace` is items finished in an ordinary week, `days` the typical calendar days from start
    to finish, `points` the typical estimate.
    """

    team: str
    since: int
    until: int
    pace: float
    days: float


@dataclass(frozen=True)
class ProductStory:
    """A product, its epics with their stories, and what its bugs and chores are about."""

    name: str
    key: str
    stage: str
    line: str
    description: str
    born_weeks_ago: int
    epics: dict[str, tuple[str, ...]]
    parts: tuple[str, ...]
    troubles: tuple[str, ...]
    chores: tuple[str, ...]
    periods: tuple[Period, ...]
    waiting: str = ""
    labels: tuple[str, ...] = ()
    criteria: dict[str, tuple[tuple[str, str, str], ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class TeamStory:
    """A team and the people in it, by first name."""

    name: str
    description: str
    people: tuple[str, ...]
    since: int


@dataclass(frozen=True)
class PersonaStory:
    """An archetype, in the words of its page."""

    name: str
    segment: str
    quote: str
    about: str
    goals: str
    pains: str


@dataclass(frozen=True)
class MetricStory:
    """A metric and how it went: from `base` by `drift` a week, with a yearly `season` and `noise`.

    `moved` are the changes that came within six weeks of an epic's release, or of a week before today.
    `targets` are (set, due, value): weeks before today and weeks after it.
    """

    name: str
    product: str
    owner: str
    about: str
    source: str
    base: float
    noise: float
    unit: str = ""
    kind: str = "number"
    decimals: int = 0
    direction: str = "more"
    cadence: str = "weekly"
    since: int = 114
    drift: float = 0.0
    season: float = 0.0
    moved: tuple[tuple[str | int, float], ...] = ()
    targets: tuple[tuple[int, int, str], ...] = ()
    notes: tuple[tuple[int, str], ...] = ()


class CanvasStory(NamedTuple):
    """A canvas and its versions: weeks before today, why, and what stood in the boxes."""

    name: str
    kind: str
    product: str
    who: str
    versions: tuple[tuple[int, str, dict[str, str]], ...]


class DecisionStory(NamedTuple):
    """A question: decided some weeks before today, to be looked at again after some more.

    `chosen` is the place of the answer, None while it is open; `seen` is what the second look said.
    """

    question: str
    who: str
    weeks: int
    again: int
    chosen: int | None
    why: str
    seen: str
    answers: tuple[tuple[str, str, str], ...]


class Heard(NamedTuple):
    """What somebody said: weeks before the bet it led to, who, where, and the words; marked passages in `[[…]]`."""

    weeks: float
    who: str
    channel: str
    text: str


@dataclass(frozen=True)
class BetStory:
    """A bet: who owns it, the needs it answers, what is believed, for whom, and what it will do.

    One that an epic came of has the epic's title and dates; others have `weeks` before today when
    they were drafted, committed and over. `effects` are promised `by` weeks after the commitment,
    `kills` are due after theirs. `changed` is why, and what, the first effect was promised to be before.
    `compared` are metrics that the first effect is held against, and why that counts.
    """

    name: str
    who: str
    needs: tuple[str, ...]
    belief: str
    audience: str
    outcome: str
    product: str = "TB"
    kind: str = "feature"
    ends: str = ""
    weeks: tuple[float, float, float] = (0, 0, 0)
    effects: tuple[tuple[str, float, float, float], ...] = ()
    by: int = 34
    effort: tuple[str, float, float, float] | None = None
    cost: tuple[int, int, int] | None = None
    line: str = ""
    share: int = 0
    claims: tuple[tuple[str, int], ...] = ()
    kills: tuple[tuple[str, str, int, str, str], ...] = ()
    scenarios: tuple[tuple[str, str], ...] = ()
    persona: str = ""
    changed: tuple[str, float, float, float] | None = None
    compared: tuple[tuple[str, ...], str] = ((), "")
    learned: str = ""
