"""Row keys: UUID version 7, so that keys sort by age and may be made before the row is."""

import os
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import models

from leadline.foundation import clock

Entropy = Callable[[int], bytes]


def new_key(at: datetime | None = None, entropy: Entropy = os.urandom) -> uuid.UUID:
    """A UUIDv7 (RFC 9562, section 5.7) for the instant `at`, by default for this one."""
    milliseconds = int((at or clock.now()).timestamp() * 1000)
    noise = int.from_bytes(entropy(10), "big")
    value = (milliseconds & (2**48 - 1)) << 80 | noise & (2**80 - 1)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


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
