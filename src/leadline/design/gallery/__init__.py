"""Made-up values for the page on which engineers see every fragment; the same at every call."""

from datetime import datetime, timedelta
from typing import Any

from leadline.design.gallery import drawn, work
from leadline.design.gallery.work import LONG, PEOPLE, TITLES, SampleForm
from leadline.design.shell import Choice, Crumb, Place, Shell, Tab


def samples(now: datetime) -> dict[str, Any]:
    """Give the context of `design/gallery.html`."""
    today = now.date()
    items = work.items()
    return {
        "now": now,
        "today": today,
        "shell": _shell(),
        "long": LONG,
        "people": PEOPLE,
        "items": items,
        "cols": work.cols(),
        "heaps": work.heaps(items),
        "criteria": work.criteria(),
        "voices": work.voices(),
        "form_new": SampleForm(initial={"title": "Sync tide tables nightly", "size": "m"}),
        "form_wrong": SampleForm({"title": "", "email": "nobody", "team": "x", "points": "-1"}),
        "quantiles": drawn.quantiles(),
        "pictures": drawn.pictures(today),
        "days": {"first": today - timedelta(days=60), "last": today + timedelta(days=240)},
        "plans": drawn.plans(today),
        "conflicts": work.conflicts(),
        "palette": _palette(),
        "ago": [
            now - timedelta(minutes=5),
            now - timedelta(hours=3),
            now - timedelta(days=2),
            now - timedelta(days=90),
        ],
    }


def _palette() -> list[dict[str, Any]]:
    return [
        {
            "name": "Items",
            "items": [
                {"name": title, "url": "#x", "icon": "list", "under": f"KEL-{n}"}
                for n, title in enumerate(TITLES[:3], 12)
            ],
        },
        {
            "name": "Actions",
            "items": [
                {"name": "New item", "url": "#new", "icon": "plus"},
                {"name": "Import a file", "url": "#import", "icon": "upload"},
            ],
        },
    ]


def _shell() -> Shell:
    places = (
        ("Home", "house", 7),
        ("Market", "telescope", None),
        ("Evidence", "quote", 23),
        ("Strategy", "compass", None),
        ("Plan", "list-checks", None),
        ("Roadmap", "map", None),
        ("Outcomes", "target", None),
    )
    return Shell(
        workspace_name="Harbourline",
        product_name="Kelpie",
        home_url="#home",
        member_name=PEOPLE[0],
        member_email="ada@harbourline.example",
        places=tuple(
            Place(name, f"#{name.lower()}", icon, name == "Plan", count, f"g {name[0].lower()}")
            for name, icon, count in places
        ),
        switch=(
            Choice("Harbourline", "#w", "Workspaces", current=True),
            Choice("My own", "#v", "Workspaces"),
            Choice("Kelpie", "#k", "Products", current=True),
            Choice(LONG[:60], "#l", "Products"),
        ),
        tabs=tuple(
            Tab(name, f"#{name.lower()}", name == "Fragments", count)
            for name, count in (
                ("Fragments", None),
                ("Backlog", 1204),
                ("Board", None),
                ("Sprints", 3),
                ("Forecasts", None),
            )
        ),
        crumbs=(Crumb("Plan", "#plan"), Crumb("Kelpie", "#kelpie")),
        unread=4,
        sample=True,
        sample_url="#sample",
        inbox_url="#inbox",
        products_url="#products",
        people_url="#people",
        settings_url="#settings",
        account_url="#account",
        palette_url="/design/palette",
        sign_out_url="#out",
    )
