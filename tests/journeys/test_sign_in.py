"""Coming in with a real browser: links, passwords, codes, passkeys; and no barrier on the way."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from leadline.foundation import clock
from leadline.workspaces.models import Member, Role, User
from leadline.workspaces.operations import invite, issue_token, open_workspace, sign_in_link_for
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope
from tests.journeys.server import Server
from tests.world import World, make_world

NEW_PASSWORD = "a hygrometer in the attic"
EMAIL = "ann@nordlys.example"
HOME = "**/w/nordlys-instruments"


def owner() -> Member:
    user = User.objects.create_user(EMAIL, "Ann")
    return open_workspace(owner=user, now=clock.now(), name="Nordlys Instruments")


def come_by_link(page: Page, user: User, host: str = "") -> None:
    secret = sign_in_link_for(user=user, now=clock.now())
    page.goto(f"{host}/sign-in/{secret}")


def set_password(page: Page) -> None:
    page.get_by_label("Password", exact=True).or_(page.locator("#id_password1")).first.fill(NEW_PASSWORD)  # fmt: skip
    page.locator("#id_password2").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Set password").click()


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/**")


def sign_in_by_password(page: Page) -> None:
    page.goto("/accounts/login/")
    page.locator("#id_login").fill(EMAIL)
    page.locator("#id_password").fill(NEW_PASSWORD)
    page.locator("#id_password").press("Enter")


def code(secret: str, ahead: int = 0) -> str:
    """The code that an authenticator app shows, or will show `ahead` periods from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead)))


@pytest.mark.slow
def test_the_first_owner_comes_by_the_link_and_ends_with_a_second_factor(page: Page) -> None:
    come_by_link(page, owner().user)
    page.wait_for_url("**/accounts/password/set/**")
    set_password(page)
    page.wait_for_url(HOME)
    sign_out(page)

    sign_in_by_password(page)
    page.wait_for_url(HOME)

    page.goto("/account")
    page.get_by_role("link", name="Set up the app").click()
    page.locator("#id_password").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url("**/totp/activate/**")
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("#id_code").fill(code(secret))
    page.get_by_role("button", name="Turn on the app").click()
    page.wait_for_url("**/recovery-codes/**")
    recovery = page.locator("textarea").input_value().split()
    sign_out(page)

    sign_in_by_password(page)
    page.wait_for_url("**/2fa/authenticate/**")
    page.locator("#id_code").fill(code(secret, ahead=1))
    page.locator("#id_code").press("Enter")
    page.wait_for_url(HOME)
    sign_out(page)

    sign_in_by_password(page)
    page.wait_for_url("**/2fa/authenticate/**")
    page.locator("#id_code").fill(recovery[0])
    page.locator("#id_code").press("Enter")
    page.wait_for_url(HOME)


def test_a_wrong_code_lets_nobody_in(page: Page) -> None:
    come_by_link(page, owner().user)
    page.wait_for_url("**/accounts/password/set/**")
    page.goto("/accounts/2fa/totp/activate/")
    page.locator("#id_code").fill("000000")
    page.get_by_role("button", name="Turn on the app").click()
    expect(page.get_by_text("This code is not right.")).to_be_visible()


def authenticator(page: Page) -> Any:
    """A security key inside Chromium that always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


@pytest.mark.slow
def test_a_passkey_signs_in_without_a_password(page: Page, server: Server) -> None:
    host = server.url.replace("127.0.0.1", "localhost")  # an address in figures owns no passkeys
    authenticator(page)
    come_by_link(page, owner().user, host)
    page.wait_for_url("**/accounts/password/set/**")
    page.goto(f"{host}/account")
    page.get_by_role("link", name="Add a passkey").click()
    page.wait_for_url("**/2fa/webauthn/add/**")  # until its script is there to hear the button
    page.locator("#id_name").fill("Ann's laptop")
    expect(page.locator("#id_passwordless")).to_be_checked()
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/2fa/webauthn/reauthenticate/**")  # before it shows recovery codes
    expect(page.get_by_role("link", name="Use a recovery code")).to_be_visible()
    page.get_by_role("button", name="Use your passkey or key").click()
    page.wait_for_url("**/2fa/recovery-codes/**")
    expect(page.get_by_label("10 codes left of 10")).to_be_visible()
    page.goto(f"{host}/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/**")
    page.locator("#passkey_login").click()
    page.wait_for_url(HOME)
    page.goto(f"{host}/account")
    expect(page.get_by_text("1 key")).to_be_visible()


@pytest.fixture
def world(page: Page) -> World:
    return make_world()


def test_an_invitation_is_made_handed_over_and_accepted(world: World, page: Page, sign_in: Callable[[Member], Page]) -> None:  # fmt: skip
    sign_in(world.ann)
    page.goto(f"/w/{world.workspace.slug}/people")
    page.get_by_label("E-mail address").fill("nils@nordlys.example")
    page.get_by_label("Role", exact=True).select_option("Editor")
    page.get_by_role("button", name="Invite", exact=True).click()
    link = page.locator("code").inner_text()

    page.context.clear_cookies()
    page.goto(link)
    page.get_by_role("link", name="Create your account").click()
    page.locator("#id_name").fill("Nils Lie")
    expect(page.locator("#id_email")).to_have_value("nils@nordlys.example")
    page.locator("#id_password1").fill(NEW_PASSWORD)
    page.locator("#id_password1").press("Enter")
    page.get_by_role("button", name="Join Nordlys Instruments").click()
    page.wait_for_url(HOME)
    page.goto(f"/w/{world.workspace.slug}/people")
    expect(page.get_by_role("link", name="Nils Lie")).to_be_visible()


def test_the_record_is_checked_while_one_looks(world: World, page: Page, sign_in: Callable[[Member], Page]) -> None:  # fmt: skip
    sign_in(world.ann)
    page.goto(f"/w/{world.workspace.slug}/trail")
    page.get_by_role("button", name="Check now").click()
    expect(page.get_by_text("The chain holds since 2 Mar 2026")).to_be_visible(timeout=15_000)


def places(world: World) -> list[str]:
    """Every page of this room and of sign-in that a member opens."""
    with scope(world.workspace):
        viewer = Role.objects.get(name="Viewer")
    invite(by=world.ann, now=clock.now(), email="nils@nordlys.example", role=viewer)
    issue_token(by=world.ann, now=clock.now(), name="Script", rights=[Right.COMMENT])
    inside = ["people", f"people/{world.edda.pk}", "roles", "roles/new", "tokens", "trail", "settings", "settings/removal"]  # fmt: skip
    own = ["/account", "/new", "/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/add/", "/accounts/password/change/", "/accounts/logout/"]  # fmt: skip
    return [f"/w/{world.workspace.slug}/{name}" for name in inside] + own


STRANGERS = ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/sign-in/unknown", "/accounts/connections/cancelled/"]  # fmt: skip
SIZES = [(1280, 800, "light"), (390, 844, "dark")]


@pytest.mark.slow
@pytest.mark.parametrize("look_of", SIZES, ids=["desktop, light", "phone, dark"])
def test_no_page_bars_anybody_or_runs_over(
    *, world: World, page: Page, sign_in: Callable[[Member], Page], axe: Callable[[Page], None],
    faults: list[str], look_of: Any,
) -> None:  # fmt: skip
    width, height, scheme = look_of
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    for path in STRANGERS:
        look(page, path, axe)
    sign_in(world.ann)
    for path in places(world):
        look(page, path, axe)
    # The browser notes that the page about an unknown identity answers 403.
    assert all("403" in fault for fault in faults)
    faults.clear()


def look(page: Page, path: str, axe: Callable[[Page], None]) -> None:
    page.goto(path)
    try:
        axe(page)
    except AssertionError as barrier:
        raise AssertionError(f"{path}: {barrier}") from barrier
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide), f"{path} runs over"
