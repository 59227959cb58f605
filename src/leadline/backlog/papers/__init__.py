"""Papers: documents put together from records, and their writing as Markdown and PDF."""

from leadline.backlog.papers.blocks import (
    Block,
    Line,
    Lines,
    Paper,
    Prose,
    Quote,
    Requirement,
    Section,
    Table,
)
from leadline.backlog.papers.markdown import as_markdown
from leadline.backlog.papers.pdf import Imprint, as_pdf

__all__ = [
    "Block",
    "Imprint",
    "Line",
    "Lines",
    "Paper",
    "Prose",
    "Quote",
    "Requirement",
    "Section",
    "Table",
    "as_markdown",
    "as_pdf",
]
