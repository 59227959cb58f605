"""One of everything that planning keeps, and what stands in its addresses and bodies."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from leadline.evidence import operations as evidence
from leadline.planning import operations as planning
from leadline.planning.models import (
    BetAssumption,
    BetEffect,
    KillCriterion,
    OpportunityEvidence,
)
from leadline.strategy import operations as strategy

WEEK = timedelta(weeks=1)
RANGE: dict[str, Any] = {"low": Decimal(1), "likely": Decimal(2), "high": Decimal(3)}


def furnish_planning(rooms: Any) -> None:
    """An opportunity in a tree, and a bet with every part; what they stand on below them."""
    below = _below(rooms)
    who, today = rooms.who, rooms.by.workspace.today(rooms.now)
    top = planning.create_opportunity(**who, name=rooms.called("top"), objective=below["aim"])
    need = planning.create_opportunity(**who, name=rooms.called("need"), problem=rooms.called("problem"), parent=top)  # fmt: skip
    free = planning.create_opportunity(**who, name=rooms.called("free"))
    bet = planning.create_bet(**who, name=rooms.called("bet"), belief=rooms.called("belief"), product=rooms.product, owner=rooms.by)  # fmt: skip
    planning.link_evidence(**who, opportunity=need, passage=below["said"], note=rooms.called("note"))  # fmt: skip
    planning.answer_opportunity(**who, bet=bet, opportunity=need)
    planning.set_effect(**who, bet=bet, metric=rooms.rows["metric"], by_on=today + WEEK, **RANGE)
    planning.set_effort(**who, bet=bet, team=rooms.team, **RANGE)
    planning.set_goal(**who, bet=bet, key_result=below["number"], share=5_000)
    planning.join_theme(**who, bet=bet, theme=below["way"])
    planning.set_assumption(**who, bet=bet, claim=below["held"], importance=4)
    planning.add_criterion(**who, bet=bet, what=rooms.called("what"), threshold=rooms.called("threshold"), due_on=today + WEEK)  # fmt: skip
    rooms.rows |= {f"planning {name}": row for name, row in below.items()}
    rooms.rows |= {
        "bet": bet, "opportunity": need, "free opportunity": free,
        "bet effect": BetEffect.objects.get(bet=bet), "assumption": BetAssumption.objects.get(bet=bet),
        "kill criterion": KillCriterion.objects.get(bet=bet), "need evidence": OpportunityEvidence.objects.get(opportunity=need),
    }  # fmt: skip


def _below(rooms: Any) -> dict[str, Any]:
    who, today = rooms.who, rooms.by.workspace.today(rooms.now)
    cycle = strategy.create_cycle(**who, name=rooms.called("planned cycle"), starts_on=today - 200 * WEEK, ends_on=today - 190 * WEEK)  # fmt: skip
    aim = strategy.create_objective(**who, name=rooms.called("planned aim"), cycle=cycle)
    number = strategy.create_key_result(**who, objective=aim, name=rooms.called("planned number"), baseline=Decimal(1), target=Decimal(2))  # fmt: skip
    way = strategy.create_theme(**who, name=rooms.called("planned theme"), dimension=rooms.called("dimension"))  # fmt: skip
    told = evidence.capture_feedback(**who, text=rooms.called("words that were heard"), customer=rooms.rows["customer"])  # fmt: skip
    said, _event = evidence.mark_passage(**who, feedback=told, start=0, end=5)
    held = evidence.create_claim(**who, statement=rooms.called("planned claim"))
    return {"aim": aim, "number": number, "way": way, "told": told, "said": said, "held": held}


def planning_slots(rows: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in addresses of this room."""
    return {
        "bets/bet": rows["bet"], "opportunities/opportunity": rows["opportunity"],
        "opportunities/opportunity/trash": rows["free opportunity"],
        "parts/kind": "effects", "parts/part": rows["bet effect"], "kind/part": rows["bet effect"],
        "assumptions/assumption": rows["assumption"], "criteria/kill": rows["kill criterion"],
        "evidence/evidence": rows["need evidence"], "picking/kind": "metric",
        "feedback/feedback/opportunities": rows["planning told"], "claims/claim/opportunities": rows["planning held"],
    }  # fmt: skip


def planning_fields(rows: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in bodies of this room."""
    nowhere = ("opportunities", "opportunities/new", "opportunities/editing", "opportunities/place")
    return {
        "bet_kind": "feature", "bets kind": "feature", "metric": rows["metric"], "key_result": rows["planning number"],
        "theme": rows["planning way"], "opportunity": rows["opportunity"], "claim": rows["planning held"],
        "passage": rows["planning said"], "opportunities/evidence claim": None, "stance": "supports", "strength": 3,
        "low": 1, "likely": 2, "high": 3, "by_on": date(2999, 6, 30), "share": 20, "importance": 3, "satisfaction": 2,
        "cost_low": "100", "cost_likely": "200", "cost_high": "300", "api cost_low": 1, "api cost_likely": 2, "api cost_high": 3,
        "bets/state to": "ready", "criteria/judgement state": "met", "criteria state": "met",
        "opportunities objective": None, **{f"{place} parent": None for place in nowhere},
    }  # fmt: skip
