"""user and token: people and programs, for the operator of the machine."""

import argparse
from typing import Any

from django.conf import settings

from leadline.foundation import clock
from leadline.foundation.refusals import Invalid, NotFound
from leadline.wiring.command.common import acting_member, acting_options, console, print_json
from leadline.workspaces.letters import is_mail_set_up, tell_of_reset
from leadline.workspaces.models import Member, Role, User
from leadline.workspaces.operations import (
    invite,
    issue_token,
    open_workspace,
    reset_second_factor,
    sign_in_link_for,
)
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import every_workspace, scope


def add(verbs: Any) -> None:
    user = verbs.add_parser("user", help="list people, invite them, sign them in")
    actions = user.add_subparsers(required=True, metavar="ACTION")
    _add_list(actions)
    _add_person(actions, "link", "print a link that signs a person in once", run_link)
    _add_person(actions, "reset-second-factor", "take a lost second factor away, and sign the person out", run_reset)  # fmt: skip
    invited = _add_person(actions, "invite", "invite somebody and print the link", run_invite)
    invited.add_argument("--role", default="Editor")
    acting_options(invited)
    opened = _add_person(actions, "open", "open a workspace for a person", run_open)
    opened.add_argument("--name", required=True, help="name of the workspace")
    token = verbs.add_parser("token", help="issue a token for the API")
    token.add_argument("name", help="what it is for")
    token.add_argument("--right", action="append", choices=[right.value for right in Right], default=[])  # fmt: skip
    token.add_argument("--json", action="store_true")
    acting_options(token)
    token.set_defaults(run=run_token)


def _add_list(actions: Any) -> None:
    listed = actions.add_parser("list", help="everybody, with workspaces and roles")
    listed.add_argument("--json", action="store_true")
    listed.set_defaults(run=run_list)


def _add_person(actions: Any, name: str, told: str, run: Any) -> argparse.ArgumentParser:
    action: argparse.ArgumentParser = actions.add_parser(name, help=told)
    action.add_argument("email")
    action.set_defaults(run=run)
    return action


def run_list(asked: argparse.Namespace) -> int:
    with every_workspace("the operator lists people"):
        members = Member.objects.select_related("user", "workspace", "role").order_by(
            "user__email", "workspace__slug"
        )
        lines = [
            {"email": each.user.email, "workspace": each.workspace.slug, "role": each.role.name}
            for each in members
        ]
    if asked.json:
        print_json(lines)
    else:
        for line in lines:
            console.print(f"{line['email']:40} {line['workspace']:30} {line['role']}")
    return 0


def run_link(asked: argparse.Namespace) -> int:
    secret = sign_in_link_for(user=_person(asked.email), now=clock.now())
    console.print(f"{_address()}/sign-in/{secret}", soft_wrap=True)
    return 0


def run_reset(asked: argparse.Namespace) -> int:
    person = _person(asked.email)
    gone = reset_second_factor(user=person, now=clock.now())
    if is_mail_set_up():
        tell_of_reset(person)
    console.print(f"Removed {gone} ways of {person.email}; signed out everywhere. They sign in with their password now, or by `leadline user link {person.email}`.", soft_wrap=True)  # fmt: skip
    return 0


def run_invite(asked: argparse.Namespace) -> int:
    by = acting_member(asked)
    with scope(by.workspace_id):
        role = Role.objects.filter(name__iexact=asked.role).first()
    if role is None:
        raise NotFound(f"There is no role called “{asked.role}”.", field="--role")
    _, secret = invite(by=by, now=clock.now(), email=asked.email, role=role)
    console.print(f"{_address()}/invitations/{secret}", soft_wrap=True)
    return 0


def run_open(asked: argparse.Namespace) -> int:
    owner = User.objects.filter(email__iexact=asked.email).first()
    owner = owner or User.objects.create_user(asked.email)
    member = open_workspace(owner=owner, now=clock.now(), name=asked.name)
    console.print(f"Opened {member.workspace.slug}.")
    return run_link(asked)


def run_token(asked: argparse.Namespace) -> int:
    if not asked.right:
        raise Invalid("Say what the token may do.", field="--right", remedy="For example --right see.")  # fmt: skip
    by = acting_member(asked)
    token, secret = issue_token(by=by, now=clock.now(), name=asked.name, rights=map(Right, asked.right))  # fmt: skip
    if asked.json:
        print_json({"workspace": by.workspace.slug, "token": secret, "rights": token.rights})
    else:
        console.print(secret, soft_wrap=True)
    return 0


def _person(email: str) -> User:
    found = User.objects.filter(email__iexact=email).first()
    if found is None:
        raise NotFound(f"Nobody has the address {email}.", remedy="See `leadline user list`.")
    return found


def _address() -> str:
    port = settings.CONFIGURATION["LEADLINE_PORT"]
    return settings.ADDRESS or f"http://{settings.CONFIGURATION['LEADLINE_HOST']}:{port}"
