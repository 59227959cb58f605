"""Releases from a table: what comes in, what is left out and why, what a repeat changes, and taking it back."""

from datetime import date
from typing import Any

import pytest

from leadline.foundation.refusals import Invalid
from leadline.integrations.models import TableImport
from leadline.integrations.operations import (  # fmt: skip
    Upload,
    apply_table,
    ask_for,
    check_table,
    read_table,
    start_table,
    undo_table,
)
from leadline.integrations.operations.course import APPLY_TABLE, CHECK_TABLE, UNDO_TABLE, locked
from leadline.integrations.operations.since import ChangedSince
from leadline.products.operations import change_product, create_product
from leadline.releases.models import Release
from leadline.releases.operations import change_release
from leadline.workspaces.scope import scope
from tests.backlog.pages import browser
from tests.releases.cast import release, who
from tests.world import World

HISTORY = (
    "product,cycle,releaseDate,eol\n"
    "Weather station,1.0,2024-02-01,2026-02-01\n"
    "weather-station,2.0,2025-03-01,False\n"
    "WS,3.0,2031-03-01,\n"
)


def brought(world: World, text: str, apply: bool = True) -> TableImport:
    """A table read, checked and written, step by step, as its jobs do it."""
    batch = start_table(**who(world), of="releases", file=Upload("releases.csv", [text.encode()]), in_background=False)  # fmt: skip
    batch = read_table(**who(world), batch=batch)
    ask_for(**who(world), batch=batch, job=CHECK_TABLE)
    batch = check_table(**who(world), batch=_again(world, batch))
    if apply:
        ask_for(**who(world), batch=batch, job=APPLY_TABLE)
        batch = apply_table(**who(world), batch=_again(world, batch))
    return _again(world, batch)


def _again(world: World, batch: TableImport) -> TableImport:
    with scope(world.workspace):
        return locked(batch)


def taken_back(world: World, batch: TableImport) -> None:
    ask_for(**who(world), batch=batch, job=UNDO_TABLE)
    undo_table(**who(world), batch=_again(world, batch))


def out_on(world: World, row: Release) -> date:
    assert row.released_at is not None
    return world.workspace.today(row.released_at)


def here(world: World) -> dict[str, Release]:
    with scope(world.workspace):
        return {row.name: row for row in Release.objects.select_related("product")}


def faults(batch: TableImport) -> list[tuple[int, str, str]]:
    return [(each["number"], each["severity"], each["reason"]) for each in batch.report["faults"]]


def test_past_days_went_out_and_later_ones_are_planned(world: World) -> None:
    batch = brought(world, HISTORY)
    assert (batch.report["new"], batch.report["left_out"]) == (3, 0)
    rows = here(world)
    assert {name: row.state for name, row in rows.items()} == {"1.0": "released", "2.0": "released", "3.0": "planned"}  # fmt: skip
    assert out_on(world, rows["1.0"]) == date(2024, 2, 1)
    assert rows["1.0"].support_ends_on == date(2026, 2, 1)
    assert rows["2.0"].support_ends_on is None
    assert rows["3.0"].planned_on == date(2031, 3, 1)
    assert rows["1.0"].product == world.station


def test_rows_that_cannot_be_are_left_out_with_the_reason(world: World) -> None:
    change_product(**who(world), product=world.station, born_on=date(2023, 1, 1))
    batch = brought(world, (
        "product,version,date,supported until\n"
        "WS,0.9,2022-12-31,\n"
        "Teapot,1.0,2024-01-01,\n"
        "WS,,2024-01-01,\n"
        "WS,1.1,soon,\n"
        "WS,1.2,2024-02-01,2024-01-01\n"
        "WS,1.3,2024-02-01,\n"
        "WS,1.3,2024-02-02,\n"
        "WS,1.4,1985-02-02,\n"
    ))  # fmt: skip
    assert list(here(world)) == ["1.3"]
    told = {number: reason for number, severity, reason in faults(batch) if severity == "left_out"}
    assert told[2] == "Weather station was first sold on 1 Jan 2023."
    assert told[3] == "No product has this name or key here."
    assert told[4] == "It has no version."
    assert told[5] == "It is no date."
    assert told[6] == "Its support would end before it comes out (1 Feb 2024)."
    assert told[8] == "Row 7 has the same version of the same product."
    assert "Releases lie between" in told[9]
    assert batch.report["left_out"] == 7


def test_a_file_without_products_goes_to_the_only_one(world: World) -> None:
    brought(world, "version,date\n1.0,2024-02-01\n")
    assert here(world)["1.0"].product == world.station
    create_product(**who(world), name="Buoy", key="BU")
    batch = brought(world, "version,date\n1.1,2024-03-01\n")
    assert faults(batch) == [(2, "left_out", "It does not say of which product.")]


def test_the_same_file_again_changes_nothing_and_a_newer_one_what_moved(world: World) -> None:
    brought(world, HISTORY)
    again = brought(world, HISTORY)
    assert {name: again.report[name] for name in ("new", "changed", "unchanged", "kept")} == {"new": 0, "changed": 0, "unchanged": 3, "kept": 0}  # fmt: skip
    newer = brought(world, HISTORY.replace("2031-03-01,", "2031-06-01,").replace("2024-02-01", "2024-02-05").replace("False", "2027-01-01"))  # fmt: skip
    rows = here(world)
    assert (newer.report["changed"], newer.report["kept"]) == (2, 1)
    assert rows["3.0"].planned_on == date(2031, 6, 1)
    assert rows["2.0"].support_ends_on == date(2027, 1, 1)
    assert out_on(world, rows["1.0"]) == date(2024, 2, 1)
    assert any("It went out here on 2024-02-01" in reason for _n, _s, reason in faults(newer))


def test_what_people_set_here_stays(world: World) -> None:
    brought(world, HISTORY)
    change_release(**who(world), release=here(world)["3.0"], planned_on=date(2031, 5, 5))
    brought(world, HISTORY.replace("2031-03-01,", "2031-06-01,"))
    assert here(world)["3.0"].planned_on == date(2031, 5, 5)


def test_an_import_is_taken_back_whole(world: World) -> None:
    known = release(world, "2.0", planned_on=date(2031, 1, 1))
    batch = brought(world, HISTORY.replace("2025-03-01,False", "2031-02-02,2033-01-01"))
    assert here(world)["2.0"].planned_on == date(2031, 2, 2)
    taken_back(world, batch)
    rows = here(world)
    assert list(rows) == ["2.0"]
    assert (rows["2.0"].pk, rows["2.0"].planned_on, rows["2.0"].support_ends_on) == (known.pk, date(2031, 1, 1), None)  # fmt: skip


def test_an_import_that_people_built_on_stays(world: World) -> None:
    batch = brought(world, HISTORY)
    change_release(**who(world), release=here(world)["3.0"], about="Tides.")
    with pytest.raises(ChangedSince, match="was edited since"):
        taken_back(world, batch)
    assert len(here(world)) == 3


@pytest.mark.parametrize("said", [{"support_ends_on": date(2020, 1, 1)}, {"support_ends_on": date(1970, 1, 1), "planned_on": None}])  # fmt: skip
def test_support_does_not_end_before_it_begins(world: World, said: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        release(world, **({"planned_on": date(2031, 1, 1)} | said))


def test_the_pages_speak_of_releases(world: World) -> None:
    page = browser(world.edda)
    root = f"/w/{world.workspace.slug}"
    assert f"{root}/imports/tables/new?of=releases" in page.get(f"{root}/releases").content.decode()
    new = page.get(f"{root}/imports/tables/new?of=releases").content.decode()
    assert "Import releases" in new
    assert "A row for each version" in new
    batch = brought(world, HISTORY, apply=False)
    told = page.get(f"{root}/imports/tables/{batch.pk}/report").content.decode()
    assert "Import 3" in told
    assert "Supported until" in told
    assert "releases" in told
    done = brought(world, HISTORY)
    assert "Open the releases" in page.get(f"{root}/imports/tables/{done.pk}").content.decode()
