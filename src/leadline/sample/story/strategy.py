"""Where Harbourline wants to go, quarter by quarter."""

from dataclasses import dataclass

GOALS = {
    "Boats leave on time because of us": ("Marta", "Crews and dispatchers know before the passengers do. We are paid for sailings that cast off, not for screens."),
    "Thirty harbours that would not go back": ("Tobias", "Thirty harbours plan with Berthwise, and none of them keeps the whiteboard for safety."),
    "The log is written when it happens": ("Marta", "Skipper’s Log finds out whether captains want it, and whether anybody pays."),
    "A company that forty customers can rely on": ("Ingrid", "We grow without becoming somebody whom one has to ring."),
}  # fmt: skip


@dataclass(frozen=True)
class ResultStory:
    """A key result: by how much a metric should move in the quarter, or own numbers from, to, and reached."""

    name: str
    metric: str = ""
    by: float = 0
    own: tuple[float, float, float] = (0, 0, 0)
    unit: str = ""


@dataclass(frozen=True)
class ObjectiveStory:
    """An objective: quarters before the running one, the line of work that it stands for, its goal."""

    back: int
    line: str
    goal: str
    owner: str
    product: str
    name: str
    results: tuple[ResultStory, ...]
    about: str = ""
    under: str = ""


ON_TIME, HARBOURS, LOG, COMPANY = GOALS
R = ResultStory

OBJECTIVES = (
    ObjectiveStory(8, "punctual", ON_TIME, "Marta", "TB", "Gaps in a crew close before anybody telephones", (R("A fifth of the swaps happen without a dispatcher", "Swaps without a dispatcher", 9), R("Fewer sailings cancelled for lack of crew", "Sailings cancelled for lack of crew", -2))),
    ObjectiveStory(8, "berths", HARBOURS, "Tobias", "BW", "Harbours see a conflict before the ship does", (R("A third fewer conflicts", "Berth conflicts", -2), R("Harbour masters interviewed", own=(0, 12, 12), unit="interviews"))),
    ObjectiveStory(7, "punctual", ON_TIME, "Marta", "TB", "Swapping is something that crews do among themselves", (R("Half of all swaps need nobody else", "Swaps without a dispatcher", 18), R("Operators with swaps switched on", own=(2, 10, 9), unit="operators"))),
    ObjectiveStory(7, "berths", HARBOURS, "Tobias", "BW", "The quay is drawn as harbour masters think it", (R("Harbours that plan in the drawing", own=(0, 6, 5), unit="harbours"), R("Conflicts keep falling", "Berth conflicts", -1))),
    ObjectiveStory(6, "trust", COMPANY, "Marta", "TB", "Whoever is refused reads why", (R("Fewer calls to support", "Support calls about Tideboard", -8), R("Rules agreed with crew councils", own=(0, 8, 6), unit="rules"))),
    ObjectiveStory(6, "berths", HARBOURS, "Tobias", "BW", "Pilots and tugs stand in the same plan", (R("Pilot stations that confirm in the plan", own=(0, 4, 2), unit="stations"), R("Harbours live", "Harbours live", 2))),
    ObjectiveStory(5, "punctual", ON_TIME, "Marta", "TB", "Crews know the water before they sail", (R("On-time departures rise", "On-time departures", 1.5), R("Boats that sail with a table of today", own=(31, 90, 87), unit="%")), "Half of the landings have no coverage in the hour before sailing."),
    ObjectiveStory(5, "arrivals", HARBOURS, "Noor", "BW", "Arrival times are no longer typed", (R("Fewer arrivals off by an hour", "Arrivals off by more than an hour", -6), R("Mails typed in by hand, a day", own=(46, 15, 19), unit="mails"))),
    ObjectiveStory(4, "punctual", ON_TIME, "Marta", "TB", "Every sailing casts off with a crew that knows", (R("On-time departures rise", "On-time departures", 2), R("Fewer calls to support", "Support calls about Tideboard", -6))),
    ObjectiveStory(4, "arrivals", HARBOURS, "Noor", "BW", "The plan knows where the ships are", (R("Fewer arrivals off by an hour", "Arrivals off by more than an hour", -6), R("Harbours live", "Harbours live", 3))),
    ObjectiveStory(4, "trust", COMPANY, "Ingrid", "", "Three teams after the re-organisation, and no customer notices", (R("They would still recommend us", "Would recommend us", 3), R("Open incidents older than a week", own=(9, 2, 4), unit="incidents"))),
    ObjectiveStory(3, "roster", ON_TIME, "Marta", "TB", "A season that survives July", (R("Planners who plan again in a day", own=(0, 5, 4), unit="planners"), R("Fewer sailings cancelled for lack of crew", "Sailings cancelled for lack of crew", -3))),
    ObjectiveStory(3, "billing", HARBOURS, "Elias", "BW", "What is in the plan is on the bill", (R("Stays billed within a week", "Stays billed within a week", 12), R("Harbours that send bills from the plan", own=(0, 7, 7), unit="harbours"))),
    ObjectiveStory(2, "roster", ON_TIME, "Marta", "TB", "Planning again is cheaper than grumbling", (R("On-time departures rise", "On-time departures", 1), R("Hours corrected by hand fall", "Hours corrected by hand", -2))),
    ObjectiveStory(2, "billing", HARBOURS, "Elias", "BW", "No stay is forgotten", (R("Stays billed within a week", "Stays billed within a week", 10), R("Harbours live", "Harbours live", 3))),
    ObjectiveStory(2, "log", LOG, "Sofia", "SL", "An entry takes ten seconds", (R("Captains who log daily", "Captains logging daily", 6), R("Seconds for an entry", own=(48, 10, 12), unit="seconds"))),
    ObjectiveStory(1, "payroll", ON_TIME, "Yusuf", "TB", "Payroll believes our hours", (R("Hours corrected by hand fall", "Hours corrected by hand", -2), R("Operators that close the month in a day", own=(1, 6, 3), unit="operators"))),
    ObjectiveStory(1, "harbours", HARBOURS, "Tobias", "BW", "A harbour starts without us in the house", (R("Days to set up a harbour", "Days to set up a harbour", -4), R("Harbours live", "Harbours live", 3))),
    ObjectiveStory(1, "log", LOG, "Sofia", "SL", "The next watch knows what this one knew", (R("Captains who log daily", "Captains logging daily", 5), R("A shorter hand-over", "Length of a hand-over", -2))),
    ObjectiveStory(0, "punctual", ON_TIME, "Marta", "TB", "Nine of ten sailings leave on time, also in winter", (R("On-time departures rise", "On-time departures", 1.2), R("Fewer sailings cancelled for lack of crew", "Sailings cancelled for lack of crew", -1), R("Certificates found before they lapse", own=(41, 95, 70), unit="%"))),
    ObjectiveStory(0, "payroll", ON_TIME, "Yusuf", "TB", "Closing a month is a click", (R("Hours corrected by hand fall", "Hours corrected by hand", -2),), under="Nine of ten sailings leave on time, also in winter"),
    ObjectiveStory(0, "harbours", HARBOURS, "Tobias", "BW", "Every harbour begins within a week", (R("Days to set up a harbour", "Days to set up a harbour", -3), R("Partners connected through the interface", own=(0, 3, 2), unit="partners"))),
    ObjectiveStory(0, "log", LOG, "Sofia", "SL", "We know whether anybody stays", (R("Operators that sign after the trial", own=(0, 2, 1), unit="operators"), R("Captains who log daily", "Captains logging daily", 3))),
    ObjectiveStory(0, "trust", COMPANY, "Ingrid", "", "Nobody has to ring us", (R("Fewer calls to support", "Support calls about Tideboard", -5), R("They would recommend us", "Would recommend us", 4))),
)  # fmt: skip

THEMES = {
    ("Horizon", "Short term"): (65, "Pays back within two quarters."),
    ("Horizon", "Long term"): (35, "Pays back later, or tells us whether it would."),
    ("New or upkeep", "New"): (70, "What customers could not do before."),
    ("New or upkeep", "Upkeep"): (30, "What lets them go on doing it."),
    ("Kind of work", "Discovery"): (20, "Finding out what is worth building."),
    ("Kind of work", "Delivery"): (80, "Building it."),
}  # fmt: skip
"""By dimension and name: the intended share in per cent of the first quarter, and what it means."""

SAID_WELL = ("Ahead of the line; nobody knows quite why, so we look again next week.", "Two operators more than planned.", "It moves since the release, and stays moved.", "Better than I dared to write down.", "On course. The last step is the steep one.")  # fmt: skip
SAID_BADLY = ("Flat. What we released is used, only not by those who needed it.", "Holidays. I should have seen them coming, they come every year.", "Behind. If nothing moves by the next look I say no.", "We built the wrong half first.", "It went up and came back down.")  # fmt: skip
SAID_FIRST = ("First look; the number is noisier than I thought.", "Too early to say.", "Started late, two people were ill.", "The baseline holds, so at least we measure.")  # fmt: skip
