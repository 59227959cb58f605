"""The browser that the tests drive: one that is here already, or else one that is fetched.

python -m tests.browser        find or install it, print where it is
"""

import os
import shutil
import subprocess
import sys
from itertools import chain
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
REMEDY = "The tests need Chromium. Install it with your package manager and run this again."


def find() -> Path | None:
    """The program of a Chromium or Chrome on this machine, or of Playwright's own."""
    named = (Path(place) for name in NAMES if (place := shutil.which(name)))
    there = (place for place in APPLICATIONS if place.exists())
    return next(chain(named, there, _of_playwright()), None)


def _of_playwright() -> list[Path]:
    home = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright")
    programs = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")
    return [place for program in programs for place in sorted(home.glob(program), reverse=True)]


def fetch() -> None:
    """Install one: Debian's where we may, otherwise Playwright's into the user's own cache."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        _try([*apt, "update"], quiet)
        _try([*apt, "install", "-y", "--no-install-recommends", "chromium"], quiet)
    else:
        _try([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))


def _try(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        print((done.stderr or done.stdout).strip()[-2000:], file=sys.stderr)


def launch_arguments() -> list[str]:
    """Quiet, without a GPU, and without the sandbox that Chromium denies to root."""
    arguments = ["--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    return [*arguments, "--no-sandbox"] if os.geteuid() == 0 else arguments


def main() -> int:
    if not find():
        fetch()
    found = find()
    print(found or REMEDY, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
