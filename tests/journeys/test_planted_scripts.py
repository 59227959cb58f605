"""Scripts planted in every text, all pages visited in a browser that obeys no CSP: none runs.

A browser is slow: every second page is visited beside SQLite, the others beside PostgreSQL. With
`--hypothesis-profile=deep` all are, and another round of scripts stands first in each text at every turn.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from jinja2 import Template
from playwright.sync_api import Dialog, Error, Page

from leadline.design.jinja import environment
from leadline.workspaces.models import Member
from tests.journeys.conftest import Faults
from tests.safety.doors import Way, half, is_deep, ways
from tests.safety.examples import NOT_AS_THINGS_STAND
from tests.safety.land import Land, make_land
from tests.safety.places import parameters_read
from tests.safety.planting import bundle, plant, planted_columns
from tests.safety.scripts import OUTBREAKS, SCRIPTS

SignIn = Callable[[Member], Page]
PAGES = [way for way in ways() if way.verb == "get" and way.door.kind in ("page", "person")]
EMPTY = "<!doctype html><title>Test</title>"
ARMED = """() => [...document.querySelectorAll("*")].flatMap((element) => [...element.attributes]
  .filter(({name, value}) => (/^(on|hx-on|hx-vals|hx-trigger)/i.test(name) && value.includes("hit("))
    || (/^(href|xlink:href|src|srcdoc|action|formaction|data|content)$/i.test(name)
      && /^(0;url=)?(javascript|vbscript|data:text|<script)/i.test(value.replace(/[\\x00-\\x20]/g, ""))))
  .map(({name, value}) => `${element.localName} ${name}=${value.slice(0, 80)}`)
  .concat(element.localName === "script" && element.textContent.includes("hit(") ? ["script"] : []))"""
"""What has not run yet, and would at a click, a touch or the next swap."""
CONTEXTS = ("{{ text|safe }}", '<p title="{{ text|safe }}">', "<p title='{{ text|safe }}'>", "<p title={{ text|safe }}>",
            '<a href="{{ text|safe }}">x</a>', "<script>let x = '{{ text|safe }}';</script>", '<script>let x = "{{ text|safe }}";</script>',
            "<script>let x = `{{ text|safe }}`;</script>", "<script>// {{ text|safe }}\n</script>")  # fmt: skip
pytestmark = pytest.mark.browser_context_args(bypass_csp=True)


class Hits(list[str]):
    """What ran, or stood ready to run, and where."""

    def watch(self, page: Page) -> None:
        page.context.expose_binding("hit", lambda source, *which: self.append(f"{which} ran at {source['page'].url}"))  # fmt: skip
        page.on("dialog", self.hear)

    def hear(self, dialog: Dialog) -> None:
        self.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def look(self, page: Page) -> None:
        self.extend(f"{armed} at {page.url}" for armed in page.evaluate(ARMED))


@pytest.fixture
def land(transactional_db: None) -> Land:
    return make_land()


def test_no_planted_script_runs_on_any_page(land: Land, sign_in: SignIn, faults: Faults) -> None:
    page, hits = sign_in(land.ann), Hits()
    hits.watch(page)
    for first in range(0, len(SCRIPTS), 1 if is_deep() else len(SCRIPTS)):
        plant(land.own.rooms, first)
        visited = [visit(page, hits, address) for address in aside(addresses, land, first)]  # fmt: skip
        assert not hits, "\n".join(dict.fromkeys(hits))
        assert len(visited) > len(half(PAGES))
    faults.clear()


def test_every_planted_script_would_run_where_text_is_not_escaped(
    page: Page, faults: Faults
) -> None:
    hits = Hits()
    hits.watch(page)
    page.goto("/healthz")
    silent = [text for text in SCRIPTS if not is_noticed(page, hits, text)]
    assert len(silent) < len(SCRIPTS) / 5, "\n".join(silent)
    faults.clear()


def test_the_words_of_people_are_planted() -> None:
    for column in ("Item.title", "Comment.body", "User.name", "Label.name", "SavedView.name", "Sprint.goal", "CustomField.name"):  # fmt: skip
        assert column in planted_columns()


def aside(asked: Callable[[Land, int], Iterator[str]], land: Land, first: int) -> list[str]:
    """What is asked for, in a thread without the browser's event loop."""

    def run() -> list[str]:
        try:
            return list(asked(land, first))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        return other.submit(run).result()


def addresses(land: Land, first: int) -> Iterator[str]:
    """Each page as it is, and once more with scripts in all parameters that it reads."""
    client = Client()
    client.force_login(land.ann.user)
    for way in half(PAGES):
        if str(way) in NOT_AS_THINGS_STAND or any(land.own.lacks(slot, way) for slot in way.slots):
            continue
        address = land.own.address(way)
        with parameters_read() as names:
            answer = client.get(address)
        if answer.get("Content-Disposition", "").startswith("attachment"):
            continue
        yield address
        if names:
            yield f"{address}?{urlencode({name: outbreak(way, first) for name in names})}"


def outbreak(way: Way, first: int) -> str:
    """A text that breaks out of attributes, titles and text areas."""
    start = len(SCRIPTS) - len(OUTBREAKS) - 18 + (first + len(way.path)) % len(OUTBREAKS)
    return bundle(300, start)


def visit(page: Page, hits: Hits, address: str) -> str:
    try:
        page.goto(address, wait_until="load")
    except Error as error:
        # A part with nothing to show answers 204, at which a browser stays where it is.
        if not any(words in error.message for words in ("Download is starting", "ERR_ABORTED")):
            raise
    hits.look(page)
    return address


def is_noticed(page: Page, hits: Hits, text: str) -> bool:
    """Whether the text is seen to run, or to be armed, when a careless page shows it."""
    del hits[:]
    for context in CONTEXTS:
        careless: Template = environment().from_string(EMPTY + context)
        page.set_content(careless.render(text=text), wait_until="domcontentloaded")
        hits.look(page)
        if hits:
            break
    page.wait_for_timeout(0 if hits else 30)
    return bool(hits)
