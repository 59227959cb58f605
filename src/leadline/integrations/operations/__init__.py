"""Bringing files in: kept, read, mapped, checked, written, and taken back."""

from leadline.integrations.operations.applying import apply_import
from leadline.integrations.operations.checking import check_import
from leadline.integrations.operations.course import ImportBusy, NotReady, ask_for, discard, stop
from leadline.integrations.operations.mapping import (
    map_columns,
    map_statuses,
    read_again,
    set_roles,
)
from leadline.integrations.operations.reading import read_import
from leadline.integrations.operations.since import ChangedSince
from leadline.integrations.operations.undoing import undo_import
from leadline.integrations.operations.uploading import Upload, product_for, start_import

__all__ = [
    "ChangedSince",
    "ImportBusy",
    "NotReady",
    "Upload",
    "apply_import",
    "ask_for",
    "check_import",
    "discard",
    "map_columns",
    "map_statuses",
    "product_for",
    "read_again",
    "read_import",
    "set_roles",
    "start_import",
    "stop",
    "undo_import",
]
