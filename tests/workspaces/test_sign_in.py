"""Coming in: links, invitations, passwords, and what is refused at the door."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from leadline.workspaces.models import Member, User
from leadline.workspaces.operations import invite, sign_in_link_for
from leadline.workspaces.scope import scope
from tests.workspaces.pages import client_of, role, sign_in, to
from tests.world import PASSWORD, World

NEW_PASSWORD = "a hygrometer in the attic"


def link(world: World, user: User) -> str:
    from leadline.foundation import clock

    secret = sign_in_link_for(user=user, now=clock.now())
    return reverse("workspaces:sign_in_link", kwargs={"secret": secret})


def is_signed_in(client: Client) -> bool:
    return bool(client.get(reverse("workspaces:account")).status_code == 200)


def test_a_look_at_the_link_does_not_burn_it(world: World) -> None:
    url = link(world, world.ann.user)
    for _ in range(3):
        assert Client().get(url).status_code == 200
    client = Client()
    assert client.post(url).status_code == 302
    assert is_signed_in(client)


def test_the_link_works_once(world: World) -> None:
    url = link(world, world.ann.user)
    Client().post(url)
    second = Client()
    assert second.post(url).status_code == 404
    assert not is_signed_in(second)


def test_the_link_of_an_inactive_person_opens_nothing(world: World) -> None:
    url = link(world, world.ann.user)
    world.ann.user.is_active = False
    world.ann.user.save(update_fields=["is_active"])
    assert Client().post(url).status_code == 404


def test_an_old_link_opens_nothing(world: World) -> None:
    secret = sign_in_link_for(user=world.ann.user, now=world.now)
    url = reverse("workspaces:sign_in_link", kwargs={"secret": secret})
    assert Client().post(url).status_code == 404


def test_who_has_no_password_is_asked_for_one_after_the_link(world: World) -> None:
    owner = User.objects.create_user("owner@nordlys.example", "Owner")
    client = Client()
    answer = client.post(link(world, owner))
    assert answer.headers["Location"] == f"{reverse('account_set_password')}?next=/"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "<title>Set password ·" in page
    assert "Set Password" not in page
    assert "<span>Later</span>" in page
    fields = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post(answer.headers["Location"], fields).status_code == 302
    assert is_signed_in(client)
    assert sign_in(Client(), owner, NEW_PASSWORD).status_code == 302


def test_signing_in_gives_the_session_a_new_key(world: World) -> None:
    client = Client()
    client.get(reverse("account_login"))
    planted = client.session
    planted["planted"] = True
    planted.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key or ""
    sign_in(client, world.ann.user)
    assert client.session.session_key != planted.session_key or ""
    assert is_signed_in(client)


def test_signing_out_ends_the_session(world: World) -> None:
    client = client_of(world.ann)
    key = client.session.session_key
    client.post(reverse("account_logout"))
    client.cookies[settings.SESSION_COOKIE_NAME] = key or ""
    assert not is_signed_in(client)


def test_a_changed_password_ends_all_other_sessions(world: World) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here, world.ann.user)
    sign_in(elsewhere, world.ann.user)
    fields = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert here.post(reverse("account_change_password"), fields).status_code == 302
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_one_can_sign_out_everywhere_else(world: World) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here, world.ann.user)
    sign_in(elsewhere, world.ann.user)
    assert here.get(reverse("workspaces:account")).content.count(b"127.0.0.1") == 2
    here.post(reverse("workspaces:other_sessions"))
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_an_address_means_the_same_in_any_case(world: World) -> None:
    fields = {"login": "ANN@Nordlys.Example", "password": PASSWORD}
    assert Client().post(reverse("account_login"), fields).status_code == 302


def test_guessing_is_slowed_down(world: World) -> None:
    client = Client()
    for _ in range(12):
        answer = sign_in(client, world.ann.user, "wrong")
    assert answer.status_code == 429 or b"Too many failed" in answer.content
    assert sign_in(client, world.ann.user).status_code != 302


def test_a_wrong_password_and_a_stranger_get_the_same_answer(world: World) -> None:
    def told(email: str) -> str:
        answer = Client().post(reverse("account_login"), {"login": email, "password": "wrong"})
        page = answer.content.decode().replace(email, "")
        return re.sub(r'(value|content)="[^"]*"', "", page)

    assert told("ann@nordlys.example") == told("bob@nordlys.example")


def sign_up(client: Client, email: str, **more: str) -> Any:
    fields = {"name": "Nils", "email": email, "password1": NEW_PASSWORD}
    return client.post(reverse("account_signup"), fields | more)


def test_nobody_signs_up_uninvited(world: World) -> None:
    client = Client()
    sign_up(client, "nils@nordlys.example")
    assert not User.objects.filter(email="nils@nordlys.example").exists()
    assert not is_signed_in(client)


def test_where_sign_up_is_free_anybody_signs_up_and_opens_a_workspace(db: None, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr("leadline.wiring.sign_in.is_open_to_all", lambda: True)
    client = Client()
    assert sign_up(client, "nils@nordlys.example").headers["Location"] == "/"
    assert client.get("/").status_code == 200 or client.get("/").headers["Location"] == reverse(
        "workspaces:new"
    )


def test_a_weak_password_is_refused(world: World, invited: str) -> None:
    client = Client()
    client.get(invited)
    for weak in ("short", "password123", "nils@nordlys.example"):
        assert sign_up(client, "nils@nordlys.example", password1=weak).status_code == 200
    assert not User.objects.filter(email="nils@nordlys.example").exists()


def test_a_made_up_invitation_opens_nothing(world: World) -> None:
    client = Client()
    assert client.get("/invitations/made-up").status_code == 404
    session = client.session
    session["invitation"] = "made-up"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    sign_up(client, "nils@nordlys.example")
    assert not User.objects.filter(email="nils@nordlys.example").exists()


@pytest.fixture
def invited(world: World) -> str:
    """The link for Nils."""
    from leadline.foundation import clock

    _, secret = invite(by=world.ann, now=clock.now(), email="nils@nordlys.example", role=role(world, "Editor"))  # fmt: skip
    return reverse("workspaces:invitation", kwargs={"secret": secret})


def test_who_is_invited_signs_up_and_joins(world: World, invited: str) -> None:
    client = Client()
    assert client.get(invited).headers["Location"] == reverse("workspaces:acceptance")
    assert b"Nordlys Instruments" in client.get(reverse("workspaces:acceptance")).content
    answer = sign_up(client, "Nils@Nordlys.example")
    assert answer.headers["Location"] == reverse("workspaces:acceptance")
    client.post(answer.headers["Location"])
    with scope(world.workspace):
        nils = Member.objects.select_related("role", "user").get(user__email="nils@nordlys.example")
    assert (nils.name, nils.role.name) == ("Nils", "Editor")
    assert client.get(to(world, "people")).status_code == 200


def test_the_secret_stays_in_the_session_and_out_of_addresses(world: World, invited: str) -> None:
    client = Client()
    secret = invited.rpartition("/")[2]
    client.get(invited)
    assert secret not in client.get(reverse("workspaces:acceptance")).content.decode()


def test_who_is_invited_signs_up_with_that_address_only(world: World, invited: str) -> None:
    client = Client()
    client.get(invited)
    assert b"nils@nordlys.example" in sign_up(client, "nora@nordlys.example").content
    assert not User.objects.filter(email="nora@nordlys.example").exists()


def test_who_has_an_account_signs_in_and_joins(world: World, invited: str) -> None:
    nils = world.person("Nils")
    client = Client()
    client.get(invited)
    answer = sign_in(client, nils)
    assert answer.headers["Location"] == reverse("workspaces:acceptance")
    assert client.post(answer.headers["Location"]).status_code == 302
    assert client.get(to(world, "people")).status_code == 200


def test_somebody_else_cannot_use_the_invitation(world: World, invited: str) -> None:
    mallory = client_of(world.mallory)
    mallory.get(invited)
    assert b"another address" in mallory.get(reverse("workspaces:acceptance")).content
    assert mallory.post(reverse("workspaces:acceptance")).status_code == 400
    assert mallory.get(to(world, "people")).status_code == 404


def test_joining_takes_being_signed_in(world: World, invited: str) -> None:
    client = Client()
    client.get(invited)
    assert client.post(reverse("workspaces:acceptance")).status_code == 302
    with scope(world.workspace):
        assert Member.objects.count() == 4


def test_two_people_never_share_an_address_whatever_its_case(world: World) -> None:
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="ANN@nordlys.example")


def test_without_mail_the_page_says_what_to_do_about_a_lost_password(world: World) -> None:
    page = Client().get(reverse("account_reset_password"))
    assert b"leadline user link" in page.content
    assert mail.outbox == []


def test_the_account_is_saved(world: World) -> None:
    ann = client_of(world.ann)
    fields = {"name": "Ann Berg", "language": "en", "scheme": "dark"}
    assert ann.post(reverse("workspaces:account"), fields).status_code == 302
    assert ann.post(reverse("workspaces:account"), fields | {"scheme": "pink"}).status_code == 400
    saved = User.objects.get(pk=world.ann.user.pk)
    assert (saved.name, saved.scheme) == ("Ann Berg", "dark")


def test_the_switch_of_colours_saves_at_once(world: World) -> None:
    ann = client_of(world.ann)
    assert ann.post(reverse("workspaces:scheme"), {"scheme": "dark"}).status_code == 204
    assert User.objects.get(pk=world.ann.user.pk).scheme == "dark"
    assert ann.post(reverse("workspaces:scheme"), {"scheme": "<b>"}).status_code == 400


UNWANTED = ["account_confirm_login_code", "account_signup_by_passkey", "mfa_signup_webauthn", "mfa_trust", "account_change_phone"]  # fmt: skip


@pytest.mark.parametrize("name", UNWANTED)
def test_doors_that_nobody_asked_for_do_not_exist(name: str) -> None:
    from django.urls import NoReverseMatch

    with pytest.raises(NoReverseMatch):
        reverse(name)


MANAGED = [
    "account_change_password", "account_reauthenticate", "mfa_index", "mfa_activate_totp", "mfa_list_webauthn",
    "mfa_add_webauthn", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "socialaccount_connections",
]  # fmt: skip
OPEN = ["account_login", "account_signup", "account_logout", "account_inactive", "socialaccount_login_cancelled", "socialaccount_login_error"]  # fmt: skip


@pytest.mark.parametrize("name", MANAGED)
def test_pages_of_sign_in_open_for_their_owner(world: World, name: str) -> None:
    client = Client()
    sign_in(client, world.ann.user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    answer = client.get(reverse(name), follow=True)
    assert answer.status_code in ({200, 404} if "recovery" in name else {200})
    assert Client().get(reverse(name)).status_code == 302


@pytest.mark.parametrize("name", OPEN)
def test_pages_of_sign_in_open_for_strangers(db: None, name: str) -> None:
    assert Client().get(reverse(name), follow=True).status_code in {200, 401}
