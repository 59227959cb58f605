"""One of everything that roadmaps keep, and what stands in their addresses and bodies."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from leadline.roadmap import operations as roadmap
from leadline.roadmap.models import Audience, BarDependency, BarMove
from leadline.roadmap.operations.foretelling import answer

WEEK = timedelta(weeks=1)


def furnish_roadmaps(rooms: Any) -> None:
    """A roadmap with bars that wait, a forecast, a baseline and a publication."""
    who, today = rooms.who, rooms.by.workspace.today(rooms.now)
    plan = roadmap.create_roadmap(**who, name=rooms.called("roadmap"), about=rooms.called("about"), product=rooms.product)  # fmt: skip
    days = {"from_on": today, "until_on": today + 8 * WEEK, "promised_on": today + 9 * WEEK}
    bar = roadmap.create_bar(**who, roadmap=plan, bet=rooms.rows["bet"], team=rooms.team, note=rooms.called("note"), told_to=Audience.SALES, **days)  # fmt: skip
    other, third = (roadmap.create_bar(**who, roadmap=plan, name=rooms.called(f"bar {n}")) for n in (2, 3))  # fmt: skip
    roadmap.add_dependency(**who, blocker=third, blocked=bar)
    roadmap.change_bar(**who, bar=bar, until_on=today + 7 * WEEK, reason=rooms.called("reason"))
    run = roadmap.keep_forecast(**who, roadmap=plan, answered=answer(rooms.by, plan, rooms.now))
    rooms.rows |= {
        "roadmap": plan, "bar": bar, "other bar": other, "bar dependency": BarDependency.objects.get(blocked=bar), "roadmap run": run, "bar move": BarMove.objects.get(bar=bar),
        "baseline": roadmap.freeze(**who, roadmap=plan, name=rooms.called("baseline")),
        "publication": roadmap.publish(**who, roadmap=plan, audience=Audience.SALES),
    }  # fmt: skip


def roadmap_slots(rows: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in addresses of this room."""
    return {
        "roadmaps/roadmap": rows["roadmap"], "bars/bar": rows["bar"], "waits/dependency": rows["bar dependency"], "moves/move": rows["bar move"],
        "runs/run": rows["roadmap run"], "roadmap-runs/run": rows["roadmap run"], "baselines/baseline": rows["baseline"],
        "published/publication": rows["publication"], "publications/publication": rows["publication"],
    }  # fmt: skip


def roadmap_fields(rows: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in bodies of this room."""
    alone = {f"{place} {name}": None for place in ("bars", "bars/new", "bars/editing") for name in ("bet", "item")}  # fmt: skip
    return alone | {
        "bucket": "now", "told_to": "sales", "from_on": date(2095, 1, 7), "until_on": date(2095, 3, 4), "promised_on": date(2095, 4, 1),
        "waits blocker": rows["other bar"], "placing item": rows["other bar"], "placing list": "now", "publishing audience": "sales",
        "publications audience": "sales", "places bars": [str(rows["other bar"].pk)],
    }  # fmt: skip
