"""Everybody who may knock at a door, and how they come."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.test import Client

from leadline.workspaces.models import Member
from leadline.workspaces.rights import ROLES, Right
from tests.safety.land import Land

Entry = Callable[[Land], Client]


@dataclass(frozen=True)
class Principal:
    """Somebody who knocks: how they enter, and what they may do in the workspace (None: nothing)."""

    name: str
    rights: frozenset[Right] | None
    enter: Entry
    is_person: bool = True

    def __str__(self) -> str:
        return self.name


def browser(member: Member) -> Client:
    """A browser in which somebody is signed in; errors come as answers."""
    client = Client(raise_request_exception=False)
    client.force_login(member.user, settings.AUTHENTICATION_BACKENDS[0])
    return client


def program(secret: str) -> Client:
    """A program that sends a token with each request."""
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {secret}"})


def person(name: str) -> Entry:
    return lambda land: browser(getattr(land, name))


def nobody(land: Land) -> Client:
    return Client(raise_request_exception=False)


def role(name: str) -> frozenset[Right]:
    return frozenset(ROLES[name])


VIEWER = Principal("viewer", role("Viewer"), person("vera"))
OWNER = Principal("owner", role("Owner"), person("ann"))
WHOLE_TOKEN = Principal("whole token", role("Owner"), lambda land: program(land.token(*Right)), is_person=False)  # fmt: skip
PRINCIPALS = [
    Principal("nobody", None, nobody, is_person=False),
    Principal("outsider", None, person("mallory")),
    Principal("removed", None, person("rolf")),
    VIEWER,
    Principal("contributor", role("Contributor"), person("otto")),
    Principal("planner", frozenset({Right.SEE, Right.PLAN}), person("petra")),
    Principal("editor", role("Editor"), person("edda")),
    OWNER,
    Principal("seeing token", frozenset({Right.SEE}), lambda land: program(land.token(Right.SEE)), is_person=False),
    WHOLE_TOKEN,
]  # fmt: skip
