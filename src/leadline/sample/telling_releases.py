"""Releases told: each finished epic went out with one, and its stories with it."""

from datetime import datetime, timedelta
from itertools import count

from leadline.backlog.models import Item
from leadline.metrics.models import Annotation
from leadline.releases.models import (
    Changelog,
    ChecklistLine,
    PublishedNote,
    Release,
    ReleaseItem,
    Size,
)
from leadline.releases.operations.releases import PUBLIC
from leadline.releases.queries import Told, drafted
from leadline.releases.queries.checklists import STANDARD
from leadline.sample.drafting import Course
from leadline.sample.story.words import WHY
from leadline.sample.telling import Teller
from leadline.workspaces.models import Change, Member

REQUIRED, WELCOME = STANDARD[Size.MINOR]
Line = tuple[ChecklistLine, Change]
MAJOR = {"TB": 4, "BW": 2, "SL": 0}


def tell_releases(teller: Teller) -> None:
    """One release for each epic that is done, in the order in which they were."""
    numbers = {key: count() for key in MAJOR}
    done = [each for each in teller.courses.values() if each.over and each.story.name in WHY]
    for course in sorted(done, key=lambda each: each.over or teller.now):
        key = course.story.product
        name = f"{MAJOR[key]}.{next(numbers[key])}"
        _tell_release(teller, course, name)


def _tell_release(teller: Teller, course: Course, name: str) -> None:
    by, over = teller.people[course.story.who], course.over or teller.now
    went_out = over - timedelta(hours=20)
    planned = went_out - timedelta(weeks=3)
    release, change = teller.ledger.create(
        Release, planned, by, product=course.bet.product, name=name, tier=Size.MINOR, about=course.story.name,
        planned_on=by.workspace.today(went_out), notes=_notes(teller, course.story.name),
    )  # fmt: skip
    lines = [_line(teller, release, planned, by, each) for each in enumerate(REQUIRED + WELCOME)]
    teller.ledger.tell(planned, by, "release.planned", release, change, *(made for _, made in lines))  # fmt: skip
    eve = went_out - timedelta(days=1)
    stories = [item for work, item in teller.told if work.epic == course.story.name]
    parts = [_part(teller, release, eve, by, item) for item in stories]
    teller.ledger.tell(eve, by, "release.items_added", release, *parts)
    for minute, (line, _) in enumerate(lines[: len(REQUIRED)]):
        at = eve + timedelta(minutes=7 * minute)
        ticked = teller.ledger.change(line, at, by, ticked_at=at, ticked_by=by)
        teller.ledger.tell(at, by, "checklist.line_ticked", release, ticked)
    _send_out(teller, release, went_out, by)
    _publish(teller, release, went_out + timedelta(minutes=40), by)


def _notes(teller: Teller, epic: str) -> str:
    """What changes in a sentence, and what finished work is told outside."""
    told = [Told(item.item_kind, item.title) for work, item in teller.told if work.epic == epic and _is_told(item)]  # fmt: skip
    return f"{WHY[epic]}\n\n{drafted(told)}".strip() + "\n"


def _part(teller: Teller, release: Release, at: datetime, by: Member, item: Item) -> Change:
    told = {"is_told": True, "public_line": item.title} if _is_told(item) else {}
    return teller.ledger.create(ReleaseItem, at, by, release=release, item=item, **told)[1]


def _is_told(item: Item) -> bool:
    """What people notice who use it; the rest stays inside."""
    return item.item_kind in (Item.Kind.STORY, Item.Kind.BUG)


def _publish(teller: Teller, release: Release, at: datetime, by: Member) -> None:
    """Into the changelog of its product; the notes of the last days are still a draft."""
    if at > teller.now - timedelta(weeks=2):
        return
    log, opened = _changelog(teller, release, at, by)
    on = by.workspace.today(at)
    _row, note = teller.ledger.create(PublishedNote, at, by, changelog=log, release=release, name=release.name, on=on, text=release.notes, published_at=at)  # fmt: skip
    teller.ledger.tell(at, by, "release.told", release, *opened, note, facts=PUBLIC)


def _changelog(teller: Teller, release: Release, at: datetime, by: Member) -> tuple[Changelog, list[Change]]:  # fmt: skip
    """That of the product, with its first notes; the one of Tideboard is read by whoever comes."""
    product = release.product
    if (Changelog, str(product)) in teller.rows:
        return teller.known(Changelog, str(product)), []
    address = f"{by.workspace.slug}-{product.key}".lower()[:60]
    log, made = teller.ledger.create(Changelog, at, by, product=product, address=address, heading=product.name, is_open=product.key == "TB")  # fmt: skip
    teller.know(log)
    return log, [made]


def _line(teller: Teller, release: Release, at: datetime, by: Member, placed: tuple[int, str]) -> Line:  # fmt: skip
    position, text = placed
    return teller.ledger.create(ChecklistLine, at, by, release=release, position=position, text=text, is_required=position < len(REQUIRED))  # fmt: skip


def _send_out(teller: Teller, release: Release, at: datetime, by: Member) -> None:
    out = teller.ledger.change(release, at, by, state=Release.State.RELEASED, released_at=at, released_by=by)  # fmt: skip
    text = f"Released {release}: {release.about}"
    _row, note = teller.ledger.create(Annotation, at, by, product=release.product, on=by.workspace.today(at), text=text)  # fmt: skip
    teller.ledger.tell(at, by, "release.released", release, out, note)
