"""The watchers of the browser tests see what they are there to see."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Faults


def test_the_server_answers_the_browser(page: Page) -> None:
    page.goto("/accounts/login/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_an_error_in_the_console_is_noticed(page: Page, faults: Faults) -> None:
    page.goto("/accounts/login/")
    page.evaluate("console.error('the wind stopped')")
    page.evaluate("setTimeout(() => { throw new Error('the rain stopped') })")
    page.wait_for_timeout(50)
    assert {"the wind stopped", "page error: the rain stopped"} <= set(faults)
    faults.clear()


def test_a_barrier_is_noticed(page: Page, axe: Callable[[Page], None]) -> None:
    page.set_content("<html lang=en><title>x</title><main><h1>x</h1><img src=data:,></main>")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)
