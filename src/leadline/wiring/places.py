"""The rail: which places there are, in the order of the loop, and the tabs of each."""

from leadline.conversation.queries import unread_count
from leadline.workspaces.doors import shell
from leadline.workspaces.doors.shell import PlaceOf, TabOf
from leadline.workspaces.rights import Right

PLACES = [
    PlaceOf("home", "Home", "house", (
        TabOf("home", "Home", "home:home"),
        TabOf("search", "Search", "home:search"),
        TabOf("inbox", "Inbox", "home:inbox"),
        TabOf("trash", "Trash", "home:trash"),
    ), keys="g h"),
    PlaceOf("market", "Market", "building-2", (
        TabOf("customers", "Customers", "market:customers"),
        TabOf("segments", "Segments", "market:segments"),
        TabOf("personas", "Personas", "market:personas"),
        TabOf("tiers", "Tiers", "market:tiers"),
    ), keys="g m"),
    PlaceOf(
        "plan", "Plan", "list-todo",
        (
            TabOf("backlog", "Backlog", "backlog:backlog"),
            TabOf("board", "Board", "delivery:board"),
            TabOf("sprints", "Sprints", "delivery:sprints"),
            TabOf("flow", "Flow", "delivery:flow"),
            TabOf("forecasts", "Forecasts", "delivery:forecasts"),
            TabOf("imports", "Imports", "integrations:imports", Right.IMPORT),
        ),
        keys="g p",
    ),
    PlaceOf("outcomes", "Outcomes", "target", (
        TabOf("metrics", "Metrics", "metrics:metrics"),
    ), keys="g o"),
    PlaceOf("products", "Products", "package", (
        TabOf("products", "Products", "products:products"),
        TabOf("teams", "Teams", "products:teams"),
    ), keys="g d"),
    PlaceOf("people", "People", "users", (
        TabOf("people", "People", "workspaces:people"),
        TabOf("roles", "Roles", "workspaces:roles"),
        TabOf("tokens", "Tokens", "workspaces:tokens"),
        TabOf("trail", "Audit trail", "workspaces:trail", Right.PEOPLE),
        TabOf("settings", "Settings", "workspaces:settings"),
        TabOf("export", "Export", "archive:exports", Right.EXPORT),
    ), at_foot=True),
]  # fmt: skip


def connect() -> None:
    """Hand the places to the shell, and what counts the unread."""
    shell.PLACES[:] = PLACES
    shell.UNREAD[:] = [unread_count]
