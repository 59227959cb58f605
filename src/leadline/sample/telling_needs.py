"""Opportunities told: under the objectives they belong to, with what was heard for them and against them."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from leadline.evidence.models import Passage, Stance
from leadline.market.models import Segment
from leadline.planning.models import Opportunity, OpportunityEvidence
from leadline.products.models import Product
from leadline.sample.story import PRODUCTS
from leadline.sample.story.opportunities import NEEDS, NeedStory
from leadline.sample.talking import dice
from leadline.sample.telling import Said, Teller
from leadline.sample.telling_evidence import OF_NEED, anchor
from leadline.strategy.models import Objective
from leadline.workspaces.models import Member

STRENGTHS = ("1.5", "2", "2", "3", "3", "5")
LINES = {each.name for each in NEEDS}


def tell_needs(teller: Teller) -> None:
    """Every need, those above others first."""
    for story in NEEDS:
        _NeedTeller(teller, story).tell()


def _born(teller: Teller, story: NeedStory) -> datetime:
    """A week before the first bet on it; a need above others, a little before the first of these."""
    below = [anchor(teller, each.name) for each in NEEDS if each.of == story.name]
    return (min(below) - timedelta(days=11)) if below else anchor(teller, story.name) - timedelta(days=7)  # fmt: skip


class _NeedTeller:
    """One opportunity."""

    def __init__(self, teller: Teller, story: NeedStory) -> None:
        self.teller, self.ledger, self.story = teller, teller.ledger, story
        self.at, self.by = _born(teller, story), teller.people[story.who]

    def tell(self) -> None:
        story, names = self.story, {each.key: each.name for each in PRODUCTS}
        parent = self.teller.known(Opportunity, story.of) if story.of in LINES else None
        segment = self.teller.known(Segment, story.segment) if story.segment else None
        row, change = self.ledger.create(
            Opportunity, self.at, self.by, name=story.name, problem=story.problem, product=self.teller.known(Product, names[story.product]),
            segment=segment, owner=self.by, parent=parent, importance=story.importance, satisfaction=story.satisfaction,
        )  # fmt: skip
        self.ledger.tell(self.at, self.by, "opportunity.created", self.teller.know(row), change)
        if parent is None:
            self._place(row)
        marks = _against(story.name)
        for said in self.teller.heard.get(story.name, ()):
            for passage in said[2]:
                self._link(row, passage, said, passage.quote in marks)

    def _place(self, row: Opportunity) -> None:
        """Under the newest objective of its line of work, once there is one."""
        objective: Objective = [each for line, each, _ in self.teller.results if line == self.story.of][-1]  # fmt: skip
        at = max(self.at + timedelta(hours=1), objective.created_at + timedelta(hours=1))
        change = self.ledger.change(row, at, self.by, objective=objective)
        self.ledger.tell(at, self.by, "opportunity.moved", row, change)

    def _link(self, row: Opportunity, passage: Passage, said: Said, is_against: bool) -> None:
        at = max(self.at, said[3]) + timedelta(minutes=20)
        strength = Decimal(dice(said[0], passage.quote, "strength").choice(STRENGTHS))
        link(self.teller, row, at, self.by, passage=passage, stance=Stance.CONTRADICTS if is_against else Stance.SUPPORTS, strength=strength)  # fmt: skip


def link(teller: Teller, row: Opportunity, at: datetime, by: Member, **values: Any) -> None:
    """Link evidence to an opportunity."""
    _row, change = teller.ledger.create(OpportunityEvidence, at, by, opportunity=row, **values)
    teller.ledger.tell(at, by, "opportunity.evidence_linked", row, change)


def _against(need: str) -> set[str]:
    """The passages that speak against a need."""
    texts = [text for needs in OF_NEED.values() for _, _, _, text in needs.get(need, ())]
    return {part.split("]]")[0] for text in texts for part in text.split("[[-")[1:]}
