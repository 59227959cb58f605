"""Why an investment cannot be judged."""

from leadline_science.refusals import Refused


class OneSided(Refused):
    """Money flows one way only, so that no rate and no time sets the two sides equal."""


class NoRate(Refused):
    """No rate makes the flows worth nothing."""
