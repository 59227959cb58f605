"""The market told: segments, tiers, personas, customers and their people."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from leadline.foundation.ranks import ranks_between
from leadline.market.models import Contact, Customer, Persona, Segment, Tier
from leadline.sample.story.market import CUSTOMERS, PERSONAS, SEGMENTS, TIERS, CustomerStory
from leadline.sample.telling import Teller
from leadline.workspaces.models import Member

FRAMED = timedelta(weeks=118)
CENTS = 100_000
"""Minor units in a thousand euros."""


def tell_market(teller: Teller) -> None:
    """Everybody who buys, or may buy."""
    at, by = teller.now - FRAMED, teller.people["Ingrid"]
    for name, about in SEGMENTS.items():
        _make(teller, Segment, at, by, name=name, about=about)
    for (name, weight, about), rank in zip(TIERS, ranks_between(None, None, len(TIERS)), strict=True):  # fmt: skip
        _make(teller, Tier, at, by, name=name, weight=Decimal(weight), about=about, rank=rank)
    for each in PERSONAS:
        segment = teller.known(Segment, each.segment)
        _make(teller, Persona, at, by, name=each.name, segment=segment, quote=each.quote, about=each.about, goals=each.goals, pains=each.pains)  # fmt: skip
    for story in CUSTOMERS:
        _tell_customer(teller, story)


def _make(teller: Teller, model: Any, at: datetime, by: Member, **values: Any) -> Any:
    row, change = teller.ledger.create(model, at, by, **values)
    teller.ledger.tell(at, by, f"{model.kind()}.created", row, change)
    return teller.know(row)


def _tell_customer(teller: Teller, story: CustomerStory) -> None:
    at, by = teller.now - min(timedelta(weeks=story.since), FRAMED), teller.people[story.owner]
    customer = _make(
        teller, Customer, at, by, name=story.name, segment=teller.known(Segment, story.segment),
        tier=teller.known(Tier, story.tier), owner=by, notes=story.notes, currency="EUR",
        revenue=None if story.revenue is None else story.revenue * CENTS,
        since_on=teller.day(story.since), website=f"https://{_address(story.name)}",
    )  # fmt: skip
    for name, job_title, persona in story.people:
        email = f"{_plain(name.split()[-1])}@{_address(story.name)}"
        _make(teller, Contact, at, by, customer=customer, name=name, job_title=job_title, persona=teller.known(Persona, persona), email=email)  # fmt: skip
    if story.left is not None:
        left = teller.now - timedelta(weeks=story.left)
        change = teller.ledger.change(customer, left, by, left_on=teller.day(story.left))
        teller.ledger.tell(left, by, "customer.changed", customer, change)


def _address(name: str) -> str:
    return f"{_plain(name)}.example"


def _plain(name: str) -> str:
    """Letters that every address may have."""
    spelt = name.lower().replace("ø", "o").replace("å", "a").replace("æ", "ae").replace("ß", "ss")
    return "".join(each for each in normalize("NFKD", spelt) if each.isascii() and each.isalnum())
