"""Why texts cannot be compared."""

from leadline_science.refusals import Refused


class ModelMissing(Refused):
    """The text model is not installed."""


class ModelSpoilt(Refused):
    """The installed text model is not the one whose figures are known."""


class NoWords(Refused):
    """A text without a single letter or digit."""


class TooMany(Refused):
    """More parts asked for than there are texts."""
