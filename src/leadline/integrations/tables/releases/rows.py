"""A row as a release in the making; asks no database."""

from dataclasses import dataclass
from datetime import date

from leadline.integrations.models import Severity
from leadline.integrations.tables.shape import Fault, Faults, Options, Row
from leadline.integrations.understanding import dates
from leadline.integrations.understanding.numbers import is_nothing

LONGEST = 60
SAYS_NO = frozenset({"false", "true", "yes", "no", "none", "tbd", "unknown"})
"""What stands in the place of a day where there is none."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A release as a row tells it; without a day where none stands."""

    number: int
    product: str
    name: str
    on: date | None
    support_ends_on: date | None
    about: str


class Reader:
    """Reads rows one by one; a row without a version, or with an odd day, is left out."""

    def __init__(self, options: Options, faults: Faults) -> None:
        self.options, self.faults = options, faults

    def draft(self, row: Row) -> Draft | None:
        """The release of a row; None for one that is left out, which is said among the faults."""
        cells = {name: cell.strip() for name, cell in row.cells.items() if not is_nothing(cell)}
        name = " ".join(cells.get("name", "").split())
        if not name or len(name) > LONGEST:
            reason = ("It has no version.", "Fill it in the source.") if not name else (f"A version has {LONGEST} characters at most.", "Shorten it in the source.")  # fmt: skip
            self._fault(row, *reason, "name", name)
            return None
        try:
            on, ends = (self._day(row, each, cells.get(each, "")) for each in ("on", "support_ends_on"))  # fmt: skip
        except dates.NoDate:
            return None
        return Draft(row.number, cells.get("product", ""), name, on, ends, cells.get("about", "")[:5_000])  # fmt: skip

    def _day(self, row: Row, name: str, text: str) -> date | None:
        if not text or text.casefold() in SAYS_NO:
            return None
        try:
            return dates.parse(text, self.options.order).at.date()
        except (dates.NoDate, OverflowError) as error:
            self._fault(row, "It is no date.", "Write it as in 2026-03-31, or leave the column out.", name, text)  # fmt: skip
            raise dates.NoDate from error

    def _fault(self, row: Row, reason: str, remedy: str, *at: str) -> None:
        self.faults.add([Fault(row.number, Severity.LEFT_OUT, reason, remedy, *at)])
