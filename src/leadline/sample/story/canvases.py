"""Vision, positioning and canvases of Harbourline, in the versions in which they were published."""

CANVASES = (
    ("Why we are here", "vision", "", "Ingrid", (
        (104, "First version, written on one afternoon on the pier.", {"purpose": "Timetables are promises. We help those who have to keep them.", "audience": "Crews and dispatchers of ferries.", "aim": "No crew learns of a change from a passenger."}),
        (37, "With Skipper’s Log we serve the bridge too, and harbours are no longer a sideline.", {"purpose": "Timetables are promises. We help those who have to keep them, on the boat and on the quay.", "audience": "Crews, dispatchers, captains, harbour masters: people with one hand free.", "aim": "No crew learns of a change from a passenger, and no ship turns the corner to find another one at her berth."}),
    )),
    ("Tideboard among schedules", "positioning", "TB", "Marta", (
        (90, "So that sales and product say the same.", {"customer": "Ferry operators with five to sixty boats", "need": "who need a full crew on every sailing", "category": "crew and sailing schedule", "benefit": "closes gaps before anybody telephones", "rivals": "general rosters for shops and hospitals, and spreadsheets", "difference": "knows tides, rest at sea and what a landing without coverage is."}),
        (48, "“Works offline” has become the sentence that sells.", {"customer": "Ferry operators with five to sixty boats", "need": "who need a full crew on every sailing, also where there is no coverage", "category": "crew and sailing schedule", "benefit": "is right in the pocket before the boat is boarded", "rivals": "general rosters for shops and hospitals, and spreadsheets", "difference": "keeps tides, rest rules and the roster on the device, and says how old they are."}),
    )),
    ("What a harbour master gets", "value", "BW", "Tobias", (
        (70, "After the first ten harbours.", {"jobs": "Give every ship a place, a time and a bill.", "pains": "Two ships on one metre. Times that are wrong by noon. Stays that nobody billed.", "gains": "A quiet evening. An auditor with nothing to say.", "offer": "Berthwise: the quay as a drawing, with pilots, papers and bills.", "pain_relievers": "Warns where it happens, reads positions, lists what was never billed.", "gain_creators": "One page in the morning."}),
    )),
    ("Skipper’s Log on one page", "lean", "SL", "Marta", (
        (39, "Before the first line of code.", {"problem": "The log is written from memory. Paper stays beside every app.", "solution": "One press, filled in by itself, signed.", "metrics": "Captains logging daily.", "proposition": "The log is finished when the watch is.", "advantage": "We already know the crew and the sailing.", "channels": "Operators that have Tideboard.", "segments": "Island ferries first.", "costs": "Three people.", "revenue": "Per boat and month."}),
        (11, "Captains like it and do not buy. Offices buy, and want the roster in it.", {"problem": "The log is written from memory. Offices type the crew twice.", "solution": "One press, filled in by itself, signed; one sign-in with Tideboard.", "metrics": "Captains logging daily; operators that sign.", "proposition": "The log is finished when the watch is.", "advantage": "We already know the crew and the sailing.", "channels": "Operators that have Tideboard.", "segments": "Operators with both.", "costs": "Three people.", "revenue": "With Tideboard, per operator and month."}),
    )),
    ("Strengths and what threatens them", "swot", "", "Ingrid", (
        (52, "For the talk with the bank.", {"strengths": "We have stood on every ramp that we write for.", "weaknesses": "Three products, eleven people.", "opportunities": "Shore power and emission rules make harbours plan.", "threats": "A maker of terminal systems adds a berth plan for nothing."}),
    )),
)  # fmt: skip
"""Name, kind, product, who, and versions: weeks before today, why, and what stood in the boxes."""

DECISIONS = (
    ("Do we split the Crew team to build Skipper’s Log?", "Ingrid", 41, 12, 1, "We would rather be slower than third.", "A slower Tideboard was foreseen; look at it every quarter.",
        (("Wait a year", "Tideboard keeps its pace.", "Somebody else is there first."), ("Three people from the Crew team", "They know boats.", "Tideboard halves its pace."), ("Hire a new team", "Nobody is moved.", "Half a year until they know what a ramp is."))),
    ("Are tide tables bought or computed?", "Marta", 69, 100, 0, "The office answers for its tables, and we do not want to.", "",
        (("Buy them from the hydrographic office", "Official, and the inspector takes them.", "A fee per port."), ("Compute them", "Free.", "We would answer for a grounding."))),
    ("Who may swap without a dispatcher?", "Marta", 101, 52, 1, "Two operators would not have switched it on otherwise.", "",
        (("Everybody, always", "Simple.", "Dispatchers lose what they answer for."), ("Everybody, unless a sailing is frozen", "Dispatchers keep a handle.", "One more state to explain."))),
    ("Do harbours pay per berth, per call or per year?", "Tobias", 84, 60, 2, "Harbour masters have a budget, not a meter.", "",
        (("Per berth", "Grows with the harbour.", "Punishes long quays."), ("Per call", "Fair.", "Nobody can foresee the bill."), ("Per year, by size in three steps", "One line in a budget.", "We leave money with the largest."))),
    ("Is there an app for passengers?", "Ingrid", 49, 40, 1, "Operators have one each and love it. We feed theirs.", "",
        (("We make one", "Many would see our name.", "Support for people who do not pay us."), ("We feed the apps of the operators", "Small.", "Our name is seen by nobody."))),
    ("Which harbours do we take first?", "Tobias", 30, 26, 0, "The eleven days of setting up are ours, not theirs.", "Look again when a harbour is set up in five days.",
        (("Small ones with one quay", "Ready in a week.", "They pay little."), ("Working ones with pilots", "They pay.", "They need everything at once."))),
    ("Do we host abroad for customers who ask?", "Yusuf", 66, 52, 1, "Four asked, none outside Europe.", "",
        (("Yes", "Two tenders more.", "Two sets of everything."), ("No", "One place to look after.", "Some tenders are closed to us."))),
    ("Does Skipper’s Log keep voice recordings?", "Sofia", 25, 13, 1, "A recording is evidence in an inquiry, and nobody spoke for one.", "",
        (("Keep for 30 days", "Entries can be checked.", "Crews would not speak any more."), ("Discard once written", "Nothing to hand over.", "What was misheard stays misheard."))),
    ("Do partners pay for the interface?", "Tobias", 15, 30, 0, "We want three of them by spring more than we want their money.", "",
        (("Free for the first year", "They come.", "They expect it to stay free."), ("By calls", "Pays for the load.", "They go on reading our pages by program."))),
    ("What happens to boats when the trial ends?", "Marta", 2, 6, None, "", "",
        (("They keep it free until summer", "Nobody goes back to paper.", "A price is harder to ask later."), ("They pay from the first of the month", "We learn the truth.", "We may not like it."))),
)  # fmt: skip
"""Question, who, weeks before today, weeks to the next look, which alternative, why, what the look said, alternatives."""
