"""Making and changing roles."""

from collections.abc import Iterable
from datetime import datetime

from leadline.foundation.refusals import Invalid, Refusal
from leadline.workspaces.models import Invitation, Member, Role
from leadline.workspaces.operations.base import operation, record
from leadline.workspaces.operations.people import FINAL
from leadline.workspaces.rights import Right

MOST_ROLES = 50


class BuiltIn(Refusal):
    """The four built-in roles stay as they are."""


class RoleInUse(Refusal):
    """Somebody still has this role, or is invited to it."""


@operation(needs=Right.PEOPLE)
def save_role(
    *, by: Member, now: datetime, name: str, rights: Iterable[Right], role: Role | None = None,
    version: int | None = None,
) -> Role:  # fmt: skip
    """Make a role, or change one that is not built in; nobody grants or takes what they lack."""
    chosen = sorted(set(rights) | {Right.SEE})
    by.must_have(chosen)
    if role is not None:
        _refuse_out_of_reach(by, role)
    _refuse_taken_name(name, role)
    if role is None:
        _refuse_too_many()
        role, change = Role.create(by=by, now=now, name=name, rights=chosen)
    else:
        change = role.change(by=by, now=now, version=version, name=name, rights=chosen)
    if not change.is_empty:
        record(by, now, "role.saved", subject=role, changes=[change], facts=FINAL)
    return role


@operation(needs=Right.PEOPLE)
def trash_role(*, by: Member, now: datetime, role: Role, version: int | None = None) -> None:
    """Remove a role that nobody has."""
    _refuse_out_of_reach(by, role)
    if Member.objects.filter(role=role).exists():
        raise RoleInUse("Members still have this role.", remedy="Give them another one first.")
    if Invitation.objects.filter(role=role, accepted_at=None).exists():
        raise RoleInUse("People are invited to this role.", remedy="Take the invitations back first.")  # fmt: skip
    change = role.trash(by=by, now=now, version=version)
    record(by, now, "role.removed", subject=role, changes=[change], facts=FINAL)


def _refuse_out_of_reach(by: Member, role: Role) -> None:
    if role.is_built_in:
        raise BuiltIn(remedy="Make one of your own.")
    by.must_have(role.right_set)


def _refuse_taken_name(name: str, but: Role | None) -> None:
    others = Role.objects.exclude(pk=but.pk) if but else Role.objects.all()
    if name.casefold() in {each.casefold() for each in others.values_list("name", flat=True)}:
        raise Invalid(f"There is a role called “{name}” already.", field="name", remedy="Choose another name.")  # fmt: skip


def _refuse_too_many() -> None:
    if Role.objects.count() >= MOST_ROLES:
        raise Refusal(f"A workspace has {MOST_ROLES} roles at most.", remedy="Remove one first.")
