"""Why the epics are there, and what people write into items. All of it is our own invention."""

WHY: dict[str, str] = {
    "Offline tide tables": "Half of the landings have no coverage in the hour before sailing, and that is when the tables are read. Crews print them at home today, and sail with last week’s.",
    "Crew swap in one tap": "Crews swap by telephone and dispatchers type it in afterwards: about forty calls a week at a middle operator, and every tenth swap breaks a rest rule that nobody noticed.",
    "Rest rules that can be explained": "“The system says no” is the sentence we are loved least for. Whoever is refused a duty should read which rule it was, in words that the union has agreed to.",
    "Delays told once": "The bridge tells the terminal, the terminal tells the app, the office tells the radio. Three times told is three times different.",
    "A roster that survives the season": "Two planners sit for six weeks over the summer roster, and in the second week of July it is worth nothing. It should be cheap to plan again.",
    "Payroll without spreadsheets": "Every month somebody carries hours by hand from Tideboard into payroll. It takes two days, and is wrong in about one line of fifty.",
    "Bridge display in the dark": "On a night bridge our screen is the brightest thing for miles. Two operators have put a towel over it.",
    "Certificates that do not lapse": "A lapsed certificate costs a sailing. It is found in the morning of the sailing, by the inspector.",
    "Reports for the board": "Punctuality is told to boards as one number a year. The crew plan is behind a third of it, and nobody can see that.",
    "Sign-in at the terminal": "Passwords at a terminal with gloves on: the note beside the screen with the password of everybody is not a rumour.",
    "Berth conflict warnings": "Two ships are promised the same metre about once a month in a harbour of our size. It is noticed when the second one turns the corner.",
    "The quay as a drawing": "Harbour masters think in metres of quay and draw on paper. A table of times hides exactly what they look for.",
    "Pilots and tugs in the same plan": "A berth without a pilot is no berth. Today the pilot station learns of a change from the ship.",
    "Arrivals that come by themselves": "Arrival times are typed in from mails, 30 to 60 a day, and are wrong by noon.",
    "Bills from the plan": "What is in the plan is what was used, so it is what is owed. Two harbours found stays of a whole year that nobody had billed.",
    "Customs pre-check": "A missing paper is found when the ship lies at the quay, which is the most expensive place to find it.",
    "Partner API": "Three partners read our pages by program. It breaks with every release and they telephone.",
    "Dangerous goods kept apart": "The fire brigade’s list is printed at six in the morning and true until seven.",
    "The harbour master’s morning": "The first twenty minutes of the day go into finding out what changed in the night.",
    "A new harbour in a day": "Setting up a harbour takes us eleven days, and we are eleven people.",
    "Shore power": "From next year on large ships must plug in. Nobody plans plugs.",
    "A log entry in ten seconds": "The log is written at the end of the watch, from memory, because writing it takes longer than what it tells of.",
    "Pilot hand-over notes": "Most incidents in the inquiry reports begin within half an hour of a change of watch.",
    "Papers for the authorities": "If the flag state does not take our print, the paper log stays, and then there are two.",
    "Engine log beside the deck log": "Deck and engine tell the same hour in two books that never meet.",
    "The trial with three operators": "Three operators, eight boats, twelve weeks. What we want to know is whether anybody goes back to paper.",
    "Log and Tideboard as one": "Operators who have both type the crew twice a day.",
}

ASKED: dict[str, tuple[str, ...]] = {
    "TB": (
        "Asked for by the dispatchers of two northern operators, in the same week and almost the same words.",
        "Seen on board: the mate did it on paper first and typed it in later, to be sure.",
        "Third on the list of the crew council. They would do without the rest of this epic for it.",
        "Came up in four of nine interviews, each time without being asked for.",
        "The season planners lose about an hour a week to this, by their own count.",
        "Promised to nobody. Small, and it makes the two before it worth having.",
    ),
    "BW": (
        "Harbour seven does it on a whiteboard today; there is a picture in the folder.",
        "The agents asked first, and the harbour masters shook their heads until they saw the drawing.",
        "Needed before the spring: two harbours start then, and both have a second basin.",
        "Found while watching a morning shift. Nobody would have asked for it.",
        "It decides whether the eastern harbours can use the plan at all.",
        "The pilot station would pay for this one alone, they said, twice.",
    ),
    "SL": (
        "From the second week of the trial: all three captains stumbled over it.",
        "A guess of ours. If nobody uses it by the end of the trial it goes again.",
        "The flag state’s office was kind enough to say in writing what they need.",
        "Watched on a night watch: eleven presses where two would do.",
        "One operator makes it a condition for staying after the trial.",
    ),
}
LEFT_OUT = (
    "history before this year", "translations; they follow with the next text round", "tablets older than 2021",
    "an export of it", "settings for each person; one rule for all until somebody complains", "mails about it",
    "the reports, which have an epic of their own", "undo after the month is closed", "the print version",
)  # fmt: skip
OPEN = (
    "Who may see it beside the team concerned?", "What happens on the day when the clocks change?",
    "Is a day enough, or do they look further back?", "How is it told to somebody who was off for two weeks?",
    "Do we keep it for a year, or for as long as the law says?", "What is shown while the answer is still on its way?",
)  # fmt: skip
SEEN = (
    "Reported by two operators on the same morning, so probably since the last release.",
    "Once in about ten tries. Slow coverage helps.", "Every time, on every device we tried.",
    "Only with more than one base or basin.", "A customer sent a film of it; see the support folder.",
    "Found by ourselves while trying something else.", "It was there a year ago, and came back.",
)  # fmt: skip
HURTS = (
    "Nobody is stopped by it, but everybody sees it.", "There is a way around it, which takes a minute each time.",
    "It costs trust: people check every number since.", "It stops the morning shift until somebody reloads.",
    "Harmless, and ugly.", "Two people have gone back to paper because of it.",
)  # fmt: skip
CRITERIA: dict[str, tuple[tuple[str, str, str], ...]] = {
    "TB": (
        ("there is no coverage", "I do this on board", "it is kept on the device and sent when coverage is back"),
        ("I wear gloves", "I use it on the bridge", "every target is hit at the first try"),
        ("my base is not the one on the screen", "I open it", "I see my own base first and can change it"),
        ("somebody changed the same thing a moment ago", "I save", "I see both and decide"),
        ("the text is set to the largest size", "I open it on a small phone", "nothing is cut off"),
        ("the clocks change tonight", "I look at tomorrow", "the hours add up to what will be worked"),
        ("I am a guest of another operator", "I open it", "I see nothing of this operator"),
    ),
    "BW": (
        ("two ships have the same name", "I look for one of them", "number and flag stand beside each"),
        ("I use only the keyboard", "I go through the drawing", "every ship can be reached and the focus is always seen"),
        ("the harbour has two basins", "I open the plan", "both are shown, one beneath the other"),
        ("the arrival moves by more than an hour", "the plan is drawn again", "what hangs on it is marked, and nothing moves by itself"),
        ("the colours cannot be told apart", "I look at the states", "a pattern or a word tells them as well"),
        ("the agent has gone home", "I change it at night", "they find the change and its reason in the morning"),
        ("a year of calls is loaded", "I open the page", "it answers within a second"),
    ),
    "SL": (
        ("the phone sleeps in the middle of it", "I take it up again", "nothing that I wrote is lost"),
        ("the day is signed already", "I correct an entry", "the old text stays readable beneath the new"),
        ("it is dark and the boat rolls", "I use it with one hand", "I am done within ten seconds"),
        ("two phones write at once", "both come back into coverage", "both entries stand, in the order of time"),
        ("the other watch speaks another language", "they read it", "the fixed words are in theirs"),
    ),
}  # fmt: skip

VOICES: dict[str, tuple[str, ...]] = {
    "Ingrid": (
        "What will we look at in three months to know that this was worth it?",
        "I told the board “this summer”. Please correct me now rather than then.",
        "Is this still the most important thing on the list? I ask because of the two below it.",
        "Good. Write down why we said no to the larger version; somebody will ask.",
        "I will take this to the customers’ round on Thursday.",
    ),
    "Marta": (
        "I was on the boat with them yesterday. They do not read the second line at all, so the first must be enough.",
        "Split off the part with the exports; it can wait and this cannot.",
        "Thank you for asking before building. Yes: only for the own base, to begin with.",
        "The criteria say “within a second”. I mean on *their* phones, not on ours.",
        "Two of the three dispatchers would rather have the list than the drawing. Let us try the list.",
        "I have moved this up. The season starts whether we are ready or not.",
    ),
    "Tobias": (
        "Harbour seven has a crane exactly there! You cannot put a ship there, whatever the metres say.",
        "Lovely. The harbour master laughed out loud when he saw it, in the good way.",
        "Careful: “arrival” is the pilot station for them and the quay for us. We had this once before.",
        "I drew it on a napkin with the agents, picture follows.",
        "They will print it. They always print it. It must look right on one sheet.",
        "Seventeen harbours, seventeen rules. Let us not make an eighteenth.",
    ),
    "Yusuf": (
        "Two days if we keep the old table. Two weeks if we do it right. I vote for the two days and a note.",
        "Cause found: we compare local with local across midnight. Fix is one line, the test is forty.",
        "Done. Also removed the second cache, nobody knew why it was there.",
        "This needs a migration. Not on a Friday.",
        "Measured: 9.8 s before, 0.7 s after, 300 duties.",
        "Cannot reproduce. Which device, which build?",
    ),
    "Lena": (
        "What if the list is empty? What if it has one entry? What if it has ten thousand?",
        "Tried it with an apostrophe, an umlaut and a name of 70 letters. The apostrophe wins.",
        "Works. Then I turned the phone while it was saving.",
        "Reopened: fine with one base, wrong with two.",
        "The screen reader says “button button”. Could it say what it does?",
        "Passed on all five devices. I tried hard.",
    ),
    "Piet": (
        "On it.",
        "Done, see the branch.",
        "Smaller than it looks.",
        "Larger than it looks.",
        "Blocked: waiting for the payroll people. Asked again.",
        "Works on my boat.",
    ),
    "Noor": (
        "I tested the drawing with two people who had never seen it. Both looked for the depth at the bottom, so it is at the bottom now.",
        "Could we say “promised” instead of “allocated”? It is what they say on the radio.",
        "Three shades of blue are one shade of blue in the sun.",
        "The interface of the partner sends two different things under one name. I have written to them, kindly.",
        "I left the old way in for a week, beside the new one. Nobody used it. It is gone.",
    ),
    "Elias": (
        "The register answers with 200 and an error inside. Of course it does.",
        "Wrote a test with last year’s real calls: 14 conflicts, 13 of them true. The other one is now a rule.",
        "I would like to pair on this, it touches the part that only Noor knows.",
        "If we do this nightly we need not do it live. Nights are long.",
        "Turns out the tug company has an interface. It is a mailbox.",
    ),
    "Sofia": (
        "All three captains did it without being told how. I am a little proud.",
        "They say “hand over” when they mean the moment, and “the hand-over” when they mean the page. Let us not use it for a third thing.",
        "On the trial boats this was used four times in two weeks. Is that few, or is that how often it happens?",
        "My phone lost it in the lift. A boat is a lift that rolls.",
        "Draft is up. It is ugly and it answers the question.",
    ),
    "Karl": (
        "The operator in the north asks every month. What may I tell them?",
        "I have sold nothing with this, for the record. I would like to.",
        "Competitor shows something like it on slides. On slides.",
        "They asked whether it also works in winter. I said yes. Please tell me that it does.",
    ),
}

GOALS = (
    "{epic}: a piece that can be tried.", "Crews can try the first half of “{epic}”.", "{epic}, end to end for one customer, however plain.",
    "Find out what is hard about “{epic}”.", "No open bug older than two weeks, and one more step in “{epic}”.", "{epic}: what we show on Thursday is what is on board on Friday.",
)  # fmt: skip
REVIEWS = (
    "The operators in the review asked for the same two things again; both are ranked higher now.",
    "Half of what we carried over was waiting for one answer from outside. We ask earlier.",
    "A quiet sprint. The goal was met on the second Wednesday.",
    "Two bugs from production took four days. The goal suffered, rightly.",
    "Demo on a real boat instead of a screen: shorter, and better questions.",
    "We committed to too much, again. Next time we take what the last three sprints took.",
    "Goal met. What nobody had planned, the new list of gaps, got the applause.",
    "Goal missed by one item that had been split twice and was still too large. We split by customer next time, not by layer.",
    "Three people were at the trade fair and we planned as if they were not. The capacity is on the wall now.",
    "Everything was “nearly done” on the last day. From now on nothing new is begun on the second Tuesday.",
    "The customer in the review did not need the third step at all. It is out; the two after it are out as well.",
    "Half of the work was not on the board when we started. It was all good work, and it was not the goal.",
    "Review by telephone from the ferry, with gulls. Two wishes, one of them for us to come along again.",
    "Met the goal with two items to spare, and used them up with old bugs. Nobody will notice, which is the point.",
)
