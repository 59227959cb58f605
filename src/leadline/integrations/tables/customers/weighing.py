"""What the customers of a file would do here: which are new, which change, what people keep."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from leadline.foundation.keys import new_key
from leadline.foundation.money import Money
from leadline.integrations.models import Outcome, Severity
from leadline.integrations.tables.customers.gathering import gathered
from leadline.integrations.tables.customers.matching import Here, HereToo, Market, matched
from leadline.integrations.tables.customers.rows import Draft, Person, folded, host
from leadline.integrations.tables.merging import differing, last_told, merged
from leadline.integrations.tables.shape import SAMPLE, Fault, Faults, Findings, Options
from leadline.market.operations.checks import MOST_NAMED

FRAME = {"segment": "segments", "tier": "tiers"}
KEPT_BY_CASE = ("segment", "tier")


@dataclass(slots=True)
class Changed:
    """A record that is here, what is set, and what the file says of it."""

    id: UUID
    updates: dict[str, str]
    told: dict[str, str]


@dataclass
class Plan:
    """All that is to be written."""

    new: list[tuple[UUID, Draft]] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    new_people: list[tuple[UUID, Person]] = field(default_factory=list)
    changed_people: list[Changed] = field(default_factory=list)
    along: dict[str, dict[str, str]] = field(default_factory=lambda: {"segment": {}, "tier": {}})
    """Names of segments and tiers to be made, by their folded name."""
    frame: dict[str, dict[str, UUID]] = field(default_factory=dict)
    """Keys of those that are here, the same way."""


def same(name: str, one: str, other: str) -> bool:
    """Whether two texts of a field mean the same."""
    if name == "website":
        return host(one) == host(other)
    return folded(one) == folded(other) if name in KEPT_BY_CASE else one == other


class Weighing:
    """Holds the drafts of a file against the market as it stands."""

    def __init__(self, drafts: Sequence[Draft], options: Options, faults: Faults, now: datetime) -> None:  # fmt: skip
        self.options, self.faults, self.now = options, faults, now
        self.drafts = gathered(drafts, faults)
        self.market = Market(any(draft.people for draft in self.drafts))
        self.plan = Plan()
        self.frame = {name: {folded(text): key for key, text in getattr(self.market, rows).items() if key} for name, rows in FRAME.items()}  # fmt: skip
        self.plan.frame = self.frame
        self.counts = dict.fromkeys(("new", "changed", "unchanged", "kept"), 0)
        self.shown: list[dict[str, Any]] = []
        self.lost: dict[tuple[str, ...], list[tuple[int, str]]] = {}

    def findings(self) -> Findings:
        pairs = matched(self.drafts, self.market, self.faults)
        rooms = {name: self._room(name, pairs) for name in FRAME}
        differ: list[tuple[Draft, Here]] = []
        for draft, here in pairs:
            told = dict(self._possible(draft, rooms))
            draft.told = told
            if here is None:
                self._begin(draft)
            elif differing(self._full(draft), here.told(self.market), same):
                differ.append((draft, here))
            else:
                self.counts["unchanged"] += 1
        self._tell_lost()
        self._change(differ)
        self._meet([(draft, here) for draft, here in pairs if here and draft.people])
        return self._told()

    def _told(self) -> Findings:
        made = {name: sorted(names.values()) for name, names in self.plan.along.items() if names}
        people = {"new_contacts": len(self.plan.new_people), "changed_contacts": len(self.plan.changed_people)}  # fmt: skip
        left = self.faults.counts[Severity.LEFT_OUT.value]
        return Findings({**self.counts, **people, "left_out": left}, self.faults, made, self.shown, self.plan)  # fmt: skip

    def _room(self, name: str, pairs: Sequence[tuple[Draft, Here | None]]) -> dict[str, str]:
        """Names of segments or tiers that may be made, as the first row of each writes them."""
        if not self.options.make:
            return {}
        names: dict[str, str] = {}
        for draft, _here in pairs:
            text = draft.told.get(name)
            if text and folded(text) not in self.frame[name]:
                names.setdefault(folded(text), text)
        return dict(list(names.items())[: max(MOST_NAMED - len(self.frame[name]), 0)])

    def _possible(self, draft: Draft, rooms: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:  # fmt: skip
        """What the file says, without what cannot be set here."""
        for name, text in draft.told.items():
            if name == "owner":
                yield from self._owner(draft, text)
            elif (
                name in FRAME
                and folded(text) not in self.frame[name]
                and folded(text) not in rooms[name]
            ):
                why = f"No {name} has this name here." if not self.options.make else f"A workspace has {MOST_NAMED} of these at most."  # fmt: skip
                self._lose(draft, why, "Add it, or let the import make what is missing.", name, text)  # fmt: skip
            else:
                yield name, text

    def _owner(self, draft: Draft, text: str) -> Iterator[tuple[str, str]]:
        key = self.market.owners.get(text.casefold()) or self.market.owners.get(folded(text))
        if key:
            yield "owner", str(key)
        else:
            self._lose(draft, "Nobody here has this address or name.", "Invite them first, or give customers to somebody later.", "owner", text)  # fmt: skip

    def _lose(self, draft: Draft, *why: str) -> None:
        """Leave out a text that nothing here bears; told once for all rows that have it."""
        rows = self.lost.setdefault((*why[:-1], why[-1].casefold()), [])
        rows.append((draft.number, why[-1]))

    def _tell_lost(self) -> None:
        for (reason, remedy, name, _text), rows in self.lost.items():
            more = f" {len(rows):,} rows have it, this is the first." if len(rows) > 1 else ""
            self.faults.add([Fault(rows[0][0], Severity.VALUE, reason + more, remedy, name, rows[0][1])])  # fmt: skip

    def _full(self, draft: Draft) -> dict[str, str]:
        return draft.told | ({"source_key": draft.key} if draft.key else {})

    def _begin(self, draft: Draft) -> None:
        key = new_key(self.now)
        self.plan.new.append((key, draft))
        self.plan.new_people += [(key, person) for person in draft.people]
        self._outcome(draft, Outcome.NEW)
        self._along(draft.told)
        if others := self.market.by_name.get(draft.folded):
            self._fault(draft, Severity.NOTE, f"“{others[0].name}” is here already with another website or id: this one comes in beside it.", "", "name", draft.name)  # fmt: skip

    def _along(self, told: Mapping[str, str]) -> None:
        for name in FRAME:
            text = told.get(name)
            if text and folded(text) not in self.frame[name]:
                self.plan.along[name].setdefault(folded(text), text)

    def _change(self, differ: Sequence[tuple[Draft, Here]]) -> None:
        last = last_told(here.id for _draft, here in differ)
        for draft, here in differ:
            told, stands = self._full(draft), here.told(self.market)
            found = merged(differing(told, stands, same), stands, last.get(here.id))
            updates = self._possible_days(draft, stands, found.updates)
            self._tell_kept(draft, stands, found.kept)
            if updates:
                self.plan.changed.append(Changed(here.id, updates, told))
                self._along(updates)
            self._outcome(draft, Outcome.CHANGED if updates else Outcome.KEPT if found.kept else Outcome.UNCHANGED)  # fmt: skip

    def _possible_days(self, draft: Draft, stands: Mapping[str, str], updates: dict[str, str]) -> dict[str, str]:  # fmt: skip
        after = {**stands, **updates}
        since, left = after.get("since_on"), after.get("left_on")
        if not (since and left and left < since):
            return updates
        self._fault(draft, Severity.VALUE, f"With what stands here it would have left ({left}) before it came ({since}).", "Put the days right here or in the source.", "left_on", left)  # fmt: skip
        return {name: value for name, value in updates.items() if name not in ("since_on", "left_on")}  # fmt: skip

    def _tell_kept(self, draft: Draft, stands: Mapping[str, str], kept: Sequence[str]) -> None:
        for name in kept:
            self._fault(draft, Severity.CONFLICT, f"Somebody set this to “{shown(name, stands.get(name, ''))}” here, and the source changed it too: it stays.", "Set it here by hand if the source is right.", name, shown(name, draft.told.get(name, "")))  # fmt: skip

    def _meet(self, pairs: Sequence[tuple[Draft, Here]]) -> None:
        """Contacts of customers that are here: the unknown ones are new, the others may have changed."""
        met: list[tuple[Draft, Person, HereToo]] = []
        for draft, here in pairs:
            there = sorted(self.market.people.get(here.id, ()), key=lambda each: each.trashed_at is None)  # fmt: skip
            known = {each.known_as: each for each in there}
            for person in draft.people:
                found = known.get(person.known_as)
                if found is None:
                    self.plan.new_people.append((here.id, person))
                elif found.trashed_at is None and differing(person.told, found.told, same):
                    met.append((draft, person, found))
        last = last_told(found.id for _draft, _person, found in met)
        for draft, person, found in met:
            result = merged(differing(person.told, found.told, same), found.told, last.get(found.id))  # fmt: skip
            self._tell_kept(draft, found.told, result.kept)
            if result.updates:
                self.plan.changed_people.append(Changed(found.id, result.updates, person.told))

    def _outcome(self, draft: Draft, outcome: Outcome) -> None:
        self.counts[outcome.value] += 1
        if outcome in (Outcome.NEW, Outcome.CHANGED) and len(self.shown) < SAMPLE:
            self.shown.append(sample_of(draft, outcome))

    def _fault(self, draft: Draft, severity: Severity, reason: str, remedy: str, *at: str) -> None:  # fmt: skip
        self.faults.add([Fault(draft.number, severity, reason, remedy, *at)])


def shown(name: str, text: str) -> str:
    """A text of a field as people read it."""
    if name == "money" and text:
        minor, currency = text.split()
        return f"{Money(int(minor), currency).typed} {currency}"
    return text or _("nothing")


def sample_of(draft: Draft, outcome: Outcome) -> dict[str, Any]:
    """A customer as it would be, for the page of the check."""
    told = draft.told
    names = ("name", "website", "segment", "tier", "since_on", "left_on")
    plain = {name: told[name] for name in names if name in told}
    minor, _space, currency = told.get("money", "").partition(" ")
    money = {"revenue": int(minor), "currency": currency} if minor else {}
    people = {"contacts": ", ".join(person.name for person in draft.people[:3])} if draft.people else {}  # fmt: skip
    return {"row": draft.number, "outcome": outcome.value} | plain | money | people
