"""The pages of imports, a module for each part of the way."""

from leadline.integrations.views.course import (
    Check,
    Discarding,
    ImportPage,
    ProblemsFile,
    ProgressPart,
    Report,
    Stopping,
    Undoing,
    Writing,
)
from leadline.integrations.views.mapping import Columns, Files, Reading, Roles, Statuses
from leadline.integrations.views.start import Imports, NewImport

__all__ = [
    "Check",
    "Columns",
    "Discarding",
    "Files",
    "ImportPage",
    "Imports",
    "NewImport",
    "ProblemsFile",
    "ProgressPart",
    "Reading",
    "Report",
    "Roles",
    "Statuses",
    "Stopping",
    "Undoing",
    "Writing",
]
