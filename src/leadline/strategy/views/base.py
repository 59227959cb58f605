"""What the pages of this room have in common."""

from leadline.strategy.choices import Choices
from leadline.strategy.words import FOR_TEMPLATES
from leadline.workspaces.doors import FormPage, RoomPage


class StrategyPage(RoomPage):
    """A page of the strategy."""

    room = place = "strategy"
    choose = Choices
    vocabulary = FOR_TEMPLATES


class StrategyFormPage(StrategyPage, FormPage):
    """A page with the form of a record of the strategy."""
