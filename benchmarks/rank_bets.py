"""How long it takes to rank many bets, and to read a kept ranking.

    python -m benchmarks.rank_bets [--bets 10000] [--profile]

Writes bets with the four numbers of RICE, three of them ranges, and then ranks them through the
operation: from the question to the answer in the database. The page is asked for as a browser does.
"""

import argparse
import cProfile
import pstats
import random
import sys
from collections.abc import Iterator
from decimal import Decimal
from statistics import median
from typing import Any

from benchmarks.scratch import NOW, Place, scratch
from benchmarks.timing import once_ms

RANKED_LIMIT, PAGE_LIMIT = 1_000.0, 100.0
PART = 5_000


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rank_bets")
    parser.add_argument("--bets", type=int, default=10_000)
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args()
    with scratch(0) as place:
        write_bets(place, asked.bets)
        settle()
        return profiled(place) if asked.profile else tell(place)


def settle() -> None:
    """What a server does when it has started."""
    from leadline.wiring import asgi

    asgi.settle()


def write_bets(place: Place, count: int) -> None:
    """Bets as an import would leave them, without their history."""
    from django.db import connection

    from leadline.planning.models import Bet, RankingInput
    from leadline.workspaces.scope import scope

    chance, member = random.Random(7), place.member
    made = {"workspace": member.workspace, "created_at": NOW, "updated_at": NOW}
    with scope(member.workspace):
        bets = [Bet(name=f"Show the wind of day {number:05}", product=place.product, currency="EUR", **made) for number in range(count)]  # fmt: skip
        Bet.objects.bulk_create(bets, batch_size=PART)
        inputs = [RankingInput(bet=bet, **said, **made) for bet in bets for said in _said(chance)]
        RankingInput.objects.bulk_create(inputs, batch_size=PART)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _said(chance: random.Random) -> Iterator[dict[str, Any]]:
    for name, size in (("rice.reach", 2_000), ("rice.impact", 2), ("effort", 6)):
        low, likely, high = sorted(round(chance.uniform(0.2, 2) * size, 2) for _ in range(3))
        yield {"name": name, "low": Decimal(str(low)), "likely": Decimal(str(likely)), "high": Decimal(str(high))}  # fmt: skip


def tell(place: Place) -> int:
    """Print the milliseconds; 1 when one passes its limit."""
    ranked = [once_ms(lambda: rank(place)) for _ in range(6)][1:]
    print(f"ranking, processor, median of 5: {median(ranked):,.0f} ms")
    url = rank(place).page_url()
    pages = [once_ms(lambda: page(place, url)) for _ in range(11)][1:]
    print(f"page, processor, median of 10: {median(pages):,.0f} ms")
    return int(median(ranked) > RANKED_LIMIT or median(pages) > PAGE_LIMIT)


def rank(place: Place) -> Any:
    from leadline.planning.operations.rankings import rank_bets
    from leadline.planning.queries.rankings.asking import Asked

    return rank_bets(by=place.member, now=NOW, asked=Asked("rice"), product=place.product)


def page(place: Place, url: str) -> None:
    answer = place.client.get(url)
    assert answer.status_code == 200, answer.status_code


def profiled(place: Place) -> int:
    """Print what one ranking spends its time on."""
    rank(place)
    with cProfile.Profile() as profile:
        rank(place)
    pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
    return 0


if __name__ == "__main__":
    sys.exit(main())
