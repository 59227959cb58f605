"""The tree of a cycle, and the records in it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from leadline.design.dates import day
from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal
from leadline.strategy.forms import CheckInForm
from leadline.strategy.models import Cycle
from leadline.strategy.operations import check_in, remove_check_in
from leadline.strategy.pictures import history
from leadline.strategy.queries import (
    Forest,
    TreeFilters,
    check_ins_of,
    current_of,
    cycle_by_id,
    forest_of,
    goal_by_id,
    next_quarter,
    objective_by_id,
    points_of,
    result_by_id,
    result_line,
    results_of,
    tree_of,
)
from leadline.strategy.queries.aims import check_in_by_id, objectives_under
from leadline.strategy.queries.decisions import decisions_about
from leadline.strategy.views.base import StrategyPage
from leadline.strategy.words import shown
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right

EVERY = "all"
ROWS = 12
"""How many check-ins the page of a key result shows before it is asked for more."""


class Goals(StrategyPage):
    """Goals, objectives and key results of a cycle as one tree."""

    needs = {"get": Right.SEE}
    tab = "goals"

    def get(self, request: HttpRequest) -> Answer:
        cycle = self.cycle()
        filters = TreeFilters(cycle.pk if cycle else None, self.key("product"), self.key("owner"))
        context = {
            "cycle": cycle,
            "tree": tree_of(self.acting, self.today, filters, request.GET.get("after", "")),
            "is_narrowed": bool(filters.product or filters.owner),
            "next_quarter": next_quarter(self.choices.cycles, self.today),
            "choices": self.choices,
        }
        return self.draw("strategy/goals.html", context)

    def cycle(self) -> Cycle | None:
        """The cycle that the address names, or the one of today; None for all of them."""
        if self.request.GET.get("cycle") == EVERY:
            return None
        asked = self.key("cycle")
        return cycle_by_id(self.acting, asked) if asked else current_of(self.choices.cycles, self.today)  # fmt: skip


class AimPage(StrategyPage):
    """A record of the tree."""

    tab = "goals"

    def under(self, forest: Forest, keys: list[UUID]) -> list[Any]:
        return objectives_under(forest, keys)


class GoalPage(AimPage):
    """A goal with the objectives under it."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, goal: UUID) -> Answer:
        found, forest = goal_by_id(self.acting, goal), forest_of(self.acting)
        return self.draw("strategy/goal.html", {
            "goal": found,
            "progress": forest.of_goal(found.pk),
            "lines": self.under(forest, forest.under_goal[found.pk]),
            "decisions": decisions_about(self.acting, "goal", found.pk),
        })  # fmt: skip


class ObjectivePage(AimPage):
    """An objective with its key results and the objectives under it."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, objective: UUID) -> Answer:
        found, forest = objective_by_id(self.acting, objective), forest_of(self.acting)
        return self.draw("strategy/objective.html", {
            "objective": found,
            "progress": forest.of_objective(found.pk),
            "results": results_of(self.acting, found, self.today),
            "lines": self.under(forest, forest.under[found.pk]),
            "decisions": decisions_about(self.acting, "objective", found.pk),
        })  # fmt: skip


class ResultPages(AimPage):
    """A page, or a part of one, about a key result."""

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        found = self.result
        line = result_line(self.acting, found, self.today)
        points = points_of(self.acting, found)
        return self.draw("strategy/result.html", {
            "result": line.result, "line": line, "form": form, "points_rows": [(day(each.on), shown(found, each.value)) for each in points[::-1]],
            "picture": history(found, points),
            "check_ins": check_ins_of(self.acting, found, self.request.GET.get("after", ""), ROWS),
            "decisions": decisions_about(self.acting, "keyresult", found.pk),
        }, status)  # fmt: skip

    def enter_result(self, key: UUID) -> Any:
        self.result = result_by_id(self.acting, key)
        return self.result

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.draw_refusal(refusal) if self.is_part else self.page(form, refusal.status)


class ResultPage(ResultPages):
    """A key result: its value, its way, and what was said about it."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, result: UUID) -> Answer:
        self.enter_result(result)
        return self.page(CheckInForm(initial={"on": self.today}))


class CheckIns(ResultPages):
    """One more check-in."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": CheckInForm}

    def post(self, request: HttpRequest, result: UUID) -> Answer:
        found = self.enter_result(result)
        event = check_in(by=self.acting, now=self.now, result=found, **self.taken(CheckInForm))
        return self.done(_("Checked in on %(name)s.") % {"name": found.name}, found.page_url(), event)  # fmt: skip


class CheckInRemoval(ResultPages):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, result: UUID, check_in: UUID) -> Answer:
        found = self.enter_result(result)
        row = check_in_by_id(self.acting, found, check_in)
        event = remove_check_in(by=self.acting, now=self.now, row=row, version=self.version())
        return self.done(_("Removed the check-in."), found.page_url(), event)
