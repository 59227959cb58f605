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
ICONS = {"item": "list-todo", "comment": "message-square", "product": "package", "team": "users", "metric": "gauge", "customer": "building-2", "contact": "user", "segment": "split", "persona": "id-card", "tier": "scale", "sprint": "calendar-range", "import": "file-up"}  # fmt: skip


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
    Action("Ask a forecast", "delivery:forecast_asking", "telescope", Right.SEE, "when how many done date"),
    Action("Import a file", "integrations:imports", "file-up", Right.IMPORT, "jira csv excel upload"),
    Action("Make a product", "products:new_product", "package", Right.PLAN, "create add"),
    Action("Add a metric", "metrics:new_metric", "gauge", Right.PLAN, "create new kpi number measure"),
    Action("Add a team", "products:new_team", "users", Right.PLAN, "create new"),
    Action("Add a customer", "market:new_customer", "building-2", Right.CONTRIBUTE, "create new account company"),
    Action("Draw a persona", "market:new_persona", "id-card", Right.CONTRIBUTE, "create add new user"),
    Action("Make a segment", "market:new_segment", "split", Right.PLAN, "create add new market"),
    Action("Plan a sprint", "delivery:sprint_planning", "calendar-range", Right.PLAN, "create new"),
    Action("Invite somebody", "workspaces:people", "user-plus", Right.PEOPLE, "member person add"),
    Action("Export the workspace", "archive:exports", "archive", Right.EXPORT, "download backup restore zip"),
    Action("Look into the trash", "home:trash", "trash-2", Right.SEE, "restore deleted removed"),
    Action("Read the inbox", "home:inbox", "bell", Right.SEE, "notifications unread"),
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
