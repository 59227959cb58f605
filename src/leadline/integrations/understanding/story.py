"""When an item came, began and ended: told by dates, or by a changelog where there is one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from leadline.integrations.understanding.words import DOING, DONE, TO_DO

Category = Callable[[str], str]
SOME = {TO_DO: "@to_do", DOING: "@doing", DONE: "@done"}
"""Stand for whichever status a product has first in a category."""


@dataclass(frozen=True)
class Step:
    """At an instant the source's status went from one text to another."""

    at: datetime
    before: str
    after: str


@dataclass
class Story:
    """The life of an item. `passages` are (instant, status text), the first at its opening.

    `unknown_finish`: it is done, and nothing says when.
    """

    opened: datetime | None
    started: datetime | None
    finished: datetime | None
    status: str
    passages: list[tuple[datetime, str]] = field(default_factory=list)
    unknown_finish: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def is_impossible(self) -> bool:
        """Whether it ends before it begins."""
        begun = [each for each in (self.opened, self.started) if each]
        return bool(self.finished and any(self.finished < each for each in begun))


def by_dates(
    opened: datetime | None, started: datetime | None, finished: datetime | None, status: str,
    category: Category,
) -> Story:  # fmt: skip
    """The story that created, started and finished tell; without a status they say which one."""
    final = status or SOME[DONE if finished else DOING if started else TO_DO]
    kind = category(final)
    story = Story(opened, started, finished, final)
    if kind == DONE and finished is None:
        story.unknown_finish, story.finished = True, started or opened
    if kind != DONE and finished is not None:
        story.finished = None
        story.notes.append(
            f"It has a finish date, yet its status “{status}” is not done: the date is left out."
        )
    story.passages = _passages(story, kind)
    return story


def _passages(story: Story, kind: str) -> list[tuple[datetime, str]]:
    if story.opened is None:
        return []
    told = [(story.opened, SOME[TO_DO])]
    if kind == TO_DO or story.unknown_finish:
        return [(story.opened, story.status)]
    if story.started:
        told.append((story.started, story.status if kind == DOING else SOME[DOING]))
    elif kind == DOING:
        return [(story.opened, story.status)]
    if story.finished:
        told.append((story.finished, story.status))
    return told


def by_steps(
    opened: datetime | None, finished: datetime | None, status: str, steps: Sequence[Step],
    category: Category,
) -> Story:  # fmt: skip
    """The story that a changelog tells; the item's own status is its last word."""
    ordered = sorted(steps, key=lambda step: step.at)
    opened = opened or ordered[0].at
    told = [(opened, ordered[0].before or SOME[TO_DO])]
    told += [(step.at, step.after) for step in ordered]
    story = Story(opened, None, None, told[-1][1])
    if status and status.casefold() != story.status.casefold():
        story.notes.append(
            f"The changelog ends in “{story.status}”, the item says “{status}”: the item's word holds."
        )
        told.append((max(told[-1][0], finished or told[-1][0]), status))
        story.status = status
    story.passages = _without_repeats(told)
    _date(story, category)
    return story


def _without_repeats(told: list[tuple[datetime, str]]) -> list[tuple[datetime, str]]:
    return [each for at, each in enumerate(told) if not at or told[at - 1][1] != each[1]]


def _date(story: Story, category: Category) -> None:
    """The first doing starts it, the last going into done ends it."""
    for at, text in story.passages:
        kind = category(text)
        if kind != TO_DO and story.started is None:
            story.started = at
        story.finished = (story.finished or at) if kind == DONE else None
