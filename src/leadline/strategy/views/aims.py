"""The forms of cycles, goals, objectives and key results."""

from typing import Any

from django.utils.translation import gettext_lazy

from leadline.strategy.forms import CycleForm, GoalForm, ObjectiveForm, ResultForm
from leadline.strategy.operations import (
    change_cycle,
    change_goal,
    change_key_result,
    change_objective,
    create_cycle,
    create_goal,
    create_key_result,
    create_objective,
    trash_cycle,
    trash_goal,
    trash_key_result,
    trash_objective,
)
from leadline.strategy.queries import (
    current_of,
    cycle_by_id,
    goal_by_id,
    next_quarter,
    objective_by_id,
    result_by_id,
)
from leadline.strategy.views.base import StrategyFormPage
from leadline.workspaces.doors import Editing, Making, Trashing
from leadline.workspaces.rights import Right


class CycleFormPage(StrategyFormPage):
    tab, home, form_class, by_id = "goals", "goals", CycleForm, cycle_by_id
    titles = (gettext_lazy("New cycle"), gettext_lazy("Save cycle"))


class NewCycle(Making, CycleFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = create_cycle

    def first(self) -> dict[str, Any]:
        """The next quarter that is no cycle yet."""
        name, starts_on, ends_on = next_quarter(self.choices.cycles, self.today)
        return {"name": name, "starts_on": starts_on, "ends_on": ends_on}


class CycleEditing(Editing, CycleFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = change_cycle


class CycleTrashing(Trashing, CycleFormPage):
    needs = {"post": Right.PLAN}
    run = trash_cycle


class GoalFormPage(StrategyFormPage):
    tab, home, form_class, by_id = "goals", "goals", GoalForm, goal_by_id
    titles = (gettext_lazy("New goal"), gettext_lazy("Save goal"))


class NewGoal(Making, GoalFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = create_goal

    def first(self) -> dict[str, Any]:
        return {"owner": self.acting.pk}


class GoalEditing(Editing, GoalFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = change_goal


class GoalTrashing(Trashing, GoalFormPage):
    needs = {"post": Right.PLAN}
    run = trash_goal


class ObjectiveFormPage(StrategyFormPage):
    tab, home, form_class, by_id = "goals", "goals", ObjectiveForm, objective_by_id
    titles = (gettext_lazy("New objective"), gettext_lazy("Save objective"))


class NewObjective(Making, ObjectiveFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = create_objective

    def first(self) -> dict[str, Any]:
        """The place that the address names, and the cycle of today."""
        current = current_of(self.choices.cycles, self.today)
        asked = {name: self.key(name) for name in ("goal", "parent", "product")}
        cycle = self.key("cycle") or (current and current.pk)
        return {"cycle": cycle, "owner": self.acting.pk, "weight": 1, **asked}


class ObjectiveEditing(Editing, ObjectiveFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = change_objective


class ObjectiveTrashing(Trashing, ObjectiveFormPage):
    needs = {"post": Right.PLAN}
    run = trash_objective


class ResultFormPage(StrategyFormPage):
    tab, home, form_class, by_id = "goals", "goals", ResultForm, result_by_id
    titles = (gettext_lazy("New key result"), gettext_lazy("Save key result"))


class NewResult(Making, ResultFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = create_key_result

    def first(self) -> dict[str, Any]:
        asked = {name: self.key(name) for name in ("objective", "metric")}
        return {"owner": self.acting.pk, "weight": 1, "decimals": 0, **asked}


class ResultEditing(Editing, ResultFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = change_key_result


class ResultTrashing(Trashing, ResultFormPage):
    needs = {"post": Right.PLAN}
    run = trash_key_result
