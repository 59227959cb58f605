"""What the API of this room takes in and gives out."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from ninja import Schema
from pydantic import AfterValidator, Field, Strict

from leadline.foundation.money import currencies
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Day, Id, name_up_to
from leadline.workspaces.forms import time_zones
from leadline.workspaces.models import ApiToken, Invitation, Member, Role, Workspace
from leadline.workspaces.rights import Right


def _one_of(choices: Callable[[], Any], told: str) -> AfterValidator:
    def check(value: str) -> str:
        if value not in dict(choices()):
            raise ValueError(told)
        return value

    return AfterValidator(check)


def _address(value: str) -> str:
    try:
        validate_email(value)
    except ValidationError as error:
        raise ValueError("is no e-mail address") from error
    return value


Allowed = Annotated[Right, Strict(strict=False)]
Rights = Annotated[list[Allowed], Field(max_length=len(Right))]
Email = Annotated[str, Field(max_length=254), AfterValidator(_address)]
TimeZone = Annotated[str, _one_of(time_zones, "is no time zone, such as Europe/Oslo")]
Currency = Annotated[str, _one_of(currencies, "is no currency known here, such as EUR")]


class WorkspaceIn(Input):
    """Fields that are left out stay as they are."""

    name: Annotated[str, name_up_to(120)] = ""
    time_zone: TimeZone = ""
    currency: Currency = ""


class WorkspaceOut(Schema):
    id: UUID
    slug: str
    name: str
    time_zone: str
    currency: str
    is_sample: bool
    created_at: datetime
    version: int

    @classmethod
    def of(cls, row: Workspace) -> "WorkspaceOut":
        return cls.from_orm(row)


class RoleIn(Input):
    name: Annotated[str, name_up_to(60)]
    rights: Rights


class RoleChange(Input):
    """Fields that are left out stay as they are."""

    name: Annotated[str, name_up_to(60)] = ""
    rights: Rights = []


class RoleOut(Schema):
    id: UUID
    name: str
    rights: list[Right]
    is_built_in: bool
    version: int

    @classmethod
    def of(cls, row: Role) -> "RoleOut":
        return cls(id=row.id, name=row.name, rights=list(row.allowed), is_built_in=row.is_built_in, version=row.version)  # fmt: skip


class MemberIn(Input):
    role: Id


class MemberOut(Schema):
    id: UUID
    name: str
    email: str
    role: UUID
    role_name: str
    joined_at: datetime
    last_seen_on: date | None
    version: int

    @classmethod
    def of(cls, row: Member) -> "MemberOut":
        return cls(
            id=row.id, name=row.name, email=row.user.email, role=row.role_id,
            role_name=row.role.name, joined_at=row.created_at, last_seen_on=row.last_seen_on,
            version=row.version,
        )  # fmt: skip


class MemberPage(Schema):
    rows: list[MemberOut]
    after: str


class InvitationIn(Input):
    email: Email
    role: Id


class InvitationOut(Schema):
    """`link` is told once, when the invitation is made or renewed, and only without mail."""

    id: UUID
    email: str
    role: UUID
    inviter: UUID
    expires_at: datetime
    version: int
    link: str = ""

    @classmethod
    def of(cls, row: Invitation, link: str = "") -> "InvitationOut":
        return cls(
            id=row.id, email=row.email, role=row.role_id, inviter=row.inviter_id,
            expires_at=row.expires_at, version=row.version, link=link,
        )  # fmt: skip


class InvitationPage(Schema):
    rows: list[InvitationOut]
    after: str


class TokenIn(Input):
    name: Annotated[str, name_up_to(80)]
    rights: Rights
    expires_on: Day | None = None


class TokenOut(Schema):
    """`secret` is told once, when the token is made."""

    id: UUID
    name: str
    member: UUID
    rights: list[Right]
    hint: str
    expires_on: date | None
    last_used_on: date | None
    version: int
    secret: str = ""

    @classmethod
    def of(cls, row: ApiToken, secret: str = "") -> "TokenOut":
        return cls(
            id=row.id, name=row.name, member=row.member_id, rights=sorted(row.right_set),
            hint=row.hint, expires_on=row.expires_on, last_used_on=row.last_used_on,
            version=row.version, secret=secret,
        )  # fmt: skip


class TokenPage(Schema):
    rows: list[TokenOut]
    after: str
