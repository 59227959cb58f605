"""The pages about people: who may open them, what they do, and what they cost."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from leadline.foundation.models import Job
from leadline.workspaces.models import Invitation, Role, Workspace
from leadline.workspaces.operations import invite, open_workspace, save_role
from leadline.workspaces.queries import workspaces_of
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope
from tests.workspaces.pages import client_of, fresh, role, to
from tests.world import World

FOR_ALL = ["people", "roles", "tokens", "settings"]
FOR_THOSE_WHO_LOOK_AFTER_PEOPLE = ["trail", "trail_file", "chain_check", "new_role"]


@pytest.mark.parametrize("name", FOR_ALL)
def test_every_member_sees(world: World, name: str) -> None:
    assert client_of(world.vera).get(to(world, name)).status_code == 200


@pytest.mark.parametrize("name", FOR_ALL + FOR_THOSE_WHO_LOOK_AFTER_PEOPLE + ["removal"])
def test_an_outsider_finds_nothing(world: World, name: str) -> None:
    assert client_of(world.mallory).get(to(world, name)).status_code == 404


@pytest.mark.parametrize("name", FOR_ALL)
def test_a_stranger_is_sent_to_sign_in(world: World, name: str) -> None:
    answer = Client().get(to(world, name))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", [*FOR_THOSE_WHO_LOOK_AFTER_PEOPLE, "removal"])
def test_an_editor_may_not(world: World, name: str) -> None:
    assert client_of(world.edda).get(to(world, name)).status_code == 403
    assert client_of(world.ann).get(to(world, name)).status_code == 200


@pytest.mark.parametrize(
    ("name", "key"),
    [("invitations", False), ("new_role", False), ("settings", False), ("removal", False),
     ("sample", False), ("chain_check", False), ("renewal", True), ("revocation", True),
     ("member", True), ("role", True), ("role_removal", True)],
)  # fmt: skip
def test_an_editor_changes_nothing_here(world: World, name: str, key: bool) -> None:
    url = to(world, name, **({"key": uuid4()} if key else {}))
    assert client_of(world.edda).post(url).status_code == 403
    assert client_of(world.mallory).post(url).status_code == 404


def test_an_owner_invites_and_gets_a_link_where_no_mail_is(world: World) -> None:
    ann = client_of(world.ann)
    fields = {"email": "Nils@Nordlys.example", "role": str(role(world, "Editor").pk)}
    answer = ann.post(to(world, "invitations"), fields)
    assert b"/invitations/" in answer.content
    assert b"nils@nordlys.example" in ann.get(to(world, "people")).content
    assert Job.objects.filter(name="mail.send").count() == 0


def test_a_wrong_address_comes_back_beside_its_field(world: World) -> None:
    fields = {"email": "nobody at home", "role": str(role(world, "Editor").pk)}
    answer = client_of(world.ann).post(to(world, "invitations"), fields)
    assert answer.status_code == 400
    assert b'value="nobody at home"' in answer.content
    assert b"Enter a valid email address" in answer.content


def test_a_refusal_of_the_rule_comes_back_beside_its_field_too(world: World) -> None:
    fields = {"email": world.edda.user.email, "role": str(role(world, "Editor").pk)}
    answer = client_of(world.ann).post(to(world, "invitations"), fields)
    assert answer.status_code == 400
    assert b"is a member already" in answer.content


def test_a_role_of_another_workspace_is_no_choice(world: World) -> None:
    with scope(world.mallory.workspace):
        foreign = Role.objects.get(name="Owner")
    fields = {"email": "nils@nordlys.example", "role": str(foreign.pk)}
    assert client_of(world.ann).post(to(world, "invitations"), fields).status_code == 400


def test_a_form_takes_no_field_that_it_does_not_have(world: World) -> None:
    fields = {"email": "n@x.example", "role": str(role(world, "Editor").pk), "inviter": "me"}
    answer = client_of(world.ann).post(to(world, "invitations"), fields)
    assert answer.status_code == 400
    assert "no field “inviter”".encode() in answer.content


def test_an_invitation_is_renewed_and_taken_back(world: World) -> None:
    invitation, _ = invite(by=world.ann, now=world.now, email="n@x.example", role=role(world, "Viewer"))  # fmt: skip
    ann = client_of(world.ann)
    renewed = ann.post(to(world, "renewal", key=invitation.pk), {"version": 1})
    assert b"/invitations/" in renewed.content
    stale = ann.post(to(world, "revocation", key=invitation.pk), {"version": 1})
    assert stale.status_code == 412
    assert ann.post(to(world, "revocation", key=invitation.pk), {"version": 2}).status_code == 302
    with scope(world.workspace):
        assert not Invitation.objects.filter(pk=invitation.pk).exists()


def test_a_member_gets_another_role(world: World) -> None:
    fields = {"role": str(role(world, "Viewer").pk), "version": world.otto.version}
    answer = client_of(world.ann).post(to(world, "member", key=world.otto.pk), fields)
    assert answer.status_code == 302
    assert fresh(world.otto).role.name == "Viewer"


def test_the_last_owner_is_told_beside_the_field(world: World) -> None:
    fields = {"role": str(role(world, "Viewer").pk), "version": world.ann.version}
    answer = client_of(world.ann).post(to(world, "member", key=world.ann.pk), fields)
    assert answer.status_code == 409
    assert b"at least one owner" in answer.content


def test_a_viewer_leaves_but_removes_nobody(world: World) -> None:
    vera = client_of(world.vera)
    url = to(world, "member_removal", key=world.otto.pk)
    assert vera.post(url, {"version": world.otto.version}).status_code == 403
    url = to(world, "member_removal", key=world.vera.pk)
    assert vera.post(url, {"version": world.vera.version}).status_code == 302
    assert vera.get(to(world, "people")).status_code == 404


def test_the_day_of_the_last_visit_is_kept(world: World) -> None:
    assert fresh(world.vera).last_seen_on is None
    client_of(world.vera).get(to(world, "people"))
    seen = fresh(world.vera)
    assert seen.last_seen_on is not None
    assert seen.version == world.vera.version


def test_a_role_is_made_changed_and_removed(world: World) -> None:
    ann = client_of(world.ann)
    assert ann.post(to(world, "new_role"), {"name": "Sales", "rights": ["comment"]}).status_code == 302  # fmt: skip
    sales = role(world, "Sales")
    assert sales.rights == ["comment", "see"]
    url = to(world, "role", key=sales.pk)
    assert ann.post(url, {"name": "Field sales", "rights": [], "version": 1}).status_code == 302
    stale = ann.post(url, {"name": "Sales force", "rights": [], "version": 1})
    assert stale.status_code == 412
    assert "Meanwhile somebody saved “Field sales”".encode() in stale.content
    assert b'value="Sales force"' in stale.content
    assert ann.post(to(world, "role_removal", key=sales.pk), {"version": 2}).status_code == 302


def test_settings_are_saved_and_the_second_editor_sees_both_texts(world: World) -> None:
    ann = client_of(world.ann)
    fields = {"time_zone": "Europe/Oslo", "currency": "NOK", "version": 1}
    assert ann.post(to(world, "settings"), fields | {"name": "Nordlys AS"}).status_code == 302
    second = ann.post(to(world, "settings"), fields | {"name": "Nordlys Ltd"})
    assert second.status_code == 412
    assert b"Nordlys AS" in second.content
    assert b"Nordlys Ltd" in second.content
    assert b'name="version" value="2"' in second.content


def test_the_workspace_goes_only_by_its_name(world: World) -> None:
    ann = client_of(world.ann)
    assert ann.post(to(world, "removal"), {"typed": "Elsewhere"}).status_code == 400
    assert ann.post(to(world, "removal"), {"typed": "nordlys instruments"}).status_code == 302
    assert ann.get(to(world, "settings")).status_code == 404


def test_one_click_leads_from_the_sample_to_ones_own(world: World) -> None:
    sample = open_workspace(owner=world.edda.user, now=world.now, name="Sample", is_sample=True)
    url = reverse("workspaces:sample", kwargs={"slug": sample.workspace.slug})
    assert client_of(world.edda).post(url).status_code == 302
    names = [workspace.name for workspace in workspaces_of(world.edda.user)]
    assert names == ["Edda’s workspace", "Nordlys Instruments"]


def test_who_has_no_workspace_opens_one(world: World) -> None:
    nora = world.person("Nora")
    fields = {"name": "Fjord", "time_zone": "Europe/Oslo", "currency": "NOK"}
    answer = client_of(nora).post(reverse("workspaces:new"), fields)
    assert answer.status_code == 302
    assert Workspace.objects.get(name="Fjord").currency == "NOK"


def test_who_only_looks_opens_no_workspaces(world: World) -> None:
    fields = {"name": "Fjord", "time_zone": "Europe/Oslo", "currency": "NOK"}
    assert client_of(world.vera).post(reverse("workspaces:new"), fields).status_code == 403


def test_people_are_found_by_a_part_of_name_or_address(world: World) -> None:
    page = client_of(world.ann).get(to(world, "people"), {"q": "edd"}).content
    assert b"edda@nordlys.example" in page
    assert b"otto@nordlys.example" not in page


def test_pages_cost_the_same_with_many_people(world: World, assert_constant_queries: Any) -> None:
    ann = client_of(world.ann)

    def grow(count: int) -> None:
        for number in range(count):
            email = f"{count}-{number}@x.example"
            invite(by=world.ann, now=world.now, email=email, role=role(world, "Viewer"))
            save_role(by=world.ann, now=world.now, name=f"Role {count}-{number}", rights=[Right.COMMENT])  # fmt: skip

    assert_constant_queries(grow, lambda: [ann.get(to(world, name)) for name in ("people", "roles")])  # fmt: skip


HOSTILE = ["", "\x00", "a" * 5_000, "<script>alert(1)</script>", "-1", "1e9", "[]", "{}", "%00", "٣"]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_are_refused_and_never_break(world: World, value: str) -> None:
    ann = client_of(world.ann)
    forms: dict[str, list[str]] = {
        "invitations": ["email", "role"], "new_role": ["name", "rights"], "settings": ["name", "time_zone", "version"],
        "removal": ["typed"], "tokens": ["name", "rights", "days"],
    }  # fmt: skip
    for name, fields in forms.items():
        for field in fields:
            assert ann.post(to(world, name), {field: value}).status_code < 500
    for name in ("people", "tokens", "trail", "trail_file"):
        for field in ("q", "after", "person", "action", "kind", "since", "until"):
            assert ann.get(to(world, name), {field: value}).status_code < 500


def test_texts_of_people_are_shown_as_text(world: World) -> None:
    save_role(by=world.ann, now=world.now, name="<script>x</script>", rights=[])
    assert b"<script>x" not in client_of(world.ann).get(to(world, "roles")).content
