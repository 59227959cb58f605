"""The two processes of a server: web and worker, started together and stopped together."""

import ctypes
import signal
import subprocess
import sys
import threading
import time

PAUSE = 1.0
GRACE_SECONDS = 20
LIVED_SECONDS = 30.0
PR_SET_PDEATHSIG = 1
OF_THE_SYSTEM = ctypes.CDLL(None)


def run(web: list[str], worker: list[str]) -> int:
    """Run both until the web process ends or this one is told to stop; gives the web's code.

    A worker that dies is started again, since its jobs wait for one.
    """
    # Without this a service manager's stop would leave the two children behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep, args=(worker, stopping))
    if worker:
        keeper.start()
    serving = start(web)
    try:
        return serving.wait()
    finally:
        stopping.set()
        stop(serving)
        if worker:
            keeper.join()


def start(words: list[str]) -> "subprocess.Popen[bytes]":
    # The hook takes no lock that another thread could hold: it calls the system once.
    return subprocess.Popen([sys.executable, "-m", *words], preexec_fn=_end_with_the_parent)  # noqa: PLW1509


def _end_with_the_parent() -> None:
    """Have Linux stop a child whose parent was killed; else it would keep the port."""
    if hasattr(OF_THE_SYSTEM, "prctl"):
        OF_THE_SYSTEM.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Let it finish what it does; one that cannot is killed, which loses nothing."""
    process.terminate()
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _keep(words: list[str], stopping: threading.Event) -> None:
    pause = PAUSE
    while not stopping.is_set():
        began = time.monotonic()
        process = start(words)
        while process.poll() is None and not stopping.wait(PAUSE / 4):
            pass
        if process.poll() is None:
            stop(process)
        else:
            # One that dies as soon as it starts would else take a whole processor.
            pause = (
                PAUSE if time.monotonic() - began > LIVED_SECONDS else min(2 * pause, LIVED_SECONDS)
            )
            stopping.wait(pause)
