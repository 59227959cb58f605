"""The pages of tables of records, a module for each part of the way."""

from leadline.integrations.views.tables.course import (
    TableCheck,
    TableDiscarding,
    TablePage,
    TableProblems,
    TableProgress,
    TableReport,
    TableStopping,
    TableUndoing,
    TableWriting,
)
from leadline.integrations.views.tables.mapping import TableColumns, TableReading
from leadline.integrations.views.tables.start import NewTable, Tables

__all__ = [
    "NewTable",
    "TableCheck",
    "TableColumns",
    "TableDiscarding",
    "TablePage",
    "TableProblems",
    "TableProgress",
    "TableReading",
    "TableReport",
    "TableStopping",
    "TableUndoing",
    "TableWriting",
    "Tables",
]
