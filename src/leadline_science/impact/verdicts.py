"""What a judgement without an experiment may say."""

from enum import StrEnum


class Verdict(StrEnum):
    """REFUSED: the method shows effects where there were none, so here it says nothing."""

    HIGHER = "higher"
    LOWER = "lower"
    UNDECIDED = "undecided"
    REFUSED = "refused"
