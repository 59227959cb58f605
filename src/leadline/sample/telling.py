"""The story told into a ledger: products, teams, items with their lives, sprints."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from leadline.backlog.models import (
    BacklogList,
    Criterion,
    Item,
    ItemLabel,
    ItemNumber,
    Label,
    Status,
    StatusChange,
)
from leadline.backlog.models.items import dates_after
from leadline.evidence.models import Feedback, Passage
from leadline.foundation.ranks import ranks_between
from leadline.metrics.models import Metric
from leadline.planning.models import BetVersion
from leadline.products.models import Product, ProductLine, Team, TeamMember
from leadline.sample.drafting import Course, draft_of_epic
from leadline.sample.flow import Work, lives
from leadline.sample.ledger import Ledger
from leadline.sample.story import TEAMS
from leadline.sample.story.shapes import ProductStory
from leadline.sample.story.words import WHY
from leadline.sample.talking import criteria_of, description_of
from leadline.strategy.models import Cycle, KeyResult, Objective
from leadline.workspaces.models import Member, Row

Said = tuple[str, Feedback, list[Passage], datetime]
"""Who said something, the feedback, its marked passages, and when it was read."""
R = TypeVar("R", bound=Row)
OSLO = ZoneInfo("Europe/Oslo")
STATUSES = (("To do", "to_do"), ("Doing", "doing"), ("In review", "doing"), ("Done", "done"))
LISTS = ("Backlog", "Later")


@dataclass
class Teller:
    """Knows the ledger, the people, and what has been told so far."""

    ledger: Ledger
    people: dict[str, Member]
    random: Random
    now: datetime
    teams: dict[str, Team] = field(default_factory=dict)
    lines: dict[str, ProductLine] = field(default_factory=dict)
    told: list[tuple[Work, Item]] = field(default_factory=list)
    rows: dict[tuple[type[Row], str], Any] = field(default_factory=dict)
    readings: dict[str, dict[date, Decimal]] = field(default_factory=dict)
    cycles: dict[int, Cycle] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)
    heard: dict[str, list[Said]] = field(default_factory=dict)
    merged: set[str] = field(default_factory=set)
    frozen: list[Any] = field(default_factory=list)
    versions: dict[str, BetVersion] = field(default_factory=dict)
    results: list[tuple[str, Objective, list[KeyResult]]] = field(default_factory=list)

    def know(self, row: Any) -> Any:
        """Keep a row to be found by its noun and name."""
        self.rows[type(row), str(row)] = row
        return row

    def known(self, model: type[R], name: str) -> R:
        """What was told under a name."""
        row: R = self.rows[model, name]
        return row

    def day(self, weeks: float) -> date:
        """The day some weeks before today, in the time of the workspace."""
        return (self.now - timedelta(weeks=weeks)).astimezone(OSLO).date()

    def tell_teams(self) -> None:
        for story in TEAMS:
            at, by = self.now - timedelta(weeks=story.since), self.people["Ingrid"]
            team, change = self.ledger.create(Team, at, by, name=story.name, description=story.description)  # fmt: skip
            joined = [
                self.ledger.create(TeamMember, at, by, team=team, member=self.people[name])[1]
                for name in story.people
            ]
            self.ledger.tell(at, by, "team.created", self.know(team), change, *joined)
            self.teams[story.name] = team

    def tell_product(self, story: ProductStory) -> None:
        at, by = self.now - timedelta(weeks=max(story.born_weeks_ago, 108)), self.people["Ingrid"]
        values = {"key": story.key, "stage": story.stage, "description": story.description, "line": self._line(story.line, at)}  # fmt: skip
        born_on = (self.now - timedelta(weeks=story.born_weeks_ago)).date()
        product, change = self.ledger.create(Product, at, by, name=story.name, born_on=born_on, **values)  # fmt: skip
        self.ledger.tell(at, by, "product.created", self.know(product), change)
        _ProductTeller(self, story, product, at).tell()

    def _line(self, name: str, at: datetime) -> ProductLine:
        if name not in self.lines:
            line, change = self.ledger.create(ProductLine, at, self.people["Ingrid"], name=name)
            self.ledger.tell(at, self.people["Ingrid"], "line.created", line, change)
            self.lines[name] = line
        return self.lines[name]

    def stood(self, metric: Metric, on: date) -> Decimal:
        """The last reading of a metric by a day; the first one where there was none yet."""
        readings = self.readings[metric.name]
        return next((value for day, value in reversed(readings.items()) if day <= on), next(iter(readings.values())))  # fmt: skip

    def span(self, epic: str) -> tuple[datetime | None, datetime | None]:
        """When work on an epic began, and when its last story was done; None where it did not or was not."""
        works = [work for work, _ in self.told if work.epic == epic]
        starts, ends = [work.started for work in works], [work.finished for work in works]
        finished = max(at for at in ends if at) if ends and all(ends) else None
        return min((at for at in starts if at), default=None), finished

    def somebody_of(self, team: str) -> Member:
        names = next(each.people for each in TEAMS if each.name == team)
        return self.people[self.random.choice(names)]


class _ProductTeller:
    """One product's items, told in the order in which they were opened."""

    def __init__(self, teller: Teller, story: ProductStory, product: Product, at: datetime) -> None:
        self.teller, self.story, self.product, self.at = teller, story, product, at
        self.ledger = teller.ledger
        self.lead = teller.people["Tobias" if story.key == "BW" else "Marta"]
        self.epics: dict[str, Item] = {}
        self.number = 0

    def tell(self) -> None:
        works = lives(self.story, self.teller.now, self.teller.random)
        self._tell_frame()
        self.ranks = iter(ranks_between(None, None, len(works) + len(self.story.epics)))
        for epic in self.story.epics:
            self._tell_epic(epic, [work for work in works if work.epic == epic])
        for work in works:
            self._tell_item(work)
        self.ledger.create(ItemNumber, self.at, self.lead, product=self.product, last=self.number)

    def _tell_frame(self) -> None:
        self.statuses: dict[str, Status] = {}
        for (name, category), rank in zip(STATUSES, ranks_between(None, None, len(STATUSES)), strict=True):  # fmt: skip
            limit = 6 if name == "In review" else None
            self.statuses[name] = self._make(Status, name=name, category=category, rank=rank, wip_limit=limit)  # fmt: skip
        self.lists: list[BacklogList] = [
            self._make(BacklogList, name=name, rank=rank)
            for name, rank in zip(LISTS, ranks_between(None, None, len(LISTS)), strict=True)
        ]
        self.labels = [
            self.ledger.create(Label, self.at, self.lead, name=name)[0]
            for name in self.story.labels
        ]

    def _make(self, model: Any, **values: Any) -> Any:
        return self.ledger.create(model, self.at, self.lead, product=self.product, **values)[0]

    def _tell_epic(self, title: str, works: list[Work]) -> None:
        opened = min((work.opened for work in works), default=self.at) - timedelta(days=1)
        epic, change = self._new_item(title, "epic", opened, description=WHY.get(title, ""))
        self.ledger.tell(opened, self.lead, "item.created", epic, change)
        self.epics[title] = self.teller.know(epic)
        self._tell_bet(epic, title, opened, works)
        moves = _moves_of_epic(works)
        self._tell_moves(epic, moves, works[0].team if works else "")

    def _tell_bet(self, epic: Item, title: str, opened: datetime, works: list[Work]) -> None:
        course = draft_of_epic(self.teller, title, opened, works)
        change = self.ledger.change(epic, course.linked, self.lead, bet=course.bet)
        self.ledger.tell(course.linked, self.lead, "item.changed", epic, change)

    def _tell_item(self, work: Work) -> None:
        item, change = self._new_item(work.title, work.kind, work.opened, parent=self.epics.get(work.epic), team=self.teller.teams[work.team], points=work.points, description=description_of(self.story.key, work))  # fmt: skip
        self.ledger.tell(work.opened, self.lead, "item.created", item, change)
        self._tell_moves(item, work.moves, work.team)
        self._tell_parts(item, work)
        self.teller.told.append((work, item))

    def _new_item(
        self, title: str, kind: str, opened: datetime, *, parent: Item | None = None,
        team: Team | None = None, points: int | None = None, description: str = "",
    ) -> Any:  # fmt: skip
        self.number += 1
        item, change = self.ledger.create(
            Item, opened, self.lead, product=self.product, number=self.number, item_kind=kind,
            title=title, status=self.statuses["To do"], backlog_list=self._list(kind, opened),
            rank=next(self.ranks), parent=parent, team=team, points=points, opened_at=opened,
            description=description,
        )  # fmt: skip
        self._trace(item, opened, None, self.statuses["To do"], self.lead)
        return item, change

    def _list(self, kind: str, opened: datetime) -> BacklogList:
        is_later = kind == "bug" and self.teller.random.random() < 0.1
        return self.lists[1 if is_later else 0]

    def _tell_moves(self, item: Item, moves: list[tuple[str, datetime]], team: str) -> None:
        for name, at in moves:
            by, to = self.teller.somebody_of(team), self.statuses[name]
            trace = self._trace(item, at, item.status_id, to, by)
            values = dates_after(item, to.category, at) | {"status": to}
            if item.assignee_id is None and name == "Doing":
                values["assignee"] = by
            change = self.ledger.change(item, at, by, **values)
            self.ledger.tell(at, by, "items.moved", item, change, trace)

    def _trace(self, item: Item, at: datetime, old: Any, to: Status, by: Member) -> Any:
        return self.ledger.create(StatusChange, at, by, item=item, from_status_id=old, to_status=to, at=at)[1]  # fmt: skip

    def _tell_parts(self, item: Item, work: Work) -> None:
        random = self.teller.random
        if random.random() < 0.6:
            self.ledger.create(ItemLabel, work.opened, self.lead, item=item, label=random.choice(self.labels))  # fmt: skip
        criteria = self.story.criteria.get(work.title) or criteria_of(self.story.key, work)
        for (given, when, then), rank in zip(criteria, ranks_between(None, None, len(criteria)), strict=True):  # fmt: skip
            met = {"met_at": work.finished, "met_by": self.lead} if work.finished else {}
            self.ledger.create(Criterion, work.opened, self.lead, item=item, rank=rank, given=given, when=when, then=then, **met)  # fmt: skip


def _moves_of_epic(works: list[Work]) -> list[tuple[str, datetime]]:
    """An epic is under way from its first story on, and done with its last."""
    starts = [work.started for work in works if work.started]
    finishes = [work.finished for work in works]
    moves = [("Doing", min(starts))] if starts else []
    if finishes and all(finishes):
        moves.append(("Done", max(at for at in finishes if at) + timedelta(hours=1)))
    return moves
