"""What importing objectives would do: the dry run, which the operation follows."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from leadline.strategy.models import Cycle, Goal
from leadline.strategy.pasted import ObjectiveDraft, Pasted, ResultDraft
from leadline.strategy.queries.standing import reachable, reachable_objectives
from leadline.workspaces.models import Member


@dataclass(frozen=True)
class Planned:
    """Goals, objectives and key results that are new, and how many are there by name."""

    goals: tuple[str, ...]
    objectives: int
    results: int
    same: int
    there: dict[int, UUID]
    said: frozenset[tuple[UUID, str]]

    @property
    def is_empty(self) -> bool:
        return not (self.goals or self.objectives or self.results)

    def known(self, draft: ObjectiveDraft) -> UUID | None:
        """The objective that is there already."""
        return self.there.get(id(draft))

    def has(self, draft: ObjectiveDraft, result: ResultDraft) -> bool:
        key = self.known(draft)
        return key is not None and (key, result.name.casefold()) in self.said


def plan_of(member: Member, cycle: Cycle, pasted: Pasted) -> Planned:
    """What writing the drafts into a cycle would do, from three queries."""
    goals = {name.casefold() for name in Goal.objects.values_list("name", flat=True)}
    there = _there(cycle, pasted)
    rows = reachable().filter(objective__cycle=cycle).values_list("objective_id", "name")
    said = frozenset((key, name.casefold()) for key, name in rows)
    drafts = [draft for _depth, draft in pasted.objectives()]
    same = sum((there.get(id(draft)), each.name.casefold()) in said for draft in drafts for each in draft.results)  # fmt: skip
    named = {draft.goal.casefold(): draft.goal for draft in reversed(pasted.drafts) if draft.goal}
    fresh = tuple(name for key, name in reversed(named.items()) if key not in goals)
    return Planned(fresh, len(drafts) - len(there), pasted.results - same, len(there) + same, there, said)  # fmt: skip


def _there(cycle: Cycle, pasted: Pasted) -> dict[int, UUID]:
    """The objectives of the cycle of the same name under the same one; namesakes in their order."""
    rows = reachable_objectives().filter(cycle=cycle).order_by("-id").values_list("parent_id", "name", "id")  # fmt: skip
    known: dict[tuple[UUID | None, str], list[UUID]] = defaultdict(list)
    for parent, name, key in rows:
        known[parent, name.casefold()].append(key)
    found: dict[int, UUID] = {}
    level: list[tuple[ObjectiveDraft, UUID | None]] = [(draft, None) for draft in pasted.drafts]
    while level:
        below: list[tuple[ObjectiveDraft, UUID | None]] = []
        for draft, above in level:
            keys = known[above, draft.name.casefold()]
            if keys:
                found[id(draft)] = key = keys.pop()
                below += [(each, key) for each in draft.under]
        level = below
    return found
