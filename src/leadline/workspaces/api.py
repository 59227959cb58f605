"""The API of this room: the workspace, its people, roles, invitations and tokens."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from leadline.foundation import clock
from leadline.foundation.paging import PAGE, page_of
from leadline.foundation.refusals import Stale
from leadline.workspaces import operations, queries
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.letters import invitation_link, is_mail_set_up, send_invitation
from leadline.workspaces.models import ApiToken, Invitation, Member, Role
from leadline.workspaces.rights import Right
from leadline.workspaces.schemas import (
    InvitationIn,
    InvitationOut,
    InvitationPage,
    MemberIn,
    MemberOut,
    MemberPage,
    RoleChange,
    RoleIn,
    RoleOut,
    TokenIn,
    TokenOut,
    TokenPage,
    WorkspaceIn,
    WorkspaceOut,
)

router = Router(tags=["Workspace"])


@endpoint(router, "GET", "", needs=Right.SEE, response=WorkspaceOut)
def read_workspace(request: HttpRequest) -> Any:
    """The workspace itself."""
    return WorkspaceOut.of(acting(request).workspace)


@endpoint(router, "PATCH", "", needs=Right.WORKSPACE, response=WorkspaceOut)
def change_workspace(request: HttpRequest, body: WorkspaceIn) -> Any:
    """Rename the workspace, or set its time zone or currency."""
    fields = body.model_dump(exclude_unset=True)
    version = expected_version(request)
    return WorkspaceOut.of(operations.change_workspace(by=acting(request), now=clock.now(), version=version, **fields))  # fmt: skip


@endpoint(router, "GET", "/members", needs=Right.SEE, response=MemberPage)
def list_members(request: HttpRequest, q: str = "", after: str = "", limit: int = PAGE) -> Any:
    """Everybody in the workspace by name; `q` finds a part of a name or address."""
    return queries.people_page(acting(request), q[:100], after, limit).of(MemberOut.of)


@endpoint(router, "GET", "/members/{key}", needs=Right.SEE, response=MemberOut)
def read_member(request: HttpRequest, key: UUID) -> Any:
    """One member."""
    return MemberOut.of(_member(request, key))


@endpoint(router, "PATCH", "/members/{key}", needs=Right.PEOPLE, response=MemberOut)
def change_member(request: HttpRequest, key: UUID, body: MemberIn) -> Any:
    """Give a member another role."""
    member, version = _member(request, key), expected_version(request)
    role: Role = queries.one(queries.roles(acting(request)), pk=body.role)
    operations.change_role_of_member(by=acting(request), now=clock.now(), member=member, role=role, version=version)  # fmt: skip
    return MemberOut.of(_member(request, key))


@endpoint(router, "DELETE", "/members/{key}", needs=Right.SEE, response={204: None})
def remove_member(request: HttpRequest, key: UUID) -> Any:
    """Take a member out, or leave."""
    member, version = _member(request, key), expected_version(request)
    operations.remove_member(by=acting(request), now=clock.now(), member=member, version=version)
    return 204, None


@endpoint(router, "GET", "/roles", needs=Right.SEE, response=list[RoleOut])
def list_roles(request: HttpRequest) -> Any:
    """All roles, 50 at most."""
    return [RoleOut.of(line.role) for line in queries.role_lines(acting(request))]


@endpoint(router, "POST", "/roles", needs=Right.PEOPLE, response={201: RoleOut})
def create_role(request: HttpRequest, body: RoleIn) -> Any:
    """Make a role out of rights that one has."""
    return 201, RoleOut.of(operations.save_role(by=acting(request), now=clock.now(), name=body.name, rights=body.rights))  # fmt: skip


@endpoint(router, "PATCH", "/roles/{key}", needs=Right.PEOPLE, response=RoleOut)
def change_role(request: HttpRequest, key: UUID, body: RoleChange) -> Any:
    """Change a role that is not built in."""
    role, version = _role(request, key), expected_version(request)
    fields = {"name": role.name, "rights": role.right_set} | body.model_dump(exclude_unset=True)
    return RoleOut.of(operations.save_role(by=acting(request), now=clock.now(), role=role, version=version, **fields))  # fmt: skip


@endpoint(router, "DELETE", "/roles/{key}", needs=Right.PEOPLE, response={204: None})
def remove_role(request: HttpRequest, key: UUID) -> Any:
    """Remove a role that nobody has."""
    role, version = _role(request, key), expected_version(request)
    operations.trash_role(by=acting(request), now=clock.now(), role=role, version=version)
    return 204, None


@endpoint(router, "GET", "/invitations", needs=Right.PEOPLE, response=InvitationPage)
def list_invitations(request: HttpRequest, after: str = "", limit: int = PAGE) -> Any:
    """Invitations that nobody has accepted yet, by address."""
    page = page_of(queries.open_invitations(acting(request)), ["email", "id"], after, limit)
    return page.of(InvitationOut.of)


@endpoint(router, "POST", "/invitations", needs=Right.PEOPLE, response={201: InvitationOut}, once_only=("link",))  # fmt: skip
def create_invitation(request: HttpRequest, body: InvitationIn) -> Any:
    """Invite an address to a role, by mail where mail is set up."""
    role: Role = queries.one(queries.roles(acting(request)), pk=body.role)
    invitation, secret = operations.invite(by=acting(request), now=clock.now(), email=body.email, role=role, tell=_tell(request))  # fmt: skip
    return 201, InvitationOut.of(invitation, _link(request, secret))


@endpoint(router, "POST", "/invitations/{key}/renewal", needs=Right.PEOPLE, response=InvitationOut, once_only=("link",))  # fmt: skip
def renew_invitation(request: HttpRequest, key: UUID) -> Any:
    """Make a new link, which holds for two weeks more; the old one ends."""
    invitation = _invitation(request, key)
    secret = operations.renew_invitation(by=acting(request), now=clock.now(), invitation=invitation, tell=_tell(request))  # fmt: skip
    return InvitationOut.of(invitation, _link(request, secret))


@endpoint(router, "DELETE", "/invitations/{key}", needs=Right.PEOPLE, response={204: None})
def revoke_invitation(request: HttpRequest, key: UUID) -> Any:
    """Take an invitation back."""
    invitation, version = _invitation(request, key), expected_version(request)
    operations.revoke_invitation(by=acting(request), now=clock.now(), invitation=invitation, version=version)  # fmt: skip
    return 204, None


@endpoint(router, "GET", "/tokens", needs=Right.SEE, response=TokenPage)
def list_tokens(request: HttpRequest, after: str = "", limit: int = PAGE) -> Any:
    """One's own tokens; with the right over people everybody's."""
    page = page_of(queries.tokens(acting(request)), ["-created_at", "id"], after, limit)
    return page.of(TokenOut.of)


@endpoint(router, "POST", "/tokens", needs=Right.SEE, response={201: TokenOut}, once_only=("secret",))  # fmt: skip
def create_token(request: HttpRequest, body: TokenIn) -> Any:
    """Make a token; by a person who is signed in, never by a token."""
    token, secret = operations.issue_token(by=acting(request), now=clock.now(), **body.model_dump())
    return 201, TokenOut.of(token, secret)


@endpoint(router, "DELETE", "/tokens/{key}", needs=Right.SEE, response={204: None})
def revoke_token(request: HttpRequest, key: UUID) -> Any:
    """End a token."""
    token: ApiToken = queries.one(queries.tokens(acting(request)), pk=key)
    if expected_version(request) != token.version:
        raise Stale
    operations.revoke_token(by=acting(request), now=clock.now(), token=token)
    return 204, None


def _member(request: HttpRequest, key: UUID) -> Member:
    found: Member = queries.one(queries.people(acting(request)), pk=key)
    return found


def _role(request: HttpRequest, key: UUID) -> Role:
    found: Role = queries.one(queries.roles(acting(request)), pk=key)
    return found


def _invitation(request: HttpRequest, key: UUID) -> Invitation:
    open_ones = queries.open_invitations(acting(request)).select_related("workspace")
    found: Invitation = queries.one(open_ones, pk=key)
    return found


def _tell(request: HttpRequest) -> Any:
    if not is_mail_set_up():
        return None
    return lambda invitation, secret: send_invitation(invitation, invitation_link(request, secret))


def _link(request: HttpRequest, secret: str) -> str:
    return "" if is_mail_set_up() else invitation_link(request, secret)
