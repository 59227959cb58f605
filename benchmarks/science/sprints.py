"""Delivered work per sprint from the two public data sets, one history per board or product."""

import csv
from collections.abc import Iterator
from pathlib import Path

from leadline_science.forecasting import Period, Throughput, Unit

ORGANISATIONS = ("apache", "jira")
PRODUCTS = ("aurora", "mesos", "usergrid")
DELIVERED = ("vel_diff", "vel_starttime", "vel_added")


def points(folder: Path) -> dict[str, Throughput]:
    """Story points per sprint by board (Choetkiertikul et al. 2017), in the order of the file.

    Delivered = difference + planned + added - removed. The names hold unquoted commas, so rows are
    read from the right. Boards that never delivered a point have no history.
    """
    boards: dict[str, list[float]] = {}
    for organisation in ORGANISATIONS:
        file = folder / "sprints-tse2017" / organisation / f"{organisation}_iteration_80.csv"
        for board, delivered in _rows(file):
            boards.setdefault(f"{organisation} {board}", []).append(delivered)
    return _histories(boards, Unit.POINTS)


def _rows(file: Path) -> Iterator[tuple[str, float]]:
    head, *lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    names = head.split(",")[3:]
    for line in lines:
        cells = line.split(",")
        row = dict(zip(names, map(float, cells[-len(names) :]), strict=True))
        yield cells[0], sum(row[name] for name in DELIVERED) - row["vel_removed"]


def items(folder: Path) -> dict[str, Throughput]:
    """Finished issues per closed sprint by product (Koralage 2020)."""
    products: dict[str, list[float]] = {}
    for product in PRODUCTS:
        file = folder / "sprints-agilescrum" / f"{product}_sprints.csv"
        with file.open(encoding="utf-8-sig", newline="") as rows:
            products[product] = [
                float(row["completedIssuesCount"])
                for row in csv.DictReader(rows)
                if row["sprintState"] == "CLOSED"
            ]
    return _histories(products, Unit.ITEMS)


def _histories(values: dict[str, list[float]], unit: Unit) -> dict[str, Throughput]:
    return {
        name: Throughput(tuple(each), Period.SPRINT, unit)
        for name, each in values.items()
        if any(each)
    }
