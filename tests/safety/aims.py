"""One of everything of the strategy, and what stands in its addresses and bodies."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from leadline.strategy import operations as strategy
from leadline.strategy.models import Alternative, CheckIn, DecisionLink, Theme


def furnish_strategy(rooms: Any) -> None:
    """A cycle with a goal, an objective and a key result, a canvas, a theme, two decisions."""
    who, today = rooms.who, rooms.by.workspace.today(rooms.now)
    about = {"about": rooms.called("about")}
    cycle = strategy.create_cycle(**who, name=rooms.called("cycle"), starts_on=today - timedelta(days=40), ends_on=today + timedelta(days=50))  # fmt: skip
    empty = strategy.create_cycle(**who, name=rooms.called("empty cycle"), starts_on=today - timedelta(days=400), ends_on=today - timedelta(days=300))  # fmt: skip
    goal = strategy.create_goal(**who, name=rooms.called("goal"), owner=rooms.by, **about)
    top = strategy.create_objective(**who, name=rooms.called("top objective"), cycle=cycle)
    objective = strategy.create_objective(**who, name=rooms.called("objective"), cycle=cycle, parent=top, owner=rooms.by, **about)  # fmt: skip
    result = strategy.create_key_result(**who, objective=objective, name=rooms.called("result"), baseline=Decimal(1), target=Decimal(9), **about)  # fmt: skip
    strategy.check_in(**who, result=result, value=Decimal(3), confidence=60, note=rooms.called("check-in"))  # fmt: skip
    canvas = strategy.create_canvas(**who, canvas_kind="swot", name=rooms.called("canvas"), product=rooms.product)  # fmt: skip
    strategy.fill_box(**who, canvas=canvas, box="threats", text=rooms.called("threat"))
    strategy.publish_canvas(**who, canvas=canvas, reason=rooms.called("reason"))
    strategy.fill_box(**who, canvas=canvas, box="threats", text=rooms.called("other threat"))
    theme = strategy.create_theme(**who, name=rooms.called("theme"), dimension=rooms.called("horizon"), **about)  # fmt: skip
    strategy.set_share(**who, theme=theme, cycle=cycle, share=2_500)
    rooms.rows |= {
        "cycle": cycle, "empty cycle": empty, "goal": goal, "top objective": top, "objective": objective, "result": result,
        "check-in": CheckIn.objects.get(key_result=result), "canvas": canvas,
        "theme": Theme.objects.get(pk=theme.pk), **_decisions(rooms, objective),
    }  # fmt: skip


def _decisions(rooms: Any, objective: Any) -> dict[str, Any]:
    who = rooms.who
    decision = strategy.create_decision(**who, question=rooms.called("question"))
    later = strategy.create_decision(**who, question=rooms.called("later question"))
    for name in ("chosen", "other"):
        strategy.add_alternative(**who, decision=decision, name=rooms.called(name))
    chosen, other = Alternative.objects.filter(decision=decision).order_by("name")
    strategy.decide(**who, decision=decision, alternative=chosen, why=rooms.called("why"))
    strategy.link_decision(**who, decision=decision, kind="objective", key=objective.pk)
    link = DecisionLink.objects.get(decision=decision)
    return {"decision": decision, "later decision": later, "alternative": other, "decision link": link}  # fmt: skip


def slots(rows: dict[str, Any]) -> dict[str, Any]:
    """What stands in the slots of this room's addresses."""
    return {
        "cycles/cycle": rows["cycle"], "cycles/cycle/trash": rows["empty cycle"], "api cycles/cycle": rows["empty cycle"],
        "shares/cycle": rows["cycle"], "goals/goal": rows["goal"], "objectives/objective": rows["objective"],
        "key-results/result": rows["result"], "check-ins/check_in": rows["check-in"], "canvases/canvas": rows["canvas"],
        "boxes/box": "threats", "vision/kind": "vision", "themes/theme": rows["theme"], "decisions/decision": rows["decision"],
        "alternatives/alternative": rows["alternative"], "links/link": rows["decision link"],
    }  # fmt: skip


def fields(rows: dict[str, Any], today: date) -> dict[str, Any]:
    """What stands in the fields of this room's bodies."""
    top = rows["top objective"]
    return {
        "cycle": rows["cycle"], "goal": None, "parent objective": top, "objectives/new parent": top, "objective": rows["objective"],
        "objectives parent": top, "objective parent": top, "objectives/editing parent": top,
        "baseline": "1", "target": "9", "api baseline": 1.0, "api target": 9.0, "check-ins value": "4.5", "api check-ins value": 4.5,
        "confidence": 50, "check-ins confidence": 50, "canvas_kind": "swot", "canvases kind": "swot", "box": "threats", "share": "12", "api share": 1200,
        "preset": "work", "dimension": "Horizon", "alternative": rows["alternative"], "decided_on": today, "review_on": today + timedelta(days=30),
        "later": rows["later decision"], "record": f"objective:{rows['objective'].pk}", "links kind": "objective",
        "api links id": rows["objective"], "importing text": "- A\n  - 30 %", "import text": "- A\n  - 30 %",
        "goals/checking text": "- A\n  - 30 %", "goals/checking file": None, "importing file": None, "dry_run": False, "reason": "Because",
    }  # fmt: skip
