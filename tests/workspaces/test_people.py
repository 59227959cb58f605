"""Who is let in, with which role, and who decides it."""

import pytest

from leadline.foundation.refusals import Invalid, NotAllowed, Refusal
from leadline.workspaces.models import Event, Invitation, Member
from leadline.workspaces.models.base import StaleRow
from leadline.workspaces.models.people import StaleWorkspace
from leadline.workspaces.operations import (
    BuiltIn,
    ForSomebodyElse,
    InvitationUnusable,
    LastOwner,
    NoSample,
    NotUndoable,
    RoleInUse,
    accept_invitation,
    bring_back_workspace,
    change_role_of_member,
    change_workspace,
    invite,
    open_workspace,
    remove_member,
    remove_workspace,
    renew_invitation,
    revoke_invitation,
    save_role,
    start_own,
    trash_role,
    undo,
)
from leadline.workspaces.queries import invitation_behind, member_of, workspaces_of
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope
from tests.workspaces.pages import fresh, role
from tests.world import World


def test_an_editor_invites_nobody(world: World) -> None:
    with pytest.raises(NotAllowed):
        invite(by=world.edda, now=world.now, email="nils@x.example", role=role(world, "Viewer"))


def host(world: World) -> Member:
    """Otto gets a role that looks after people and may little else."""
    made = save_role(by=world.ann, now=world.now, name="Host", rights=[Right.COMMENT, Right.PEOPLE])
    change_role_of_member(by=world.ann, now=world.now, member=world.otto, role=made)
    return fresh(world.otto)


def test_nobody_offers_a_role_beyond_their_own(world: World) -> None:
    otto = host(world)
    invite(by=otto, now=world.now, email="nils@x.example", role=role(world, "Viewer"))
    with pytest.raises(NotAllowed):
        invite(by=otto, now=world.now, email="nora@x.example", role=role(world, "Editor"))


def test_nobody_takes_a_role_that_is_beyond_their_own(world: World) -> None:
    otto = host(world)
    with pytest.raises(NotAllowed):
        change_role_of_member(by=otto, now=world.now, member=world.ann, role=role(world, "Viewer"))
    with pytest.raises(NotAllowed):
        remove_member(by=otto, now=world.now, member=world.edda)


def test_nobody_makes_a_role_beyond_their_own_or_weakens_one(world: World) -> None:
    otto = host(world)
    strong = save_role(by=world.ann, now=world.now, name="Lead", rights=[Right.PLAN])
    with pytest.raises(NotAllowed):
        save_role(by=otto, now=world.now, name="Mine", rights=[Right.WORKSPACE])
    with pytest.raises(NotAllowed):
        save_role(by=otto, now=world.now, role=strong, name="Lead", rights=[])
    with pytest.raises(NotAllowed):
        trash_role(by=otto, now=world.now, role=strong)


def test_a_workspace_keeps_an_owner(world: World) -> None:
    with pytest.raises(LastOwner):
        remove_member(by=world.ann, now=world.now, member=world.ann)
    with pytest.raises(LastOwner):
        change_role_of_member(
            by=world.ann, now=world.now, member=world.ann, role=role(world, "Editor")
        )
    change_role_of_member(by=world.ann, now=world.now, member=world.edda, role=world.ann.role)
    remove_member(by=world.ann, now=world.now, member=world.ann)


def test_an_owner_who_cannot_sign_in_does_not_count(world: World) -> None:
    change_role_of_member(by=world.ann, now=world.now, member=world.edda, role=world.ann.role)
    world.edda.user.is_active = False
    world.edda.user.save(update_fields=["is_active"])
    with pytest.raises(LastOwner):
        remove_member(by=world.ann, now=world.now, member=world.ann)


def test_a_role_that_was_taken_does_not_come_back_by_undo(world: World) -> None:
    """An editor may undo what others did, and was once an owner."""
    change_role_of_member(by=world.ann, now=world.now, member=world.edda, role=world.ann.role)
    edda = fresh(world.edda)
    change_role_of_member(by=world.ann, now=world.now, member=edda, role=role(world, "Editor"))
    with scope(world.workspace):
        demotion = Event.objects.order_by("seq").last()
    assert demotion
    with pytest.raises(NotUndoable):
        undo(by=fresh(world.edda), now=world.now, event=demotion)


def test_everything_done_to_people_is_final(world: World) -> None:
    with scope(world.workspace):
        actions = {event.action: event.facts.get("final") for event in Event.objects.all()}
    assert actions["member.invited"] is True
    assert actions["member.joined"] is True


def test_the_second_who_changes_a_role_is_told(world: World) -> None:
    version = world.otto.version
    change_role_of_member(
        by=world.ann, now=world.now, member=world.otto, role=role(world, "Viewer"), version=version
    )
    with pytest.raises(StaleRow):
        change_role_of_member(
            by=world.ann, now=world.now, member=fresh(world.otto), role=role(world, "Editor"),
            version=version,
        )  # fmt: skip


def test_built_in_roles_stay(world: World) -> None:
    with pytest.raises(BuiltIn):
        save_role(by=world.ann, now=world.now, role=role(world, "Viewer"), name="Guest", rights=[])
    with pytest.raises(BuiltIn):
        trash_role(by=world.ann, now=world.now, role=role(world, "Viewer"))


@pytest.mark.parametrize("name", ["Sales", "sales", "VIEWER"])
def test_a_role_needs_a_name_of_its_own(world: World, name: str) -> None:
    save_role(by=world.ann, now=world.now, name="Sales", rights=[])
    with pytest.raises(Invalid, match="already"):
        save_role(by=world.ann, now=world.now, name=name, rights=[])


def test_a_role_in_use_or_on_offer_stays(world: World) -> None:
    sales = save_role(by=world.ann, now=world.now, name="Sales", rights=[])
    offer, _ = invite(by=world.ann, now=world.now, email="nils@x.example", role=sales)
    with pytest.raises(RoleInUse, match="invited"):
        trash_role(by=world.ann, now=world.now, role=sales)
    revoke_invitation(by=world.ann, now=world.now, invitation=offer)
    change_role_of_member(by=world.ann, now=world.now, member=world.vera, role=sales)
    with pytest.raises(RoleInUse, match="Members"):
        trash_role(by=world.ann, now=world.now, role=sales)


def test_members_are_not_invited_again(world: World) -> None:
    with pytest.raises(Invalid, match="member already"):
        invite(by=world.ann, now=world.now, email=" EDDA@nordlys.example", role=role(world, "Viewer"))  # fmt: skip


def offer(world: World, email: str = "nils@nordlys.example") -> tuple[Invitation, str]:
    return invite(by=world.ann, now=world.now, email=email, role=role(world, "Editor"))


def test_an_invitation_is_for_one_address_whatever_its_case(world: World) -> None:
    _, secret = offer(world, "Nils@Nordlys.example")
    with pytest.raises(ForSomebodyElse):
        accept_invitation(user=world.mallory.user, now=world.now, secret=secret)
    joined = accept_invitation(user=world.person("Nils"), now=world.now, secret=secret)
    assert joined.role.name == "Editor"
    assert joined.workspace == world.workspace


def test_an_invitation_works_once(world: World) -> None:
    _, secret = offer(world)
    nils = world.person("Nils")
    accept_invitation(user=nils, now=world.now, secret=secret)
    with pytest.raises(InvitationUnusable):
        accept_invitation(user=nils, now=world.now, secret=secret)


def test_a_newer_invitation_ends_the_older(world: World) -> None:
    _, old = offer(world)
    _, new = offer(world)
    assert invitation_behind(old, world.now) is None
    assert invitation_behind(new, world.now) is not None


def test_a_renewed_invitation_has_a_new_link_only(world: World) -> None:
    invitation, old = offer(world)
    new = renew_invitation(by=world.ann, now=world.later(days=13), invitation=invitation)
    assert invitation_behind(old, world.now) is None
    assert invitation_behind(new, world.later(days=13)) is not None


def test_an_invitation_runs_out(world: World) -> None:
    _, secret = offer(world)
    with pytest.raises(InvitationUnusable):
        accept_invitation(user=world.person("Nils"), now=world.later(days=14), secret=secret)


def test_an_invitation_falls_with_its_inviter(world: World) -> None:
    otto = host(world)
    _, secret = invite(by=otto, now=world.now, email="nils@nordlys.example", role=role(world, "Viewer"))  # fmt: skip
    change_role_of_member(by=world.ann, now=world.now, member=otto, role=role(world, "Viewer"))
    with pytest.raises(InvitationUnusable, match="may no longer give"):
        accept_invitation(user=world.person("Nils"), now=world.now, secret=secret)


def test_an_invitation_to_a_removed_workspace_is_worth_nothing(world: World) -> None:
    _, secret = offer(world)
    remove_workspace(by=world.ann, now=world.now)
    assert invitation_behind(secret, world.now) is None
    with pytest.raises(InvitationUnusable):
        accept_invitation(user=world.person("Nils"), now=world.now, secret=secret)


def test_who_left_comes_back_by_invitation_with_its_role(world: World) -> None:
    remove_member(by=world.otto, now=world.now, member=world.otto)
    assert workspaces_of(world.otto.user) == []
    _, secret = offer(world, world.otto.user.email)
    back = accept_invitation(user=world.otto.user, now=world.now, secret=secret)
    assert (back.pk, back.role.name) == (world.otto.pk, "Editor")


def test_settings_take_effect_once_a_version(world: World) -> None:
    change_workspace(by=world.ann, now=world.now, version=1, name="Nordlys AS")
    with pytest.raises(StaleWorkspace):
        change_workspace(by=world.ann, now=world.now, version=1, name="Nordlys Ltd")
    assert member_of(world.ann.user, world.workspace.slug).workspace.name == "Nordlys AS"


def test_a_removed_workspace_is_gone_until_the_operator_brings_it_back(world: World) -> None:
    remove_workspace(by=world.ann, now=world.now)
    assert workspaces_of(world.edda.user) == []
    bring_back_workspace(workspace=world.workspace, now=world.now)
    assert workspaces_of(world.edda.user) == [world.workspace]


def test_the_sample_makes_way_for_ones_own(world: World) -> None:
    sample = open_workspace(owner=world.ann.user, now=world.now, name="Sample", is_sample=True)
    mine = start_own(by=sample, now=world.now, name="Ann’s workspace")
    assert mine.role.is_owner
    assert mine.workspace in workspaces_of(world.ann.user)
    assert sample.workspace not in workspaces_of(world.ann.user)


def test_real_work_is_no_sample(world: World) -> None:
    with pytest.raises(NoSample):
        start_own(by=world.ann, now=world.now, name="Mine")


def test_workspaces_of_one_name_have_addresses_of_their_own(world: World) -> None:
    again = open_workspace(owner=world.ann.user, now=world.now, name="Nordlys Instruments")
    assert again.workspace.slug != world.workspace.slug


def test_open_invitations_are_bounded(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leadline.workspaces.operations.people.MOST_OPEN_INVITATIONS", 1)
    offer(world, "one@x.example")
    with pytest.raises(Refusal, match="invitations are open"):
        offer(world, "two@x.example")
