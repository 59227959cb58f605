"""How work came and went: one product's items week by week, from a seed."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from leadline.sample.story.company import HOLIDAYS
from leadline.sample.story.shapes import Period, ProductStory

STORIES_DONE = 0.7
REWORK = 0.12
POINTS = (1, 2, 2, 3, 3, 3, 5, 5, 8)


@dataclass
class Work:
    """One item's life; `moves` are (status, instant) after it was opened."""

    title: str
    kind: str
    epic: str
    team: str
    opened: datetime
    points: int
    moves: list[tuple[str, datetime]] = field(default_factory=list)

    @property
    def finished(self) -> datetime | None:
        return next((at for status, at in self.moves if status == "Done"), None)

    @property
    def started(self) -> datetime | None:
        return self.moves[0][1] if self.moves else None


def lives(story: ProductStory, now: datetime, random: Random) -> list[Work]:
    """Every item of a product by the instant it was opened."""
    finishes = [(period, at) for period in story.periods for at in _finishes(period, now, random)]
    titles = _Titles(story, len(finishes), random)
    done = [
        _done(story=story, period=period, finish=at, titles=titles, random=random, now=now)
        for period, at in finishes
    ]
    return sorted([*done, *_open(story, titles, random, now)], key=lambda work: work.opened)


def _finishes(period: Period, now: datetime, random: Random) -> Iterator[datetime]:
    for week in range(period.since, period.until, -1):
        monday = now - timedelta(weeks=week)
        for _ in range(_poisson(period.pace * season(monday.date()), random)):
            yield _at_work(monday + timedelta(days=random.random() * 7), random, now)


def season(day: date) -> float:
    """The share of the ordinary pace that is left in a week: people go on holiday."""
    shares = [
        share
        for month1, day1, month2, day2, share in HOLIDAYS
        if _lies_between((day.month, day.day), (month1, day1), (month2, day2))
    ]
    return min(shares, default=1.0)


def _lies_between(at: tuple[int, int], first: tuple[int, int], last: tuple[int, int]) -> bool:
    return first <= at <= last if first <= last else at >= first or at <= last


class _Titles:
    """Which item comes next: stories epic by epic, and between them bugs and chores."""

    def __init__(self, story: ProductStory, finishes: int, random: Random) -> None:
        self.random = random
        self.stories = [(epic, title) for epic, titles in story.epics.items() for title in titles]
        done = min(int(len(self.stories) * STORIES_DONE), int(finishes * 0.8))
        self.share = done / max(finishes, 1)
        self.bugs = _shuffled([f"{part.capitalize()} {trouble}" for part in story.parts for trouble in story.troubles], random)  # fmt: skip
        self.mended: list[str] = []
        self.chores = list(story.chores)

    def next(self) -> tuple[str, str, str]:
        """(title, kind, epic)"""
        if self.stories and self.random.random() < self.share:
            epic, title = self.stories.pop(min(int(self.random.expovariate(0.7)), len(self.stories) - 1))  # fmt: skip
            return title, "story", epic
        if self.chores and self.random.random() < 0.06:
            return self.chores.pop(0), "task", ""
        return self.next_bug(), "bug", ""

    def next_bug(self) -> str:
        """Bugs come back: what was mended once is reported again when the list runs out."""
        if not self.bugs:
            self.bugs, self.mended = [f"{title}, again" for title in self.mended], []
        self.mended.append(self.bugs.pop())
        return self.mended[-1]


def _done(
    *, story: ProductStory, period: Period, finish: datetime, titles: _Titles, random: Random,
    now: datetime,
) -> Work:  # fmt: skip
    title, kind, epic = titles.next()
    days = period.days * math.exp(random.gauss(0, 0.75)) * (1.0 if kind == "story" else 0.6)
    started = finish - timedelta(days=days)
    opened = _opened(story, started, kind, random, now)
    work = Work(title, kind, epic, period.team, opened, random.choice(POINTS))
    work.moves = [("Doing", max(started, opened + timedelta(hours=1))), *_review(started, finish, random), ("Done", finish)]  # fmt: skip
    work.moves = [(status, at) for status, at in work.moves if at >= work.moves[0][1]]
    return work


def _opened(story: ProductStory, started: datetime, kind: str, random: Random, now: datetime) -> datetime:  # fmt: skip
    wait = (35 if kind == "story" else 6) * math.exp(random.gauss(0, 0.9))
    born = now - timedelta(weeks=story.born_weeks_ago)
    return max(_at_work(started - timedelta(days=wait), random, now), born)


def _review(started: datetime, finish: datetime, random: Random) -> list[tuple[str, datetime]]:
    at = started + (finish - started) * random.uniform(0.55, 0.9)
    if random.random() < REWORK:
        back = at + (finish - at) * 0.3
        return [("In review", at), ("Doing", back), ("In review", back + (finish - back) * 0.6)]
    return [("In review", at)]


def _open(story: ProductStory, titles: _Titles, random: Random, now: datetime) -> Iterator[Work]:
    """What is under way today, and all that still waits."""
    last = story.periods[-1]
    under_way = round(last.pace * last.days / 7 * 1.6) + 1
    waiting = [(title, "story", epic) for epic, title in titles.stories]
    waiting += [(titles.next_bug(), "bug", "") for _ in range(len(waiting) // 3)]
    for number, (title, kind, epic) in enumerate(waiting):
        age = timedelta(days=random.uniform(1, 30) + number * 1.5)
        opened = _at_work(max(now - age, now - timedelta(weeks=story.born_weeks_ago)), random, now)
        work = Work(title, kind, epic, last.team, opened, random.choice(POINTS))
        if number < under_way:
            work.moves = _begun(opened, last, random, now)
        yield work


def _begun(opened: datetime, period: Period, random: Random, now: datetime) -> list[tuple[str, datetime]]:  # fmt: skip
    age = min(random.expovariate(1 / period.days) + 0.5, (now - opened).total_seconds() / 86400 - 0.1)  # fmt: skip
    started = now - timedelta(days=max(age, 0.05))
    moves = [("Doing", started)]
    if random.random() < 0.3:
        moves.append(("In review", started + (now - started) * 0.6))
    return moves


def _at_work(at: datetime, random: Random, now: datetime) -> datetime:
    """The same day in working hours; weekends become the Friday before."""
    day = at - timedelta(days=max(at.weekday() - 4, 0))
    found = day.replace(hour=random.randint(8, 16), minute=random.randrange(60), second=random.randrange(60), microsecond=0)  # fmt: skip
    return min(found, now - timedelta(minutes=random.randint(5, 300)))


def _poisson(mean: float, random: Random) -> int:
    limit, product, count = math.exp(-mean), random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count


def _shuffled(titles: list[str], random: Random) -> list[str]:
    random.shuffle(titles)
    return titles
