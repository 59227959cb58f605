"""The first start: somebody who owns the server, the sample, and a way in."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from leadline.foundation import clock
from leadline.wiring.command.common import console, stage
from leadline.workspaces.models import User
from leadline.workspaces.operations import sign_in_link_for

EMAIL = "owner@leadline.localhost"


def owner(now: datetime) -> User:
    """The person who owns this server; made together with the sample when there is nobody yet."""
    found = User.objects.order_by("id").first()
    return found or _make(now)


def _make(now: datetime) -> User:
    with transaction.atomic():
        made = User.objects.create_user(EMAIL, "Owner")
        if settings.CONFIGURATION["LEADLINE_SAMPLE"]:
            from leadline.sample.operations import load_sample

            with stage("Sample workspace"):
                load_sample(owner=made, now=now)
    return made


def print_link(person: User, host: str, port: int) -> None:
    """A link that signs the owner in once, for as long as there is no password."""
    if person.has_usable_password():
        return
    address = settings.ADDRESS or f"http://{host}:{port}"
    secret = sign_in_link_for(user=person, now=clock.now())
    console.print(f"\nSign in as the owner, once, by this link:\n  [bold]{address}/sign-in/{secret}[/]\n", soft_wrap=True)  # fmt: skip
