"""Whether the inbox is as quick with a million pieces of feedback as with two hundred.

    python -m benchmarks.evidence [--pieces 1000000]

Writes both inboxes into one database, a workspace each, with passages, claims, repeats and what was
merged, and asks for their pages and verbs in turns. In SQLite, or where LEADLINE_DATABASE_URL names.
Prints the medians of 20 in milliseconds of this process's CPU and by the clock. Exits with 1 when
something takes more than 1.5 times the CPU, and 5 ms more, than the same with few.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any
from uuid import UUID

from benchmarks.scratch import NOW, Place, scratch

FEW, ROUNDS, PART, CUSTOMERS = 200, 20, 5_000, 100
LIMIT, SLACK = 1.5, 5.0
SNOOZED, MERGED, ARCHIVED = (0,), (6,), (7, 8, 9)
"""Of ten pieces; the others wait. What is merged goes into the piece before."""
RARELY, MARKED, CLAIMED, LEAST_CLAIMS = 50, 20, 100, 60
"""One piece of so many is on the second product, has a passage under a claim, brings a claim. Half are of one customer."""
OLDEST = 3
"""So many pieces, the oldest, are of a customer that has said nothing since."""
Took = tuple[float, float]


@dataclass
class Inbox:
    """The inbox of a workspace; `waiting` are pieces to be settled, each once. The last customer is the silent one."""

    client: Any
    member: Any
    products: tuple[Any, Any]
    customers: list[Any]
    claim: UUID
    waiting: Iterator[UUID]
    shown: UUID

    @property
    def slug(self) -> str:
        return str(self.member.workspace.slug)

    def to(self, name: str, **named: Any) -> str:
        from django.urls import reverse

        return reverse(name if ":" in name else f"evidence:{name}", kwargs={"slug": self.slug, **named})  # fmt: skip

    def compare(self) -> None:
        """Look for what one piece repeats, as the job after the event does."""
        from leadline.evidence.operations.comparing import compare_feedback
        from leadline.workspaces.scope import scope

        with scope(self.member.workspace):
            compare_feedback(self.member.workspace_id, NOW, [self.shown])

    def see(self, address: str) -> None:
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)

    def settle(self, verb: str, pieces: int = 1, **fields: Any) -> None:
        """Do to some pieces what an open list asks for."""
        sent = {"item": [next(self.waiting) for _ in range(pieces)], **fields}
        answer = self.client.post(self.to(f"picked_{verb}"), sent, headers={"HX-Request": "true"})
        assert answer.status_code == 200, (verb, answer.status_code)


Act = Callable[[Inbox], None]
ACTS: dict[str, Act] = {
    "inbox": lambda inbox: inbox.see(inbox.to("inbox")),
    "inbox, most common product": lambda inbox: inbox.see(f"{inbox.to('inbox')}?product={inbox.products[0].pk}"),
    "inbox, rarest product": lambda inbox: inbox.see(f"{inbox.to('inbox')}?product={inbox.products[1].pk}"),
    "inbox, loudest customer": lambda inbox: inbox.see(f"{inbox.to('inbox')}?customer={inbox.customers[0].pk}"),
    "inbox, silent customer": lambda inbox: inbox.see(f"{inbox.to('inbox')}?customer={inbox.customers[-1].pk}"),
    "snoozed": lambda inbox: inbox.see(f"{inbox.to('inbox')}?state=snoozed"),
    "archived": lambda inbox: inbox.see(f"{inbox.to('inbox')}?state=archived"),
    "archived, rarest product": lambda inbox: inbox.see(f"{inbox.to('inbox')}?state=archived&product={inbox.products[1].pk}"),
    "archived, loudest customer": lambda inbox: inbox.see(f"{inbox.to('inbox')}?state=archived&customer={inbox.customers[0].pk}"),
    "archived, silent customer": lambda inbox: inbox.see(f"{inbox.to('inbox')}?state=archived&customer={inbox.customers[-1].pk}"),
    "every state": lambda inbox: inbox.see(f"{inbox.to('inbox')}?state=every"),
    "every state, silent customer": lambda inbox: inbox.see(f"{inbox.to('inbox')}?state=every&customer={inbox.customers[-1].pk}"),
    "one piece": lambda inbox: inbox.see(inbox.to("feedback", feedback=inbox.shown)),
    "strip of a piece": lambda inbox: inbox.see(inbox.to("home:strip", kind="feedback", pk=inbox.shown)),
    "loudest customer": lambda inbox: inbox.see(inbox.to("market:customer", customer=inbox.customers[0].pk)),
    "its strip": lambda inbox: inbox.see(inbox.to("home:strip", kind="customer", pk=inbox.customers[0].pk)),
    "claims": lambda inbox: inbox.see(inbox.to("claims")),
    "claims, due": lambda inbox: inbox.see(f"{inbox.to('claims')}?state=due"),
    "claims, contradicted": lambda inbox: inbox.see(f"{inbox.to('claims')}?state=contradicted"),
    "one claim": lambda inbox: inbox.see(inbox.to("claim", claim=inbox.claim)),
    "home": lambda inbox: inbox.see(inbox.to("home:home")),
    "look for repeats": lambda inbox: inbox.compare(),
    "archive": lambda inbox: inbox.settle("archive"),
    "snooze": lambda inbox: inbox.settle("snooze", until="2099-01-01"),
    "merge two": lambda inbox: inbox.settle("merge", 2),
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evidence")
    parser.add_argument("--pieces", type=int, default=1_000_000)
    pieces = parser.parse_args().pieces
    with scratch(0) as place:
        began = time.process_time()
        inboxes = [furnish(place, name, count) for name, count in (("Few", FEW), ("Many", pieces))]
        print(f"{pieces:,} pieces written in {time.process_time() - began:.0f} s of CPU")
        _settle_down()
        return tell(*inboxes)


def furnish(place: Place, name: str, count: int) -> Inbox:
    """A workspace with so many pieces, the newest last."""
    from leadline.products.operations import create_product
    from leadline.workspaces.operations import open_workspace
    from leadline.workspaces.scope import scope

    member = open_workspace(owner=place.member.user, now=NOW, name=name)
    often, seldom = (create_product(by=member, now=NOW, name=each, key=each[:2].upper()) for each in ("Station", "Mast"))  # fmt: skip
    with scope(member.workspace):
        customers = _customers(member)
        claims = _claims(member, max(count // CLAIMED, LEAST_CLAIMS))
        keys = _write(member, count, (often, seldom), customers, claims)
    return Inbox(place.client, member, (often, seldom), customers, claims[-1], iter(keys), keys[0])


def _customers(member: Any) -> list[Any]:
    from leadline.market.operations import create_customer

    return [create_customer(by=member, now=NOW, name=f"Port {n}", revenue=n * 1_000) for n in range(CUSTOMERS + 1)]  # fmt: skip


def _claims(member: Any, count: int) -> list[UUID]:
    from leadline.evidence.models import Claim
    from leadline.foundation.keys import new_key

    day = NOW.date()
    for start in range(0, count, PART):
        Claim.objects.bulk_create(
            Claim(
                id=new_key(NOW), workspace_id=member.workspace_id, statement=f"Ports lose the wind of day {n}",
                nature="assumption", observed_on=day, half_life=30, due_on=day + timedelta(days=n % 3_000 - 30),
                created_at=NOW, updated_at=NOW,
            )
            for n in range(start, min(start + PART, count))
        )  # fmt: skip
    return list(Claim.objects.order_by("id").values_list("id", flat=True))


def _write(member: Any, count: int, products: tuple[Any, Any], customers: list[Any], claims: list[UUID]) -> list[UUID]:  # fmt: skip
    """Write them without their history; gives keys of pieces that wait."""
    from django.db import connection, transaction

    from leadline.evidence.models import Feedback

    waiting: list[UUID] = []
    for start in range(0, count, PART):
        numbers = range(start, min(start + PART, count))
        rows = [_piece(member, n - count, products, customers) for n in numbers]
        for row in rows[:OLDEST] if start == 0 else ():
            row.customer = customers[-1]
        _merge([row.pk for row in rows], rows)
        with transaction.atomic():
            Feedback.objects.bulk_create(rows)
            _hang(member, rows, claims)
        plain = [row.pk for row in rows if not (row.archived_at or row.merged_at or row.waits_since > NOW)]  # fmt: skip
        waiting = [*waiting, *plain][-4 * ROUNDS - 8 :]
        print(f"\r{numbers.stop:,} pieces", end="", file=sys.stderr, flush=True)
        # Else PostgreSQL keeps the plans that its triggers made while the tables were small.
        if start <= 10 * PART:
            _settle_down()
        connection.close()
    print(file=sys.stderr)
    return waiting


def _merge(keys: list[UUID], rows: list[Any]) -> None:
    for before, row in zip(keys, rows[1:], strict=False):
        if row.merged_at:
            row.merged_into_id = before
    rows[0].merged_at = None


def _hang(member: Any, rows: list[Any], claims: list[UUID]) -> None:
    """Marks of words on every piece, and on some a passage under a claim and a like."""
    from leadline.evidence.models import ClaimSupport, Likeness, Passage, Sketch
    from leadline.evidence.operations.sketching import MARKS, marks_of
    from leadline.foundation.keys import new_key

    def own(**more: Any) -> dict[str, Any]:
        return {"id": new_key(NOW), "workspace_id": member.workspace_id, **more}

    when = {"created_at": NOW, "updated_at": NOW}
    Sketch.objects.bulk_create(Sketch(**own(feedback=row, **dict(zip(MARKS, marks_of(row.text) or (), strict=True)))) for row in rows)  # fmt: skip
    passages = [Passage(**own(feedback=row, start=0, end=13, quote=row.text[:13], marked_by=member, **when)) for row in rows[::MARKED]]  # fmt: skip
    Passage.objects.bulk_create(passages)
    ClaimSupport.objects.bulk_create(
        ClaimSupport(**own(claim_id=claims[each.pk.int % len(claims)], passage=each, added_by=member, stance="supports" if at % 10 else "contradicts", **when))
        for at, each in enumerate(passages)
    )  # fmt: skip
    pairs = zip(rows[1::MARKED], rows[::MARKED], strict=False)
    Likeness.objects.bulk_create(
        Likeness(**own(feedback=one, other=other, likeness=0.9, method="text.duplicates 1", compared_by="words", compared=200, found_at=NOW, **when))
        for one, other in pairs
    )  # fmt: skip


def _piece(member: Any, number: int, products: tuple[Any, Any], customers: list[Any]) -> Any:
    from leadline.evidence.models import Feedback
    from leadline.foundation.keys import new_key

    at = NOW + timedelta(seconds=number)
    row = Feedback(
        id=new_key(at), workspace_id=member.workspace_id, text=f"Show the wind of day {number}, and do it offline.",
        customer=customers[0 if number % 2 else number % CUSTOMERS], product=products[number % RARELY == 0], heard_on=at.date(),
        captured_by=member, waits_since=at, created_at=at, updated_at=at,
    )  # fmt: skip
    turn = -number % 10
    if turn in SNOOZED:
        row.waits_since = NOW + timedelta(days=36_500, seconds=number)
    if turn in MERGED:
        row.merged_at, row.merged_by = at, member
    if turn in ARCHIVED:
        row.archived_at, row.archived_by = at, member
    return row


def _settle_down() -> None:
    """What a database does by itself in a quiet hour."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def tell(few: Inbox, many: Inbox) -> int:
    """Print what each act takes in both; 1 where many cost clearly more."""
    print(f"{'medians of ' + str(ROUNDS):30}{'CPU, few':>10}{'many':>8}{'clock, few':>12}{'many':>8}")  # fmt: skip
    slow = 0
    for name, act in ACTS.items():
        less, more = _measured(act, few, many)
        print(f"{name:30}{less[0]:10.1f}{more[0]:8.1f}{less[1]:12.1f}{more[1]:8.1f}")
        slow += more[0] > LIMIT * less[0] and more[0] > less[0] + SLACK
    return int(slow > 0)


def _measured(act: Act, few: Inbox, many: Inbox) -> tuple[Took, Took]:
    _timed(act, few), _timed(act, many)
    taken = [(_timed(act, few), _timed(act, many)) for _ in range(ROUNDS)]
    less, more = zip(*taken, strict=True)
    return _middle(less), _middle(more)


def _middle(took: tuple[Took, ...]) -> Took:
    return median(each[0] for each in took), median(each[1] for each in took)


def _timed(act: Act, inbox: Inbox) -> Took:
    worked, waited = time.process_time(), time.perf_counter()
    act(inbox)
    return (time.process_time() - worked) * 1_000, (time.perf_counter() - waited) * 1_000


if __name__ == "__main__":
    sys.exit(main())
