"""What ties the story together: stories to the key results that they serve, decisions to what they decided."""

from datetime import timedelta
from typing import Any

from leadline.backlog.models import Item, ItemGoal
from leadline.metrics.models import Metric
from leadline.planning.models import Bet, Opportunity
from leadline.products.models import Product
from leadline.sample.story.links import DECIDED, SERVES
from leadline.sample.telling import Teller
from leadline.strategy.models import Canvas, Decision, DecisionLink, Goal, KeyResult

PARTS_OF_A_PER_CENT = 100
NOUNS: dict[str, Any] = {noun.kind(): noun for noun in (Bet, Canvas, Goal, Metric, Opportunity, Product)}  # fmt: skip


def tell_links(teller: Teller) -> None:
    """The shares of stories, and what decisions are about."""
    for work, item in teller.told:
        if work.title in SERVES:
            _serve(teller, item, SERVES[work.title])
    for question, named in DECIDED.items():
        for kind, name in named:
            _link(teller, teller.known(Decision, question), teller.known(NOUNS[kind], name))


def _serve(teller: Teller, item: Item, parts: tuple[tuple[str, int, int], ...]) -> None:
    """Once it is begun, or was written down: to what was pursued at that time."""
    at = min((item.started_at or item.opened_at) + timedelta(hours=2), teller.now - timedelta(minutes=30))  # fmt: skip
    by = teller.people["Tobias" if item.product.key == "BW" else "Marta"]
    for line, place, share in parts:
        result = _pursued(teller, line, place, at)
        if result:
            _row, change = teller.ledger.create(ItemGoal, at, by, item=item, key_result=result, share=share * PARTS_OF_A_PER_CENT)  # fmt: skip
            teller.ledger.tell(at, by, "item.goal_set", item, change)


def _pursued(teller: Teller, line: str, place: int, at: Any) -> KeyResult | None:
    there = [results for of, objective, results in teller.results if of == line and objective.created_at < at]  # fmt: skip
    return there[-1][place] if there and place < len(there[-1]) else None


def _link(teller: Teller, decision: Decision, about: Any) -> None:
    """When the question was asked, or when what it is about was there."""
    at = max(decision.created_at + timedelta(minutes=10), about.created_at + timedelta(hours=1))
    by = decision.decided_by or teller.people["Marta"]
    _row, change = teller.ledger.create(DecisionLink, at, by, decision=decision, record_kind=about.kind(), record_id=about.pk)  # fmt: skip
    teller.ledger.tell(at, by, "decision.linked", decision, change)
