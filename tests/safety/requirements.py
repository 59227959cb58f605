"""One of everything that says what items are for, and what stands in its addresses and bodies."""

from datetime import timedelta
from typing import Any

from leadline.backlog import operations as backlog
from leadline.backlog.models import MilestonePart, ScenarioItem


def furnish_requirements(rooms: Any) -> None:
    """An item that serves a bet and a key result, a scenario with it, a milestone that asks for it."""
    who, rows, item = rooms.who, rooms.rows, rooms.items[1]
    today = rooms.by.workspace.today(rooms.now)
    epic = backlog.create_item(**who, product=rooms.product, title=rooms.called("epic of a bet"), item_kind="epic", bet=rows["bet"])  # fmt: skip
    served = backlog.serve_key_result(**who, item=rooms.items[0], key_result=rows["result"], share=2_500)  # fmt: skip
    scenario = backlog.add_scenario(**who, bet=rows["bet"], name=rooms.called("scenario"), story=rooms.called("story"))  # fmt: skip
    backlog.put_into_scenario(**who, scenario=scenario, item=item)
    milestone = backlog.create_milestone(**who, product=rooms.product, name=rooms.called("milestone"), due_on=today + timedelta(days=30), about=rooms.called("about"))  # fmt: skip
    backlog.require(**who, milestone=milestone, items=[item], bets=[rows["bet"]])
    rows |= {
        "epic of a bet": epic, "served": served, "scenario": scenario, "milestone": milestone,
        "scenario link": ScenarioItem.objects.get(scenario=scenario), "asked": MilestonePart.objects.filter(milestone=milestone).first(),
    }  # fmt: skip


def requirements_slots(rows: dict[str, Any]) -> dict[str, Any]:
    """What stands in the slots of these addresses."""
    return {
        "key-results/served": rows["served"], "scenarios/scenario": rows["scenario"], "items/link": rows["scenario link"],
        "milestones/milestone": rows["milestone"], "asked/asked": rows["asked"],
    }  # fmt: skip


def requirements_fields(rooms: Any) -> dict[str, Any]:
    """What stands in the fields of these bodies."""
    rows, other = rooms.rows, rooms.items[2]
    return {
        "work parent": rows["epic of a bet"], "scenario": rows["scenario"], "work item_kind": "story",
        "items item": other.key, "api items item": other, "milestones product": rooms.key, "api milestones product": rooms.key,
        "picked/bet bet": rows["bet"], "asked items": [str(other.pk)], "asked bets": [str(rows["bet"].pk)],
        "bet": rows["bet"], "key-results key_result": rows["result"], "api key-results key_result": rows["result"],
    }  # fmt: skip
