"""The rail: which places there are, in the order of the loop, and the tabs of each."""

from leadline.conversation.queries import unread_count
from leadline.workspaces.doors import shell
from leadline.workspaces.doors.shell import PlaceOf, TabOf
from leadline.workspaces.rights import Right

PLACES = [
    PlaceOf("home", "Home", "house", (
        TabOf("home", "Home", "home:home"),
        TabOf("balance", "Balance", "home:balance"),
        TabOf("search", "Search", "home:search"),
        TabOf("inbox", "Notifications", "home:inbox"),
        TabOf("trash", "Trash", "home:trash"),
    ), keys="g h"),
    PlaceOf("market", "Market", "building-2", (
        TabOf("customers", "Customers", "market:customers"),
        TabOf("segments", "Segments", "market:segments"),
        TabOf("personas", "Personas", "market:personas"),
        TabOf("tiers", "Tiers", "market:tiers"),
    ), keys="g m"),
    PlaceOf("evidence", "Evidence", "quote", (
        TabOf("inbox", "Inbox", "evidence:inbox"),
        TabOf("claims", "Claims", "evidence:claims"),
    ), keys="g e"),
    PlaceOf("strategy", "Strategy", "compass", (
        TabOf("goals", "Goals", "strategy:goals"),
        TabOf("vision", "Vision", "strategy:vision"),
        TabOf("canvases", "Canvases", "strategy:canvases"),
        TabOf("themes", "Themes", "strategy:themes"),
        TabOf("decisions", "Decisions", "strategy:decisions"),
    ), keys="g s"),
    PlaceOf(
        "plan", "Plan", "list-todo",
        (
            TabOf("opportunities", "Opportunities", "planning:opportunities", group="Decide"),
            TabOf("bets", "Bets", "planning:bets", group="Decide"),
            TabOf("rankings", "Rankings", "planning:rankings", group="Decide"),
            TabOf("assumptions", "Assumptions", "planning:assumptions", group="Decide"),
            TabOf("backlog", "Backlog", "backlog:backlog", group="Specify"),
            TabOf("milestones", "Milestones", "backlog:milestones", group="Specify"),
            TabOf("imports", "Imports", "integrations:imports", Right.IMPORT, "Specify"),
            TabOf("board", "Board", "delivery:board", group="Deliver"),
            TabOf("sprints", "Sprints", "delivery:sprints", group="Deliver"),
            TabOf("flow", "Flow", "delivery:flow", group="Deliver"),
            TabOf("forecasts", "Forecasts", "delivery:forecasts", group="Deliver"),
        ),
        keys="g p",
    ),
    PlaceOf("roadmap", "Roadmap", "chart-gantt", (
        TabOf("timeline", "Timeline", "roadmap:timeline"),
        TabOf("board", "Now, next, later", "roadmap:board"),
        TabOf("objectives", "By objective", "roadmap:objectives"),
        TabOf("teams", "By team", "roadmap:teams"),
        TabOf("portfolio", "Portfolio", "roadmap:portfolio"),
        TabOf("releases", "Releases", "releases:releases", group="Ship"),
        TabOf("changelog", "Changelog", "releases:changelog", group="Ship"),
    ), keys="g r"),
    PlaceOf("outcomes", "Outcomes", "target", (
        TabOf("reviews", "Reviews", "outcomes:reviews"),
        TabOf("calibration", "Calibration", "outcomes:calibration"),
        TabOf("metrics", "Metrics", "metrics:metrics"),
    ), keys="g o"),
    PlaceOf("products", "Products", "package", (
        TabOf("products", "Products", "products:products"),
        TabOf("teams", "Teams", "products:teams"),
    ), at_foot=True),
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
