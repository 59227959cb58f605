"""The roadmap told: its bars and how they moved, what the board and sales were shown, milestones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from leadline.backlog.models import Milestone, MilestonePart
from leadline.foundation.ranks import ranks_between
from leadline.products.models import Product, Team
from leadline.roadmap.models import (
    Audience,
    Bar,
    BarDependency,
    BarMove,
    Baseline,
    Publication,
    Roadmap,
)
from leadline.roadmap.operations import keep_forecast, publish
from leadline.roadmap.operations.bars import traces_of
from leadline.roadmap.operations.foretelling import answer
from leadline.roadmap.queries import BarLine, Plan, Stood
from leadline.roadmap.queries.bars import NOBODY
from leadline.roadmap.queries.past import DAYS
from leadline.roadmap.queries.projections import snapshot_of
from leadline.sample.drafting import Course
from leadline.sample.story import PRODUCTS
from leadline.sample.story.roadmap import (
    ABOUT,
    BARS,
    BOARDS,
    MILESTONES,
    NAME,
    OPENED,
    WHO,
    BarStory,
    MilestoneStory,
    MoveStory,
)
from leadline.sample.telling import OSLO, Teller

WEEK, LEAST = timedelta(weeks=1), timedelta(weeks=2)
STAYS = timedelta(weeks=6)
"""For how long a bar stays on the roadmap when its bet is over."""
Step = tuple[datetime, Callable[[datetime], None]]


@dataclass(frozen=True)
class Planned:
    """What a bar says at one time."""

    from_on: date | None
    until_on: date | None
    promised_on: date | None
    bucket: str

    def before(self, move: MoveStory, is_begun: bool) -> "Planned":
        """What it said before a move; what is begun was not to begin at another time."""
        starts = 0 if is_begun else move.starts
        first = self.from_on and self.from_on - starts * WEEK
        last = self.until_on and max(self.until_on - move.ends * WEEK, (first or self.until_on) + LEAST)  # fmt: skip
        promised = self.promised_on and self.promised_on - move.promise * WEEK
        return Planned(first, last, promised, move.was or self.bucket)

    def values(self) -> dict[str, Any]:
        return dict(vars(self))


def tell_roadmap(teller: Teller) -> None:
    """One roadmap over the three products, as it went since it was opened."""
    told = _RoadmapTeller(teller)
    told.open()
    for at, step in sorted(told.steps(), key=lambda each: each[0]):
        step(at)
    for story in MILESTONES:
        _tell_milestone(teller, story)


def foretell_roadmap(teller: Teller) -> None:
    """What is likely as of today, by the real method, and what each audience is told of it."""
    by, roadmap = teller.people[WHO], teller.known(Roadmap, NAME)
    keep_forecast(by=by, now=teller.now, roadmap=roadmap, answered=answer(by, roadmap, teller.now))
    for audience in Audience:
        publish(by=by, now=teller.now, roadmap=roadmap, audience=audience)


class _RoadmapTeller:
    """The bars as they stand at each instant, in the order of the story."""

    def __init__(self, teller: Teller) -> None:
        self.teller, self.ledger, self.by = teller, teller.ledger, teller.people[WHO]
        self.at = teller.now - timedelta(weeks=OPENED)
        today = teller.day(0)
        self.monday = today - timedelta(days=today.weekday())
        self.bars: dict[str, Bar] = {}
        self.published = 0
        self.stories = [story for story in BARS if self._is_of_its_time(teller.courses[story.bet])]
        self.ranks = dict(zip((each.bet for each in self.stories), ranks_between(None, None, len(self.stories)), strict=True))  # fmt: skip

    def _is_of_its_time(self, course: Course) -> bool:
        return course.over is None or course.over > self.at + LEAST

    def open(self) -> None:
        self.roadmap, change = self.ledger.create(Roadmap, self.at, self.by, name=NAME, about=ABOUT)
        self.ledger.tell(self.at, self.by, "roadmap.created", self.teller.know(self.roadmap), change)  # fmt: skip

    def steps(self) -> list[Step]:
        """All that happened, each at its instant."""
        found: list[Step] = []
        for number, story in enumerate(self.stories):
            found += self._life(story, number)
            found += self._links(story)
        for weeks, why in BOARDS:
            at = self._hour(weeks, 15)
            found.append((at, lambda at, why=why: self._freeze(at, why)))  # type: ignore[misc]
            found.append((at + timedelta(days=1), self._tell_sales))
        return found

    def _hour(self, weeks: int, hour: int) -> datetime:
        """An hour of the day some weeks before today."""
        return datetime.combine(self.teller.day(weeks), time(hour), OSLO)

    def _begins(self, story: BarStory) -> datetime:
        """When a bar was put onto the roadmap: with the others, or after its bet was drafted."""
        number = self.stories.index(story)
        return max(self.at + timedelta(minutes=6 * number + 5), self.teller.courses[story.bet].drafted + timedelta(hours=1))  # fmt: skip

    def _life(self, story: BarStory, number: int) -> list[Step]:
        """A bar from its first plan to the one of today, and off the roadmap some weeks after its bet was over."""
        course, begins = self.teller.courses[story.bet], self._begins(story)
        moves = self._moves(story, course, begins)
        plans = self._plans(story, course, [move for _at, move in moves])
        found: list[Step] = [(begins, lambda at: self._put(at, story, plans[0]))]
        found += [(at, lambda at, to=to, why=move.why: self._move(at, story, to, why)) for (at, move), to in zip(moves, plans[1:], strict=True)]  # type: ignore[misc]  # fmt: skip
        if course.over and course.over < self.teller.now:
            over = course.over
            out = min(over + timedelta(hours=2), self.teller.now - timedelta(minutes=20))
            end = replace(plans[-1], until_on=over.astimezone(OSLO).date())
            found.append((out, lambda at: self._move(at, story, end, "It is out.")))
            if over + STAYS < self.teller.now:
                found.append((over + STAYS, lambda at: self._take_off(at, story)))
        return found

    def _moves(self, story: BarStory, course: Course, begins: datetime) -> list[tuple[datetime, MoveStory]]:  # fmt: skip
        instants = ((self._hour(move.weeks, 11), move) for move in story.moves)  # fmt: skip
        return [(at, move) for at, move in instants if begins + timedelta(days=2) < at < (course.over or self.teller.now)]  # fmt: skip

    def _plans(
        self, story: BarStory, course: Course, moves: Sequence[MoveStory]
    ) -> list[Planned]:  # fmt: skip
        """What the bar said at first, and after each move: told backwards from what it says today."""
        found = [self._last(story, course)]
        for move in reversed(moves):
            found.insert(0, found[0].before(move, course.committed is not None))
        return found

    def _last(self, story: BarStory, course: Course) -> Planned:
        promised = None if story.promised is None else self.monday + story.promised * WEEK
        if story.planned is None:
            return Planned(None, None, promised, story.bucket)
        first, last = (self.monday + weeks * WEEK for weeks in story.planned)
        if course.committed:
            first = course.committed.astimezone(OSLO).date()
        return Planned(first, max(last, first + LEAST), promised, story.bucket)

    def _links(self, story: BarStory) -> list[Step]:
        named = {each.bet: each for each in self.stories}
        return [
            (max(self._begins(story), self._begins(named[other])) + timedelta(minutes=2), lambda at, other=other: self._tie(at, story, other))  # type: ignore[misc]
            for other in story.waits if other in named
        ]  # fmt: skip

    def _put(self, at: datetime, story: BarStory, plan: Planned) -> None:
        course = self.teller.courses[story.bet]
        team = self.teller.known(Team, course.story.effort[0]) if course.story.effort else None
        bar, change = self.ledger.create(
            Bar, at, self._owner(story), roadmap=self.roadmap, bet=course.bet, rank=self.ranks[story.bet], team=team, outward=story.outward,
            note=story.note, told_to=story.told_to, **plan.values(),
        )  # fmt: skip
        self.bars[story.bet] = bar
        self.ledger.tell(at, self._owner(story), "bar.created", bar, change)

    def _owner(self, story: BarStory) -> Any:
        return self.teller.people[self.teller.courses[story.bet].story.who]

    def _move(self, at: datetime, story: BarStory, to: Planned, why: str) -> None:
        bar, by = self.bars[story.bet], self._owner(story)
        values = {name: value for name, value in to.values().items() if getattr(bar, name) != value}
        if not values:
            return
        change = self.ledger.change(bar, at, by, **values)
        traces = [self.ledger.create(BarMove, at, by, bar=bar, before=before, after=after, reason=why)[1] for before, after in traces_of(change)]  # fmt: skip
        self.ledger.tell(at, by, "bar.changed", bar, change, *traces)

    def _take_off(self, at: datetime, story: BarStory) -> None:
        change = self.ledger.change(self.bars[story.bet], at, self.by, trashed_at=at)
        self.ledger.tell(at, self.by, "bar.trashed", self.bars.pop(story.bet), change)

    def _tie(self, at: datetime, story: BarStory, other: str) -> None:
        if other not in self.bars or story.bet not in self.bars:
            return
        _row, change = self.ledger.create(BarDependency, at, self._owner(story), blocker=self.bars[other], blocked=self.bars[story.bet])  # fmt: skip
        self.ledger.tell(at, self._owner(story), "bar.made_to_wait", self.bars[story.bet], change)

    def _standing(self) -> list[Bar]:
        return sorted(self.bars.values(), key=lambda bar: bar.rank)

    def _freeze(self, at: datetime, why: str) -> None:
        name = f"Board, {at:%B %Y}, {why}"
        bars = [_stood(bar).as_json() for bar in self._standing()]
        baseline, _change = self.ledger.create(Baseline, at, self.by, roadmap=self.roadmap, name=name, bars=bars)  # fmt: skip
        facts = {"baseline": str(baseline.pk), "name": name, "bars": len(bars), "final": True}
        self.ledger.tell(at, self.by, "baseline.frozen", self.roadmap, facts=facts)

    def _tell_sales(self, at: datetime) -> None:
        self.published += 1
        plan = Plan(self.roadmap, [self._line(bar) for bar in self._standing()], {})
        snapshot = snapshot_of(plan, Audience.SALES, at.astimezone(OSLO).date())
        made, _change = self.ledger.create(
            Publication, at, self.by, roadmap=self.roadmap, audience=Audience.SALES, number=self.published, snapshot=snapshot,
        )  # fmt: skip
        facts = {"publication": str(made.pk), "number": made.number, "audience": made.audience, "final": True}  # fmt: skip
        self.ledger.tell(at, self.by, "roadmap.published", self.roadmap, facts=facts)

    def _line(self, bar: Bar) -> BarLine:
        """A bar as sales are told of it; what they are not told is left out."""
        product = bar.bet.product if bar.bet else None
        return BarLine(
            id=bar.pk, version=bar.version, name=str(bar), outward=bar.outward, note="", bet="", item="",
            product=(str(product.pk), product.name) if product else NOBODY, team=NOBODY, objective=NOBODY, theme=NOBODY,
            roadmap=(str(self.roadmap.pk), self.roadmap.name), bucket=bar.bucket, from_on=bar.from_on, until_on=bar.until_on,
            promised_on=bar.promised_on, told_to=bar.told_to, waits=(), told=None, holds=None,
        )  # fmt: skip


def _stood(bar: Bar) -> Stood:
    days = (getattr(bar, name) for name in DAYS)
    return Stood(str(bar.pk), str(bar), bar.team.name if bar.team else "", bar.bucket, *(day.isoformat() if day else "" for day in days))  # fmt: skip


def _tell_milestone(teller: Teller, story: MilestoneStory) -> None:
    by, at = teller.people[story.who], teller.now - timedelta(weeks=8, hours=5)
    names = {product.key: product.name for product in PRODUCTS}
    today = teller.day(0)
    due_on = today - timedelta(days=today.weekday()) + story.weeks * WEEK
    milestone, change = teller.ledger.create(Milestone, at, by, product=teller.known(Product, names[story.product]), name=story.name, about=story.about, due_on=due_on)  # fmt: skip
    teller.ledger.tell(at, by, "milestone.created", milestone, change)
    courses = [teller.courses[name] for name in story.bets]
    asked = max(at, *(course.drafted for course in courses)) + timedelta(minutes=30)
    parts = [teller.ledger.create(MilestonePart, asked, by, milestone=milestone, bet=course.bet)[1] for course in courses]  # fmt: skip
    teller.ledger.tell(asked, by, "milestone.part_added", milestone, *parts)
