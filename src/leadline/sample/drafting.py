"""When a bet was drafted, committed and over; told with the epics that came of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from leadline.market.models import Persona
from leadline.planning.models import Bet
from leadline.products.models import Product
from leadline.sample.flow import Work
from leadline.sample.story import PRODUCTS
from leadline.sample.story.bets_harbours import BETS_HARBOURS
from leadline.sample.story.bets_tideboard import BETS_TIDEBOARD
from leadline.sample.story.shapes import BetStory

if TYPE_CHECKING:
    from leadline.sample.telling import Teller

OF_EPICS = {story.name: story for story in (*BETS_TIDEBOARD, *BETS_HARBOURS)}
THOUSAND = 100_000


@dataclass(frozen=True)
class Course:
    """A bet, its story, and the instants of its life; None for what has not come yet."""

    story: BetStory
    bet: Bet
    drafted: datetime
    committed: datetime | None
    over: datetime | None

    @property
    def linked(self) -> datetime:
        """When its epic was linked to it."""
        return self.committed or self.drafted + timedelta(minutes=30)


def draft_of_epic(teller: "Teller", title: str, opened: datetime, works: list[Work]) -> Course:
    """The bet that an epic came of: committed just before its first story was begun."""
    story = OF_EPICS[title]
    started = min((work.started for work in works if work.started), default=None)
    ends = [work.finished for work in works]
    if started is None:
        drafted = max(opened + timedelta(hours=1), min(opened + timedelta(days=2), teller.now - timedelta(hours=3)))  # fmt: skip
        return draft(teller, story, drafted, None, None)
    committed = max(opened + timedelta(hours=2), started - timedelta(days=4))
    finished = max(at for at in ends if at) if all(ends) else None
    over = min(finished + timedelta(days=2), teller.now - timedelta(hours=1)) if finished else None
    return draft(teller, story, committed - timedelta(weeks=6), committed, over)


def draft_aside(teller: "Teller", story: BetStory) -> Course:
    """A bet that no epic came of."""
    drafted, committed, over = (teller.now - timedelta(weeks=weeks, hours=5) for weeks in story.weeks)  # fmt: skip
    is_begun, is_over = story.weeks[1] > 0, story.weeks[2] > 0
    return draft(teller, story, drafted, committed if is_begun else None, over if is_over else None)


def draft(
    teller: "Teller", story: BetStory, drafted: datetime, committed: datetime | None, over: datetime | None
) -> Course:  # fmt: skip
    """Write the bet as it was drafted."""
    by, names = teller.people[story.who], {each.key: each.name for each in PRODUCTS}
    cost = dict(zip(("cost_low", "cost_likely", "cost_high"), (each * THOUSAND for each in story.cost or ()), strict=False))  # fmt: skip
    bet, change = teller.ledger.create(
        Bet, drafted, by, name=story.name, bet_kind=story.kind, belief=story.belief, audience=story.audience,
        outcome=story.outcome, product=teller.known(Product, names[story.product]), owner=by, currency="EUR",
        persona=teller.known(Persona, story.persona) if story.persona else None, **cost,
    )  # fmt: skip
    teller.ledger.tell(drafted, by, "bet.created", teller.know(bet), change)
    course = Course(story, bet, drafted, committed, over)
    teller.courses[story.name] = course
    return course
