"""The bets on Tideboard: those that epics came of, by the epic's title."""

from leadline.sample.story.shapes import BetStory as B

ON_TIME, SWAPS, CALLS = (
    "On-time departures",
    "Swaps without a dispatcher",
    "Support calls about Tideboard",
)
CREW = "Crew team"

BETS_TIDEBOARD = (
    B("Crew swap in one tap", "Marta", ("A swap is a telephone call, and a call is a morning",), "letting crews swap from their telephones, with the rules checked at once,", "crews and dispatchers of city boats", "free dispatchers for the gaps that need a person",
      effects=((SWAPS, 25, 35, 50), (ON_TIME, 1, 2, 4)), effort=(CREW, 14, 20, 32), line="punctual", share=60, kills=(("Operators that switch it on", "fewer than four", 30, "unmet", "Nine."),), learned="Dispatchers gave up the telephone once they could freeze a sailing."),
    B("Rest rules that can be explained", "Yusuf", ("Nobody can say why a duty was refused",), "showing the rule beside the duty that breaks it", "crews, planners and the union’s people", "end the calls that ask why",
      effects=((CALLS, -16, -11, -6),), effort=(CREW, 8, 14, 24), line="trust", share=70, learned="Whoever reads the rule does not ring. Half of the calls about refusals are gone."),
    B("Offline tide tables", "Marta", ("Crews sail with last week’s tide table",), "keeping fourteen days of tide tables on the device, and saying how old they are,", "mates and skippers of island ferries", "let boats cast off on time where there is no coverage",
      effects=((ON_TIME, 2, 3.5, 5), (CALLS, -15, -9, -4)), effort=(CREW, 9, 12, 18), cost=(18, 26, 40), line="punctual", share=80,
      claims=(("Half of the landings have no coverage in the hour before sailing", 5), ("An old tide table delays about one sailing in thirty", 4), ("Crews act on a table on a screen without asking how old it is", 3)),
      kills=(("Boats that sail with a table of the day, after twelve weeks", "fewer than half", 26, "unmet", "Eighty-seven in a hundred."),), persona="The mate on the ramp",
      scenarios=(("Sailing from a landing without coverage", "Aino leaves home with the tables of two weeks on her phone. On the ramp there are no bars. She opens Innerholm, reads “six hours old”, and casts off at 5:58."), ("The table that could not be fetched", "Norderhook is missing. The list says so before she leaves the house, and the office reads it too.")),
      compared=(("On-time departures, lakes", "On-time departures, rivers", "On-time departures, city canals"), "The season and the crew swap moved departures everywhere; where there is no tide the tables moved nothing."),
      learned="Tables that say how old they are were trusted and read; boats without coverage leave on time."),
    B("Delays told once", "Piet", ("One delay is told three times, three ways",), "telling a delay once and sending it everywhere", "terminals and passengers of city boats", "make boats catch up earlier, since nobody waits for a late passenger",
      effects=((ON_TIME, 5, 7, 10),), effort=(CREW, 8, 12, 20), line="punctual", share=50, claims=(("Passengers forgive a delay that they are told once", 4), ("Crews enter a delay if it takes two fields", 5)),
      kills=(("Delays entered on the bridge", "fewer than one in two", 28, "decided", "One in three. We went on since terminals asked for it, and should not have."),), learned="What rose meanwhile rose by other things: the crew enters the delay when it is over. Passengers are grateful, boats are as late as before."),
    B("A roster that survives the season", "Marta", ("The season’s roster dies in its second week",), "planning again without touching what still holds", "roster planners of long routes", "keep a full crew on sailings through July",
      effects=((ON_TIME, 0.5, 1.5, 3), ("Sailings cancelled for lack of crew", -6, -4, -2)), effort=(CREW, 20, 28, 44), line="roster", share=75, claims=(("Planners trust a roster that was changed by a machine", 5), ("Two planners spend six weeks on a summer roster", 2)), by=44,
      changed=("Two of the six people went to Skipper’s Log; a smaller effect was promised instead of a later one.", 1, 2.5, 4), learned="Planners trust it since it shows what it left alone."),
    B("Payroll without spreadsheets", "Yusuf", ("Hours are carried into payroll by hand",), "handing hours over in the form that payroll reads", "payroll clerks of long routes", "end corrections by hand",
      effects=(("Hours corrected by hand", -14, -10, -7),), effort=(CREW, 10, 16, 28), line="payroll", share=60, claims=(("Payroll makers open their interfaces to us", 5), ("One hour line of fifty is wrong when it is carried by hand", 3)), by=30, learned="Most corrections come from allowances that nobody had told us of, not from typing."),
    B("Bridge display in the dark", "Piet", ("The screen blinds the night bridge",), "a page in red, with large targets,", "bridges at night", "let the timetable stay open under way", effects=((ON_TIME, 0.2, 0.6, 1.2),), effort=(CREW, 5, 8, 14), line="punctual", share=20, by=40, ends="ready"),
    B("Certificates that do not lapse", "Lena", ("A lapsed certificate costs a sailing",), "warning ninety days ahead, and keeping duties free of people whose paper will have lapsed,", "crewing offices", "stop sailings from being cancelled at the quay", effects=(("Sailings cancelled for lack of crew", -3, -2, -1),), effort=(CREW, 6, 9, 15), line="punctual", share=40, by=36, ends="ready"),
    B("Reports for the board", "Marta", ("Boards see one number a year",), "showing which delays began in the crew plan", "managers of operators", "make the crew plan worth paying more for", effort=(CREW, 4, 6, 9), line="trust", share=30, ends="draft"),
    B("Sign-in at the terminal", "Yusuf", ("Gloves and passwords do not go together",), "signing in with the crew card", "crews at shared terminals", "let the record say who it was", effects=((CALLS, -4, -2, -1),), effort=(CREW, 5, 8, 16), line="trust", share=25, by=40, ends="ready"),
)  # fmt: skip
