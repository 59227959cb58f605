"""CSV: a key result in each row, under the objective that is named beside or above it."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _

from leadline.foundation.tabular.numbers import mark_of, read_number
from leadline.foundation.tabular.whole import Table, TableRow, read_table
from leadline.strategy.pasted.amounts import amount_in
from leadline.strategy.pasted.drafts import ObjectiveDraft, ResultDraft, RowProblem, fitted

WORDS = {
    "goal": ("goal", "company goal"),
    "objective": ("objective", "objective name", "o"),
    "result": ("key result", "keyresult", "kr", "key results", "result"),
    "baseline": ("from", "baseline", "start", "start value"),
    "target": ("to", "target", "goal value"),
    "unit": ("unit",),
}  # fmt: skip
Cell = Callable[[str], str]


def read_rows(content: bytes) -> tuple[list[ObjectiveDraft], list[RowProblem]]:
    """The objectives of a table; an empty objective is the one of the row above."""
    table = read_table(content)
    places = table.places(WORDS)
    if "objective" not in places:
        return [], [RowProblem(1, _("No column is called objective."), _("Name the columns objective, key result, from, to, unit, goal."))]  # fmt: skip
    return _drafts(table, places)


def _drafts(table: Table, places: dict[str, int]) -> tuple[list[ObjectiveDraft], list[RowProblem]]:
    found: dict[tuple[str, str], ObjectiveDraft] = {}
    problems: list[RowProblem] = []
    current: ObjectiveDraft | None = None
    for row in table.rows:
        cell = _reader(row, places)
        if cell("objective"):
            name, about = fitted(cell("objective"))
            key = (cell("goal").casefold(), cell("objective").casefold())
            current = found.setdefault(key, ObjectiveDraft(row.number, name, about, cell("goal")))
        if not cell("result"):
            continue
        if current is None:
            problems.append(RowProblem(row.number, _("This key result has no objective."), _("Name the objective in this row or above it.")))  # fmt: skip
            continue
        result = _result(row.number, cell)
        (current.results if isinstance(result, ResultDraft) else problems).append(result)  # type: ignore[arg-type]
    return list(found.values()), problems


def _reader(row: TableRow, places: dict[str, int]) -> Cell:
    def cell(name: str) -> str:
        at = places.get(name)
        return row.cells[at].strip() if at is not None and at < len(row.cells) else ""

    return cell


def _result(row: int, cell: Cell) -> ResultDraft | RowProblem:
    name, about = fitted(cell("result"))
    if not cell("target"):
        amount = amount_in(cell("result"))
        return ResultDraft(row, name, about, *amount, is_judged=False) if amount else ResultDraft(row, name, about)  # fmt: skip
    baseline, target = _number(cell("baseline") or "0"), _number(cell("target"))
    if baseline is None or target is None:
        return RowProblem(row, _("This is no number."), _("Write from and to as in 12.5, without a unit."))  # fmt: skip
    if baseline == target:
        return RowProblem(row, _("The target is the baseline: there is no way to go."), _("Write the value that should be reached."))  # fmt: skip
    return ResultDraft(row, name, about, baseline, target, cell("unit")[:40], is_judged=False)


def _number(text: str) -> Decimal | None:
    mark, _needs = mark_of([text])
    return read_number(text.rstrip("% "), mark)
