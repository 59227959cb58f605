"""What the pages of planning cost with many bets, a large tree and many assumptions.

    python -m benchmarks.planning_pages [--bets 10000] [--opportunities 5000] [--claims 1000]

In SQLite, or where LEADLINE_DATABASE_URL names. Prints statements, and the medians of 10 in
milliseconds: this process's CPU, that and the CPU of PostgreSQL on the same machine, and the clock.
Exits with 1 when a page takes more than 100 ms of CPU of both.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import Any

from benchmarks.rank_bets import settle
from benchmarks.scratch import NOW, PART, Place, scratch
from benchmarks.timing import Run, once_ms, server_ms

ROUNDS, LIMIT, FANOUT = 10, 100.0, 18
STATES = ("draft", "ready", "committed", "committed")
"""Of each four bets; so many nodes stand under one of the tree, so that it is three levels deep."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.planning_pages")
    parser.add_argument("--bets", type=int, default=10_000)
    parser.add_argument("--opportunities", type=int, default=5_000)
    parser.add_argument("--claims", type=int, default=1_000)
    asked = parser.parse_args()
    with scratch(0) as place:
        pages = furnish(place, asked.bets, asked.opportunities, asked.claims)
        settle()
        found = [tell(place, name, url) for name, url in pages]
        return int(max(found) > LIMIT)


def tell(place: Place, name: str, url: str) -> float:
    """Print what a page costs; its milliseconds of CPU, the database's too."""
    from django.db import connection

    place.client.get(url)
    statements: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        statements.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        answer = place.client.get(url)
        assert answer.status_code == 200, (url, answer.status_code)
    runs = [_timed(lambda: place.client.get(url)) for _ in range(ROUNDS)]
    cpu, both, clock = (float(median(column)) for column in zip(*runs, strict=True))
    print(f"{name:34} {len(statements):3} statements {cpu:7.1f} ms {both:7.1f} ms {clock:7.1f} ms", flush=True)  # fmt: skip
    return both


def _timed(run: Run) -> tuple[float, float, float]:
    served, began = server_ms(), time.perf_counter()
    cpu = once_ms(run)
    return cpu, cpu + server_ms() - served, (time.perf_counter() - began) * 1_000


def furnish(place: Place, bets: int, opportunities: int, claims: int) -> list[tuple[str, str]]:
    """Write them as an import would leave them, without their history; the pages to be asked for."""
    from django.db import connection

    from leadline.workspaces.scope import scope

    with scope(place.member.workspace):
        objective = _objective(place)
        needs = _needs(place, objective, opportunities)
        made = _bets(place, bets)
        said = _claims(place, claims)
        _tie(place, made, needs, said)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return list(_pages(place, objective, needs, made))


def _made(place: Place) -> dict[str, Any]:
    return {"workspace": place.member.workspace, "created_at": NOW, "updated_at": NOW}


def _objective(place: Place) -> Any:
    from leadline.strategy.operations import create_cycle, create_objective

    who = {"by": place.member, "now": NOW}
    cycle = create_cycle(**who, name="Q2 2026", starts_on=NOW.date(), ends_on=NOW.date() + timedelta(90))  # fmt: skip
    return create_objective(**who, name="Harbours trust our numbers", cycle=cycle)


def _needs(place: Place, objective: Any, count: int) -> list[Any]:
    from leadline.planning.models import Opportunity

    rows: list[Any] = []
    for number in range(count):
        under = rows[(number - 1) // FANOUT] if number else None
        above = {"parent": under} if under else {"objective": objective}
        rows.append(Opportunity(name=f"Nobody knows the wind of day {number:05}", product=place.product, **above, **_made(place)))  # fmt: skip
    Opportunity.objects.bulk_create(rows, batch_size=PART)
    return rows


def _bets(place: Place, count: int) -> list[Any]:
    from leadline.planning.models import Bet

    rows = [
        Bet(name=f"Show the wind of day {number:05}", product=place.product, currency="EUR", state=STATES[number % 4], **_made(place))
        for number in range(count)
    ]  # fmt: skip
    Bet.objects.bulk_create(rows, batch_size=PART)
    return rows


def _claims(place: Place, count: int) -> list[Any]:
    from leadline.evidence.models import Claim

    rows = [
        Claim(statement=f"Pilots ask for the wind of day {number:05}", nature="assumption" if number % 2 else "fact", source="Logs", observed_on=NOW.date(), strength=Decimal(3), **_made(place))
        for number in range(count)
    ]  # fmt: skip
    Claim.objects.bulk_create(rows, batch_size=PART)
    return rows


def _tie(place: Place, bets: list[Any], needs: list[Any], claims: list[Any]) -> None:
    """One bet of ten stands on nothing, and one of three on a claim."""
    from leadline.evidence.models import ClaimSupport
    from leadline.planning.models import BetAssumption, BetOpportunity, OpportunityEvidence

    chance, made = random.Random(7), _made(place)
    row = {"workspace": place.member.workspace}
    stand = [bet for at, bet in enumerate(bets) if at % 10]
    answers = [BetOpportunity(bet=bet, opportunity=chance.choice(needs), **row) for bet in stand]
    BetOpportunity.objects.bulk_create(answers, batch_size=PART)
    rests = [BetAssumption(bet=bet, claim=chance.choice(claims), importance=chance.randint(1, 5), **made) for bet in stand[::3]]  # fmt: skip
    BetAssumption.objects.bulk_create(rests, batch_size=PART)
    heard = [OpportunityEvidence(opportunity=need, claim=chance.choice(claims), **made) for need in needs[::2]]  # fmt: skip
    OpportunityEvidence.objects.bulk_create(heard, batch_size=PART)
    supports = [ClaimSupport(claim=one, other=other, added_by=place.member, **made) for one, other in pairwise(claims)]  # fmt: skip
    ClaimSupport.objects.bulk_create(supports, batch_size=PART)


def _pages(place: Place, objective: Any, needs: list[Any], bets: list[Any]) -> Iterator[tuple[str, str]]:  # fmt: skip
    from django.urls import reverse

    def to(name: str, **named: Any) -> str:
        return reverse(name, kwargs={"slug": place.member.workspace.slug, **named})

    listed = to("planning:bets")
    yield "bets", listed
    for query in (
        "sort=-changed",
        "state=committed",
        "gap=evidence",
        "gap=goal",
        "gap=effect",
        "q=00500",
    ):
        yield f"bets, {query}", f"{listed}?{query}"
    yield "a bet", bets[1].page_url()
    yield "what a bet rests on", to("planning:bet_map", bet=bets[1].pk)
    yield "tree", to("planning:opportunities")
    yield "tree of the objective", f"{to('planning:opportunities')}?objective={objective.pk}"
    yield "a branch", to("planning:branch", opportunity=needs[0].pk)
    yield "the uppermost opportunity", needs[0].page_url()
    yield "a leaf", needs[-1].page_url()
    yield "assumptions", to("planning:assumptions")
    yield "actual shares of themes", to("planning:themes_actual")
    yield "rankings", to("planning:rankings")
    yield "asking a ranking", to("planning:ranking_asking")
    yield "asking, confidence from evidence", f"{to('planning:ranking_asking')}?confidence=evidence"
    yield "home", to("home:home")


if __name__ == "__main__":
    sys.exit(main())
