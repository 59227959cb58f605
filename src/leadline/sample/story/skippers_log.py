"""Skipper’s Log: the log book as an app; young, and still finding out whom it is for."""

from leadline.sample.story.shapes import Period, ProductStory

SKIPPERS_LOG = ProductStory(
    name="Skipper’s Log",
    key="SL",
    stage="qualification",
    line="Ferry operations",
    description="The deck log as an app, with a hand-over that takes a minute. In trial with three operators.",
    born_weeks_ago=40,
    labels=("log", "handover", "trial"),
    epics={
        "A log entry in ten seconds": (
            "Start an entry with one press",
            "Fill in time, position and speed by itself",
            "Speak an entry and correct it later",
            "Add a picture to an entry",
            "Correct an entry so that the old text stays readable",
            "Sign the day with the captain’s code",
            "Write entries without coverage and send them later",
        ),
        "Pilot hand-over notes": (
            "Put the last hour on one screen for whoever takes over",
            "Mark three entries that the next watch must know",
            "Confirm that the hand-over was read",
            "Keep open matters until somebody closes them",
            "Show the hand-over in the other watch’s language",
            "Remind the watch ten minutes before the change",
        ),
        "Papers for the authorities": (
            "Print the log of a day as the flag state wants it",
            "Seal a month against later changes",
            "Export the log for an inquiry with every correction",
            "Answer which voyages an entry belongs to",
        ),
        "Engine log beside the deck log": (
            "Take engine hours at the change of watch",
            "Warn when a reading is far from the usual",
            "Show deck and engine entries on one line of time",
            "Let the chief sign on his own",
            "Bring the paper log of the last year as pictures",
        ),
        "The trial with three operators": (
            "Ask three questions after the first week",
            "See which screens nobody opens",
            "Let the trial boats go back to paper within an hour",
            "Compare the length of hand-overs before and after",
            "Offer a price to the trial operators",
        ),
        "Log and Tideboard as one": (
            "Take the crew of the watch from Tideboard",
            "Report departures from the log to Tideboard",
            "One sign-in for both",
            "Show the delay of a sailing in its log",
        ),
    },
    parts=("entry form", "hand-over page", "watch list", "photo", "voice entry", "day signature", "engine reading", "position", "print of the day", "month seal", "language switch"),
    troubles=("is lost when the phone sleeps", "shows local time instead of ship’s time", "cannot be signed twice", "fails on the third picture", "keeps spinning without coverage", "is upside down on tablets", "forgets the watch", "mishears harbour names", "stays unsent after a restart"),
    chores=("Pay the developer accounts", "Set up the trial boats", "Write the privacy note", "Measure battery use over a watch", "Sign the app for both stores"),
    periods=(Period("Log team", 37, 0, 2.1, 5.0),),
    criteria={
        "Confirm that the hand-over was read": (
            ("a hand-over waits for me", "I have scrolled to its end and confirm", "my name and the time stand beneath it on both phones"),
            ("I have not seen the marked entries", "I try to confirm", "the first unread one is shown"),
        ),
    },
)  # fmt: skip
