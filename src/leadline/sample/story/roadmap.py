"""What Harbourline says it will do when, how that moved, and what it promised outside."""

from dataclasses import dataclass
from typing import NamedTuple

NAME = "Harbourline, this year and next"
ABOUT = "Everything that the three teams have taken on, in one picture. What has no days yet is in now, next and later."
OPENED, WHO = 30, "Ingrid"
"""Weeks before today when it was opened, and by whom."""


class MoveStory(NamedTuple):
    """A move some weeks before today: why, and by how many weeks the start, the end and the promise."""

    weeks: int
    why: str
    starts: int = 0
    ends: int = 0
    promise: int = 0
    was: str = ""
    """The bucket before, where it changed."""


@dataclass(frozen=True)
class BarStory:
    """A bar of a bet: planned from and until so many weeks after this week’s Monday, as it stands today.

    `promised` is in weeks after that Monday as well. A bar whose bet is over ends when that was.
    `waits` are the bets that it waits for.
    """

    bet: str
    bucket: str
    planned: tuple[int, int] | None = None
    promised: int | None = None
    told_to: str = "internal"
    outward: str = ""
    note: str = ""
    moves: tuple[MoveStory, ...] = ()
    waits: tuple[str, ...] = ()


B, M = BarStory, MoveStory

BARS = (
    B("Customs pre-check", "now", (-36, -18), -20, "sales", "Papers asked for three days ahead", moves=(M(26, "The customs office answers once a week.", ends=5, promise=4),)),
    B("Payroll without spreadsheets", "now", (-40, 3), 4, "sales", "Hours handed to payroll", "Two operators close their year with it; neither may hear of the third.",
      moves=(M(21, "Two of the six people went to Skipper’s Log.", ends=8, promise=9), M(11, "The second payroll maker changed its interface in the middle of it.", ends=5, promise=4))),
    B("Bridge display in the dark", "now", (-36, 5), 6, "executives", moves=(M(18, "Summer: whoever knows the bridge was sailing on it.", ends=6), M(5, "Red on black was unreadable through polarised glasses; we begin again with the colours.", ends=4, promise=3))),
    B("Certificates that do not lapse", "now", (-7, 9), 12, "sales", "A warning before papers lapse", "The audit of the largest operator is in spring. It is not told which.",
      moves=(M(4, "Every flag has its own list of papers. We counted three and found eleven.", ends=4, promise=4),)),
    B("Contrast and keyboard in all screens", "now", (-5, 9), 13, "sales", "Usable by keyboard and screen reader", "A tender hangs on it."),
    B("Sign-in at the terminal", "next", (6, 14), 13, "executives", moves=(M(3, "Certificates come first: they stop sailings, passwords only slow them.", starts=4, ends=4),), waits=("Certificates that do not lapse",)),
    B("Payroll makers as partners", "next", (4, 16), waits=("Payroll without spreadsheets",)),
    B("Reports for the board", "later", told_to="executives"),
    B("One sign-in for all three", "later", note="Nobody asked for it twice.", waits=("Sign-in at the terminal",)),
    B("Partner API", "now", (-23, 0), -1, "sales", "An interface for partners", moves=(M(14, "The first partner wanted pushes instead of pages.", ends=4, promise=3),)),
    B("Dangerous goods kept apart", "now", (-10, 3), 4, "sales", "Dangerous goods in the berth plan", "The fire brigade of the pilot harbour has not seen it yet.",
      moves=(M(6, "The list of the fire brigade is a scan.", ends=3, promise=3),)),
    B("The harbour master’s morning", "now", (-4, 4), None, "executives"),
    B("A new harbour in a day", "next", (3, 11), 12, "executives", moves=(M(2, "The morning page needs Noor until the new year.", starts=2, ends=3),), waits=("The harbour master’s morning",)),
    B("Two harbours on the eastern coast", "next", (8, 22), 20, "executives", note="The second harbour master leaves in March; nobody outside knows.",
      moves=(M(10, "Set-up by hand would take eleven days each. We wait for the new one.", starts=9, ends=8, promise=6),), waits=("A new harbour in a day",)),
    B("Shore power", "later", (12, 24), 30, "sales", "Shore power together with the berth", "Two tenders ask for it; the meters are not costed."),
    B("Free berths for visiting yachts", "later"),
    B("Pilot hand-over notes", "now", (-20, 0), -2, "executives", moves=(M(13, "Three marked entries instead of ten: built again after the first night on board.", ends=5, promise=3),)),
    B("Papers for the authorities", "now", (-15, 0), None, "executives", moves=(M(8, "One flag state wants a rule first.", ends=3),)),
    B("Engine log beside the deck log", "now", (-2, 7), 8, "executives", moves=(M(1, "The oldest engines have no clock at all.", ends=2, was="next"),)),
    B("The trial with three operators", "next", (5, 17), 17, "executives", "", "The price is not decided: nobody mentions one.", waits=("Engine log beside the deck log",)),
    B("Log and Tideboard as one", "later", (17, 28), None, waits=("The trial with three operators", "One sign-in for all three")),
)  # fmt: skip
"""In the order in which the teams take them up."""

BOARDS = ((22, "before the summer"), (9, "after the re-plan of the payroll"))
"""When the board was shown it, weeks before today, and on what occasion; sales were told the day after."""


class MilestoneStory(NamedTuple):
    """A day of a product, weeks after this week’s Monday, and the bets that must be done by then."""

    product: str
    name: str
    who: str
    weeks: int
    about: str
    bets: tuple[str, ...]


MILESTONES = (
    MilestoneStory("TB", "Winter timetable begins", "Marta", 3, "Boats sail in the dark from the first crossing on.", ("Bridge display in the dark",)),
    MilestoneStory("TB", "Season opens", "Marta", 15, "Every operator rosters from here.", ("Certificates that do not lapse", "Sign-in at the terminal")),
    MilestoneStory("BW", "Harbour fair", "Tobias", 12, "The same hall as last time; the coffee is booked.", ("A new harbour in a day", "Dangerous goods kept apart")),
    MilestoneStory("SL", "The trial ends", "Sofia", 17, "Three operators say yes or no.", ("The trial with three operators",)),
)  # fmt: skip
