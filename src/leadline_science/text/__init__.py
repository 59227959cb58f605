"""What people write: what is alike, what says the same, what it is all about. Nothing leaves the machine."""

from leadline_science.text.answer import Placed, Theme, Themes
from leadline_science.text.counting import by_words
from leadline_science.text.editing import merged, moved, renamed
from leadline_science.text.given import has_words
from leadline_science.text.meaning import by_meaning
from leadline_science.text.refusals import ModelMissing, ModelSpoilt, NoWords, TooMany
from leadline_science.text.similar import Duplicates, Match, Pair, Similar, duplicates, similar
from leadline_science.text.themes import find_themes, theme_count
from leadline_science.text.threshold import DuplicateThreshold, Kept, duplicate_threshold
from leadline_science.text.vectors import By, Vectors, both, joined
from leadline_science.text.weights import available

__all__ = [
    "By",
    "DuplicateThreshold",
    "Duplicates",
    "Kept",
    "Match",
    "ModelMissing",
    "ModelSpoilt",
    "NoWords",
    "Pair",
    "Placed",
    "Similar",
    "Theme",
    "Themes",
    "TooMany",
    "Vectors",
    "available",
    "both",
    "by_meaning",
    "by_words",
    "duplicate_threshold",
    "duplicates",
    "find_themes",
    "has_words",
    "joined",
    "merged",
    "moved",
    "renamed",
    "similar",
    "theme_count",
]
