"""A promise held against its result in a real browser: begun on the bet, written, closed, found among the evidence."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from leadline.foundation import clock
from leadline.planning.models import Bet
from leadline.planning.operations import commit_bet, create_bet, set_effect
from leadline.workspaces.models import Member
from tests.outcomes.cast import LEARNED, metric, read, today, who
from tests.world import World, make_world

SignIn = Callable[[Member], Page]


@pytest.fixture
def world(transactional_db: None) -> World:
    made = make_world()
    made.now = clock.now()
    return made


def owed(world: World) -> Bet:
    of = metric(world)
    read(world, of, today(world) - timedelta(days=40), 20)
    read(world, of, today(world) - timedelta(days=9), 25)
    world.later(days=-30)
    made = create_bet(**who(world), name="Offline tide tables", owner=world.otto)
    set_effect(**who(world), bet=made, metric=of, by_on=today(world) + timedelta(days=20), low=Decimal(2), likely=Decimal(4), high=Decimal(9))  # fmt: skip
    commit_bet(**who(world), bet=made, despite="The season begins.")
    return made


def test_a_promise_is_reviewed_from_the_bet_to_the_evidence(world: World, sign_in: SignIn) -> None:
    bet = owed(world)
    page = sign_in(world.edda)
    page.goto(bet.page_url())
    page.get_by_role("button", name="Begin review").click()
    expect(page.get_by_text("+5.0")).to_be_visible()
    page.get_by_role("link", name="Write").click()
    page.get_by_label("What becomes of it").select_option("keep")
    page.get_by_label("What was learned").fill(LEARNED)
    page.get_by_role("button", name="Save review").click()
    page.get_by_role("button", name="Close review").click()
    page.get_by_role("link", name=LEARNED).click()
    expect(page.get_by_text("Learned from the review of")).to_be_visible()
    page.goto(bet.page_url())
    expect(page.get_by_role("link", name="Open the review")).to_be_visible()
