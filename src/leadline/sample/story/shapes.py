"""The shapes in which the story is told."""

from dataclasses import dataclass, field


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
