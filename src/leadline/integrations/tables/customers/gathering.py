"""Rows that speak of one customer brought together, and those of which nobody can say whose they are.

A row with an id in the source is known by that. Without one, by its name and website; a name that
stands in several rows without websites to tell them apart is left out, neither merged nor doubled.
"""

from collections import Counter
from collections.abc import Sequence

from leadline.integrations.models import Severity
from leadline.integrations.tables.customers.rows import Draft, Person
from leadline.integrations.tables.shape import Fault, Faults

LEFT, NOTE = Severity.LEFT_OUT, Severity.NOTE
REMEDY = "Choose the column with an id for each, or give websites that differ."
Identity = tuple[str, ...]


def gathered(drafts: Sequence[Draft], faults: Faults) -> list[Draft]:
    """Each customer once, with the contacts of all its rows."""
    groups: dict[Identity, list[Draft]] = {}
    for draft in _without_doubtful(drafts, faults):
        groups.setdefault(identity(draft), []).append(draft)
    return [group[0] for group in groups.values() if len(group) == 1 or _is_one(group, faults)]


def _is_one(group: Sequence[Draft], faults: Faults) -> bool:
    """Whether rows of one identity are one customer, which then has the contacts of all."""
    first = group[0]
    others = [draft for draft in group if draft.told != first.told]
    if others and not first.key:
        faults.add(_contradiction(draft) for draft in group)
        return False
    faults.add(_second_meaning(first, draft) for draft in others)
    for draft in group[1:]:
        if draft.told == first.told:
            _join(first, draft, faults)
    return True


def identity(draft: Draft) -> Identity:
    return (draft.key,) if draft.key else (draft.folded, draft.host)


def _without_doubtful(drafts: Sequence[Draft], faults: Faults) -> list[Draft]:
    """Those without an id whose name repeats and which have no website are in doubt."""
    times = Counter(draft.folded for draft in drafts if not draft.key)
    kept = []
    for draft in drafts:
        if draft.key or draft.host or times[draft.folded] == 1:
            kept.append(draft)
        else:
            faults.add([Fault(draft.number, LEFT, f"{times[draft.folded]:,} rows have this name, and nothing tells whether they are one customer.", REMEDY, "name", draft.name)])  # fmt: skip
    return kept


def _join(first: Draft, draft: Draft, faults: Faults) -> None:
    known = {person.known_as: person for person in first.people}
    fresh = [person for person in draft.people if person.known_as not in known]
    first.people += fresh
    if fresh:
        return
    odd = [person for person in draft.people if known[person.known_as] != person]
    faults.add([_other_contact(draft, odd[0], first) if odd else _said_before(draft, first)])


def _said_before(draft: Draft, first: Draft) -> Fault:
    return Fault(draft.number, NOTE, f"It says the same as row {first.number}.", "", "name", draft.name)  # fmt: skip


def _other_contact(draft: Draft, person: Person, first: Draft) -> Fault:
    return Fault(draft.number, Severity.VALUE, f"Row {first.number} or a later one has this contact with another name or title; that one is taken.", "Put it right in the source.", "contact_email", person.known_as)  # fmt: skip


def _second_meaning(first: Draft, draft: Draft) -> Fault:
    return Fault(draft.number, LEFT, f"It has the id of row {first.number} and says something else.", "Remove one of them in the source, or choose the column that tells them apart.", "key", draft.key.partition(":")[2])  # fmt: skip


def _contradiction(draft: Draft) -> Fault:
    return Fault(draft.number, LEFT, "Other rows have this name and website and say something else.", REMEDY, "name", draft.name)  # fmt: skip
