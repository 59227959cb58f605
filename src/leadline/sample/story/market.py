"""Who buys from Harbourline, and who works there. Every name is invented."""

from dataclasses import dataclass

from leadline.sample.story.shapes import PersonaStory

SEGMENTS = {
    "Island ferries": "Short crossings to islands that have nothing else. Crews of three to six, tides, and coverage that ends at the breakwater.",
    "City boats": "Water buses with a sailing every quarter of an hour. Much crew, much swapping, and passengers who read the app.",
    "Long routes": "Car ferries that sail for hours, with watches, cabins and union contracts as thick as a tide table.",
    "Small harbours": "One quay, one or two people in the office, and a whiteboard that has always worked.",
    "Working harbours": "Several basins, pilots, tugs, customs, and forty calls a week that all want the same berth.",
}

TIERS = (
    ("Anchor", "3", "Those whose leaving would be read about. Their voice counts three times."),
    ("Regular", "1", "The ordinary customer; its voice is what one voice weighs."),
    ("Small", "0.6", "Pays little and asks much, and is often the first to notice."),
    ("Trial", "0.4", "Pays nothing yet."),
)

PERSONAS = (
    PersonaStory("The mate on the ramp", "Island ferries", "I have one hand, one minute and no bars.", "Works four on, four off. Reads everything on a phone, outdoors, with gloves.", "To know before sailing what has changed.\nTo be home when it was said.", "Tables that are a week old.\nBeing told by a passenger."),
    PersonaStory("The dispatcher", "City boats", "I am a telephone with a person attached.", "Fills gaps from five in the morning on. Knows everybody’s children.", "A day without a cancelled sailing.\nSwaps that need no typing.", "Forty calls a week about swaps.\nRules that cannot be explained."),
    PersonaStory("The roster planner", "Long routes", "In July nothing is left of what I drew in March.", "Plans a season for two hundred people, mostly alone.", "To plan again without beginning again.", "Six weeks of work that last two."),
    PersonaStory("The payroll clerk", "Long routes", "If it is not in the file, it was not worked.", "Closes the month within two days, by hand.", "A month that stays closed.", "Corrections that come on the fourth working day."),
    PersonaStory("The harbour master", "Small harbours", "A ship is forty metres of quay until noon.", "Thinks in metres and tides, draws on paper, answers for everything.", "To see tonight what goes wrong tomorrow.", "Two ships on one berth.\nScreens made for people who sit."),
    PersonaStory("The ship’s agent", "Working harbours", "Tell me the berth and I tell you the truth.", "Announces calls for twelve lines, mostly by mail.", "One answer that holds.", "Typing the same call in three portals."),
    PersonaStory("The captain on trial", "Island ferries", "The log is what I say happened. It had better be quick.", "Agreed to try the app for twelve weeks, with a paper log in the drawer.", "A log that is written when the watch ends.", "Anything that does not work at night."),
)  # fmt: skip


@dataclass(frozen=True)
class CustomerStory:
    """A customer: what it brings in a year in thousands of euros, when it came and left in weeks before today, who is there."""

    name: str
    segment: str
    tier: str
    revenue: int | None
    since: int
    owner: str
    people: tuple[tuple[str, str, str], ...] = ()
    left: int | None = None
    notes: str = ""


MATE, DISPATCH, ROSTER, PAY, MASTER, AGENT, CAPTAIN = (each.name for each in PERSONAS)

CUSTOMERS = (
    CustomerStory("Brimsund Ferries", "Island ferries", "Anchor", 148, 300, "Marta", (("Aino Rask", "Mate", MATE), ("Gunnar Holte", "Dispatcher", DISPATCH), ("Signe Moen", "Captain, trial boat", CAPTAIN)), notes="Our oldest customer. Half of the landings have no coverage."),
    CustomerStory("Lofthamn Line", "Long routes", "Anchor", 212, 260, "Marta", (("Petra Nygaard", "Roster planner", ROSTER), ("Olav Brekke", "Payroll", PAY), ("Mads Lunde", "First mate", MATE))),
    CustomerStory("Saltholm City Boats", "City boats", "Anchor", 176, 240, "Marta", (("Deniz Kaya", "Head of dispatch", DISPATCH), ("Freja Winther", "Skipper, trial boat", CAPTAIN), ("Joon-ho Bae", "Deckhand", MATE))),
    CustomerStory("Skerrymore Ferries", "Island ferries", "Regular", 61, 210, "Marta", (("Calum Reid", "Relief captain", CAPTAIN), ("Moira Baine", "Office manager", DISPATCH))),
    CustomerStory("Graakil Line", "Long routes", "Regular", 97, 190, "Ingrid", (("Henrik Aas", "Crewing manager", ROSTER), ("Wenche Dahl", "Wages", PAY))),
    CustomerStory("Tre Holmer Ferries", "Island ferries", "Small", 18, 180, "Marta", (("Bodil Krag", "Owner, and mate on Fridays", MATE),)),
    CustomerStory("Travessias do Estuário", "City boats", "Regular", 88, 170, "Ingrid", (("Rui Valadares", "Despachante", DISPATCH), ("Inês Fontoura", "Mestre", MATE))),
    CustomerStory("Halligfähren Petersen", "Island ferries", "Regular", 42, 165, "Marta", (("Wiebke Petersen", "Disposition", DISPATCH), ("Hauke Jens", "Steuermann", MATE))),
    CustomerStory("Laguna Nera Traghetti", "City boats", "Regular", 104, 150, "Ingrid", (("Chiara Dolfin", "Turni", ROSTER),)),
    CustomerStory("Port Aldous Water Bus", "City boats", "Regular", 73, 140, "Marta", (("Desmond Okafor", "Duty manager", DISPATCH), ("Tilly Marsh", "Crew", MATE))),
    CustomerStory("Strandelv Crossings", "Island ferries", "Small", 21, 128, "Marta", (("Eskil Tveit", "Skipper", MATE),)),
    CustomerStory("Costa Mansa Ferris", "Long routes", "Regular", 119, 120, "Ingrid", (("Pilar Quiroga", "Jefa de tripulaciones", ROSTER), ("Teo Ferrán", "Nóminas", PAY))),
    CustomerStory("Baltrand Reederei", "Long routes", "Anchor", 190, 112, "Ingrid", (("Ulrike Thoms", "Crewing", ROSTER), ("Jan Polzin", "Lohnbüro", PAY))),
    CustomerStory("Tern Island Ferry Trust", "Island ferries", "Small", 9, 98, "Marta", (("Margaret Pell", "Trustee", DISPATCH),)),
    CustomerStory("Fjordrute Sørvest", "Island ferries", "Regular", 66, 90, "Marta", (("Liv Aaberg", "Driftsleder", DISPATCH),)),
    CustomerStory("Ostrova Ferry", "Island ferries", "Small", 24, 84, "Ingrid", (("Danica Perić", "Dispečer", DISPATCH),), left=31, notes="Left for a spreadsheet. They said it kindly."),
    CustomerStory("Quickstep Harbour Shuttles", "City boats", "Small", 16, 70, "Marta", (("Ricky Tan", "Founder", DISPATCH),), left=22, notes="Sold to a bus company that has a system of its own."),
    CustomerStory("Port of Skallevik", "Working harbours", "Anchor", 84, 128, "Tobias", (("Torunn Eide", "Harbour master", MASTER), ("Kristoffer Vaag", "Deputy", MASTER)), notes="Harbour one. Shows us everything, also what hurts."),
    CustomerStory("Haven Oudezand", "Working harbours", "Anchor", 92, 110, "Tobias", (("Joost van Dalfsen", "Havenmeester", MASTER), ("Anneke Prins", "Agent, Prins & Zoon", AGENT))),
    CustomerStory("Hafen Wiekstedt", "Small harbours", "Regular", 31, 98, "Tobias", (("Dieter Harms", "Hafenmeister", MASTER),)),
    CustomerStory("Port of Merrow", "Small harbours", "Regular", 27, 92, "Tobias", (("Fiona Gall", "Harbour master", MASTER),)),
    CustomerStory("Puerto Almenara", "Working harbours", "Regular", 64, 84, "Tobias", (("Elena Rocafort", "Capitana de puerto", MASTER), ("Nacho Beltrán", "Consignatario", AGENT))),
    CustomerStory("Havre Saint-Rieul", "Small harbours", "Regular", 29, 77, "Tobias", (("Yann Le Goffic", "Maître de port", MASTER),)),
    CustomerStory("Norrskata Hamn", "Small harbours", "Small", 14, 71, "Tobias", (("Birgitta Ek", "Hamnkapten", MASTER),)),
    CustomerStory("Porto Senhora da Luz", "Working harbours", "Regular", 58, 66, "Tobias", (("Duarte Meneses", "Capitão do porto", MASTER),)),
    CustomerStory("Kelpness Harbour", "Small harbours", "Small", 12, 60, "Tobias", (("Angus Muir", "Pier master", MASTER),)),
    CustomerStory("Haven Zuidplaat", "Working harbours", "Regular", 71, 52, "Tobias", (("Saskia Boon", "Planner", MASTER), ("Wim Terpstra", "Agent, Terpstra Shipping", AGENT))),
    CustomerStory("Port Ansgar", "Working harbours", "Regular", 55, 45, "Tobias", (("Lone Bjerre", "Havnefoged", MASTER),)),
    CustomerStory("Rügenort Stadthafen", "Small harbours", "Regular", 26, 39, "Tobias", (("Silke Wandt", "Hafenamt", MASTER),)),
    CustomerStory("Isola Grande Porto", "Small harbours", "Small", 15, 33, "Tobias", (("Salvo Tricarico", "Ormeggiatore", MASTER),)),
    CustomerStory("Porthgarrow Quay", "Small harbours", "Small", 11, 27, "Tobias", (("Jenifer Tregear", "Harbour office", MASTER),)),
    CustomerStory("Hafen Lüttmoor", "Small harbours", "Small", 13, 21, "Tobias", (("Ole Hansen", "Hafenmeister", MASTER),)),
    CustomerStory("Terminal Baixo Mar", "Working harbours", "Regular", 49, 13, "Tobias", (("Beatriz Salgado", "Operações", MASTER),)),
    CustomerStory("Vesterhavn", "Small harbours", "Regular", 22, 5, "Tobias", (("Mette Kjær", "Havnechef", MASTER),)),
    CustomerStory("Eastwick Docks", "Working harbours", "Trial", None, 9, "Tobias", (("Priya Menon", "Port operations", MASTER),), notes="Begins in spring, with two basins."),
    CustomerStory("Sundby Lodsstation", "Working harbours", "Trial", None, 14, "Tobias", (("Erik Damgaard", "Senior pilot", AGENT),)),
)  # fmt: skip
