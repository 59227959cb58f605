"""What people wrote into items and said about them; every item by a seed of its own."""

from datetime import datetime
from random import Random
from typing import Any

from leadline.backlog.models import Item
from leadline.conversation.models import Comment
from leadline.sample.flow import Work
from leadline.sample.ledger import Ledger
from leadline.sample.story import TEAMS
from leadline.sample.story.words import ASKED, CRITERIA, HURTS, LEFT_OUT, OPEN, SEEN, VOICES
from leadline.workspaces.models import Member

DESCRIBED, JUDGED, TALKED_ABOUT = 0.6, 0.4, 0.3
LEADS = {"TB": "Marta", "BW": "Tobias", "SL": "Marta"}
ASIDE = ("Ingrid", "Karl")
Criteria = tuple[tuple[str, str, str], ...]


def dice(product: str, title: str, about: str) -> Random:
    """Chance that hangs on nothing but the item, so that other tellings do not change it."""
    return Random(f"{product} {title} {about}")  # noqa: S311  a story, no secret


def description_of(product: str, work: Work) -> str:
    """Why somebody wants it, or how it was seen; empty for some."""
    random = dice(product, work.title, "description")
    if random.random() >= DESCRIBED:
        return ""
    if work.kind == "bug":
        return f"{random.choice(SEEN)}\n\n**How much it hurts:** {random.choice(HURTS)}"
    if work.kind != "story":
        return ""
    parts = [random.choice(ASKED[product]), f"**Not part of it:** {random.choice(LEFT_OUT)}."]
    if random.random() < 0.4:
        parts.append(f"**Still open:** {random.choice(OPEN)}")
    return "\n\n".join(parts)


def criteria_of(product: str, work: Work) -> Criteria:
    """When it is done, for a share of the stories."""
    random = dice(product, work.title, "criteria")
    if work.kind != "story" or random.random() >= JUDGED:
        return ()
    return tuple(random.sample(CRITERIA[product], random.randint(1, 3)))


def tell_comments(
    ledger: Ledger, people: dict[str, Member], told: list[tuple[Work, Item]], now: datetime
) -> None:
    """What was said about items while they were worked on, each by somebody whom it concerns."""
    said: dict[str, int] = {}
    for work, item in told:
        random = dice(item.product.key, work.title, "talk")
        if work.started is None or random.random() >= TALKED_ABOUT:
            continue
        until = work.finished or now
        instants = sorted(work.opened + (until - work.opened) * random.random() for _ in range(random.randint(1, 3)))  # fmt: skip
        for name, at in zip(_speakers(item, work, random, len(instants)), instants, strict=True):
            said[name] = said.get(name, -1) + 1
            _say(ledger, people[name], item, at, VOICES[name][said[name] % len(VOICES[name])])


def _speakers(item: Item, work: Work, random: Random, count: int) -> list[str]:
    """Those in the team and its lead, now and then somebody from beside; nobody twice in a row."""
    team = next(each.people for each in TEAMS if each.name == work.team)
    names = [*team, LEADS[item.product.key], *(ASIDE if random.random() < 0.3 else ())]
    return random.sample(sorted(set(names)), min(count, len(set(names))))


def _say(ledger: Ledger, by: Member, item: Any, at: datetime, body: str) -> None:
    about = {"subject_kind": item.kind(), "subject_id": item.id}
    _, change = ledger.create(Comment, at, by, author=by, body=body, **about)
    ledger.tell(at, by, "comment.added", item, change, facts={"right": "comment"})
