"""How long the pages of flow take for a product of many finished items.

    python -m benchmarks.flow_page [--items 100000]

Writes three years of work, counts it by day as the worker does after an import, and then asks for
the page of flow and for the lists behind its figures. Nothing of this may take 100 ms.
"""

import argparse
import random
import sys
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from benchmarks.scratch import Place, scratch
from benchmarks.timing import processor_ms, wall_ms

LIMIT, YEARS = 100.0, 3
NOW = datetime.now(UTC)
A_WEEK = (NOW - timedelta(days=NOW.weekday() + 140)).date()
LISTS: dict[str, dict[str, object]] = {
    "all finished": {},
    "of a week": {"week": A_WEEK},
    "in progress": {"which": "doing"},
    "took 20 days or more": {"least_days": 20, "months": "all"},
    "stood in progress on a day": {"day": A_WEEK, "standing": "doing"},
    "impossible": {"which": "impossible"},
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.flow_page")
    parser.add_argument("--items", type=int, default=100_000)
    items = parser.parse_args().items
    with scratch(items, worked_on) as place:
        counting(place)
        return tell(place)


def worked_on(place: Place, number: int, statuses: dict[str, Any], backlog: Any) -> Any:
    """An item that was begun and, for all but two hundred, finished within some weeks."""
    from leadline.backlog.operations import ItemDraft, Passage

    chance = random.Random(number)
    opened = NOW - timedelta(days=chance.uniform(60, 365 * YEARS))
    started = opened + timedelta(days=chance.uniform(0, 30))
    finished = None if number % 500 == 0 else started + timedelta(days=chance.lognormvariate(1.5, 1.0))  # fmt: skip
    finished = finished if finished and finished < NOW else None
    path = [Passage(opened, statuses["to_do"]), Passage(started, statuses["doing"], statuses["to_do"])]  # fmt: skip
    path += [Passage(finished, statuses["done"], statuses["doing"])] if finished else []
    return ItemDraft(
        title=f"Show the wind of day {number}", status=path[-1].to_status, backlog_list=backlog,
        opened_at=opened, started_at=started, finished_at=finished, passages=tuple(path),
    )  # fmt: skip


def counting(place: Place) -> None:
    from django.db import connection

    from leadline.delivery.operations.flow import count_flow

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    (spent,) = wall_ms(lambda: count_flow(place.member.workspace, NOW), rounds=1)
    print(f"counting again when nothing changed: {spent:.1f} ms")


def tell(place: Place) -> int:
    """Print each page's milliseconds; 1 when one passes the limit."""
    slow = 0
    for name, address in addresses(place).items():
        (waited,) = wall_ms(lambda address=address: _ask(place, address), rounds=20)  # type: ignore[misc]
        (worked,) = processor_ms(lambda address=address: _ask(place, address), rounds=20)  # type: ignore[misc]
        print(f"{name:30}{waited:8.1f} ms, of them {worked:.1f} ms of this processor")
        slow += waited > LIMIT
    return int(slow > 0)


def addresses(place: Place) -> dict[str, str]:
    page = place.backlog.partition("?")[0].replace("/backlog", "/flow")
    found = {f"page of flow, {months} months": f"{page}?product=WS&months={months}" for months in (6, 12, "all")}  # fmt: skip
    return found | {
        f"list: {name}": f"{page}/items?{urlencode({'product': 'WS', 'months': 12} | choice)}"
        for name, choice in LISTS.items()
    }


def _ask(place: Place, address: str) -> None:
    answer = place.client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)


if __name__ == "__main__":
    sys.exit(main())
