"""What is here, and which of it a customer of a file is."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from leadline.integrations.models import Severity
from leadline.integrations.tables.customers.rows import Draft, Person, folded, host
from leadline.integrations.tables.shape import Fault, Faults
from leadline.market.models import Contact, Customer, Segment, Tier
from leadline.workspaces.models import Member

COLUMNS = ("id", "name", "website", "segment_id", "tier_id", "revenue", "currency", "since_on", "left_on", "owner_id", "source_key", "trashed_at")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Here:
    """A customer that is here."""

    id: UUID
    name: str
    website: str
    segment_id: UUID | None
    tier_id: UUID | None
    revenue: int | None
    currency: str
    since_on: Any
    left_on: Any
    owner_id: UUID | None
    source_key: str
    trashed_at: Any

    def told(self, market: "Market") -> dict[str, str]:
        """The same as a file tells it; without what is unknown."""
        found = {
            "name": self.name, "website": self.website,
            "segment": market.segments.get(self.segment_id, ""), "tier": market.tiers.get(self.tier_id, ""),
            "money": "" if self.revenue is None else f"{self.revenue} {self.currency}",
            "since_on": str(self.since_on or ""), "left_on": str(self.left_on or ""),
            "owner": str(self.owner_id or ""), "source_key": self.source_key,
        }  # fmt: skip
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class HereToo:
    """A contact that is here, or in the trash."""

    id: UUID
    customer_id: UUID
    name: str
    email: str
    job_title: str
    trashed_at: Any

    @property
    def told(self) -> dict[str, str]:
        return Person(self.name, self.email, self.job_title).told

    @property
    def known_as(self) -> str:
        return Person(self.name, self.email).known_as


class Market:
    """All that rows are compared with, read once."""

    def __init__(self, with_people: bool) -> None:
        self.by_key: dict[str, Here] = {}
        self.by_name: dict[str, list[Here]] = defaultdict(list)
        for row in Customer.with_trash.values_list(*COLUMNS).iterator(chunk_size=2_000):
            self._take(Here(*row))
        self.segments: dict[UUID | None, str] = dict(Segment.objects.values_list("id", "name"))
        self.tiers: dict[UUID | None, str] = dict(Tier.objects.values_list("id", "name"))
        self.people = self._people() if with_people else {}
        self.owners = _owners()

    def _take(self, here: Here) -> None:
        if here.source_key:
            self.by_key[here.source_key] = here
        if here.trashed_at is None:
            self.by_name[folded(here.name)].append(here)

    def _people(self) -> dict[UUID, list[HereToo]]:
        found: dict[UUID, list[HereToo]] = defaultdict(list)
        columns = ("id", "customer_id", "name", "email", "job_title", "trashed_at")
        for row in Contact.with_trash.values_list(*columns).iterator(chunk_size=2_000):
            found[row[1]].append(HereToo(*row))
        return found


def _owners() -> dict[str, UUID | None]:
    """Members by e-mail address and name; None behind a name that several have."""
    found: dict[str, UUID | None] = {}
    for member in Member.objects.select_related("user"):
        found[member.user.email.casefold()] = member.id
        name = folded(member.name)
        found[name] = None if name in found else member.id
    return found


def matched(drafts: Sequence[Draft], market: Market, faults: Faults) -> list[tuple[Draft, Here | None]]:  # fmt: skip
    """Each draft with the customer that it is, None for a new one; the doubtful ones are left out."""
    found = [(draft, _sought(draft, market)) for draft in drafts]
    claims = Counter(here.id for _, rows in found for here in rows[:1] if len(rows) == 1)
    kept: list[tuple[Draft, Here | None]] = []
    for draft, rows in found:
        fault = _fault(draft, rows, claims)
        if fault:
            faults.add([fault])
        else:
            kept.append((draft, rows[0] if rows else None))
    return kept


def _sought(draft: Draft, market: Market) -> list[Here]:
    """The customers that this may be: by its id; else those of its name whose website does not speak against it."""
    if draft.key and (known := market.by_key.get(draft.key)):
        return [known]
    others = market.by_name.get(draft.folded, ())
    free = [here for here in others if not (draft.key and here.source_key)]
    same = [here for here in free if draft.host and host(here.website) == draft.host]
    return same or [here for here in free if not draft.host or not here.website]


def _fault(draft: Draft, rows: Sequence[Here], claims: Mapping[UUID, int]) -> Fault | None:
    if len(rows) > 1:
        return Fault(draft.number, Severity.LEFT_OUT, f"{len(rows):,} customers of this name are here, and nothing tells which one it is.", "Choose the column with an id for each, or give the websites.", "name", draft.name)  # fmt: skip
    if rows and rows[0].trashed_at is not None:
        return Fault(draft.number, Severity.LEFT_OUT, "This customer lies in the trash.", "Bring it back from there, or leave it out of the file.", "name", draft.name)  # fmt: skip
    if rows and claims[rows[0].id] > 1:
        return Fault(draft.number, Severity.LEFT_OUT, f"{claims[rows[0].id]:,} rows may be one customer that is here.", "Give that customer its website, or choose the column with an id for each.", "name", draft.name)  # fmt: skip
    return None
