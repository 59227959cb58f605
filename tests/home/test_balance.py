"""Whether strategy and execution are both kept up: what was owed, what was kept, and the run that is kept of it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from leadline.delivery.models import Sprint
from leadline.delivery.operations import close_sprint
from leadline.evidence.models import Claim
from leadline.evidence.operations import create_claim, look_again
from leadline.home.models import BalanceRun
from leadline.home.operations import same_again, weigh, weigh_weekly
from leadline.home.queries import balance
from leadline.workspaces.models import Member
from leadline.workspaces.scope import scope
from tests.delivery.cast import a_running_sprint, fresh
from tests.world import World


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member.user, settings.AUTHENTICATION_BACKENDS[0])
    return client


def address(world: World, name: str = "balance") -> str:
    return reverse(f"home:{name}", kwargs={"slug": world.workspace.slug})


def claimed(world: World, statement: str, days_ago: int) -> None:
    seen_on = world.now.date() - timedelta(days=days_ago)
    create_claim(by=world.otto, now=world.now, statement=statement, nature="assumption", observed_on=seen_on, half_life=30)  # fmt: skip


def owed(world: World) -> list[tuple[str, str, bool]]:
    with scope(world.workspace):
        return [(each.sort, each.title, each.kept) for each in balance.owed(world.now.date())]


@pytest.fixture
def sprinted(world: World) -> Sprint:
    """A sprint in which one of one item was done."""
    sprint, (item,) = a_running_sprint(world, 3, days=12)
    world.move(item, "Done")
    world.later(days=14)
    close_sprint(by=world.edda, now=world.now, sprint=fresh(world, sprint))
    return sprint


def test_a_claim_that_is_due_is_owed_and_missed(world: World) -> None:
    claimed(world, "Ports pay for certainty", 60)
    claimed(world, "Masters read mails", 5)
    assert owed(world) == [("looks", "Ports pay for certainty", False)]


def test_a_fresh_look_is_kept(world: World) -> None:
    claimed(world, "Ports pay for certainty", 60)
    with scope(world.workspace):
        claim = Claim.objects.get()
    look_again(by=world.otto, now=world.now, claim=claim, looked_on=world.now.date())
    assert owed(world) == [("looks", "Ports pay for certainty", True)]


def test_nothing_is_weighed_while_one_half_owes_nothing(world: World) -> None:
    claimed(world, "Ports pay for certainty", 60)
    with pytest.raises(balance.CannotWeigh, match="execution"):
        weigh(by=world.otto, now=world.now)
    assert weigh_weekly(world.workspace, world.now) == 0


def test_a_kept_balance_can_be_computed_again(world: World, sprinted: Sprint) -> None:
    claimed(world, "Ports pay for certainty", 60)
    run = weigh(by=world.otto, now=world.now)
    answer = balance.kept_answer(run)
    assert (answer.strategy.share, answer.execution.share, answer.score) == (0, 1, 0)
    claimed(world, "Later, it does not matter", 90)
    assert same_again(run)


def test_it_comes_by_itself_each_week(world: World, sprinted: Sprint) -> None:
    claimed(world, "Ports pay for certainty", 60)
    assert weigh_weekly(world.workspace, world.now) == 1
    with scope(world.workspace):
        assert BalanceRun.objects.get().by is None


def test_the_page_teaches_before_and_tells_after(world: World, sprinted: Sprint) -> None:
    client = signed_in(world.otto)
    assert "Not weighed yet" in client.get(address(world)).content.decode()
    refused = client.post(address(world, "weighing"))
    assert refused.status_code == 400
    claimed(world, "Ports pay for certainty", 60)
    assert client.post(address(world, "weighing")).status_code == 302
    page = client.get(address(world)).content.decode()
    assert "Ports pay for certainty" in page
    assert "1 of 1" in page
    with scope(world.workspace):
        run = BalanceRun.objects.get()
    assert "the same answer" in client.get(run.page_url()).content.decode()
    assert signed_in(world.mallory).get(run.page_url()).status_code == 404
    assert signed_in(world.vera).post(address(world, "weighing")).status_code == 403


def test_only_the_last_year_counts(world: World) -> None:
    claimed(world, "Ports used to pay", 500)
    assert owed(world) == []
