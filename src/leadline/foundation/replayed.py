"""What comes of computing a kept answer again."""

from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar


class Kept(Protocol):
    """A run that was kept with the version of its method."""

    method_version: Any


Run = TypeVar("Run", bound=Kept)


@dataclass(frozen=True)
class Replayed(Generic[Run]):
    """A kept run computed again from what it kept; `same`: whether to the very answer that was given."""

    run: Run
    same: bool
    version_now: str

    @property
    def is_same_method(self) -> bool:
        return bool(self.version_now == self.run.method_version)
