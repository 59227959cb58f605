from leadline.integrations.models.imports import Import, ImportBlob, ImportFile, State
from leadline.integrations.models.staging import (
    ImportDraft,
    ImportedItem,
    ImportProblem,
    ImportRow,
    Outcome,
    Severity,
)

__all__ = [
    "Import",
    "ImportBlob",
    "ImportDraft",
    "ImportFile",
    "ImportProblem",
    "ImportRow",
    "ImportedItem",
    "Outcome",
    "Severity",
    "State",
]
