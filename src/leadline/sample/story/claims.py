"""What Harbourline holds to be true: facts that somebody looked at, and assumptions that nobody did."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ClaimStory:
    """A claim: observed some weeks before today; on whose words it stands, and whose contradict it.

    `need` is the opportunity it speaks of; `looks` are later looks: weeks before today, strength, note.
    """

    statement: str
    who: str
    weeks: float
    need: str = ""
    source: str = ""
    strength: str = "1.5"
    half_life: int | None = 365
    size: int | None = None
    stands_on: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    looks: tuple[tuple[float, str, str], ...] = ()


C = ClaimStory

CLAIMS = (
    C("Half of the landings have no coverage in the hour before sailing", "Lena", 82, "Crews sail with last week’s tide table", "Coverage measured on 61 landings in four weeks", "12", 540, 61, ("Aino Rask", "Eskil Tveit"), ("Mads Lunde",), ((20, "9", "Measured again on 22 of them: two masts more, otherwise the same."),)),
    C("Crews act on a table on a screen without asking how old it is", "Lena", 80, "Crews sail with last week’s tide table", "Watched on eight boats", "4", 365, 8, ("Liv Aaberg", "Moira Baine"), looks=((18, "6", "Watched on four boats more. One mate asked; he had been aground."),)),
    C("An old tide table delays about one sailing in thirty", "Marta", 81, "Crews sail with last week’s tide table", "", "1.5", 270, None, ("Aino Rask",)),
    C("Three of four calls to a dispatcher are about swaps", "Lena", 113, "A swap is a telephone call, and a call is a morning", "Tally sheets of two dispatchers, three weeks", "10", 365, 218, ("Gunnar Holte",)),
    C("Every tenth swap breaks a rest rule that nobody noticed", "Yusuf", 112, "Nobody can say why a duty was refused", "Swaps of a quarter, checked afterwards", "20", 540, 1140, ("Henrik Aas",)),
    C("Dispatchers will not let crews swap by themselves", "Marta", 112, "A swap is a telephone call, and a call is a morning", "", "1.5", 180, None, ("Desmond Okafor",), ("Deniz Kaya", "Gunnar Holte"), ((58, "1", "Nine of ten have switched it on. It was the freeze button."),)),
    C("Whoever reads the rule accepts the refusal", "Lena", 78, "Nobody can say why a duty was refused", "Asked after 40 refusals", "3", 365, 40, ("Tilly Marsh",), looks=((24, "7", "Asked again after ninety refusals. Those who did not accept it could not read it."),)),
    C("Passengers forgive a delay that they are told once", "Sofia", 74, "One delay is told three times, three ways", "", "1.5", 365, None, ("Deniz Kaya",), ("Mads Lunde",)),
    C("Crews enter a delay if it takes two fields", "Piet", 73, "One delay is told three times, three ways", "", "1.5", 270),
    C("Two planners spend six weeks on a summer roster", "Marta", 66, "The season’s roster dies in its second week", "Interviews at four long routes", "8", 540, 4, ("Petra Nygaard",)),
    C("Planners trust a roster that was changed by a machine", "Marta", 64, "The season’s roster dies in its second week", "", "1.5", 180, None, (), ("Henrik Aas",)),
    C("One hour line of fifty is wrong when it is carried by hand", "Yusuf", 50, "Hours are carried into payroll by hand", "Two payroll runs compared line by line", "15", 365, 2300, ("Olav Brekke",)),
    C("Payroll makers open their interfaces to us", "Yusuf", 49, "Hours are carried into payroll by hand", "", "1.5", 180),
    C("On a night bridge a white screen costs half a minute of sight", "Piet", 44, "The screen blinds the night bridge", "Two ride-alongs, and the doctor of a crew council", "3", 730, 2, ("Mads Lunde", "Hauke Jens")),
    C("A harbour of middle size has one berth conflict a month", "Tobias", 114, "Two ships are promised the same metre of quay", "Log books of three harbours, one year", "14", 540, 36, ("Torunn Eide",), ("Dieter Harms",), ((30, "10", "Four harbours more, the same within a third."),)),
    C("Harbour masters plan in metres, not in hours", "Tobias", 110, "A table of times hides the quay", "Watched six mornings", "6", None, 6, ("Torunn Eide", "Joost van Dalfsen")),
    C("Pilot stations confirm in a screen that is not theirs", "Tobias", 96, "A berth without a pilot is no berth", "", "1.5", 270, None, (), ("Elena Rocafort",)),
    C("The position of a ship foretells her arrival better than her agent does", "Noor", 76, "Announced times are wrong by noon", "1,900 calls of five harbours, both compared", "18", 365, 1900, ("Anneke Prins",), ("Yann Le Goffic",), ((22, "26", "A second winter. In fog the agent is as good."),)),
    C("One stay of forty is never billed", "Elias", 62, "Stays are used and never billed", "Audit reports of two harbours", "9", 540, 2, ("Elena Rocafort",)),
    C("Agents bring papers when they are asked three days ahead", "Noor", 36, "A missing paper is found at the quay", "Trial by mail with one agent", "2.5", 180, 31, ("Wim Terpstra",)),
    C("A harbour can draw its own quay from an aerial picture", "Tobias", 12, "Setting up a harbour takes eleven days", "", "1.5", 120),
    C("Large ships must use shore power from next year on", "Tobias", 10, "Nobody plans plugs", "Text of the regulation", "100", None, None, ("Lone Bjerre",)),
    C("Captains write the log when an entry takes ten seconds", "Sofia", 41, "The log is written from memory", "", "1.5", 180, None, ("Freja Winther",), ("Calum Reid",), ((16, "6", "Watched on four boats: yes, by day."),)),
    C("Incidents begin within half an hour of a change of watch", "Sofia", 39, "The next watch starts blind", "34 inquiry reports, all public", "7", 1095, 34, ("Freja Winther",), ("Signe Moen",)),
    C("Flag states take a sealed print in place of the book", "Sofia", 30, "The flag state still wants paper", "Letter of one office", "5", 365, 1),
    C("Operators pay for a log that stands alone", "Marta", 38, "Will anybody stay when the trial ends?", "", "1.5", 150, None, ("Calum Reid",), ("Moira Baine",), ((11, "1", "Asked all three offices: none without Tideboard."),)),
)  # fmt: skip
