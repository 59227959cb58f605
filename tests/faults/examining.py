"""What must be true of the database after a fault, told in sentences where it is not."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum

from leadline.backlog.models import Item, StatusChange
from leadline.conversation.models import Notification
from leadline.foundation.models import Job
from leadline.home.models import SearchText
from leadline.wiring.subscriptions import SUBSCRIPTIONS
from leadline.workspaces.models import ChainHead, Event, Member, Workspace
from leadline.workspaces.models.events import broken_links
from leadline.workspaces.scope import scope
from tests.faults.writers import Written

MAIL = "mail.send"


@dataclass
class Examiner:
    """Looks at a workspace after each fault, at what is new; `seq` is the last event it knows."""

    workspace: Workspace
    seq: int = 0
    last_hash: str = ""

    def look(self, acknowledged: Sequence[Written]) -> list[str]:
        """The faults in what was written since the last look."""
        with scope(self.workspace):
            events = list(Event.objects.filter(seq__gt=self.seq).order_by("seq"))
            touched = {event.subject_id for event in events if event.subject_kind == "item"}
            found = [
                *lost(acknowledged),
                *half_written(touched | {each.id for each in acknowledged}),
                *unchained(self.workspace, events, self.seq, self.last_hash),
                *jobs_not_asked_for(events),
            ]
        if events:
            self.seq, self.last_hash = events[-1].seq, events[-1].hash
        return found

    def look_at_all(self, told: Member, letters: Iterable[str]) -> list[str]:
        """The faults in the whole, when nobody writes and every job has been done."""
        with scope(self.workspace):
            return [
                *counts_that_differ(),
                *(f"The chain breaks at event {seq}." for seq in broken_links(self.workspace.id)),
                *jobs_undone(),
                *effects_of_jobs(told),
                *index_that_differs(),
                *letters_that_differ(letters),
            ]


def lost(acknowledged: Sequence[Written]) -> Iterator[str]:
    """Every acknowledged write stands in the history, and no later state goes behind it."""
    ids = {each.id for each in acknowledged}
    rows = Item.history.filter(id__in=ids).values_list("id", "version", "title", "status_id")
    kept = {Written(*row) for row in rows}
    versions = dict(Item.with_trash.filter(pk__in=ids).values_list("id", "version"))
    for each in acknowledged:
        if each not in kept or versions.get(each.id, 0) < each.version:
            yield f"{each} was acknowledged and is lost."


def half_written(ids: set[UUID]) -> Iterator[str]:
    """An item, its history, its events and its stays in statuses were written together."""
    items = Item.with_trash.in_bulk(ids)
    history: dict[UUID, dict[int, tuple[str, UUID]]] = {}
    for key, version, title, status in Item.history.filter(id__in=ids).values_list("id", "version", "title", "status_id"):  # fmt: skip
        history.setdefault(key, {})[version] = (title, status)
    actions = Counter(Event.objects.filter(subject_id__in=ids).values_list("subject_id", "action"))
    stays = Counter(StatusChange.objects.filter(item__in=ids).values_list("item_id", flat=True))
    for item in items.values():
        kept = history.get(item.id, {})
        events = {action: n for (key, action), n in actions.items() if key == item.id}
        if set(kept) != set(range(1, item.version + 1)):
            yield f"{item} has version {item.version} and the history {sorted(kept)}."
        elif kept[item.version] != (item.title, item.status_id):
            yield f"{item} is not what its history says."
        if sum(events.values()) != item.version or events.get("item.created") != 1:
            yield f"{item} has version {item.version} and the events {events}."
        if stays[item.id] != 1 + events.get("items.moved", 0):
            yield f"{item} was moved {events.get('items.moved', 0)} times and has {stays[item.id]} stays."  # fmt: skip


def unchained(workspace: Workspace, events: list[Event], seq: int, last_hash: str) -> Iterator[str]:
    """The new events follow on those known, each upon the other, up to the head."""
    for event in events:
        if (event.seq, event.previous_hash) != (seq + 1, last_hash) or event.hash != event.digest():
            yield f"The chain breaks at event {event.seq}."
        seq, last_hash = event.seq, event.hash
    head = ChainHead.objects.get(workspace=workspace)
    if (head.seq, head.hash) != (seq, last_hash):
        yield f"The head of the chain says {head.seq}, the last event is {seq}."


def jobs_not_asked_for(events: Iterable[Event]) -> Iterator[str]:
    wanted = {
        f"{name}:{event.id}"
        for event in events
        for name in (*SUBSCRIPTIONS.get(event.action, ()), *SUBSCRIPTIONS["*"])
    }
    there = set(Job.objects.filter(key__in=wanted).values_list("key", flat=True))
    yield from (f"The job {key} was never written." for key in sorted(wanted - there))


def counts_that_differ() -> Iterator[str]:
    yield from counts_of_items_that_differ()
    titles = Counter(Item.with_trash.values_list("title", flat=True))
    yield from (f"“{title}” was written {n} times." for title, n in titles.items() if n > 1)


def counts_of_items_that_differ() -> Iterator[str]:
    created = Event.objects.filter(action="item.created").count()
    items, versions = Item.with_trash.count(), Item.with_trash.aggregate(n=Sum("version"))["n"] or 0
    if items != created or Item.history.count() != versions:
        yield f"{items} items with {versions} versions, {created} creations and {Item.history.count()} rows of history."  # fmt: skip


def jobs_undone() -> Iterator[str]:
    for job in Job.objects.filter(finished_at=None) | Job.objects.exclude(trouble=""):
        yield f"{job} was tried {job.attempts} times and is not done: {job.trouble}"


def effects_of_jobs(told: Member) -> Iterator[str]:
    """Each event of an item was told once to the member to whom all items were assigned."""
    events = Event.objects.filter(subject_kind="item").exclude(member=told)
    wanted = Counter(events.values_list("id", flat=True))
    rows = Notification.objects.filter(member=told, subject_kind="item")
    there = Counter(rows.values_list("event_id", flat=True))
    if missing := wanted - there:
        yield f"{told.name} was never told of {missing.total()} of {wanted.total()} events."
    if more := there - wanted:
        yield f"{told.name} was told {more.total()} times too often."


def index_that_differs() -> Iterator[str]:
    """Search knows every item once, by its present title."""
    items = Counter((item.id, item.title_text) for item in Item.objects.select_related("product"))
    texts = Counter(SearchText.objects.filter(kind="item").values_list("record_id", "title"))
    if items != texts:
        yield f"Search knows {(texts - items).total()} items wrongly and {(items - texts).total()} not at all."  # fmt: skip


def letters_that_differ(letters: Iterable[str]) -> Iterator[str]:
    """One job of mail for each invitation, and one letter of each job: its copies are the same."""
    invited = Event.objects.filter(action="member.invited", subject_title__contains="elsewhere.example").count()  # fmt: skip
    asked = Job.objects.filter(name=MAIL).count()
    if asked != invited:
        yield f"{invited} invitations led to {asked} jobs of mail."
    came = {_id_of(letter): letter for letter in letters}
    if len(came) != asked or len(came) != len(set(letters)):
        yield f"{asked} jobs of mail led to {len(came)} letters, {len(set(letters))} different ones."


def _id_of(letter: str) -> str:
    return next(line for line in letter.splitlines() if line.startswith("Message-ID:"))
