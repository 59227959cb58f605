"""Bets told: what they promise and rest on, how they were committed, and what became of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from leadline.backlog.models import Scenario
from leadline.evidence.models import Claim
from leadline.foundation.ranks import ranks_between
from leadline.metrics.models import Metric
from leadline.planning.models import (
    Bet,
    BetAssumption,
    BetEffect,
    BetEffort,
    BetGoal,
    BetOpportunity,
    BetStep,
    BetTheme,
    BetVersion,
    KillCriterion,
    Opportunity,
)
from leadline.planning.operations.promising import promise_of
from leadline.products.models import Team
from leadline.sample.drafting import Course, draft_aside
from leadline.sample.story.bets_aside import BETS_ASIDE
from leadline.sample.telling import OSLO, Teller
from leadline.strategy.models import KeyResult, Theme
from leadline.workspaces.models import Change, Row

STATES = Bet.State
RANGE = ("low", "likely", "high")
DESPITE = {
    "evidence": "Nobody asked for it; we would be ashamed not to have done it.",
    "key_result": "Committed before we wrote down key results.",
}


def tell_bets_aside(teller: Teller) -> None:
    """Draft the bets that no epic came of."""
    for story in BETS_ASIDE:
        draft_aside(teller, story)


def tell_bets(teller: Teller) -> None:
    """What every bet promises, and its way through the states; promises are frozen by `tell_promises`."""
    for course in teller.courses.values():
        _BetTeller(teller, course).tell()


@dataclass(frozen=True)
class Frozen:
    """A promise to be kept once the rows that it names are written: when, why, and what its first effect was."""

    course: Course
    number: int
    at: datetime
    reason: str
    lacking: tuple[str, ...]
    changes: tuple[Change, ...]
    first: tuple[float, float, float] | None = None


def tell_promises(teller: Teller) -> None:
    """Freeze what was promised, as it was promised then."""
    for each in teller.frozen:
        bet, by = each.course.bet, teller.people[each.course.story.who]
        promise = promise_of(bet)
        if each.first:
            promise["effects"][0] |= dict(zip(RANGE, map(str, each.first), strict=True))
        row, change = teller.ledger.create(
            BetVersion, each.at, by, bet=bet, number=each.number, promise=promise, reason=each.reason, lacking=list(each.lacking), member=by, at=each.at,
        )  # fmt: skip
        teller.versions[each.course.story.name] = row
        if each.number == 1:
            facts = {"lacking": list(each.lacking), "final": True}
            teller.ledger.tell(each.at, by, "bet.committed", bet, *each.changes, change, facts=facts)  # fmt: skip
        else:
            facts = {"reason": each.reason, "final": True}
            teller.ledger.tell(each.at, by, "bet.effect_set", bet, *each.changes, change, facts=facts)  # fmt: skip


class _BetTeller:
    """One bet from its draft to its end."""

    def __init__(self, teller: Teller, course: Course) -> None:
        self.teller, self.ledger, self.course = teller, teller.ledger, course
        self.story, self.bet = course.story, course.bet
        self.by = teller.people[self.story.who]
        self.at = course.drafted + timedelta(minutes=10)
        self.begun = course.committed or teller.now - timedelta(hours=2)

    def tell(self) -> None:
        self._answers()
        self._effects()
        self._effort()
        self._goals()
        self._themes()
        self._doubts()
        self._scenarios()
        self._live()

    def _part(self, model: type[Row], action: str, **values: Any) -> Any:
        self.at += timedelta(minutes=4)
        row, change = self.ledger.create(model, self.at, self.by, bet=self.bet, **values)
        self.ledger.tell(self.at, self.by, action, self.bet, change)
        return row

    def _answers(self) -> None:
        for need in self.story.needs:
            self._part(BetOpportunity, "bet.opportunity_answered", opportunity=self.teller.known(Opportunity, need))  # fmt: skip

    def _effects(self) -> None:
        by_on = (self.begun + timedelta(weeks=self.story.by)).astimezone(OSLO).date()
        self.effects = []
        for number, (name, *ends) in enumerate(self.story.effects):
            said = self.story.changed[1:] if self.story.changed and not number and self.course.committed else ends  # fmt: skip
            values = dict(zip(RANGE, (Decimal(str(each)) for each in said), strict=True))
            self.effects.append(self._part(BetEffect, "bet.effect_set", metric=self.teller.known(Metric, name), by_on=by_on, **values))  # fmt: skip

    def _effort(self) -> None:
        if self.story.effort:
            team, *ends = self.story.effort
            values = dict(zip(RANGE, (Decimal(str(each)) for each in ends), strict=True))
            self._part(BetEffort, "bet.effort_set", team=self.teller.known(Team, team), **values)

    def _goals(self) -> None:
        result = self._result()
        self.serves = result is not None
        if result:
            self._part(BetGoal, "bet.goal_set", key_result=result, share=self.story.share * 100)

    def _result(self) -> KeyResult | None:
        """The key result of its line of work that was pursued when it began: that of its metric, if there is one."""
        there = [results for line, objective, results in self.teller.results if line == self.story.line and objective.created_at < self.at]  # fmt: skip
        if not there or not self.story.share:
            return None
        metrics = {name for name, *_ in self.story.effects}
        return next((each for each in there[-1] if each.metric and each.metric.name in metrics), there[-1][0])  # fmt: skip

    def _themes(self) -> None:
        names = ("Upkeep" if self.story.kind == "upkeep" else "New", "Discovery" if self.story.kind == "research" else "Delivery", "Long term" if self.story.by > 36 else "Short term")  # fmt: skip
        for name in names:
            self._part(BetTheme, "bet.theme_joined", theme=self.teller.known(Theme, name))

    def _doubts(self) -> None:
        for statement, importance in self.story.claims:
            claim = self.teller.known(Claim, statement)
            self.at = max(self.at, claim.created_at)
            self._part(BetAssumption, "bet.assumption_set", claim=claim, importance=importance)
        for what, threshold, weeks, state, finding in self.story.kills:
            due = self.begun + timedelta(weeks=weeks)
            row = self._part(KillCriterion, "bet.criterion_added", what=what, threshold=threshold, due_on=due.astimezone(OSLO).date())  # fmt: skip
            self._judge(row, due, state, finding)

    def _judge(self, row: KillCriterion, due: datetime, state: str, finding: str) -> None:
        """On its day, or when the bet is over before."""
        at = min(due, self.course.over or due) - timedelta(hours=3)
        if state != "open" and self.course.committed and at < self.teller.now:
            change = self.ledger.change(row, at, self.by, state=state, finding=finding, judged_by=self.by, judged_at=at)  # fmt: skip
            self.ledger.tell(at, self.by, "bet.criterion_judged", self.bet, change)

    def _scenarios(self) -> None:
        ranks = ranks_between(None, None, len(self.story.scenarios))
        for (name, story), rank in zip(self.story.scenarios, ranks, strict=True):
            at = self.at + timedelta(hours=1)
            row, change = self.ledger.create(Scenario, at, self.by, bet=self.bet, name=name, story=story, rank=rank)  # fmt: skip
            self.ledger.tell(at, self.by, "scenario.added", row, change)

    def _live(self) -> None:
        """Ready, committed, over: as far as it came."""
        committed, over = self.course.committed, self.course.over
        ready = committed - timedelta(days=1) if committed else self.at + timedelta(minutes=20)
        if committed or self.story.ends == "ready":
            self._move(STATES.READY, ready, "")
        if committed:
            self._commit(committed)
        if committed and over:
            is_stopped = self.story.ends == "stopped"
            self._change_promise(committed, over)
            self._move(STATES.STOPPED if is_stopped else STATES.DONE, over, self.story.learned)

    def _move(self, to: str, at: datetime, reason: str) -> None:
        change = self.ledger.change(self.bet, at, self.by, state=to)
        self.ledger.tell(at, self.by, f"bet.{to}", self.bet, change, self._step(to, at, reason))

    def _step(self, to: str, at: datetime, reason: str) -> Change:
        return self.ledger.create(BetStep, at, self.by, bet=self.bet, state=to, member=self.by, at=at, reason=reason)[1]  # fmt: skip

    def _commit(self, at: datetime) -> None:
        found = {"evidence": bool(self.story.needs), "key_result": self.serves}
        lacking = tuple(name for name, there in found.items() if not there)
        despite = " ".join(DESPITE[name] for name in lacking)
        change = self.ledger.change(self.bet, at, self.by, state=STATES.COMMITTED)
        step = self._step(STATES.COMMITTED, at, despite)
        first = self.story.changed[1:] if self.story.changed else None
        self.teller.frozen.append(Frozen(self.course, 1, at, despite, lacking, (change, step), first))  # fmt: skip

    def _change_promise(self, committed: datetime, over: datetime) -> None:
        """What was promised anew on the way, for a reason."""
        if self.story.changed:
            at = committed + (over - committed) / 3
            values = dict(zip(RANGE, (Decimal(str(each)) for each in self.story.effects[0][1:]), strict=True))  # fmt: skip
            change = self.ledger.change(self.effects[0], at, self.by, **values)
            self.teller.frozen.append(Frozen(self.course, 2, at, self.story.changed[0], (), (change,)))  # fmt: skip
