"""Made-up values for the page on which engineers see every fragment; the same at every call."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django import forms

from leadline.design import charts
from leadline.design.charts import Bar, Line, Picture, Point, Series, Span
from leadline.design.shell import Choice, Crumb, Place, Shell, Tab
from leadline.design.tables import Column, columns

LONG = "Berth conflict warnings that reach the harbour master before the pilot has left the station, in every language that the crews of the northern route read, with the reasons for it and the next free berth of that size, also at night"[:200]
PEOPLE = ("Ada Nordby", "Malik Okafor", "Inês Duarte", "Jo", "Sunniva Katarzyna Wielopolska-Brattbakk")
TITLES = ("Show the age of a tide table", "Sync tide tables nightly", LONG, "Crew swap in one tap", "Warn when two ships want one berth", "Pilot hand-over notes", "Dark bridge mode")
STATES = ("doing", "done", "doing", "todo", "todo", "dropped", "todo")


@dataclass(frozen=True)
class Item:
    """A made-up item of work."""

    id: str
    key: str
    title: str
    state: str
    points: int | None
    owner: str
    epic: str
    age: int
    score: tuple[int, int, int]
    rank: charts.RankSpan
    version: int = 1


@dataclass(frozen=True)
class Heap:
    """A made-up column of a board."""

    key: str
    name: str
    items: tuple[Item, ...]
    limit: int | None = None


@dataclass(frozen=True)
class Criterion:
    """A made-up acceptance criterion."""

    given: str
    when: str
    then: str


class SampleForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label="Title", help_text="What someone can do when this is done.", max_length=200)
    body = forms.CharField(label="Why", widget=forms.Textarea, required=False, help_text="Markdown; the customer's own words are best.")
    team = forms.ChoiceField(label="Team", choices=[("a", "Bridge"), ("b", "Harbour"), ("c", "Shore")])
    points = forms.IntegerField(label="Estimate", required=False, min_value=0)
    due = forms.DateField(label="Due", required=False)
    email = forms.EmailField(label="Tell", help_text="We write once, when it ships.")
    size = forms.ChoiceField(label="Size", widget=forms.RadioSelect, choices=[("s", "Small: a day or two"), ("m", "Middle: a week"), ("l", "Large: split it first")])
    goals = forms.MultipleChoiceField(label="Serves", widget=forms.CheckboxSelectMultiple, required=False, choices=[("t", "Crews trust the schedule"), ("r", "New routes")])
    public = forms.BooleanField(label="Show on the customers' roadmap", required=False, help_text="Customers see the title and the quarter, nothing else.")
    file = forms.FileField(label="Screenshot", required=False)


def samples(now: datetime) -> dict[str, Any]:
    """Give the context of `design/gallery.html`."""
    today = now.date()
    items = _items()
    return {
        "now": now,
        "today": today,
        "shell": _shell(),
        "long": LONG,
        "people": PEOPLE,
        "items": items,
        "cols": _columns(),
        "heaps": _heaps(items),
        "criteria": _criteria(),
        "form_new": SampleForm(initial={"title": "Sync tide tables nightly", "size": "m"}),
        "form_wrong": SampleForm({"title": "", "email": "nobody", "team": "x", "points": "-1"}),
        "quantiles": quantiles(),
        "pictures": pictures(today),
        "days": {"first": today - timedelta(days=60), "last": today + timedelta(days=240)},
        "plans": _plans(today),
        "conflicts": _conflicts(),
        "palette": _palette(),
        "ago": [now - timedelta(minutes=5), now - timedelta(hours=3), now - timedelta(days=2), now - timedelta(days=90)],
    }


def quantiles() -> list[float]:
    """Give the twenty quantiles of an effect, in points."""
    return [0.8, 1.2, 1.5, 1.7, 1.9, 2.0, 2.2, 2.3, 2.4, 2.5, 2.7, 2.8, 2.9, 3.0, 3.2, 3.4, 3.6, 3.8, 4.1, 4.6]


def pictures(today: date) -> dict[str, Picture]:
    """Give one picture of each kind."""
    random = Random(7)
    days = [today - timedelta(days=n) for n in range(180, 0, -1)]
    times = [max(0.4, random.lognormvariate(1.8, 0.8)) for _ in range(120)]
    return {
        "scatter": charts.scatter(
            [Point(random.choice(days), days_taken, f"KEL-{n}: {days_taken:.0f} days", f"#KEL-{n}") for n, days_taken in enumerate(times, 12)],
            rules=[Line(6, "50 %: 6 days"), Line(16, "85 %: 16 days")],
        ),
        "flow": charts.stacked(days[::3], _flow(random, len(days[::3])), looks=("series-3", "series-2", "series-6")),
        "bars": charts.bars([Bar(f"{day.day} {day:%b}", random.randint(3, 14), href="#week") for day in days[::7]], rules=[Line(8.4, "average 8.4")]),
        "few": charts.bars([Bar("Bridge", 21, outline=24), Bar("Harbour", 13, outline=12), Bar("Shore", 8, outline=16)], height=180),
        "lines": charts.lines([Series("Opened", _walk(random, days, 40)), Series("Closed", _walk(random, days, 30), dashed=True)]),
        "behaviour": charts.lines(
            [Series("On-time departures", _steady(random, days[::7]), look="series-1")],
            rules=[Line(88.0, "upper limit 88"), Line(81.0, "mean 81"), Line(74.0, "lower limit 74")], from_zero=False, dots=True,
        ),
        "steps": charts.lines([Series("Left to do", [(day, float(max(0, 34 - n // 4))) for n, day in enumerate(days[-40:])], step=True, soft_below=True)], marks=[Line(today, "today", "today")], height=200),
        "histogram": charts.histogram(times, rules=[Line(6, "50 %"), Line(16, "85 %")]),
        "intervals": charts.intervals(
            [Span("Offline tide tables", 41, 22, 70), Span(LONG[:70], 38, 30, 44), Span("Partner API", 17, 2, 60)]
        ),
        "empty": charts.scatter([]),
        "single": charts.lines([Series("One", [(today, 3.0)])], dots=True),
    }  # fmt: skip


def _items() -> tuple[Item, ...]:
    random = Random(3)
    return tuple(
        Item(
            id=str(n), key=f"KEL-{n + 12}", title=title, state=STATES[n], points=(None, 3, 13, 2, 5, 1, 8)[n],
            owner=PEOPLE[n % 5] if n != 3 else "", epic="Plans that agree ashore and afloat", age=random.randint(1, 40),
            score=(34 - n * 3, 20 - n * 2, 60 - n * 4), rank=charts.rank_span(max(1, n), n + 1, min(12, n + 5), 12, tie=n == 2),
        )
        for n, title in enumerate(TITLES)
    )  # fmt: skip


def _columns() -> tuple[Column, ...]:
    wanted = (
        Column("key", "Key"),
        Column("title", "Item", sortable=True, hideable=False),
        Column("state", "State", sortable=True),
        Column("points", "Points", number=True, sortable=True),
        Column("score", "Score", number=True),
        Column("rank", "Places it may take", narrow=False),
        Column("owner", "Owner", narrow=False),
        Column("more", "More", unseen_label=True, hideable=False),
    )
    return columns(wanted, {"sort": "title"})


def _heaps(items: tuple[Item, ...]) -> tuple[Heap, ...]:
    return (
        Heap("todo", "To do", tuple(item for item in items if item.state == "todo")),
        Heap("doing", "Doing", tuple(item for item in items if item.state == "doing"), limit=1),
        Heap("review", "In review", ()),
        Heap("done", "Done", tuple(item for item in items if item.state == "done")),
    )


def _criteria() -> tuple[Criterion, ...]:
    return (
        Criterion("a ship that has been offline for six hours", "the crew opens a tide table", "they see its age beside its name"),
        Criterion("a table older than a day", "it is printed", "each page says “not current”"),
    )


def _flow(random: Random, count: int) -> dict[str, list[float]]:
    done, doing, todo = [0.0], [4.0], [30.0]
    for _ in range(count - 1):
        shipped = random.choice((0, 1, 1, 2, 3))
        done.append(done[-1] + shipped)
        doing.append(max(2.0, doing[-1] + random.choice((-1, 0, 1))))
        todo.append(max(4.0, todo[-1] - shipped + random.choice((0, 1, 2))))
    return {"Done": done, "Doing": doing, "To do": todo}


def _walk(random: Random, days: list[date], start: float) -> list[tuple[date, float]]:
    points = []
    for day in days[::6]:
        start = max(2.0, start + random.uniform(-6, 7))
        points.append((day, round(start, 1)))
    return points


def _steady(random: Random, days: list[date]) -> list[tuple[date, float]]:
    return [(day, round(random.gauss(81, 2.4), 1)) for day in days]


def _plans(today: date) -> list[dict[str, Any]]:
    first, last = today - timedelta(days=60), today + timedelta(days=240)

    def plan(name: str, start: int, p50: int, p85: int, promised: int, holds: float) -> dict[str, Any]:
        dates = [today + timedelta(days=n) for n in (start, p50, p85, promised)]
        bar = charts.doubt_bar(dates[0], dates[1], dates[2], first=first, last=last, promised=dates[3], today=today, baseline=(dates[0], dates[1] - timedelta(days=20)))
        return {"name": name, "bar": bar, "p50": dates[1], "p85": dates[2], "promised": dates[3], "holds": holds}

    return [plan("Berth conflict warnings", -40, 60, 92, 86, 0.74), plan("Offline tide tables", -10, 110, 160, 100, 0.41), plan("Crew swap", 20, 130, 200, 150, 0.62)]


def _conflicts() -> list[dict[str, str]]:
    return [
        {"name": "title", "label": "Title", "yours": "Sync tide tables every night", "theirs": "Sync tide tables when a ship is in port"},
        {"name": "body", "label": "Why", "yours": "Crews print the tables before they leave the pier.\n\nTwice this month the paper was old.", "theirs": ""},
    ]


def _palette() -> list[dict[str, Any]]:
    return [
        {"name": "Items", "items": [{"name": title, "url": "#x", "icon": "list", "under": f"KEL-{n}"} for n, title in enumerate(TITLES[:3], 12)]},
        {"name": "Actions", "items": [{"name": "New item", "url": "#new", "icon": "plus"}, {"name": "Import a file", "url": "#import", "icon": "upload"}]},
    ]


def _shell() -> Shell:
    places = (("Home", "house", 7), ("Market", "telescope", None), ("Evidence", "quote", 23), ("Strategy", "compass", None), ("Plan", "list-checks", None), ("Roadmap", "map", None), ("Outcomes", "target", None))
    return Shell(
        workspace_name="Harbourline",
        product_name="Kelpie",
        home_url="#home",
        member_name=PEOPLE[0],
        member_email="ada@harbourline.example",
        places=tuple(Place(name, f"#{name.lower()}", icon, name == "Plan", count, f"g {name[0].lower()}") for name, icon, count in places),
        switch=(Choice("Harbourline", "#w", "Workspaces", current=True), Choice("My own", "#v", "Workspaces"), Choice("Kelpie", "#k", "Products", current=True), Choice(LONG[:60], "#l", "Products")),
        tabs=tuple(Tab(name, f"#{name.lower()}", name == "Fragments", count) for name, count in (("Fragments", None), ("Backlog", 1204), ("Board", None), ("Sprints", 3), ("Forecasts", None))),
        crumbs=(Crumb("Plan", "#plan"), Crumb("Kelpie", "#kelpie")),
        unread=4,
        sample=True,
        sample_url="#sample",
        inbox_url="#inbox",
        people_url="#people",
        settings_url="#settings",
        account_url="#account",
        palette_url="/design/palette",
        sign_out_url="#out",
    )
