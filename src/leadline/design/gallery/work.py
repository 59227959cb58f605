"""Made-up work: items, heaps, criteria, a form with a field of every kind."""

from dataclasses import dataclass
from random import Random
from typing import Any

from django import forms

from leadline.design import charts
from leadline.design.tables import Column, columns
from leadline.foundation.forms import Form
from leadline.foundation.money import Money

LONG = "Berth conflict warnings that reach the harbour master before the pilot has left the station, in every language that the crews of the northern route read, with the reasons for it and the next free berth of that size, also at night"[
    :200
]
PEOPLE = (
    "Ada Nordby",
    "Malik Okafor",
    "Inês Duarte",
    "Jo",
    "Sunniva Katarzyna Wielopolska-Brattbakk",
)
TITLES = (
    "Show the age of a tide table",
    "Sync tide tables nightly",
    LONG,
    "Crew swap in one tap",
    "Warn when two ships want one berth",
    "Pilot hand-over notes",
    "Dark bridge mode",
)
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


class SampleForm(Form):
    """One field of every kind."""

    widths = {"points": "short", "due": "short"}
    together = (("points", "due"),)

    title = forms.CharField(
        label="Title", help_text="What someone can do when this is done.", max_length=200
    )
    body = forms.CharField(
        label="Why",
        widget=forms.Textarea,
        required=False,
        help_text="Markdown; the customer's own words are best.",
    )
    team = forms.ChoiceField(
        label="Team", choices=[("a", "Bridge"), ("b", "Harbour"), ("c", "Shore")]
    )
    points = forms.IntegerField(label="Estimate", required=False, min_value=0)
    due = forms.DateField(label="Due", required=False)
    email = forms.EmailField(label="Tell", help_text="We write once, when it ships.")
    size = forms.ChoiceField(
        label="Size",
        widget=forms.RadioSelect,
        choices=[
            ("s", "Small: a day or two"),
            ("m", "Middle: a week"),
            ("l", "Large: split it first"),
        ],
    )
    goals = forms.MultipleChoiceField(
        label="Serves",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("t", "Crews trust the schedule"), ("r", "New routes")],
    )
    public = forms.BooleanField(
        label="Show on the customers' roadmap",
        required=False,
        help_text="Customers see the title and the quarter, nothing else.",
    )
    file = forms.FileField(label="Screenshot", required=False)


def items() -> tuple[Item, ...]:
    random = Random(3)  # noqa: S311
    return tuple(
        Item(
            id=str(n), key=f"KEL-{n + 12}", title=title, state=STATES[n], points=(None, 3, 13, 2, 5, 1, 8)[n],
            owner=PEOPLE[n % 5] if n != 3 else "", epic="Plans that agree ashore and afloat", age=random.randint(1, 40),
            score=(34 - n * 3, 20 - n * 2, 60 - n * 4), rank=charts.rank_span(max(1, n), n + 1, min(12, n + 5), 12, tie=n == 2),
        )
        for n, title in enumerate(TITLES)
    )  # fmt: skip


def cols() -> tuple[Column, ...]:
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


def heaps(items: tuple[Item, ...]) -> tuple[Heap, ...]:
    return (
        Heap("todo", "To do", tuple(item for item in items if item.state == "todo")),
        Heap("doing", "Doing", tuple(item for item in items if item.state == "doing"), limit=1),
        Heap("review", "In review", ()),
        Heap("done", "Done", tuple(item for item in items if item.state == "done")),
    )


def criteria() -> tuple[Criterion, ...]:
    return (
        Criterion(
            "a ship that has been offline for six hours",
            "the crew opens a tide table",
            "they see its age beside its name",
        ),
        Criterion("a table older than a day", "it is printed", "each page says “not current”"),
    )


def conflicts() -> list[dict[str, str]]:
    return [
        {
            "name": "title",
            "label": "Title",
            "yours": "Sync tide tables every night",
            "theirs": "Sync tide tables when a ship is in port",
        },
        {
            "name": "body",
            "label": "Why",
            "yours": "Crews print the tables before they leave the pier.\n\nTwice this month the paper was old.",
            "theirs": "",
        },
    ]


def voices() -> list[dict[str, Any]]:
    """Give voices that are many, of two currencies, of no known revenue, and none."""
    euros, dollars = Money(34_000_000, "EUR"), Money(2_000_000, "USD")
    return [
        {"customers": 12, "weight": 27, "revenue": (euros,), "unknown_revenue": 3},
        {"customers": 1_204, "weight": 2_310.5, "revenue": (euros, dollars), "unknown_revenue": 0},
        {"customers": 1, "weight": 1, "revenue": (), "unknown_revenue": 1},
        {"customers": 0, "weight": 0, "revenue": (), "unknown_revenue": 0},
    ]
