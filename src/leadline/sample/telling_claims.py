"""Claims told: what they stand on, what contradicts them, and who looked again."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from leadline.evidence.models import Claim, ClaimSupport, Look, Nature, Stance
from leadline.planning.models import Opportunity
from leadline.sample.story.claims import CLAIMS, ClaimStory
from leadline.sample.talking import dice
from leadline.sample.telling import Said, Teller
from leadline.sample.telling_evidence import anchor
from leadline.sample.telling_needs import link


def tell_claims(teller: Teller) -> None:
    """Every claim, from the day on which it was observed."""
    for story in CLAIMS:
        _ClaimTeller(teller, story).tell()


class _ClaimTeller:
    """One claim; it was there before anybody committed to a bet on its need."""

    def __init__(self, teller: Teller, story: ClaimStory) -> None:
        self.teller, self.ledger, self.story = teller, teller.ledger, story
        self.by = teller.people[story.who]
        since = teller.now - timedelta(weeks=story.weeks)
        self.at = min(since, anchor(teller, story.need) + timedelta(days=12))

    def tell(self) -> None:
        story, on = self.story, self.by.workspace.today(self.at)
        self.row, change = self.ledger.create(
            Claim, self.at, self.by, statement=story.statement, nature=Nature.FACT if story.source else Nature.ASSUMPTION,
            source=story.source, sample_size=story.size, observed_on=on, strength=Decimal(story.strength),
            half_life=story.half_life, due_on=Claim.due_day(on, story.half_life), owner=self.by,
        )  # fmt: skip
        self.ledger.tell(self.at, self.by, "claim.created", self.teller.know(self.row), change)
        for said in self.teller.heard[story.need]:
            self._ground(said)
        need = self.teller.known(Opportunity, story.need)
        at = max(self.at, need.created_at) + timedelta(hours=1)
        link(self.teller, need, at, self.by, claim=self.row, strength=Decimal(story.strength))
        for weeks, strength, note in story.looks:
            self._look(teller_week(self.teller, weeks), weeks, Decimal(strength), note)

    def _ground(self, said: Said) -> None:
        who, feedback, passages, read = said
        if who not in (*self.story.stands_on, *self.story.against):
            return
        stance = Stance.SUPPORTS if who in self.story.stands_on else Stance.CONTRADICTS
        on: dict[str, Any] = {"passage": passages[0]} if passages else {"feedback": feedback}
        strength = Decimal(dice(who, self.story.statement, "strength").choice(("1.5", "2", "3")))
        at = max(self.at, read) + timedelta(minutes=30)
        _row, change = self.ledger.create(ClaimSupport, at, self.by, claim=self.row, stance=stance, strength=strength, added_by=self.by, **on)  # fmt: skip
        self.ledger.tell(at, self.by, "claim.supported", self.row, change)

    def _look(self, at: datetime, weeks: float, strength: Decimal, note: str) -> None:
        if at <= self.at:
            return
        on = self.teller.day(weeks)
        _row, seen = self.ledger.create(Look, at, self.by, claim=self.row, looked_on=on, looked_by=self.by, strength=strength, note=note)  # fmt: skip
        change = self.ledger.change(self.row, at, self.by, observed_on=on, strength=strength, due_on=Claim.due_day(on, self.story.half_life))  # fmt: skip
        self.ledger.tell(at, self.by, "claim.looked_at", self.row, seen, change)


def teller_week(teller: Teller, weeks: float) -> datetime:
    """The instant some weeks before today."""
    return teller.now - timedelta(weeks=weeks)
