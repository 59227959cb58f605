"""Whether the deepest page of a long backlog costs what its first page costs.

    python -m benchmarks.backlog_paging [--items 100000]

Walks a list of 100,000 items by its cursors, 200 at a time, then asks for the first and for the
last page over and over and prints the ratio of their times, the statements that each takes, and
how the database finds the rows. Exits with 1 when one costs more than 1.2 times the other, when a
page counts the list, or when one is found without the index.
"""

import argparse
import sys
from typing import Any

from benchmarks.scratch import Place, scratch
from benchmarks.timing import wall_ms

LIMIT, STEP = 1.2, 200


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.backlog_paging")
    parser.add_argument("--items", type=int, default=100_000)
    items = parser.parse_args().items
    with scratch(items) as place:
        _analyse()
        deepest = _walk(place)
        return _judge(place, items, deepest)


def _ask(place: Place, after: str, limit: int = 50) -> Any:
    from leadline.backlog.models import BacklogList
    from leadline.backlog.queries import Filters, open_items
    from leadline.workspaces.scope import scope

    with scope(place.member.workspace):
        one = BacklogList.objects.filter(product=place.product).order_by("rank")[0]
        filters = Filters(lists=(one.pk,))
        return open_items(place.member, place.product, filters=filters, after=after, limit=limit)


def _walk(place: Place) -> str:
    """The cursor of a page near the end."""
    after, before = "", ""
    while True:
        page = _ask(place, after, STEP)
        if not page.after:
            return before
        before, after = after, page.after


def _judge(place: Place, items: int, deepest: str) -> int:
    near, far = wall_ms(lambda: _ask(place, ""), lambda: _ask(place, deepest), rounds=200)
    statements = _statements(place, deepest)
    plan = "\n".join([_plan(place, ""), _plan(place, deepest)])
    counts = [each for each in statements if "COUNT(" in each and " IN (" not in each]
    print(f"{items:,} items: first page {near:.2f} ms, deepest page {far:.2f} ms, ratio {far / near:.2f}")  # fmt: skip
    print(f"{len(statements)} statements, {len(counts)} that count the list")
    print(plan)
    is_even = 1 / LIMIT <= far / near <= LIMIT
    return int(not is_even or bool(counts) or plan.count("open_items_by_rank") < 2)


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _statements(place: Place, after: str) -> list[str]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        _ask(place, after)
    return [each["sql"] for each in asked.captured_queries]


def _plan(place: Place, after: str) -> str:
    """How the database finds the rows of the page, in its own words."""
    from django.db import connection

    (sql,) = [each for each in _statements(place, after) if '."due_on"' in each]
    explain = "EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    with connection.cursor() as cursor:
        cursor.execute(explain + sql.replace("%", "%%"))
        return "\n".join(f"  {row[-1]}" for row in cursor.fetchall())


if __name__ == "__main__":
    sys.exit(main())
