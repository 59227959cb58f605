"""How much of a file is read, and how a file is refused."""

from dataclasses import dataclass

from leadline.foundation.pieces import MEGABYTE


@dataclass(frozen=True)
class Limits:
    """Caps on what one file may hold, and on the process that reads it."""

    bytes: int = 200 * MEGABYTE
    rows: int = 500_000
    columns: int = 500
    cell: int = 200_000
    row: int = 2_000_000
    decompressed: int = 1024 * MEGABYTE
    members: int = 2_000
    ratio: int = 200
    memory: int = 1024 * MEGABYTE
    seconds: int = 180


LIMITS = Limits()


class Unreadable(Exception):
    """A file that cannot be taken in: why, what to do, and at which row (0: the whole file)."""

    def __init__(self, reason: str, remedy: str = "", row: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.remedy, self.row = reason, remedy, row
