"""A second factor that was lost is taken away by the operator, and by nobody else."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings

from leadline.workspaces.models import Event
from leadline.workspaces.scope import scope
from tests.command import command
from tests.workspaces.pages import client_of, to
from tests.world import World


@pytest.fixture
def lost(world: World) -> World:
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=world.otto.user, type=kind, data={"secret": "x"})
    Authenticator.objects.create(user=world.vera.user, type="totp", data={"secret": "x"})
    return world


def test_it_goes_with_its_codes_and_nobody_elses(lost: World) -> None:
    assert command("user", "reset-second-factor", lost.otto.user.email.upper()) == 0
    assert Authenticator.objects.get().user == lost.vera.user


def test_the_audit_trail_tells_of_it(lost: World) -> None:
    command("user", "reset-second-factor", lost.otto.user.email)
    with scope(lost.workspace):
        event = Event.objects.get(action="member.second_factor_reset")
    assert (event.subject_id, event.member_id) == (lost.otto.id, None)
    page = client_of(lost.ann).get(to(lost, "trail")).content.decode()
    assert "econd factor" in page


def test_the_person_gets_a_letter_where_mail_is_set_up(lost: World, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    sent: list[Any] = []
    monkeypatch.setattr(settings, "EMAIL_URL", "smtp://mail.example")
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda letter: sent.append(letter))  # noqa: PLW0108
    command("user", "reset-second-factor", lost.otto.user.email)
    assert [letter.to for letter in sent] == [[lost.otto.user.email]]


def test_nothing_to_take_away_is_said(lost: World) -> None:
    assert command("user", "reset-second-factor", lost.edda.user.email) == 1
    assert command("user", "reset-second-factor", "nobody@nordlys.example") == 1
