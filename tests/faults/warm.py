"""A process that has imported Leadline and forks servers from itself, so that a start costs no imports.

    python -m tests.faults.warm [BREAKAGE]

Each line on its standard input is a port. It answers with the id of a process that does what
`leadline serve --port PORT` does, in a process group of its own; web and worker are forks as well, where
`serve` would start Python anew. BREAKAGE names one of tests/faults/breakages.py, for a control.
"""

import multiprocessing
import os
import runpy
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

Process = multiprocessing.context.ForkProcess


def run_both(web: list[str], worker: list[str]) -> int:
    """As `processes.run` does, without its threads: a fork would inherit the locks they hold."""
    children = [Process(target=run_module, args=(words,)) for words in (worker, web)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return 0


def run_module(words: list[str]) -> None:
    sys.argv = words
    runpy.run_module(words[0], run_name="__main__", alter_sys=True)


def main(breakage: str = "") -> None:
    import_all()
    if breakage:
        break_it(breakage)
    multiprocessing.set_start_method("fork")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("warm", flush=True)
    for port in sys.stdin:
        print(forked(partial(serve, int(port))), flush=True)


def import_all() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "leadline.wiring.settings"
    import django

    django.setup()
    import granian.cli
    from django.urls import get_resolver

    import leadline.wiring.asgi  # noqa: F401
    from leadline.wiring.command import parser

    _ = granian.cli.entrypoint, get_resolver().url_patterns, parser()


def break_it(breakage: str) -> None:
    from tests.faults.breakages import BREAKAGES

    BREAKAGES[breakage]()


def forked(work: Callable[[], Any]) -> int:
    """Run `work` in a child, the first of its process group; gives the child's id."""
    child = os.fork()
    os.setpgid(child, child)
    if child:
        return child
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    work()
    os._exit(0)


def serve(port: int) -> None:
    from leadline.wiring.command import processes

    processes.run = run_both
    run_module(["leadline", "serve", "--port", str(port)])


if __name__ == "__main__":
    main(*sys.argv[1:])
