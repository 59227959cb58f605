"""Objectives out of a paste or a file, whichever way they are written."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from leadline.foundation.tabular.words import plain
from leadline.strategy.pasted.drafts import MOST_DRAFTS, ObjectiveDraft, RowProblem
from leadline.strategy.pasted.lists import read_list
from leadline.strategy.pasted.tables import read_rows


@dataclass(frozen=True)
class Pasted:
    """What was read, and what could not be."""

    drafts: tuple[ObjectiveDraft, ...] = ()
    problems: tuple[RowProblem, ...] = ()

    def objectives(self) -> Iterator[tuple[int, ObjectiveDraft]]:
        """Every objective with its depth, in reading order."""
        yield from _deep(self.drafts, 0)

    @property
    def results(self) -> int:
        return sum(len(draft.results) for _depth, draft in self.objectives())

    @property
    def judged(self) -> int:
        return sum(each.is_judged for _depth, draft in self.objectives() for each in draft.results)


def read_pasted(text: str) -> Pasted:
    """The objectives of a text; a first line with a column "objective" makes it a table."""
    text = text.removeprefix("\ufeff")
    drafts, problems = read_rows(text.encode()) if _is_table(text) else (read_list(text), [])
    if not drafts and not problems:
        problems = [RowProblem(1, _("There is no objective in this."), _("Write a list with the objectives, and their key results one step further in."))]  # fmt: skip
    if sum(draft.count() for draft in drafts) > MOST_DRAFTS:
        problems = [RowProblem(1, _("This is more than is taken in at once."), _("Import it in parts."))]  # fmt: skip
    return Pasted(tuple(drafts), tuple(problems))


def _is_table(text: str) -> bool:
    first = next((line for line in text.splitlines() if line.strip()), "")
    cells = [plain(cell) for mark in ",;\t|" for cell in first.split(mark)]
    return "objective" in cells and any(mark in first for mark in ",;\t|")


def _deep(drafts: tuple[ObjectiveDraft, ...] | list[ObjectiveDraft], depth: int) -> Iterator[tuple[int, ObjectiveDraft]]:  # fmt: skip
    for draft in drafts:
        yield depth, draft
        yield from _deep(draft.under, depth + 1)
