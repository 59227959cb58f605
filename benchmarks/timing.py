"""Times of a process on a machine that others use too.

Runs are taken in turns, so that both meet the same weather, and the twentieth part that was
quickest is quoted: what a run costs when nobody gets in its way.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Run = Callable[[], Any]


def processor_ms(*runs: Run, rounds: int = 60) -> list[float]:
    """Milliseconds of this process's own CPU for each, without what a database server uses."""
    return _quick(runs, rounds, time.process_time)


def wall_ms(*runs: Run, rounds: int = 60) -> list[float]:
    """Milliseconds from question to answer for each."""
    return _quick(runs, rounds, time.perf_counter)


def _quick(runs: Sequence[Run], rounds: int, clock: Callable[[], float]) -> list[float]:
    for run in runs:
        run()
    taken = [[once_ms(run, clock) for run in runs] for _ in range(rounds)]
    return [sorted(column)[rounds // 20] for column in zip(*taken, strict=True)]


def once_ms(run: Run, clock: Callable[[], float] = time.process_time) -> float:
    """Milliseconds of one run."""
    began = clock()
    run()
    return (clock() - began) * 1_000


def server_ms() -> float:
    """Milliseconds of CPU so far of the process that serves us in PostgreSQL, where Linux tells; else 0."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    info: Any = connection.connection
    told = Path(f"/proc/{info.info.backend_pid}/schedstat")
    return int(told.read_text().split()[0]) / 1_000_000 if told.exists() else 0.0
