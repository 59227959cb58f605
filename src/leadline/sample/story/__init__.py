"""Harbourline: a company that does not exist, told by us. Nobody in it is a real person."""

from leadline.sample.story.berthwise import BERTHWISE
from leadline.sample.story.company import COMPANY, PEOPLE, TEAMS
from leadline.sample.story.shapes import Period, ProductStory, TeamStory
from leadline.sample.story.skippers_log import SKIPPERS_LOG
from leadline.sample.story.tideboard import TIDEBOARD

PRODUCTS = (TIDEBOARD, BERTHWISE, SKIPPERS_LOG)

__all__ = ["COMPANY", "PEOPLE", "PRODUCTS", "TEAMS", "Period", "ProductStory", "TeamStory"]
