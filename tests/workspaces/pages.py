"""What the tests of this room's pages share."""

from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse

from leadline.workspaces.models import Member, Role, User
from leadline.workspaces.scope import scope
from tests.world import PASSWORD, World


def client_of(who: Member | User) -> Client:
    """A browser in which somebody is signed in already."""
    user = who.user if isinstance(who, Member) else who
    client = Client()
    client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
    return client


def sign_in(client: Client, user: User, password: str = PASSWORD) -> Any:
    """Sign in by the page, as people do."""
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


def to(world: World, name: str, **more: Any) -> str:
    """The address of a page of the cast's workspace."""
    return reverse(f"workspaces:{name}", kwargs={"slug": world.workspace.slug, **more})


def role(world: World, name: str) -> Role:
    with scope(world.workspace):
        found: Role = Role.objects.get(name=name)
    return found


def fresh(member: Member) -> Member:
    """The member as the database has them now."""
    with scope(member.workspace):
        found: Member = Member.with_trash.select_related("role", "user", "workspace").get(pk=member.pk)  # fmt: skip
    return found
