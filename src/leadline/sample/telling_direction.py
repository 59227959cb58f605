"""Themes with their shares, canvases in their versions, and what was decided."""

from datetime import datetime, timedelta

from leadline.products.models import Product
from leadline.sample.story import PRODUCTS
from leadline.sample.story.canvases import CANVASES, DECISIONS
from leadline.sample.story.shapes import CanvasStory, DecisionStory
from leadline.sample.story.strategy import THEMES
from leadline.sample.telling import Teller
from leadline.strategy.models import (
    Alternative,
    Canvas,
    CanvasVersion,
    Decision,
    DecisionReview,
    Theme,
    ThemeShare,
)
from leadline.workspaces.models import Member

PARTS_OF_A_PER_CENT = 100


def tell_direction(teller: Teller) -> None:
    """Where effort should go, what we are, and what was decided."""
    for (dimension, name), (share, about) in THEMES.items():
        _tell_theme(teller, dimension, name, share, about)
    for sheet in CANVASES:
        _tell_canvas(teller, CanvasStory(*sheet))
    for question in DECISIONS:
        _DecisionTeller(teller, DecisionStory(*question)).tell()


def _tell_theme(teller: Teller, dimension: str, name: str, share: int, about: str) -> None:
    at, by = teller.now - timedelta(weeks=118), teller.people["Ingrid"]
    theme, change = teller.ledger.create(Theme, at, by, name=name, dimension=dimension, about=about)
    teller.ledger.tell(at, by, "theme.created", teller.know(theme), change)
    for back, cycle in teller.cycles.items():
        # A little more each year for the smaller half, so that the two still make a whole.
        part = share + (4 - back // 2) * (1 if share < 50 else -1)
        _row, change = teller.ledger.create(ThemeShare, cycle.created_at, by, theme=theme, cycle=cycle, share=part * PARTS_OF_A_PER_CENT)  # fmt: skip
        teller.ledger.tell(cycle.created_at, by, "theme.shared", theme, change)


def _tell_canvas(teller: Teller, story: CanvasStory) -> None:
    by, of = teller.people[story.who], {each.key: each.name for each in PRODUCTS}
    product = teller.known(Product, of[story.product]) if story.product else None
    at = teller.now - timedelta(weeks=story.versions[0][0], hours=2)
    canvas, change = teller.ledger.create(Canvas, at, by, name=story.name, canvas_kind=story.kind, product=product)  # fmt: skip
    teller.ledger.tell(at, by, "canvas.created", teller.know(canvas), change)
    for number, (weeks, reason, boxes) in enumerate(story.versions, 1):
        at = teller.now - timedelta(weeks=weeks)
        _fill(teller, canvas, boxes, at - timedelta(hours=1), by)
        _row, made = teller.ledger.create(
            CanvasVersion, at, by, canvas=canvas, number=number, boxes=dict(canvas.boxes), reason=reason, member=by, published_at=at,
        )  # fmt: skip
        teller.ledger.tell(at, by, "canvas.published", canvas, made)


def _fill(teller: Teller, canvas: Canvas, boxes: dict[str, str], at: datetime, by: Member) -> None:
    for minute, (box, text) in enumerate(boxes.items()):
        if canvas.boxes.get(box) != text:
            when = at + timedelta(minutes=4 * minute)
            change = teller.ledger.change(canvas, when, by, boxes={**canvas.boxes, box: text})
            teller.ledger.tell(when, by, "canvas.filled", canvas, change)


class _DecisionTeller:
    """A question, its answers, the choice, and the look after some time."""

    def __init__(self, teller: Teller, story: DecisionStory) -> None:
        self.teller, self.ledger, self.story = teller, teller.ledger, story
        self.by, self.at = teller.people[story.who], teller.now - timedelta(weeks=story.weeks)

    def tell(self) -> None:
        asked = self.at - timedelta(days=9)
        self.row, change = self.ledger.create(
            Decision, asked, self.by, question=self.story.question
        )
        self.ledger.tell(asked, self.by, "decision.created", self.teller.know(self.row), change)
        rows = [self._answer(asked + timedelta(hours=1), *each) for each in self.story.answers]
        if self.story.chosen is not None:
            self._choose(rows[self.story.chosen])
            self._look()

    def _answer(self, at: datetime, name: str, pros: str, cons: str) -> Alternative:
        row, change = self.ledger.create(Alternative, at, self.by, decision=self.row, name=name, pros=pros, cons=cons)  # fmt: skip
        self.ledger.tell(at, self.by, "alternative.added", self.row, change)
        return row

    def _choose(self, row: Alternative) -> None:
        taken = self.ledger.change(row, self.at, self.by, is_chosen=True)
        values = {"decided_by": self.by, "decided_on": self.teller.day(self.story.weeks), "review_on": self.teller.day(self.story.weeks - self.story.again)}  # fmt: skip
        change = self.ledger.change(self.row, self.at, self.by, why=self.story.why, **values)
        self.ledger.tell(self.at, self.by, "decision.decided", self.row, taken, change)

    def _look(self) -> None:
        """Somebody looked again where a note tells so; the next look is a quarter later."""
        weeks = self.story.weeks - self.story.again
        if not self.story.seen or weeks <= 0:
            return
        at = self.teller.now - timedelta(weeks=weeks)
        _row, made = self.ledger.create(DecisionReview, at, self.by, decision=self.row, member=self.by, on=self.teller.day(weeks), note=self.story.seen)  # fmt: skip
        change = self.ledger.change(self.row, at, self.by, review_on=self.teller.day(weeks - 26))
        self.ledger.tell(at, self.by, "decision.reviewed", self.row, made, change)
