"""What the palette offers beside records: every view of the rail, and the actions of each room."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from leadline.home.search.words import words_of
from leadline.workspaces.doors import shell
from leadline.workspaces.doors.shell import url_in
from leadline.workspaces.models import Member
from leadline.workspaces.rights import Right

MOST = 6
ICONS = {"item": "list-todo", "release": "rocket", "outcomereview": "eye", "roadmap": "chart-gantt", "bar": "chart-gantt", "milestone": "flag", "scenario": "route", "comment": "message-square", "product": "package", "team": "users", "metric": "gauge", "customer": "building-2", "goal": "flag", "objective": "target", "keyresult": "gauge", "cycle": "calendar-range", "theme": "split", "canvas": "layers", "decision": "route", "bet": "target", "opportunity": "network", "contact": "user", "segment": "split", "persona": "id-card", "tier": "scale", "feedback": "quote", "passage": "highlighter", "claim": "scale", "sprint": "calendar-range", "import": "file-up"}  # fmt: skip


@dataclass(frozen=True)
class Action:
    """A verb with the page where it is done, and other words by which it may be sought."""

    label: str
    route: str
    icon: str
    needs: Right
    words: str = ""


ACTIONS = (
    Action("Write a new item", "backlog:new_item", "plus", Right.CONTRIBUTE, "create add story epic bug"),
    Action("Rank bets", "planning:ranking_asking", "scale", Right.PLAN, "prioritise rice ice wsjf moscow score order"),
    Action("Set a milestone", "backlog:new_milestone", "flag", Right.PLAN, "create add new day date deadline"),
    Action("Ask a forecast", "delivery:forecast_asking", "telescope", Right.SEE, "when how many done date"),
    Action("Import a file", "integrations:imports", "file-up", Right.IMPORT, "jira csv excel upload"),
    Action("Import customers", "integrations:new_table", "file-up", Right.IMPORT, "crm csv salesforce hubspot pipedrive accounts"),
    Action("Make a product", "products:new_product", "package", Right.PLAN, "create add"),
    Action("Add a metric", "metrics:new_metric", "gauge", Right.PLAN, "create new kpi number measure"),
    Action("Import readings", "metrics:importing", "file-up", Right.PLAN, "kpi metric values csv paste numbers"),
    Action("Set a goal", "strategy:new_goal", "flag", Right.PLAN, "create add new company"),
    Action("Write an objective", "strategy:new_objective", "target", Right.PLAN, "create add new okr"),
    Action("Import objectives", "strategy:importing", "file-up", Right.PLAN, "okr paste csv markdown"),
    Action("Begin a canvas", "strategy:new_canvas", "layers", Right.PLAN, "create new swot lean forces"),
    Action("Write a decision", "strategy:new_decision", "route", Right.CONTRIBUTE, "create add new question"),
    Action("Make a bet", "planning:new_bet", "target", Right.CONTRIBUTE, "create add new initiative hypothesis"),
    Action("Look at promises that are owed a review", "outcomes:reviews", "eye", Right.SEE, "outcome result ledger calibration promise bet"),
    Action("Add an opportunity", "planning:new_opportunity", "network", Right.CONTRIBUTE, "create new need problem pain"),
    Action("Add a team", "products:new_team", "users", Right.PLAN, "create new"),
    Action("Add a customer", "market:new_customer", "building-2", Right.CONTRIBUTE, "create new account company"),
    Action("Write down feedback", "evidence:new_feedback", "quote", Right.CONTRIBUTE, "create new add capture heard voice"),
    Action("Paste many pieces of feedback", "evidence:many", "clipboard-paste", Right.CONTRIBUTE, "import csv upload"),
    Action("Write down a claim", "evidence:new_claim", "scale", Right.CONTRIBUTE, "create new add fact assumption evidence"),
    Action("Draw a persona", "market:new_persona", "id-card", Right.CONTRIBUTE, "create add new user"),
    Action("Make a segment", "market:new_segment", "split", Right.PLAN, "create add new market"),
    Action("Plan a sprint", "delivery:sprint_planning", "calendar-range", Right.PLAN, "create new"),
    Action("Open a roadmap", "roadmap:new_roadmap", "chart-gantt", Right.PLAN, "create new plan timeline bars"),
    Action("Plan a release", "releases:new_release", "rocket", Right.PLAN, "create add new version launch ship"),
    Action("Invite somebody", "workspaces:people", "user-plus", Right.PEOPLE, "member person add"),
    Action("Export the workspace", "archive:exports", "archive", Right.EXPORT, "download backup restore zip"),
    Action("Look into the trash", "home:trash", "trash-2", Right.SEE, "restore deleted removed"),
    Action("Read the notifications", "home:inbox", "bell", Right.SEE, "inbox unread"),
)  # fmt: skip


def kind_icon(kind: str) -> str:
    return ICONS.get(kind, "file-text")


def entries(member: Member, words: str) -> list[dict[str, Any]]:
    """The groups "go to" and "do", narrowed to what the words begin."""
    return [
        {"name": _("Go to"), "items": _fitting(words, _views(member))},
        {"name": _("Do"), "items": _fitting(words, _actions(member))},
    ]


def _views(member: Member) -> Iterator[tuple[dict[str, Any], str]]:
    for place in shell.PLACES:
        for tab in place.tabs:
            if member.may(tab.needs) and (url := url_in(member, tab.route)):
                yield {"name": _(tab.label), "url": url, "icon": place.icon, "under": _(place.label)}, ""  # fmt: skip


def _actions(member: Member) -> Iterator[tuple[dict[str, Any], str]]:
    for action in ACTIONS:
        if member.may(action.needs) and (url := url_in(member, action.route)):
            yield {"name": _(action.label), "url": url, "icon": action.icon}, action.words


def _fitting(words: str, entries_: Iterator[tuple[dict[str, Any], str]]) -> list[dict[str, Any]]:
    asked = words_of(words)
    return [
        entry
        for entry, more in entries_
        if all(_begins(word, words_of(f"{entry['name']} {more}")) for word in asked)
    ][:MOST]


def _begins(word: str, known: list[str]) -> bool:
    return any(each.startswith(word) for each in known)
