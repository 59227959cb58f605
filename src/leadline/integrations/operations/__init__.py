"""Bringing files in: kept, read, mapped, checked, written, and taken back."""

from leadline.integrations.operations.applying import apply_import
from leadline.integrations.operations.bringing_tables import apply_table, check_table
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
from leadline.integrations.operations.tables import (
    map_table,
    read_table,
    read_table_again,
    start_table,
)
from leadline.integrations.operations.undoing import undo_import
from leadline.integrations.operations.undoing_tables import undo_table
from leadline.integrations.operations.uploading import Upload, product_for, start_import

__all__ = [
    "ChangedSince",
    "ImportBusy",
    "NotReady",
    "Upload",
    "apply_import",
    "apply_table",
    "ask_for",
    "check_import",
    "check_table",
    "discard",
    "map_columns",
    "map_statuses",
    "map_table",
    "product_for",
    "read_again",
    "read_import",
    "read_table",
    "read_table_again",
    "set_roles",
    "start_import",
    "start_table",
    "stop",
    "undo_import",
    "undo_table",
]
