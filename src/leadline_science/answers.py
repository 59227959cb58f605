"""What every answer of the package carries, and the description of a method."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, TypedDict

from leadline_science.plain import from_plain, to_plain
from leadline_science.refusals import NotKept


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The shared base. `seed` is None where no random number was drawn."""

    method: str
    version: str
    seed: int | None = None
    assumptions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """This answer as plain JSON types."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The answer that `to_dict` wrote. Raises `NotKept` when `data` does not fit."""
        return from_plain(cls, data)


class Stamp(TypedDict):
    """Which method gave an answer, in which version."""

    method: str
    version: str


@dataclass(frozen=True)
class Method:
    """A method of the package: `id` names its page in docs/methods, `version` changes when its numbers do."""

    id: str
    version: str
    question: str
    answer: type[Answer]

    @property
    def stamp(self) -> Stamp:
        """The fields that mark an answer as this method's."""
        return {"method": self.id, "version": self.version}

    def restore(self, data: Mapping[str, Any]) -> Answer:
        """A kept answer of this method. Raises `NotKept` for another method's answer."""
        if data.get("method") != self.id:
            raise NotKept(
                f"This answer is of {data.get('method')}, not of {self.id}.",
                "Ask the method that gave it.",
            )
        return self.answer.from_dict(data)
