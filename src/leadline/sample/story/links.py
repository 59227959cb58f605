"""What stories are for beside the bet that they came of, and what each decision decided."""

SERVES: dict[str, tuple[tuple[str, int, int], ...]] = {
    "Keep the tide tables of the next 14 days on the device": (("punctual", 0, 40), ("punctual", 1, 50)),
    "Warn before sailing with a table older than two days": (("punctual", 0, 60), ("punctual", 1, 40)),
    "Let the office see which boat sails with which table": (("punctual", 0, 60), ("trust", 0, 30)),
    "Tell the dispatcher of a swap after the fact, not before": (("punctual", 0, 70), ("punctual", 1, 20)),
    "Show the operator how often a delay was told too late": (("punctual", 0, 50), ("trust", 0, 30)),
    "Find sailings without a full crew for the next six weeks": (("roster", 1, 60), ("punctual", 0, 40)),
    "Let crew confirm the season plan on their phones": (("roster", 0, 50), ("trust", 0, 20)),
    "Export worked hours in the format of the three large payroll systems": (("payroll", 0, 70), ("payroll", 1, 30)),
    "Close a month so that nothing in it moves any more": (("payroll", 1, 60), ("trust", 0, 30)),
    "Remind a crew member 90, 30 and 7 days before a certificate ends": (("punctual", 2, 60), ("punctual", 1, 30)),
    "Warn when two ships are promised the same metre of quay": (("berths", 0, 80),),
    "Draw the quay to scale with bollards and cranes": (("berths", 0, 70), ("berths", 1, 30)),
    "Order a pilot with the arrival": (("berths", 0, 60), ("berths", 1, 20)),
    "Read announcements from the agents’ mails": (("arrivals", 0, 50), ("arrivals", 1, 50)),
    "Compute quay dues from length and hours": (("billing", 0, 60), ("billing", 1, 40)),
    "Draw a quay from an aerial picture": (("harbours", 0, 70), ("harbours", 1, 30)),
    "Read calls and berths through an API": (("harbours", 1, 60), ("billing", 0, 20)),
    "One page with what changed since yesterday evening": (("trust", 1, 50), ("berths", 0, 30)),
    "Start an entry with one press": (("log", 1, 60), ("log", 0, 40)),
    "Put the last hour on one screen for whoever takes over": (("log", 1, 70), ("log", 0, 20)),
    "Ask three questions after the first week": (("log", 0, 60),),
}  # fmt: skip
"""By title of a story: line of work, which key result of its objective at that time, and the share in per cent."""

DECIDED: dict[str, tuple[tuple[str, str], ...]] = {
    "Do we split the Crew team to build Skipper’s Log?": (("product", "Skipper’s Log"), ("goal", "The log is written when it happens"), ("canvas", "Skipper’s Log on one page")),
    "Are tide tables bought or computed?": (("bet", "Offline tide tables"), ("bet", "A contract with the hydrographic office"), ("opportunity", "Crews sail with last week’s tide table")),
    "Who may swap without a dispatcher?": (("bet", "Crew swap in one tap"), ("metric", "Swaps without a dispatcher")),
    "Do harbours pay per berth, per call or per year?": (("product", "Berthwise"), ("goal", "Thirty harbours that would not go back")),
    "Is there an app for passengers?": (("bet", "An app for passengers"),),
    "Which harbours do we take first?": (("bet", "A new harbour in a day"), ("metric", "Days to set up a harbour")),
    "Do we host abroad for customers who ask?": (("goal", "A company that forty customers can rely on"),),
    "Does Skipper’s Log keep voice recordings?": (("bet", "A log entry in ten seconds"),),
    "Do partners pay for the interface?": (("bet", "Partner API"), ("opportunity", "Partners read our pages by program")),
    "What happens to boats when the trial ends?": (("bet", "The trial with three operators"), ("opportunity", "Will anybody stay when the trial ends?")),
}  # fmt: skip
"""By question: the kinds and names of the records that a decision is about."""
