"""Needs worth solving: under which one or which line of work they stand, and in whose words they are told."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NeedStory:
    """An opportunity. `of` is the line of work of an objective, or the name of the need above it."""

    name: str
    product: str
    who: str
    of: str
    problem: str
    importance: int | None = None
    satisfaction: int | None = None
    segment: str = ""


N = NeedStory
CHANGE, GAP, PLACE, PAPER, BRIDGE = (
    "What has changed does not reach the crew", "Filling a gap takes longer than the gap",
    "Quay, ship and pilot are known in three places", "What was used is not what is written", "The bridge writes for nobody",
)  # fmt: skip

NEEDS = (
    N(CHANGE, "TB", "Marta", "punctual", "Between the office that knows and the ramp where it matters lie a telephone, a printer and ten kilometres without coverage.", 9, 4),
    N(GAP, "TB", "Marta", "punctual", "An empty post is found late and filled by telephone, and each call makes the next one likelier.", 8, 4),
    N(PLACE, "BW", "Tobias", "berths", "A berth is promised by people who each see a third of what must be true for it.", 9, 3),
    N(PAPER, "BW", "Elias", "billing", "Harbours use, clear and owe one thing, and write another.", 7, 4),
    N(BRIDGE, "SL", "Sofia", "log", "Logs are kept for inquiries that never come, and so nobody reads them when they would help.", 7, 3),
    N("Crews sail with last week’s tide table", "TB", "Lena", CHANGE, "In the hour before sailing half of the landings have no coverage. Crews read the tide from paper of unknown age, wait for a boat that has coverage, or sail late.", 9, 3, "Island ferries"),
    N("A swap is a telephone call, and a call is a morning", "TB", "Marta", GAP, "Crews swap among themselves and dispatchers type it in afterwards, if they hear of it.", 9, 2, "City boats"),
    N("Nobody can say why a duty was refused", "TB", "Yusuf", GAP, "The check says no. Neither the crew nor the office can say which rule it was.", 7, 2),
    N("One delay is told three times, three ways", "TB", "Piet", CHANGE, "Bridge, terminal and app each tell a delay, at different times with different minutes.", 6, 5, "City boats"),
    N("The season’s roster dies in its second week", "TB", "Marta", GAP, "Planning again means beginning again, so nobody does, and the season runs on telephone calls.", 8, 3, "Long routes"),
    N("Hours are carried into payroll by hand", "TB", "Yusuf", "payroll", "Clerks read hours from one screen and type them into another.", 7, 3, "Long routes"),
    N("The screen blinds the night bridge", "TB", "Piet", CHANGE, "Our page is the brightest thing for miles.", 6, 3),
    N("A lapsed certificate costs a sailing", "TB", "Lena", GAP, "Certificates are kept in calendars of people who are on holiday.", 7, 4),
    N("Boards see one number a year", "TB", "Marta", "trust", "Nobody above the office can see which delays began in the crew plan.", 4, 4),
    N("Gloves and passwords do not go together", "TB", "Yusuf", "trust", "Everybody is signed in as somebody else.", 5, 3),
    N("Two ships are promised the same metre of quay", "BW", "Tobias", PLACE, "Berths are promised by telephone and in a sheet, and the two meet when the second ship turns the corner.", 10, 2),
    N("A table of times hides the quay", "BW", "Tobias", PLACE, "Harbour masters think in metres; our first version showed hours.", 8, 3),
    N("A berth without a pilot is no berth", "BW", "Tobias", PLACE, "Pilots and tugs are ordered beside the plan and learn of changes from the ship.", 7, 4, "Working harbours"),
    N("Announced times are wrong by noon", "BW", "Noor", "arrivals", "Arrival times are typed in from mails and are old when they are saved.", 8, 3),
    N("Stays are used and never billed", "BW", "Elias", PAPER, "What is owed is computed in another system, from what somebody remembers.", 7, 3),
    N("A missing paper is found at the quay", "BW", "Noor", PAPER, "Papers are checked when the ship lies at the quay, which is the most expensive place to look for them.", 6, 4, "Working harbours"),
    N("Partners read our pages by program", "BW", "Elias", "harbours", "Three partners take our pages apart, and ring when we change them.", 6, 2),
    N("The fire brigade’s list is true until seven", "BW", "Tobias", PAPER, "The list of dangerous goods is printed once a day.", 8, 4, "Working harbours"),
    N("What happened in the night is told nowhere", "BW", "Tobias", PLACE, "Between six and half past six nobody knows both the night and the day.", 6, 4, "Small harbours"),
    N("Setting up a harbour takes eleven days", "BW", "Tobias", "harbours", "Each harbour costs four of us eleven days, and the harbour its only mooring man.", 9, 2, "Small harbours"),
    N("Nobody plans plugs", "BW", "Tobias", PLACE, "Connections are fewer than the ships that must use them.", 6, 5),
    N("The log is written from memory", "SL", "Sofia", BRIDGE, "An entry takes longer than what it tells of, so it waits for the end of the watch.", 9, 3, "Island ferries"),
    N("The next watch starts blind", "SL", "Sofia", BRIDGE, "The last hour of a watch is told in a doorway.", 8, 3),
    N("The flag state still wants paper", "SL", "Sofia", BRIDGE, "Where a print is not taken, two logs are kept.", 7, 4),
    N("Deck and engine tell two different hours", "SL", "Piet", BRIDGE, "Two books that never meet.", 5, 4),
    N("Will anybody stay when the trial ends?", "SL", "Marta", "log", "Captains like it; offices pay. They want different things of it.", 9, None),
)  # fmt: skip
