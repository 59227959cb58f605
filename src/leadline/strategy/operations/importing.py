"""Objectives from a paste or a file, written whole or not at all."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from leadline.foundation.refusals import Invalid
from leadline.strategy.models import MOST_DEPTH, Cycle, Goal, KeyResult, Objective
from leadline.strategy.pasted import ObjectiveDraft, Pasted
from leadline.strategy.queries.importing import Planned, plan_of
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.models.bulk import create_all
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.PLAN)
def import_objectives(
    *, by: Member, now: datetime, cycle: Cycle, pasted: Pasted
) -> tuple[Planned, Event | None]:
    """Write all objectives and key results into a cycle; those that are there by name stay as they are.

    Raises `Invalid` with a problem for each row that cannot be.
    """
    if pasted.problems:
        raise Invalid.of([each.as_problem() for each in pasted.problems])
    if max((depth for depth, _draft in pasted.objectives()), default=0) >= MOST_DEPTH:
        raise Invalid(f"Objectives lie {MOST_DEPTH} deep at most.", field="text", remedy="Take some levels out.")  # fmt: skip
    plan = plan_of(by, cycle, pasted)
    writing = _Writing(by, now, cycle, plan)
    writing.goals()
    writing.level([(draft, None) for draft in pasted.drafts])
    return plan, record(by, now, "objectives.imported", subject=cycle, changes=writing.changes)


class _Writing:
    """Writes a plan level by level, a few statements for each."""

    def __init__(self, by: Member, now: datetime, cycle: Cycle, plan: Planned) -> None:
        self.who: dict[str, Any] = {"by": by, "now": now}
        self.cycle, self.plan = cycle, plan
        self.changes: list[Change] = []
        self.goal_ids = {name.casefold(): key for key, name in Goal.objects.values_list("id", "name")}  # fmt: skip

    def goals(self) -> None:
        rows, changes = create_all(Goal, [{"name": name} for name in self.plan.goals], **self.who)
        self.changes += changes
        self.goal_ids |= {row.name.casefold(): row.pk for row in rows}

    def level(self, drafts: Sequence[tuple[ObjectiveDraft, UUID | None]]) -> None:
        """The objectives of one depth with their key results, then those under them."""
        if not drafts:
            return
        fresh = [(draft, above) for draft, above in drafts if self.plan.known(draft) is None]
        rows, changes = create_all(Objective, [self._values(draft, above) for draft, above in fresh], **self.who)  # fmt: skip
        self.changes += changes
        keys = {id(draft): row.pk for (draft, _above), row in zip(fresh, rows, strict=True)}
        at = [(draft, keys.get(id(draft)) or self.plan.known(draft)) for draft, _above in drafts]
        self._results(at)
        self.level([(each, key) for draft, key in at for each in draft.under])

    def _values(self, draft: ObjectiveDraft, above: UUID | None) -> dict[str, Any]:
        goal = self.goal_ids.get(draft.goal.casefold()) if draft.goal and not above else None
        return {"name": draft.name, "about": draft.about, "cycle": self.cycle, "parent_id": above, "goal_id": goal}  # fmt: skip

    def _results(self, at: Sequence[tuple[ObjectiveDraft, UUID | None]]) -> None:
        values = [
            {
                "objective_id": key, "name": each.name, "about": each.about, "baseline": each.baseline,
                "target": each.target, "unit": each.unit, "decimals": max(0, -int(each.target.normalize().as_tuple().exponent)),
            }
            for draft, key in at for each in draft.results if not self.plan.has(draft, each)
        ]  # fmt: skip
        self.changes += create_all(KeyResult, values, **self.who)[1]
