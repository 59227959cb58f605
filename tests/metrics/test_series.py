"""Readings of many metrics in one table: whose they are is told by the columns, and nothing is written before it is looked at."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from leadline.foundation.refusals import Invalid
from leadline.metrics.models import Metric, Reading
from leadline.metrics.operations import import_readings
from leadline.metrics.pasted import Tabled, read_series
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.backlog.pages import browser
from tests.metrics.cast import online, read, to, today, values_of
from tests.world import World

LONG = "region,month,metric,share,note\nww,2026-01,Chrome,61.5,\nww,2026-01,Firefox,2.5,late\nww,2026-02,Chrome,62,\n"
MADE = {"metric_kind": "share", "unit": "", "cadence": "monthly"}


def told(tabled: Tabled) -> dict[str, list[tuple[date, Decimal]]]:
    return {each.name: [(draft.on, draft.value) for draft in each.drafts] for each in tabled.series}


def test_words_name_the_metric_and_what_is_always_the_same_does_not() -> None:
    tabled = read_series(LONG)
    january = date(2026, 1, 1)
    assert told(tabled) == {
        "Chrome": [(january, Decimal("61.5")), (date(2026, 2, 1), 62)],
        "Firefox": [(january, Decimal("2.5"))],
    }
    assert (tabled.columns.same, tabled.drafts[-1].note) == ((0,), "late")


def test_each_column_of_numbers_is_a_metric_of_its_own() -> None:
    tabled = read_series("day;Users;Orders\n2026-01-31;5;6,5\n2026-02-28;;7,5")
    assert told(tabled) == {"Users": [(date(2026, 1, 31), 5)], "Orders": [(date(2026, 1, 31), Decimal("6.5")), (date(2026, 2, 28), Decimal("7.5"))]}  # fmt: skip


def test_rows_that_cannot_be_read_are_told_by_number() -> None:
    rows = ["m,day,value", "A,2026-01-01,1", "A,2026-01-02,2", "A,2026-01-03,3", "B,2026-01-01,4", "B,soon,5", "B,2026-01-02,x", "A,2026-01-01,9", ",2026-01-05,5", "A,2026-01-06,1,2,3"]  # fmt: skip
    assert [each.row for each in read_series("\n".join(rows)).problems] == [6, 7, 8, 9, 10]


@pytest.mark.parametrize(
    ("text", "lacks"),
    [("A,2026-01-01,1", "names no columns"), ("m,value\nA,1", "holds days"), ("m,day\nA,2026-01-01", "holds numbers")],
)  # fmt: skip
def test_a_table_that_lacks_something_says_what(text: str, lacks: str) -> None:
    with pytest.raises(Invalid, match=lacks):
        read_series(text)


def imported(world: World, text: str, **made: Any) -> Any:
    return import_readings(by=world.edda, now=world.later(seconds=1), series=read_series(text).series, made=MADE | made)  # fmt: skip


def metrics(world: World) -> list[str]:
    with scope(world.workspace):
        return list(Metric.objects.order_by("name").values_list("name", flat=True))


def test_new_metrics_are_made_and_a_repeat_changes_nothing(world: World) -> None:
    there = online(world)
    read(world, there, [90, 91])
    text = f"metric,day,value\nstations ONLINE,{today(world)},95\nBuoys afloat,{today(world)},80.25\n"  # fmt: skip
    plan, event = imported(world, text)
    assert (plan.metrics, plan.added, plan.changed) == (1, 1, 1)
    assert metrics(world) == ["Buoys afloat", "Stations online"]
    assert values_of(world, there)[today(world)] == 95
    again, nothing = imported(world, text)
    assert (again.is_empty, again.same, nothing) == (True, 2, None)
    undo(by=world.edda, now=world.later(seconds=1), event=event)
    assert metrics(world) == ["Stations online"]
    assert values_of(world, there)[today(world)] == 91
    with scope(world.workspace):
        assert Reading.objects.count() == 2


def test_nothing_is_written_where_a_value_cannot_be(world: World) -> None:
    with pytest.raises(Invalid, match="row 3"):
        imported(world, f"metric,day,value\nA,{today(world)},95\nB,{today(world)},101\n")
    assert metrics(world) == []


def test_the_page_looks_first_and_then_writes(world: World) -> None:
    edda: Client = browser(world.edda)
    sent = {"text": LONG, "metric_kind": "share", "cadence": "monthly", "unit": ""}
    looked = edda.post(to(world, "importing_checking"), sent).content.decode()
    assert "3 new readings" in looked
    assert "Left out, as it says the same in every row: “region”." in looked
    assert metrics(world) == []
    assert edda.post(to(world, "importing"), sent | {"text": LONG + "ww,soon,Chrome,1,\n"}).status_code == 400  # fmt: skip
    assert edda.post(to(world, "importing"), sent).status_code == 302
    assert metrics(world) == ["Chrome", "Firefox"]


def test_a_program_looks_first_and_then_writes(world: World) -> None:
    edda: Client = browser(world.edda)
    address = f"/api/v1/{world.workspace.slug}/metrics/import"
    for dry_run in (True, False):
        answer = edda.post(address, {"text": LONG, "kind": "share", "dry_run": dry_run}, content_type="application/json")  # fmt: skip
        assert answer.json() == {"metrics": 2, "added": 3, "changed": 0, "same": 0}
        assert bool(metrics(world)) is not dry_run
    refused = edda.post(address, {"text": LONG + "ww,soon,Chrome,1,\n"}, content_type="application/json")  # fmt: skip
    assert refused.json()["problems"][0]["field"] == "row 5"
