"""Two who come at the same moment."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from leadline.workspaces.models import Member
from leadline.workspaces.operations import InvitationUnusable, accept_invitation, invite
from leadline.workspaces.operations.people import LastOwner, change_role_of_member, remove_member
from leadline.workspaces.scope import scope
from tests.workspaces.pages import fresh, role
from tests.world import make_world


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What came of deeds that were started together."""
    ready, answers = threading.Barrier(len(deeds)), []

    def run(deed: Callable[[], object]) -> None:
        ready.wait()
        try:
            answers.append(deed())
        except (InvitationUnusable, LastOwner) as refusal:
            answers.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
def test_of_two_acceptances_at_once_one_gets_in() -> None:
    world = make_world()
    nils = world.person("Nils")
    _, secret = invite(by=world.ann, now=world.now, email=nils.email, role=role(world, "Viewer"))
    accept = lambda: accept_invitation(user=nils, now=world.now, secret=secret)  # noqa: E731
    answers = at_once(accept, accept, accept)
    assert sum(isinstance(answer, Member) for answer in answers) == 1
    with scope(world.workspace):
        assert Member.objects.filter(user=nils).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_owners_who_leave_at_once_one_stays() -> None:
    world = make_world()
    change_role_of_member(by=world.ann, now=world.now, member=world.edda, role=world.ann.role)
    ann, edda = fresh(world.ann), fresh(world.edda)
    answers = at_once(
        lambda: remove_member(by=ann, now=world.now, member=ann),
        lambda: remove_member(by=edda, now=world.now, member=edda),
    )
    assert sum(isinstance(answer, LastOwner) for answer in answers) == 1
