from leadline.integrations.models.course import Course, Piece, State
from leadline.integrations.models.imports import Import, ImportBlob, ImportFile
from leadline.integrations.models.staging import (
    ImportDraft,
    ImportedItem,
    ImportProblem,
    ImportRow,
    Outcome,
    Severity,
)
from leadline.integrations.models.tables import Brought, TableImport, TablePiece

__all__ = [
    "Brought",
    "Course",
    "Import",
    "ImportBlob",
    "ImportDraft",
    "ImportFile",
    "ImportProblem",
    "ImportRow",
    "ImportedItem",
    "Outcome",
    "Piece",
    "Severity",
    "State",
    "TableImport",
    "TablePiece",
]
