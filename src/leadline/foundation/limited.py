"""A process of its own for reading what strangers wrote: little memory, little time, no files, no secrets."""

import os
import subprocess
import sys

Process = subprocess.Popen[bytes]


def start(module: str, *arguments: str, talks: bool = False) -> Process:
    """Run a module of the house that calls `give_up` first; it gets none of our environment.

    What it writes comes on `stdout`; with `talks`, it takes orders on `stdin`.
    """
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", module, *arguments],
        stdin=subprocess.PIPE if talks else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        close_fds=True,
    )  # fmt: skip


def end(process: Process) -> None:
    """End the process, whether or not it is done."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()


def give_up(memory: int, seconds: int) -> None:
    """Give up what reading does not need: bytes and CPU seconds beyond these, and writing any file."""
    import resource

    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
