"""What a bet promises, part by part; what it rests on; and what would end it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from leadline.foundation.refusals import NotFound
from leadline.planning import operations
from leadline.planning.forms.parts import (
    AnswerForm,
    AssumptionForm,
    CriterionForm,
    EffectForm,
    EffortForm,
    GoalForm,
    JudgementForm,
    ReasonForm,
    RemovalForm,
    ThemeForm,
)
from leadline.planning.models import BetEffect, BetEffort, BetGoal, BetOpportunity, BetTheme
from leadline.planning.operations.checks import born_on
from leadline.planning.queries import assumption_by_id, criterion_by_id
from leadline.planning.views.base import BetRecordPage
from leadline.workspaces.doors import Answer
from leadline.workspaces.models import Event
from leadline.workspaces.queries import one
from leadline.workspaces.rights import Right

KINDS: dict[str, Any] = {
    "effects": BetEffect, "efforts": BetEffort, "goals": BetGoal, "opportunities": BetOpportunity, "themes": BetTheme,
}  # fmt: skip


class PartPage(BetRecordPage):
    """Takes one part of the promise and goes back to the bet."""

    def take(self, bet: UUID, form: type[ReasonForm], run: Callable[..., Event | None]) -> Event | None:  # fmt: skip
        found = self.enter_bet(bet)
        fields = self.taken(form, choices=self.choices, **self.known())
        return run(by=self.acting, now=self.now, bet=found, **fields)

    def known(self) -> dict[str, Any]:
        """What the form must know of the bet."""
        return {}


class Effects(PartPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": EffectForm}

    def post(self, request: HttpRequest, bet: UUID) -> Answer:
        event = self.take(bet, EffectForm, operations.set_effect)
        return self.record(_("Said what it should move."), event, "effects")

    def known(self) -> dict[str, Any]:
        return {"born": born_on(self.bet.product)}


class Efforts(PartPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": EffortForm}

    def post(self, request: HttpRequest, bet: UUID) -> Answer:
        event = self.take(bet, EffortForm, operations.set_effort)
        return self.record(_("Said what it takes."), event, "efforts")


class Goals(PartPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": GoalForm}

    def post(self, request: HttpRequest, bet: UUID) -> Answer:
        event = self.take(bet, GoalForm, operations.set_goal)
        return self.record(_("Said what it serves."), event, "goals")


class Answers(PartPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": AnswerForm}

    def post(self, request: HttpRequest, bet: UUID) -> Answer:
        event = self.take(bet, AnswerForm, operations.answer_opportunity)
        return self.record(_("Said what it answers."), event, "opportunities")


class Themes(PartPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": ThemeForm}

    def post(self, request: HttpRequest, bet: UUID) -> Answer:
        event = self.take(bet, ThemeForm, operations.join_theme)
        return self.record(_("Put it under the theme."), event, "themes")


class PartRemoval(BetRecordPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": RemovalForm}

    def post(self, request: HttpRequest, bet: UUID, kind: str, part: UUID) -> Answer:
        found = self.enter_bet(bet)
        if kind not in KINDS:
            raise NotFound
        row = one(KINDS[kind].objects.filter(bet=found), pk=part)
        reason = self.taken(RemovalForm)["reason"]
        event = operations.remove_part(by=self.acting, now=self.now, bet=found, part=row, reason=reason)  # fmt: skip
        return self.record(_("Took it off the bet."), event, kind)


class Assumptions(BetRecordPage):
    """A claim that the bet rests on."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": AssumptionForm}

    def post(self, request: HttpRequest, bet: UUID) -> Answer:
        found = self.enter_bet(bet)
        fields = self.taken(AssumptionForm)
        fields.pop("q")
        event = operations.set_assumption(by=self.acting, now=self.now, bet=found, **fields)
        return self.record(_("Said what it rests on."), event, "assumptions")


class AssumptionRemoval(BetRecordPage):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, bet: UUID, assumption: UUID) -> Answer:
        found = self.enter_bet(bet)
        row = assumption_by_id(self.acting, found, assumption)
        event = operations.remove_assumption(by=self.acting, now=self.now, bet=found, assumption=row)  # fmt: skip
        return self.record(_("Took the claim off the bet."), event, "assumptions")


class Criteria(BetRecordPage):
    """What would make us stop."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": CriterionForm}

    def post(self, request: HttpRequest, bet: UUID) -> Answer:
        found = self.enter_bet(bet)
        fields = self.taken(CriterionForm)
        operations.add_criterion(by=self.acting, now=self.now, bet=found, **fields)
        return self.record(_("Said what would stop it."), None, "criteria")


class CriterionJudgement(BetRecordPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": JudgementForm}

    def post(self, request: HttpRequest, bet: UUID, kill: UUID) -> Answer:
        row = criterion_by_id(self.acting, self.enter_bet(bet), kill)
        fields = self.taken(JudgementForm)
        event = operations.judge_criterion(by=self.acting, now=self.now, criterion=row, version=self.version(), **fields)  # fmt: skip
        return self.record(_("Wrote down what was found."), event, "criteria")


class CriterionRemoval(BetRecordPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": RemovalForm}

    def post(self, request: HttpRequest, bet: UUID, kill: UUID) -> Answer:
        found = self.enter_bet(bet)
        row = criterion_by_id(self.acting, found, kill)
        event = operations.remove_criterion(by=self.acting, now=self.now, bet=found, criterion=row, **self.taken(RemovalForm))  # fmt: skip
        return self.record(_("Took it off the bet."), event, "criteria")
