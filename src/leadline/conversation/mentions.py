"""Mentions: an @ before the name of a member, or before the e-mail where two share a name."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from leadline.workspaces.models import Member

NAME_ENDS = re.compile(r"\w")


def handles(people: Iterable[Member]) -> dict[str, Member]:
    """What to write behind the @ for each member."""
    there = list(people)
    counts = Counter(member.name.casefold() for member in there)
    return {
        member.name if counts[member.name.casefold()] == 1 else member.user.email: member
        for member in there
    }


def mentioned(body: str, people: Iterable[Member]) -> dict[str, Member]:
    """The handles that stand in a text, with whom they mean; a longer name wins over a shorter."""
    known = handles(people)
    longest_first = sorted(known, key=len, reverse=True)
    found: dict[str, Member] = {}
    for match in re.finditer(r"(?<!\w)@", body):
        handle = _handle_at(body, match.end(), longest_first)
        if handle:
            found[handle] = known[handle]
    return found


def _handle_at(body: str, start: int, handles_: Sequence[str]) -> str:
    for handle in handles_:
        end = start + len(handle)
        same = body[start:end].casefold() == handle.casefold()
        if same and not NAME_ENDS.match(body, end):
            return handle
    return ""
