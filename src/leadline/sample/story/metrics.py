"""What Harbourline measures, and what moved it."""

from leadline.sample.story.shapes import MetricStory

INLAND = (
    ("Crew swap in one tap", 1.6),
    ("Delays told once", 0.3),
    ("A roster that survives the season", 1.5),
)
"""What moved departures where there is no tide."""

METRICS = (
    MetricStory(
        "On-time departures", "TB", "Marta", "Sailings that cast off within three minutes of the timetable, over all operators on the coast that share their times.",
        "Departure reports of the operators, every Monday", 83.4, 0.7, kind="share", decimals=1, season=-0.7,
        moved=(("Crew swap in one tap", 1.6), ("Offline tide tables", 3.4), ("Delays told once", 0.3), ("A roster that survives the season", 1.5)),
        targets=((96, -70, "86"), (60, -26, "89"), (22, 14, "92")),
        notes=((71, "Storm week: 140 sailings cancelled, and not counted"), (33, "Two operators began to share their times")),
    ),
    *(
        MetricStory(
            f"On-time departures, {water}", "TB", "Marta", f"The same over the operators {where}, whom no tide delays.", "Departure reports of the operators, every Monday",
            base, 0.7, kind="share", decimals=1, season=-0.7, moved=INLAND,
        )
        for water, where, base in (("lakes", "on the great lakes", 86.2), ("rivers", "on the rivers", 81.9), ("city canals", "in the city canals", 84.6))
    ),
    MetricStory(
        "Swaps without a dispatcher", "TB", "Marta", "Share of crew swaps that no dispatcher had to type.",
        "Tideboard, swaps of the week", 11, 1.6, kind="share", decimals=0, drift=0.02,
        moved=(("Crew swap in one tap", 37), ("Rest rules that can be explained", 9)), targets=((92, -60, "40"), (40, 10, "70")),
    ),
    MetricStory(
        "Support calls about Tideboard", "TB", "Lena", "Calls that reach the support line in a week.", "Telephone system",
        64, 4.5, unit="calls", direction="less", season=2,
        moved=(("Rest rules that can be explained", -12), ("Offline tide tables", -9), ("A roster that survives the season", -3)), targets=((58, 6, "30"),),
        notes=((52, "New telephone menu: some calls end before they are counted"),),
    ),
    MetricStory(
        "Sailings cancelled for lack of crew", "TB", "Marta", "Of all operators, in the month.", "Departure reports", 21, 1.8,
        unit="sailings", direction="less", cadence="monthly", season=-3, moved=(("Crew swap in one tap", -7), ("A roster that survives the season", -4)), targets=((70, 4, "8"),),
    ),
    MetricStory(
        "Hours corrected by hand", "TB", "Yusuf", "Hours that payroll clerks change after the export.", "Payroll exports, per 1,000 hours", 19.5, 0.9,
        unit="hours", decimals=1, direction="less", cadence="monthly", moved=(("Payroll without spreadsheets", -4.2),), targets=((30, 8, "8"),),
    ),
    MetricStory(
        "Berth conflicts", "BW", "Tobias", "Ships that were promised the same metre of quay and noticed it at the quay, for ten harbours in a month.",
        "Reports of the harbour masters", 9.6, 0.8, unit="conflicts", decimals=1, direction="less", cadence="monthly",
        moved=(("Berth conflict warnings", -4.4), ("Arrivals that come by themselves", -1.1)), targets=((100, -52, "5"), (36, 10, "3")),
        notes=((63, "Harbour ten came with two basins and a tradition of quarrels"),),
    ),
    MetricStory(
        "Arrivals off by more than an hour", "BW", "Noor", "Calls whose last announced time was off by more than sixty minutes.", "Berthwise, calls of the week",
        33, 2.2, kind="share", direction="less", season=2, moved=(("Arrivals that come by themselves", -14),), targets=((58, 4, "15"),),
    ),
    MetricStory(
        "Stays billed within a week", "BW", "Elias", "Share of stays whose bill went out within seven days.", "Berthwise, bills of the month",
        54, 2.4, kind="share", cadence="monthly", moved=(("Bills from the plan", 29),), targets=((42, 6, "85"),),
    ),
    MetricStory(
        "Days to set up a harbour", "BW", "Tobias", "From signature to the first day with a plan.", "Project notes of each harbour", 16, 1.1,
        unit="days", direction="less", cadence="monthly", drift=-0.04, targets=((20, 20, "5"),),
    ),
    MetricStory(
        "Captains logging daily", "SL", "Sofia", "Of the 24 captains on the trial boats: who wrote an entry on every day of the week.", "Skipper’s Log",
        3, 0.7, unit="captains", since=36, moved=(("A log entry in ten seconds", 9), ("Pilot hand-over notes", 2)), targets=((30, 6, "18"),),
        notes=((14, "Boat five was in dry dock for three weeks"),),
    ),
    MetricStory(
        "Length of a hand-over", "SL", "Sofia", "Minutes from the first to the last entry of a hand-over; median of the week.", "Skipper’s Log", 11.2, 0.6,
        unit="minutes", decimals=1, direction="less", since=34, moved=(("Pilot hand-over notes", -3.1),), targets=((26, 4, "5"),),
    ),
    MetricStory(
        "Would recommend us", "", "Ingrid", "Net promoter score of the monthly question in all three products.", "Question in the products, about 90 answers", 27, 3.2,
        cadence="monthly", season=-2, moved=(("Offline tide tables", 6), ("The quay as a drawing", 5), ("A roster that survives the season", 2)), targets=((48, 12, "45"),),
        notes=((38, "The week of the re-organisation"),),
    ),
)  # fmt: skip

HARBOURS = MetricStory(
    "Harbours live", "BW", "Tobias", "Harbours that plan their berths with us, paying.", "Customer list", 0, 0, unit="harbours", cadence="monthly",
    targets=((52, -1, "18"), (10, 42, "26")),
)  # fmt: skip
REVENUE = MetricStory(
    "Recurring revenue", "", "Ingrid", "What all customers of the month pay in a year.", "Customer list", 0, 0, unit="EUR", kind="money", cadence="monthly",
    targets=((40, 30, "2400000"),),
)  # fmt: skip
