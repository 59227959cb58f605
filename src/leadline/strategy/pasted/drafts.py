"""What was read, before it is written."""

from dataclasses import dataclass, field
from decimal import Decimal

from leadline.foundation.refusals import Problem

MOST_DRAFTS = 5_000
LONGEST = 200


@dataclass(frozen=True)
class RowProblem:
    """What is wrong in a row, and what to do about it."""

    row: int
    reason: str
    remedy: str

    def as_problem(self) -> Problem:
        return Problem(self.reason, self.remedy, f"row {self.row}")


@dataclass(frozen=True)
class ResultDraft:
    """A key result that is not written yet; one without a number goes from 0 to 100 %, judged at check-ins."""

    row: int
    name: str
    about: str = ""
    baseline: Decimal = Decimal(0)
    target: Decimal = Decimal(100)
    unit: str = "%"
    is_judged: bool = True


@dataclass
class ObjectiveDraft:
    """An objective that is not written yet, with what lies under it."""

    row: int
    name: str
    about: str = ""
    goal: str = ""
    results: list[ResultDraft] = field(default_factory=list)
    under: list["ObjectiveDraft"] = field(default_factory=list)

    def count(self) -> int:
        """How many records it makes, with all that lies under it."""
        return 1 + len(self.results) + sum(each.count() for each in self.under)


def fitted(text: str) -> tuple[str, str]:
    """A name that fits, and the whole text where it had to be cut."""
    if len(text) <= LONGEST:
        return text, ""
    short = text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:.")
    return f"{short}…", text
