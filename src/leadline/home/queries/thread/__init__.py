"""The thread of a record: all that it stands on, and all that rests on it."""

from leadline.home.queries.thread.gaps import Gap, gaps_of
from leadline.home.queries.thread.hanging import MOST_ASKED, Hanging, hanging, hanging_on
from leadline.home.queries.thread.nouns import STAGES, Noun, Stage, noun_of, nouns_of
from leadline.home.queries.thread.telling import Knot, Thread, thread_of
from leadline.home.queries.thread.walking import MOST, STEPS, Walk, walk

__all__ = [
    "MOST", "MOST_ASKED", "STAGES", "STEPS", "Gap", "Hanging", "Knot", "Noun", "Stage", "Thread", "Walk", "gaps_of", "hanging",
    "hanging_on", "noun_of", "nouns_of", "thread_of", "walk",
]  # fmt: skip
