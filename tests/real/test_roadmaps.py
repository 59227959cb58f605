"""A public roadmap read into bars: the enhancement proposals of Kubernetes, their releases, what they build on."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from leadline.backlog.models.circles import Circle
from leadline.foundation.refusals import Invalid
from leadline.products.models import Team
from leadline.products.operations import create_product, create_team
from leadline.roadmap.models import Bar, Roadmap
from leadline.roadmap.operations import BarDraft, add_bars, add_dependency, create_bar, freeze
from leadline.roadmap.operations.foretelling import answer
from leadline.roadmap.queries import plan_of
from leadline.workspaces.scope import scope
from tests.real.data import FOLDER, present
from tests.world import World

pytestmark = [present, pytest.mark.django_db]
PROPOSALS = FOLDER / "roadmap-kubernetes-keps/keps.csv"
CYCLES = FOLDER / "lifecycle-endoflife/release_cycles.csv"
NUMBER = re.compile(r"keps/(?P<group>[\w-]+)/0*(?P<number>\d+)")


@pytest.fixture
def inside(world: World) -> Iterator[World]:
    with scope(world.workspace):
        yield world


def rows_of(path: Any) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def releases() -> dict[str, date]:
    """The day of each release, by its version."""
    found = (row for row in rows_of(CYCLES) if row["product"] == "kubernetes")
    return {f"v{row['cycle']}": date.fromisoformat(row["releaseDate"]) for row in found}


def day_of(text: str) -> date | None:
    parts = text.split("-")
    return date(*map(int, parts)) if len(parts) == 3 and all(part.isdigit() for part in parts) else None  # fmt: skip


def drafts_of(proposals: list[dict[str, str]], teams: dict[str, Team], product: Any) -> list[BarDraft]:  # fmt: skip
    """From the day a proposal was written to the release in which it is stable, as far as both are known."""
    days = releases()
    found = []
    for row in proposals:
        first, last = day_of(row["created"]), days.get((row["stable"] or row["latest_milestone"]).strip('"'))  # fmt: skip
        span = {"from_on": first, "until_on": last} if first and last else {}
        soon = {"stable": "now", "beta": "next"}.get(row["stage"], "later")
        found.append(BarDraft(name=f"KEP-{row['kep']} {row['title']}"[:200], team=teams[row["sig"]], product=product, bucket=soon, note=row["status"], **span))  # type: ignore[arg-type]  # fmt: skip
    return found


def test_the_proposals_of_kubernetes_become_a_portfolio(inside: World) -> None:
    world, who = inside, {"by": inside.edda, "now": inside.now}
    proposals = [row for row in rows_of(PROPOSALS) if row["kep"].isdigit()]
    product = create_product(**who, name="Kubernetes", key="K8S")  # type: ignore[arg-type]
    names = sorted({row["sig"] for row in proposals})
    teams = {name: create_team(**who, name=name or "No group", members=[]) for name in names}  # type: ignore[arg-type]
    roadmap = Roadmap.create(**who, name="Kubernetes enhancements", product=product)[0]  # type: ignore[arg-type]
    drafts = drafts_of(proposals, teams, product)
    odd = [each for each in drafts if each.from_on and each.until_on and each.until_on < each.from_on]  # fmt: skip
    for each in odd[:3]:
        with pytest.raises(Invalid, match="end before it begins"):
            create_bar(**who, roadmap=roadmap, **each.values())  # type: ignore[arg-type]
    good = [each for each in drafts if each not in odd]
    bars, _event = add_bars(**who, roadmap=roadmap, drafts=good)  # type: ignore[arg-type]
    said = tied(world, bars)
    plan = plan_of(world.edda, roadmap)
    assert len(plan.lines) == len(bars) == len(proposals) - len(odd)
    assert len(bars) > 600
    dated = sum(line.from_on is not None for line in plan.lines)
    assert dated > 300
    told = answer(world.edda, roadmap, world.now)
    assert all(each.lacks for each in told.answers.values())
    assert freeze(**who, roadmap=roadmap, name="As published").bars  # type: ignore[arg-type]
    print(len(bars), "bars", dated, "dated", len(odd), "impossible", len(teams), "groups", dict(said))  # fmt: skip


def tied(world: World, bars: list[Bar]) -> Counter[str]:
    """What a proposal sees also or replaces goes before it; links that close circles are refused by name."""
    by_number = {re.findall(r"\d+", bar.name)[0].lstrip("0"): bar for bar in bars}
    said: Counter[str] = Counter()
    for row in rows_of(PROPOSALS):
        bar = by_number.get(row["kep"].lstrip("0"))
        found = {match["number"] for match in NUMBER.finditer(row["see_also"] + "|" + row["replaces"])}  # fmt: skip
        for number in sorted(found):
            other = by_number.get(number)
            said[_tie(world, bar, other)] += 1
    assert said["tied"] > 50
    return said


def _tie(world: World, bar: Bar | None, other: Bar | None) -> str:
    if bar is None or other is None:
        return "unknown"
    try:
        add_dependency(by=world.edda, now=world.now, blocker=other, blocked=bar)
    except Circle:
        return "circle"
    except Invalid:
        return "itself or twice"
    return "tied"
