"""How many frames a second a browser draws while a bar is dragged about among a thousand.

    python -m benchmarks.roadmap_drag [--bars 1000] [--seconds 5]

Serves a roadmap of its own, opens it in Chromium without a graphics card, takes hold of a bar and moves
it to and fro. Prints the frames a second and the gaps between them in milliseconds: of a screen
that draws 60 they are 16.7.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks.scratch import Place, scratch
from tests import browser

COLLECT = """() => {
  window.gaps = []; let last = 0;
  const step = (now) => { if (last) window.gaps.push(now - last); last = now; requestAnimationFrame(step); };
  requestAnimationFrame(step);
}"""
PATIENCE_SECONDS, REACH = 60, 300


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.roadmap_drag")
    parser.add_argument("--bars", type=int, default=1_000)
    parser.add_argument("--seconds", type=float, default=5)
    asked = parser.parse_args()
    with scratch(0) as place:
        address = furnish(place, asked.bars)
        with served() as url, opened(place, url) as page:
            page.goto(address)
            for name, of in (("still", lambda: time.sleep(asked.seconds)), ("dragging", lambda: drag(page, asked.seconds))):  # fmt: skip
                tell(name, frames(page, of))
    return 0


def furnish(place: Place, bars: int) -> str:
    """A roadmap with so many bars that overlap; the address of its timeline."""
    from django.urls import reverse

    from leadline.foundation import clock
    from leadline.roadmap.operations import BarDraft, add_bars, create_roadmap
    from leadline.workspaces.scope import scope

    now, member = clock.now(), place.member
    first = member.workspace.today(now) - timedelta(days=14)
    with scope(member.workspace):
        roadmap = create_roadmap(by=member, now=now, name="Station plan", product=place.product)
        days = [first + timedelta(days=number % 300) for number in range(bars)]
        drafts = [BarDraft(name=f"Bar {number:04}", from_on=day, until_on=day + timedelta(days=40)) for number, day in enumerate(days)]  # fmt: skip
        add_bars(by=member, now=now, roadmap=roadmap, drafts=drafts)
    return reverse("roadmap:timeline", kwargs={"slug": member.workspace.slug})


@contextmanager
def served() -> Iterator[str]:
    from tests.journeys.server import answers, free_port

    port = free_port()
    command = [sys.executable, "-m", "leadline", "serve", "--no-worker", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url, deadline = f"http://127.0.0.1:{port}", time.monotonic() + PATIENCE_SECONDS
        while not answers(f"{url}/readyz"):
            assert time.monotonic() < deadline
            time.sleep(0.2)
        yield url
    finally:
        server.terminate()
        server.wait()


@contextmanager
def opened(place: Place, url: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.find(), args=browser.launch_arguments())  # fmt: skip
        context = chromium.new_context(base_url=url, viewport={"width": 1440, "height": 900})
        kept: Any = [{"name": name, "value": each.value, "url": url} for name, each in place.client.cookies.items()]  # fmt: skip
        context.add_cookies(kept)
        yield context.new_page()
        chromium.close()


def drag(page: Page, seconds: float) -> None:
    """Hold the first bar in sight and move it to and fro."""
    box = page.locator(".roadmap-box").first
    at = box.bounding_box()
    assert at
    x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    end, step = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        step += 1
        page.mouse.move(x + abs(step * 7 % (2 * REACH) - REACH), y + step % 5)
    page.mouse.move(x + REACH, y, steps=2)
    moved = box.bounding_box()
    assert moved
    assert moved["x"] > at["x"] + REACH / 2
    page.keyboard.press("Escape")
    page.mouse.up()


def frames(page: Page, act: Any) -> list[float]:
    """The gaps between the frames that were drawn meanwhile."""
    page.locator(".roadmap-box").first.wait_for()
    page.evaluate(COLLECT)
    act()
    found: list[float] = page.evaluate("window.gaps")
    page.reload()
    return found


def tell(name: str, gaps: list[float]) -> None:
    rate = 1000 * len(gaps) / sum(gaps)
    late = quantiles(gaps, n=100)
    print(f"{name:10} {rate:5.1f} frames a second; gaps: median {median(gaps):.1f}, 95th {late[94]:.1f}, 99th {late[98]:.1f}, longest {max(gaps):.1f} ms")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
