"""Who follows a record, and who can be mentioned."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadline.conversation.mentions import handles
from leadline.conversation.models import Watch
from leadline.workspaces.models import Member, Record
from leadline.workspaces.queries import people

MOST_SUGGESTED = 8


@dataclass(frozen=True)
class Follower:
    """Somebody to mention: what to write behind the @, their name and address."""

    handle: str
    name: str
    email: str


def follower_names(member: Member, subject: Record) -> Sequence[str]:
    """The names of those who watch a record."""
    rows = Watch.objects.filter(subject_id=subject.id, ended_at=None, member__trashed_at=None)
    found = rows.select_related("member__user").order_by("member__user__name", "id")[:50]
    return [row.member.name for row in found]


def is_watching(member: Member, subject: Record) -> bool:
    return bool(Watch.objects.filter(subject_id=subject.id, member=member, ended_at=None).exists())


def people_called(member: Member, words: str) -> list[Follower]:
    """Members whose name, or e-mail before the @, holds what was typed; the closest first."""
    words = words.strip().casefold()
    named = (Follower(handle, each.name, each.user.email) for handle, each in handles(people(member)).items())  # fmt: skip
    found = [
        each
        for each in named
        if words in each.name.casefold() or words in each.email.partition("@")[0]
    ]
    return sorted(found, key=lambda each: _distance(each, words))[:MOST_SUGGESTED]


def _distance(person: Follower, words: str) -> tuple[bool, str]:
    return not person.name.casefold().startswith(words), person.name.casefold()
