"""Row keys: UUID version 7, so that keys sort by age and may be made before the row is."""

import secrets
import threading
import uuid
from datetime import datetime
from typing import Any

from django.db import models

from leadline.foundation import clock

REMEMBERED = 64
"""Milliseconds whose last key is known."""


class _Ascending:
    """Noise that grows within a millisecond, so that keys made one after the other sort that way.

    The last instants are remembered: an operation makes its rows for one `now`, and asks the clock
    in between for those of others.
    """

    def __init__(self) -> None:
        self._lock, self._noises = threading.Lock(), dict[int, int]()

    def behind(self, milliseconds: int, noise: int) -> int:
        with self._lock:
            last = self._noises.pop(milliseconds, None)
            if last is not None:
                # A step of 40 random bits: the next key is as hard to guess as a token of that length.
                noise = last + 1 + (noise & (2**40 - 1))
            self._noises[milliseconds] = noise
            if len(self._noises) > REMEMBERED:
                del self._noises[next(iter(self._noises))]
            return noise


_ascending = _Ascending()


def new_key(at: datetime | None = None) -> uuid.UUID:
    """A UUIDv7 (RFC 9562, sections 5.7 and 6.2) for the instant `at`, by default for this one.

    Those that one process makes for the same millisecond ascend.
    """
    milliseconds = int((at or clock.now()).timestamp() * 1000)
    # The highest of 74 bits is free for billions of steps within the millisecond.
    noise = _ascending.behind(milliseconds, secrets.randbits(73))
    high, low = noise >> 62 & 0xFFF, noise & (2**62 - 1)
    return uuid.UUID(int=(milliseconds & (2**48 - 1)) << 80 | 0x7 << 76 | high << 64 | 0x2 << 62 | low)  # fmt: skip


class FreshKey(models.Func):
    """A key made by the database, for each row of a statement: UUIDv7 of the instant `at`."""

    template = "%(expressions)s"
    output_field = models.UUIDField()
    arity = 1

    def __init__(self, at: datetime) -> None:
        super().__init__(models.Value(new_key(at).hex[:12], output_field=models.CharField()))

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """As text of 32 hexadecimal digits, which is how SQLite keeps keys."""
        noise = "'7' || substr(hex(randomblob(2)), 2) || '8' || substr(hex(randomblob(8)), 2)"
        return self.as_sql(compiler, connection, template=f"lower(%(expressions)s || {noise})")

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """A random key of version 4, of which the head and the version are set."""
        noise = "substr(replace(gen_random_uuid()::text, '-', ''), 14)"
        return self.as_sql(compiler, connection, template=f"(%(expressions)s || '7' || {noise})::uuid")  # fmt: skip


_OPTIONS: dict[str, Any] = {"primary_key": True, "default": new_key, "editable": False}


class Key(models.UUIDField):  # type: ignore[type-arg]
    """The primary key of every row."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**(_OPTIONS | options))

    def deconstruct(self) -> Any:
        """Say aloud what the defaults above would otherwise turn on again in a history table."""
        name, path, positional, options = super().deconstruct()
        return name, path, positional, options | {"primary_key": self.primary_key}
