"""Proposals: which statuses of the source are to do, doing or done."""

from collections.abc import Mapping
from dataclasses import dataclass

from leadline.foundation.tabular.words import plain
from leadline.integrations.understanding.words import DOING, DONE, STATUSES, TO_DO

MOST = 100
ENOUGH = 5
"""So many rows outweigh a word in the name; the dates of fewer may be a slip."""


@dataclass(frozen=True)
class Usage:
    """How often a status stands in the rows, and how many of those have a start or a finish."""

    rows: int = 0
    finished: int = 0
    started: int = 0


@dataclass(frozen=True)
class Proposal:
    """A category and why it is proposed."""

    category: str
    reason: str


def propose(text: str, usage: Usage) -> Proposal:
    """The category of a status, by its words and by the dates of the rows that have it."""
    name = plain(text)
    for category, words in STATUSES.items():
        if name in words:
            return Proposal(category, "by its name")
    dates, word = _by_dates(usage), _by_a_word(name)
    found = dates or word if usage.rows >= ENOUGH else word or dates
    return found or Proposal(TO_DO, "nothing speaks for another")


def _by_dates(usage: Usage) -> Proposal | None:
    if usage.rows and usage.finished >= 0.8 * usage.rows:
        return Proposal(DONE, f"{usage.finished} of {usage.rows} rows have a finish date")
    if usage.rows and usage.started >= 0.8 * usage.rows:
        return Proposal(DOING, f"{usage.started} of {usage.rows} rows have a start date")
    return None


def _by_a_word(name: str) -> Proposal | None:
    within = [
        (len(word), category)
        for category, words in STATUSES.items()
        for word in words
        if f" {word} " in f" {name} "
    ]
    return Proposal(max(within)[1], "by a word in it") if within else None


def propose_all(usages: Mapping[str, Usage]) -> dict[str, Proposal]:
    """A proposal for each status, the most frequent first."""
    ordered = sorted(usages, key=lambda text: (-usages[text].rows, text))
    return {text: propose(text, usages[text]) for text in ordered}
