"""Two-week sprints of the teams that run them."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from leadline.backlog.models import Item
from leadline.delivery.models import Sprint, SprintItem
from leadline.sample.flow import Work
from leadline.sample.story import TEAMS
from leadline.sample.story.words import GOALS, REVIEWS
from leadline.sample.talking import dice
from leadline.sample.telling import Teller

LENGTH = timedelta(days=14)
RUN_SPRINTS = {"Crew team": "Marta", "Log team": "Marta"}
Told = list[tuple[Work, Item]]


def tell_sprints(teller: Teller) -> None:
    """Every team's sprints from its first week until the one that runs today."""
    for story in TEAMS:
        if story.name in RUN_SPRINTS:
            told = [(work, item) for work, item in teller.told if work.team == story.name and work.started]  # fmt: skip
            _SprintTeller(teller, story.name, min(story.since, 104), told).tell()


class _SprintTeller:
    """One team's sprints, oldest first."""

    def __init__(self, teller: Teller, team: str, since: int, told: Told) -> None:
        self.teller, self.team, self.told = teller, teller.teams[team], told
        self.by = teller.people[RUN_SPRINTS[team]]
        self.zone = ZoneInfo("Europe/Oslo")
        today = teller.now.astimezone(self.zone).date()
        monday = today - timedelta(days=today.weekday())
        self.starts = [monday - timedelta(weeks=back) for back in range(since // 2 * 2 - 1, -2, -2)]
        self.starts = [start for start in self.starts if start <= today]

    def tell(self) -> None:
        sprints = [self._tell_one(number, start) for number, start in enumerate(self.starts, 1)]
        for number, (sprint, start) in enumerate(zip(sprints, self.starts, strict=True)):
            following = sprints[number + 1] if number + 1 < len(sprints) else None
            for work, item in self._inside(start):
                self._tell_stay(sprint, following, work, item, start)

    def _instant(self, day: date, hour: int) -> datetime:
        return datetime.combine(day, time(hour), self.zone)

    def _tell_one(self, number: int, start: date) -> Sprint:
        opens, closes = self._instant(start, 9), self._instant(start + LENGTH, 9)
        goal = self._goal(start)
        values: dict[str, Any] = {"team": self.team, "name": f"{self.team.name.removesuffix(' team')} {number}", "goal": goal}  # fmt: skip
        values |= {
            "starts_on": start,
            "ends_on": start + LENGTH - timedelta(days=1),
            "capacity": 24,
        }
        ledger = self.teller.ledger
        sprint, change = ledger.create(Sprint, opens - timedelta(days=3), self.by, **values)
        ledger.tell(opens - timedelta(days=3), self.by, "sprint.planned", sprint, change)
        begun = ledger.change(sprint, opens, self.by, started_at=opens, started_by=self.by)
        ledger.tell(opens, self.by, "sprint.started", sprint, begun)
        if closes <= self.teller.now:
            review = REVIEWS[(number * 5) % len(REVIEWS)]
            ended = ledger.change(sprint, closes, self.by, closed_at=closes, closed_by=self.by, review=review)  # fmt: skip
            ledger.tell(closes, self.by, "sprint.closed", sprint, ended)
        return sprint

    def _goal(self, start: date) -> str:
        epics = [work.epic for work, _ in self._inside(start) if work.epic]
        if not epics:
            return ""
        epic = max(sorted(set(epics)), key=epics.count)
        return dice(self.team.name, start.isoformat(), "goal").choice(GOALS).format(epic=epic)

    def _inside(self, start: date) -> Iterator[tuple[Work, Item]]:
        """Items that were worked on between the start of the sprint and its close."""
        opens, closes = self._instant(start, 9), self._instant(start + LENGTH, 9)
        for work, item in self.told:
            begun, ended = work.started, work.finished
            if begun and begun < closes and (ended is None or ended >= opens):
                yield work, item

    def _tell_stay(
        self, sprint: Sprint, following: Sprint | None, work: Work, item: Item, start: date
    ) -> None:
        opens, closes = self._instant(start, 9), self._instant(start + LENGTH, 9)
        began = work.started or opens
        # What began in the first week was taken at the planning; the rest came in later.
        planned = began < opens + timedelta(days=7) and work.opened < opens
        added = opens if planned else max(began, opens)
        values: dict[str, Any] = {"sprint": sprint, "item": item, "added_at": added, "added_by": self.by}  # fmt: skip
        values |= {"committed_at": opens if planned else None, "points_committed": work.points}
        self.teller.ledger.create(SprintItem, added, self.by, **values | _ending(work, closes, following, self.teller.now))  # fmt: skip


def _ending(work: Work, closes: datetime, following: Sprint | None, now: datetime) -> dict[str, Any]:  # fmt: skip
    done = work.finished if work.finished and work.finished < closes else None
    if closes > now:
        return {"done_at": None, "outcome": ""}
    if done:
        return {"outcome": "done", "done_at": done, "points_closed": work.points}
    return {"outcome": "carried", "carried_to": following, "points_closed": work.points}
