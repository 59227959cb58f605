"""The lines of the thread that this room keeps."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy as _n

from leadline.evidence.models import Claim, Feedback, Passage
from leadline.foundation.threads import Line, Tie
from leadline.market.models import Persona, Segment
from leadline.metrics.models import Metric
from leadline.planning.models import (
    Bet,
    BetAssumption,
    BetEffect,
    BetGoal,
    BetOpportunity,
    Opportunity,
    OpportunityEvidence,
)
from leadline.strategy.models import KeyResult, Objective


def _evidence(which: str) -> "QuerySet[Any]":
    rows = OpportunityEvidence.objects.filter(opportunity__trashed_at=None)
    return rows.filter(**{f"{which}__isnull": False, f"{which}__trashed_at": None})


def _heard() -> "QuerySet[Any]":
    return _evidence("passage").filter(passage__feedback__trashed_at=None)


def _links(model: Any, other: str) -> "QuerySet[Any]":
    rows: QuerySet[Any] = model.objects.filter(bet__trashed_at=None)
    return rows.filter(**{f"{other}__trashed_at": None})


def _tied(model: Any, to: str) -> "QuerySet[Any]":
    rows: QuerySet[Any] = model.objects.filter(Q(**{f"{to}__isnull": False}), Q(**{f"{to}__trashed_at": None}))  # fmt: skip
    return rows


NEED, BET = Opportunity.kind(), Bet.kind()
UNDER = Tie(
    _n("%d opportunity lies under it", "%d opportunities lie under it"), _n("%d opportunity lies under them", "%d opportunities lie under them"),
    first=_("Move what lies there elsewhere, or throw it away first."),
)  # fmt: skip
LINES = (
    Line(Passage.kind(), NEED, _heard, "passage_id", "opportunity_id", "strength"),
    Line(Feedback.kind(), NEED, _heard, "passage__feedback_id", "opportunity_id", "strength", hangs=Tie(_n("%d opportunity rests on it", "%d opportunities rest on it"), _n("%d opportunity rests on them", "%d opportunities rest on them"))),
    Line(Claim.kind(), NEED, lambda: _evidence("claim"), "claim_id", "opportunity_id", "strength", hangs=Tie(_n("%d opportunity rests on it", "%d opportunities rest on it"), _n("%d opportunity rests on them", "%d opportunities rest on them"))),
    Line(Objective.kind(), NEED, lambda: _tied(Opportunity, "objective"), "objective_id", "id", hangs=Tie(_n("%d opportunity serves it", "%d opportunities serve it"), _n("%d opportunity serves them", "%d opportunities serve them"))),
    Line(NEED, NEED, lambda: _tied(Opportunity, "parent"), "parent_id", "id", hangs=UNDER),
    Line(Segment.kind(), NEED, lambda: _tied(Opportunity, "segment"), "segment_id", "id", hangs=Tie(_n("%d opportunity is theirs", "%d opportunities are theirs"))),
    Line(NEED, BET, lambda: _links(BetOpportunity, "opportunity"), "opportunity_id", "bet_id", hangs=Tie(_n("%d bet takes it up", "%d bets take it up"), _n("%d bet takes them up", "%d bets take them up"))),
    Line(Claim.kind(), BET, lambda: _links(BetAssumption, "claim"), "claim_id", "bet_id", "importance", hangs=Tie(_n("%d bet assumes it", "%d bets assume it"), _n("%d bet assumes them", "%d bets assume them"))),
    Line(KeyResult.kind(), BET, lambda: _links(BetGoal, "key_result"), "key_result_id", "bet_id", "share", hangs=Tie(_n("%d bet works towards it", "%d bets work towards it"), _n("%d bet works towards them", "%d bets work towards them"))),
    Line(Metric.kind(), BET, lambda: _links(BetEffect, "metric"), "metric_id", "bet_id", "likely", hangs=Tie(_n("%d bet promises an effect on it", "%d bets promise an effect on it"), _n("%d bet promises an effect on them", "%d bets promise an effect on them"))),
    Line(Segment.kind(), BET, lambda: _tied(Bet, "segment"), "segment_id", "id", hangs=Tie(_n("%d bet serves them", "%d bets serve them"))),
    Line(Persona.kind(), BET, lambda: _tied(Bet, "persona"), "persona_id", "id", hangs=Tie(_n("%d bet serves them", "%d bets serve them"))),
)  # fmt: skip
