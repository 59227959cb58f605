"""Objectives and key results as people write them down: Markdown lists and CSV, read into drafts."""

from leadline.strategy.pasted.drafts import MOST_DRAFTS, ObjectiveDraft, ResultDraft, RowProblem
from leadline.strategy.pasted.reading import Pasted, read_pasted

__all__ = ["MOST_DRAFTS", "ObjectiveDraft", "Pasted", "ResultDraft", "RowProblem", "read_pasted"]
